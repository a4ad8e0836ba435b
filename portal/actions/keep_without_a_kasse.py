"""A person who has said no to the a-kasse keeps the time of a joint meeting, without it (LAB §§ 31, 32).

The a-kasse's caseworker has the time back at once. A fællessamtale stays one (VEJ 10044 3.3).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions.choose_a_kasse_med import taking_part
from portal.actions.outcome import Granted, Refused, UnknownBooking, again, record
from portal.policy import valgskift
from portal.policy.facts import SamtaleStatus
from portal.store import a_kasse_left, bookings, facts, outbox, people, slots
from portal.store.database import Database, Session

ACTION: Final = "keep_without_a_kasse"
TOPIC: Final = "booking.uden_a_kasse"


@dataclass(frozen=True, slots=True)
class KeepWithoutAKasse:
    """`booking`: the meeting's public id. Sent twice, it is done once."""

    person_id: int
    booking: uuid.UUID


def keep_without_a_kasse(command: KeepWithoutAKasse, database: Database, now: datetime) -> Granted | Refused:
    """Keeps the time without the a-kasse, or says why not. All of it in one transaction; `now` is aware.

    Raises UnknownBooking where the person has no such planned meeting, Busy where a lock was not to be had.
    """
    return database.write(lambda session: _keep(session, command, now))


def _keep(session: Session, command: KeepWithoutAKasse, now: datetime) -> Granted | Refused:
    people.lock(session, command.person_id)
    booking = bookings.get_own(session, command.person_id, command.booking)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT:
        raise UnknownBooking(command.booking)
    if not booking.joint:
        return again(session, booking)
    person = facts.load(session, command.person_id, now)
    decision = valgskift.behold(person.facts, now, booking.id, taking_part(booking))
    if not decision.allowed:
        record(session, command.person_id, ACTION, decision, now, booking_id=booking.id)
        return Refused(decision, person)
    slot = slots.of_booking(session, booking)
    if slot is not None:
        slots.lock(session, slot.public_id)
    kept = a_kasse_left.leave(session, booking, now)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id)
    outbox.enqueue(session, TOPIC, outbox.about(kept), command.person_id, now)
    return Granted(decision, kept)
