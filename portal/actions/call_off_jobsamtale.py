"""A person calls a planned meeting off (RÅB § 18, stk. 4; BAB § 49). Refused only once it has begun."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.actions.outcome import Granted, Refused, UnknownBooking, record
from portal.policy import selvbooking
from portal.policy.facts import AflystAf, SamtaleStatus
from portal.store import bookings, facts, holds, outbox, people
from portal.store.database import Database, Session

ACTION = "call_off_jobsamtale"


class LawfulReason(StrEnum):
    """What excuses from a meeting; the a-kasse judges whether it holds."""

    ARBEJDE = "arbejde"
    JOBSAMTALE_HOS_ARBEJDSGIVER = "jobsamtale_hos_arbejdsgiver"
    SYGDOM = "sygdom"
    ANDEN_INDKALDELSE = "anden_indkaldelse"


@dataclass(frozen=True, slots=True)
class CallOffJobsamtale:
    """`reason` None: no lawful reason was given."""

    person_id: int
    booking: uuid.UUID
    reason: LawfulReason | None = None


def call_off_jobsamtale(command: CallOffJobsamtale, database: Database, now: datetime) -> Granted | Refused:
    """Calls the meeting off and frees its time. `decision.result["udebliver"]`: it counts as absence.

    A meeting called off already is answered as done. Raises UnknownBooking where the person has no such
    meeting.
    """
    return database.write(lambda session: _call_off(session, command, now))


def _call_off(session: Session, command: CallOffJobsamtale, now: datetime) -> Granted | Refused:
    people.lock(session, command.person_id)
    booking = bookings.get_own(session, command.person_id, command.booking)
    if booking is None or booking.status not in (SamtaleStatus.PLANLAGT, SamtaleStatus.AFLYST):
        raise UnknownBooking(command.booking)
    person = facts.load(session, command.person_id, now)
    decision = selvbooking.aflys(person.facts, now, booking.id)
    if booking.status is SamtaleStatus.AFLYST:
        return Granted(decision, booking, repeated=True)
    if not decision.allowed:
        record(session, command.person_id, ACTION, decision, now, booking_id=booking.id)
        return Refused(decision, person)
    reason = command.reason.value if command.reason else None
    called_off = bookings.call_off(session, booking, AflystAf.PERSON, reason, now)
    holds.let_go(session, command.person_id)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id)
    outbox.enqueue(session, "booking.called_off", outbox.about(called_off), command.person_id, now)
    return Granted(decision, called_off)
