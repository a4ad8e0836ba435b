"""A person books a jobsamtale in a published time (LAB § 34, stk. 1)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import find_times, on_behalf
from portal.actions.on_behalf import OnBehalf
from portal.actions.outcome import Granted, Refused, again, conflict_finding, record, with_findings
from portal.policy import selvbooking, tider
from portal.policy.facts import Oprindelse, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.law import Decision, Finding
from portal.store import bookings, facts, holds, outbox, slots
from portal.store.database import Conflict, Database, Session
from portal.store.facts import PersonFacts
from portal.store.views import BookingView, SlotView

ACTION = "book_jobsamtale"


@dataclass(frozen=True, slots=True)
class BookJobsamtale:
    """`slot`: the time's public id. `submission`: the form's own id; a form sent twice books once.

    `by`: the caseworker who books for the person on the telephone.
    """

    person_id: int
    slot: uuid.UUID
    art: SamtaleArt
    form: Samtaleform
    submission: uuid.UUID
    phone: str | None = None
    by: OnBehalf | None = None


def book_jobsamtale(command: BookJobsamtale, database: Database, now: datetime) -> Granted | Refused:
    """Books, or says why not and which free times are nearest. All of it in one transaction.

    Raises UnknownSlot where no such time was ever published, Busy where a lock was not to be had, and
    NotSeen where a caseworker books for somebody whose course is not theirs.
    """

    def attempt(refused_by: Finding | None) -> Granted | Refused:
        return on_behalf.write(
            database, command.by, ACTION, now, lambda session: _book(session, command, now, refused_by)
        )

    try:
        return attempt(None)
    except Conflict as conflict:
        taken = conflict_finding(conflict)
    return attempt(taken)


class UnknownSlot(LookupError):
    """No such time was ever published."""


def judge(
    session: Session, command: BookJobsamtale, slot: SlotView, person: PersonFacts, now: datetime
) -> Decision:
    """What the law and the time itself say of this booking. Writes nothing."""
    decision = selvbooking.book(person.facts, now, _question(command, slot, alternativ=True))
    if not decision.allowed and find_times.only_local_limits(decision):
        times = find_times.times_for(session, person, now, art=command.art)
        if times.relaxed:
            decision = selvbooking.book(person.facts, now, _question(command, slot, alternativ=False))
    return with_findings(decision, time_findings(slot, person, command.form, decision))


def time_findings(
    slot: SlotView, person: PersonFacts, form: Samtaleform, decision: Decision
) -> tuple[Finding, ...]:
    """What speaks against the published time itself, whatever the law says of the hour."""
    own = person.organisation(slot.holder)
    told = decision.result.get("a_kasse_form")
    return tider.tid(
        tider.Tid(
            ledig=slot.free > 0 and not slot.withdrawn,
            egen=own is not None and own.id == slot.organisation.id,
            former=slot.former,
            a_kasse_form=slot.a_kasse_form,
        ),
        form,
        told if isinstance(told, str) else None,
    )


def _question(command: BookJobsamtale, slot: SlotView, *, alternativ: bool) -> selvbooking.BookSpoergsmaal:
    return selvbooking.BookSpoergsmaal(
        holder=slot.holder,
        start=slot.start,
        form=command.form,
        art=command.art,
        varighed=slot.varighed,
        faelles=slot.joint,
        aftalt_med=slot.a_kasse_code,
        alternativ=alternativ,
        en_faelles=True,
    )


def _book(
    session: Session, command: BookJobsamtale, now: datetime, refused_by: Finding | None
) -> Granted | Refused:
    person = facts.load(session, command.person_id, now, for_update=True)
    seen = on_behalf.acting(session, command.by, command.person_id, now)
    earlier = bookings.by_submission(session, command.person_id, command.submission)
    if earlier is not None:
        return again(session, earlier)
    slot = slots.lock(session, command.slot, person_id=command.person_id, now=now)
    if slot is None:
        raise UnknownSlot(command.slot)
    decision = judge(session, command, slot, person, now)
    if not decision.allowed and (same := _booked_already(session, command, slot)) is not None:
        return again(session, same)
    decision = with_findings(decision, on_behalf.against(seen, slot))
    if decision.allowed and refused_by is not None:
        decision = with_findings(decision, (refused_by,))
    if not decision.allowed:
        outcome, by = "conflict" if refused_by else None, on_behalf.worker(seen)
        record(session, command.person_id, ACTION, decision, now, outcome=outcome, by=by)
        nearest = find_times.nearest(session, person, now, slot.start, art=command.art, form=command.form)
        return Refused(decision, person, nearest)
    booking = _insert(session, command, slot, now)
    holds.let_go_of_all(session, command.person_id)
    on_behalf.keep(session, seen, booking, "book", now)
    by = on_behalf.worker(seen)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id, by=by)
    outbox.enqueue(session, "booking.booked", outbox.about(booking), command.person_id, now)
    return Granted(decision, booking)


def _booked_already(session: Session, command: BookJobsamtale, slot: SlotView) -> BookingView | None:
    """The person's own planned meeting in this very time and form: booked in another tab."""
    for booking in bookings.list_own(session, command.person_id):
        planned = booking.status is SamtaleStatus.PLANLAGT and booking.oprindelse is Oprindelse.SELVBOOKET
        if planned and booking.slot_id == slot.id and booking.form is command.form:
            return booking
    return None


def _insert(session: Session, command: BookJobsamtale, slot: SlotView, now: datetime) -> BookingView:
    return bookings.insert(
        session,
        bookings.NewBooking(
            person_id=command.person_id,
            slot=slot,
            art=command.art,
            form=command.form,
            oprindelse=Oprindelse.SELVBOOKET,
            submission=command.submission,
            phone=command.phone if command.form is Samtaleform.TELEFON else None,
            at=now,
        ),
    )
