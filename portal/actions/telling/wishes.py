"""The letter that answers what a person asked for, where no decision with a letter of its own did so."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions import send_letter
from portal.actions.telling.row import Told
from portal.clock import COPENHAGEN
from portal.policy.anmodning import OenskeArt
from portal.policy.facts import SamtaleStatus
from portal.store import bookings, people, requests, summons
from portal.store.database import Session
from portal.wording.letters import oenske as letters

DECIDED = (OenskeArt.FRITAGELSE, OenskeArt.BOOKE_SELV)
"""Wishes that are answered by a decision, which has a letter."""


def answered(session: Session, row: Told, now: datetime) -> None:
    """Yes or no, with the caseworker's words."""
    if row.person_id is None:
        return
    wish = requests.get_own(session, row.person_id, uuid.UUID(row.payload["oenske"]))
    person = people.by_id(session, row.person_id)
    if wish is None or person is None or wish.organisation is None or wish.art in DECIDED:
        return
    letter = letters.answered(
        send_letter.from_organisation(wish.organisation, person, now),
        wish.art,
        wish.asked_at.astimezone(COPENHAGEN).date(),
        granted=bool(wish.granted),
        begrundelse=wish.begrundelse,
    )
    send_letter.write(session, person=person, organisation=wish.organisation, letter=letter, now=now)


def summons_answered(session: Session, row: Told, now: datetime) -> None:
    """That the time of a summons stays although the person asked for another; what they say tells nothing."""
    if row.person_id is None or row.payload["answer"] != "refused":
        return
    booking = bookings.get_own(session, row.person_id, uuid.UUID(row.payload["booking"]))
    view = summons.of_booking(session, booking.id) if booking is not None else None
    person = people.by_id(session, row.person_id)
    if booking is None or view is None or view.oensket is None or person is None:
        return
    if booking.status is not SamtaleStatus.PLANLAGT or booking.start <= now:
        return
    own, asked = booking.organisation, view.oensket.astimezone(COPENHAGEN).date()
    between = send_letter.from_organisation(own, person, now)
    letter = letters.other_time_refused(between, booking.art, booking.start, asked, view.afslag or "")
    send_letter.write(session, person=person, organisation=own, letter=letter, now=now, booking_id=booking.id)
