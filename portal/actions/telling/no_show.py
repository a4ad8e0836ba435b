"""That a member did not come to the jobcenter: the a-kasse is told, and the member in the same moment what it
was told, the first time only (BAB §§ 147, 156; DBK § 124; VEJ 10044 14.2). `portal.policy.underretning`
says what there is to tell.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Final

from portal.actions import notices, send_letter
from portal.actions.telling.row import Told
from portal.clock import COPENHAGEN
from portal.policy import underretning
from portal.policy.underretning import Besked
from portal.store import audit, bookings, facts, underretninger
from portal.store.audit import AuditEntry
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.underretninger import NewBesked, UnderretningView
from portal.store.views import BookingView
from portal.wording.letters import underretning as letters

ACTION: Final = "tell_a_kasse"


class NoAKasse(LookupError):
    """Nobody knows which a-kasse to tell."""


def registered(session: Session, row: Told, now: datetime) -> None:
    """For the topics `samtale.udeblevet` and `samtale.rettet`: what the meeting is registered as by now."""
    booking = _booking(session, row)
    if booking is None:
        return
    person = facts.load(session, booking.person_id, now)
    standing = underretninger.standing(session, booking.id)
    besked = underretning.fortael(person.facts, now, booking.id, staar=standing is not None)
    if standing is None:
        if besked is not None:
            _first(session, person, booking, now)
        return
    if besked is Besked.RETTELSE:
        if standing.form is booking.form:
            return
        underretninger.correct(session, standing, booking.form)
    if besked is not None:
        _tell(session, standing, NewBesked(besked, now), now)


def got_in_touch(session: Session, row: Told, now: datetime) -> None:
    """For the topic `samtale.henvendt`: on which day, where the a-kasse was told of the meeting."""
    booking = _booking(session, row)
    standing = underretninger.standing(session, booking.id) if booking else None
    if standing is not None:
        dag = date.fromisoformat(row.payload["henvendt"])
        _tell(session, standing, NewBesked(Besked.HENVENDELSE, now, dag=dag), now)


def _booking(session: Session, row: Told) -> BookingView | None:
    if row.person_id is None:
        return None
    return bookings.get_own(session, row.person_id, uuid.UUID(row.payload["booking"]))


def _first(session: Session, person: PersonFacts, booking: BookingView, now: datetime) -> None:
    """The notice and the letter that repeats it: both, or neither."""
    if person.a_kasse is None:
        raise NoAKasse(str(booking.public_id))
    between = send_letter.from_organisation(booking.organisation, person.person, now)
    missed = letters.Missed(booking.art, booking.form, booking.start)
    letter = send_letter.write(
        session,
        person=person.person,
        organisation=booking.organisation,
        letter=letters.told(between, missed, person.a_kasse.name),
        now=now,
        booking_id=booking.id,
    )
    day = booking.start.astimezone(COPENHAGEN).date()
    opened = underretninger.first(session, booking, person.a_kasse, day, letter, now)
    _tell(session, opened, NewBesked(Besked.UNDERRETNING, now, letter=letter), now)


def _tell(session: Session, standing: UnderretningView, new: NewBesked, now: datetime) -> None:
    notices.tell(session, standing, new)
    entry = AuditEntry(
        at=now,
        actor_kind="system",
        actor_id=None,
        organisation_id=standing.jobcenter.id,
        person_id=standing.person_id,
        action=ACTION,
        outcome="allowed",
        booking_id=standing.booking_id,
        details={"underretning": str(standing.public_id), "art": new.art.value},
    )
    audit.record(session, entry)
