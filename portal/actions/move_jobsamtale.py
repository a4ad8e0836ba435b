"""A person moves a planned meeting to another published time (BAB § 44, stk. 4)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import find_times
from portal.actions.book_jobsamtale import UnknownSlot, time_findings
from portal.actions.outcome import (
    Granted,
    Refused,
    UnknownBooking,
    again,
    conflict_finding,
    record,
    with_findings,
)
from portal.policy import selvbooking
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.policy.law import Decision, Finding
from portal.store import bookings, facts, holds, outbox, people, slots
from portal.store.database import Conflict, Database, Session
from portal.store.facts import PersonFacts
from portal.store.views import BookingView, SlotView

ACTION = "move_jobsamtale"


@dataclass(frozen=True, slots=True)
class MoveJobsamtale:
    """`booking` and `slot` are public ids. The same form sent twice finds the meeting moved already."""

    person_id: int
    booking: uuid.UUID
    slot: uuid.UUID
    form: Samtaleform
    phone: str | None = None


def move_jobsamtale(command: MoveJobsamtale, database: Database, now: datetime) -> Granted | Refused:
    """Moves, or says why not and which free times are nearest. All of it in one transaction.

    Raises UnknownBooking where the person has no such planned meeting, UnknownSlot where no such time was
    ever published, Busy where a lock was not to be had.
    """
    try:
        return database.write(lambda session: _move(session, command, now))
    except Conflict as conflict:
        taken = conflict_finding(conflict)
        return database.write(lambda session: _move(session, command, now, refused_by=taken))


def judge(
    session: Session,
    command: MoveJobsamtale,
    booking: BookingView,
    slot: SlotView,
    person: PersonFacts,
    now: datetime,
) -> Decision:
    """What the law and the time itself say of this move. Writes nothing."""
    decision = selvbooking.ombook(person.facts, now, _question(command, booking, slot, alternativ=True))
    limited = not decision.allowed and find_times.only_local_limits(decision)
    if limited and find_times.times_for(session, person, now, move=booking).relaxed:
        decision = selvbooking.ombook(person.facts, now, _question(command, booking, slot, alternativ=False))
    return with_findings(decision, time_findings(slot, person, command.form, decision))


def _question(
    command: MoveJobsamtale, booking: BookingView, slot: SlotView, *, alternativ: bool
) -> selvbooking.OmbookSpoergsmaal:
    return selvbooking.OmbookSpoergsmaal(
        samtale=booking.id,
        start=slot.start,
        form=command.form,
        aftalt_med=slot.a_kasse_code,
        alternativ=alternativ,
    )


def _move(
    session: Session, command: MoveJobsamtale, now: datetime, refused_by: Finding | None = None
) -> Granted | Refused:
    people.lock(session, command.person_id)
    booking = bookings.get_own(session, command.person_id, command.booking)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT:
        raise UnknownBooking(command.booking)
    slot = slots.lock(
        session,
        command.slot,
        leaving=booking.slot_id,
        person_id=command.person_id,
        now=now,
        moving=booking.id,
    )
    if slot is None:
        raise UnknownSlot(command.slot)
    if booking.slot_id == slot.id and booking.form is command.form:
        return again(session, booking)
    person = facts.load(session, command.person_id, now)
    decision = judge(session, command, booking, slot, person, now)
    if refused_by is not None and decision.allowed:
        decision = with_findings(decision, (refused_by,))
    if not decision.allowed:
        outcome = "conflict" if refused_by else None
        record(session, command.person_id, ACTION, decision, now, booking_id=booking.id, outcome=outcome)
        nearest = find_times.nearest(session, person, now, slot.start, form=command.form, move=booking)
        return Refused(decision, person, nearest)
    phone = command.phone if command.form is Samtaleform.TELEFON else None
    moved = bookings.move(session, booking, slot, command.form, phone, now)
    holds.let_go(session, command.person_id)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id)
    outbox.enqueue(session, "booking.moved", outbox.about(moved), command.person_id, now)
    return Granted(decision, moved)
