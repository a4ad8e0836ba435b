"""A person calls a planned meeting off (RÅB § 18, stk. 4; BAB § 49). Refused only once it has begun."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.actions import on_behalf
from portal.actions.on_behalf import OnBehalf
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
    """`reason` None: no lawful reason was given. `by`: the caseworker who does it for the person, on the
    telephone.
    """

    person_id: int
    booking: uuid.UUID
    reason: LawfulReason | None = None
    by: OnBehalf | None = None


def call_off_jobsamtale(command: CallOffJobsamtale, database: Database, now: datetime) -> Granted | Refused:
    """Calls the meeting off and frees its time. `decision.result["udebliver"]`: it counts as absence.

    A meeting called off already is answered as done. Raises UnknownBooking where the person has no such
    meeting, NotSeen where a caseworker does it for somebody whose course is not theirs.
    """
    return on_behalf.write(
        database, command.by, ACTION, now, lambda session: _call_off(session, command, now)
    )


def _call_off(session: Session, command: CallOffJobsamtale, now: datetime) -> Granted | Refused:
    people.lock(session, command.person_id)
    seen = on_behalf.acting(session, command.by, command.person_id, now)
    booking, by = bookings.get_own(session, command.person_id, command.booking), on_behalf.worker(seen)
    if booking is None or booking.status not in (SamtaleStatus.PLANLAGT, SamtaleStatus.AFLYST):
        raise UnknownBooking(command.booking)
    if on_behalf.is_others(seen, booking):
        raise UnknownBooking(command.booking)
    person = facts.load(session, command.person_id, now)
    decision = selvbooking.aflys(person.facts, now, booking.id)
    if booking.status is SamtaleStatus.AFLYST:
        return Granted(decision, booking, repeated=True)
    if not decision.allowed:
        record(session, command.person_id, ACTION, decision, now, booking_id=booking.id, by=by)
        return Refused(decision, person)
    reason = command.reason.value if command.reason else None
    called_off = bookings.call_off(session, booking, AflystAf.PERSON, reason, now)
    holds.let_go(session, command.person_id)
    on_behalf.keep(session, seen, called_off, "call_off", now)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id, by=by)
    outbox.enqueue(session, "booking.called_off", outbox.about(called_off), command.person_id, now)
    return Granted(decision, called_off)
