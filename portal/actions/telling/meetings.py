"""Letters about a meeting, from what was done with it."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions import send_letter
from portal.actions.summons_letter import place
from portal.actions.telling.row import Told
from portal.policy.facts import Maalgruppe, Samtaleform, SamtaleStatus
from portal.store import bookings, facts
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.views import BookingView
from portal.wording.letters import samtale as letters
from portal.wording.letters.letter import Letter
from portal.wording.letters.samtale import Meeting


def booked(session: Session, row: Told, now: datetime) -> None:
    """The receipt. None is written once the meeting has changed: what it became is told by a later row."""
    booking = _as_told(session, row)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT:
        return
    person = facts.load(session, booking.person_id, now)
    between = send_letter.from_organisation(booking.organisation, person.person, now)
    letter = letters.booked(between, meeting_of(booking), dagpenge=has_dagpenge(person))
    _write(session, person, booking, letter, now)


def meeting_of(booking: BookingView) -> Meeting:
    """The meeting as letters tell of it."""
    return Meeting(
        art=booking.art,
        form=booking.form,
        start=booking.start,
        slut=booking.slut,
        place=place(booking.office) if booking.office else "",
        access=booking.office.access if booking.office else None,
        room=booking.room,
        caseworker=booking.caseworker.name if booking.caseworker else None,
        phone=booking.phone,
        a_kasse=booking.a_kasse.name if booking.a_kasse else None,
        a_kasse_in_person=booking.a_kasse_form == Samtaleform.FREMMOEDE.value,
    )


def has_dagpenge(person: PersonFacts) -> bool:
    """Whether the person has dagpenge to lose."""
    return person.facts.person.maalgruppe is Maalgruppe.DAGPENGE


def _as_told(session: Session, row: Told) -> BookingView | None:
    """The meeting, as long as it is as the row says."""
    if row.person_id is None:
        return None
    booking = bookings.get_own(session, row.person_id, uuid.UUID(row.payload["booking"]))
    if booking is None or booking.sequence != row.payload["sequence"]:
        return None
    return booking


def _write(
    session: Session, person: PersonFacts, booking: BookingView, letter: Letter, now: datetime
) -> uuid.UUID:
    return send_letter.write(
        session,
        person=person.person,
        organisation=booking.organisation,
        letter=letter,
        now=now,
        booking_id=booking.id,
    )
