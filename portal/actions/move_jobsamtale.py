"""A person moves a planned meeting to another published time (BAB § 44, stk. 4)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import find_times, on_behalf
from portal.actions.book_jobsamtale import UnknownSlot, time_findings
from portal.actions.on_behalf import OnBehalf
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
    """`booking` and `slot` are public ids. The same form sent twice finds the meeting moved already.

    `by`: the caseworker who moves it for the person on the telephone.
    """

    person_id: int
    booking: uuid.UUID
    slot: uuid.UUID
    form: Samtaleform
    phone: str | None = None
    by: OnBehalf | None = None


def move_jobsamtale(command: MoveJobsamtale, database: Database, now: datetime) -> Granted | Refused:
    """Moves, or says why not and which free times are nearest. All of it in one transaction.

    Raises UnknownBooking where the person has no such planned meeting, UnknownSlot where no such time was
    ever published, Busy where a lock was not to be had, NotSeen where a caseworker moves it for somebody
    whose course is not theirs.
    """

    def attempt(refused_by: Finding | None) -> Granted | Refused:
        return on_behalf.write(
            database, command.by, ACTION, now, lambda session: _move(session, command, now, refused_by)
        )

    try:
        return attempt(None)
    except Conflict as conflict:
        taken = conflict_finding(conflict)
    return attempt(taken)


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
        faelles=slot.joint,
    )


def _move(
    session: Session, command: MoveJobsamtale, now: datetime, refused_by: Finding | None
) -> Granted | Refused:
    people.lock(session, command.person_id)
    seen = on_behalf.acting(session, command.by, command.person_id, now)
    booking = bookings.get_own(session, command.person_id, command.booking)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT or on_behalf.is_others(seen, booking):
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
    decision, by = with_findings(decision, on_behalf.against(seen, slot)), on_behalf.worker(seen)
    if refused_by is not None and decision.allowed:
        decision = with_findings(decision, (refused_by,))
    if not decision.allowed:
        outcome = "conflict" if refused_by else None
        key = booking.id
        record(session, command.person_id, ACTION, decision, now, booking_id=key, outcome=outcome, by=by)
        nearest = find_times.nearest(session, person, now, slot.start, form=command.form, move=booking)
        return Refused(decision, person, nearest)
    phone = command.phone if command.form is Samtaleform.TELEFON else None
    moved = bookings.move(session, booking, slot, command.form, phone, now)
    holds.let_go(session, command.person_id)
    on_behalf.keep(session, seen, moved, "move", now)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id, by=by)
    outbox.enqueue(session, "booking.moved", outbox.about(moved), command.person_id, now)
    return Granted(decision, moved)
