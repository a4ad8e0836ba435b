"""A person says yes to the time that is held for them, since the organisation called their meeting off."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import find_times, offer_time
from portal.actions.book_jobsamtale import time_findings
from portal.actions.outcome import Granted, Refused, again, conflict_finding, record, with_findings
from portal.policy import tider
from portal.policy.facts import Samtaleform
from portal.policy.law import Decision, Finding
from portal.store import bookings, facts, offers, outbox, people, slots
from portal.store.database import Conflict, Database, Session
from portal.store.offers import OfferView
from portal.store.views import BookingView, SlotView

ACTION = "accept_replacement"


@dataclass(frozen=True, slots=True)
class AcceptReplacement:
    """`offer`: its public id. Sent twice, it books once."""

    person_id: int
    offer: uuid.UUID


class UnknownOffer(LookupError):
    """The person was never offered that."""


def accept_replacement(command: AcceptReplacement, database: Database, now: datetime) -> Granted | Refused:
    """Books the time that was offered, or says why not. All of it in one transaction.

    It is judged as a move of the meeting that was called off, for that is what it is to the person. Raises
    UnknownOffer, Busy.
    """
    try:
        return database.write(lambda session: _accept(session, command, now))
    except Conflict as conflict:
        taken = conflict_finding(conflict)
        return database.write(lambda session: _accept(session, command, now, refused_by=taken))


def _accept(
    session: Session, command: AcceptReplacement, now: datetime, refused_by: Finding | None = None
) -> Granted | Refused:
    offer = _own(session, command)
    slot = slots.lock(session, offer.slot, person_id=command.person_id, now=now)
    called_off = bookings.get_own(session, command.person_id, offer.booking)
    assert slot is not None  # noqa: S101 - an offer names its time and its meeting
    assert called_off is not None  # noqa: S101
    booked = offers.booked_by(session, offer.id)
    if booked is not None:
        return again(session, _of(session, command.person_id, booked))
    known = facts.load(session, command.person_id, now)
    decision = offer_time.judge(known, called_off, slot, now)
    decision = with_findings(decision, time_findings(slot, known, offer.form, decision))
    if not offers.is_open(session, offer.id, now):
        decision = with_findings(decision, (tider.tiden_er_taget(),))
    if refused_by is not None:
        decision = with_findings(decision, (refused_by,))
    decision = _only_refusals(decision)
    if not decision.allowed:
        outcome = "conflict" if refused_by else None
        record(session, command.person_id, ACTION, decision, now, booking_id=called_off.id, outcome=outcome)
        nearest = find_times.nearest(session, known, now, slot.start, art=called_off.art, form=offer.form)
        return Refused(decision, known, nearest)
    booking = _insert(session, offer, called_off, slot, now)
    offers.accepted(session, offer.id, booking.id, now)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id)
    outbox.enqueue(session, "booking.booked", outbox.about(booking), command.person_id, now)
    return Granted(decision, booking)


def _own(session: Session, command: AcceptReplacement) -> OfferView:
    people.lock(session, command.person_id)
    offer = offers.get_own(session, command.person_id, command.offer)
    if offer is None:
        raise UnknownOffer(command.offer)
    return offer


def _only_refusals(decision: Decision) -> Decision:
    """A refusal gives its reasons and nothing that was met."""
    return decision if decision.allowed else Decision(decision.question, decision.refusals, decision.result)


def _insert(
    session: Session, offer: OfferView, called_off: BookingView, slot: SlotView, now: datetime
) -> BookingView:
    return bookings.insert(
        session,
        bookings.NewBooking(
            person_id=offer.person_id,
            slot=slot,
            art=called_off.art,
            form=offer.form,
            oprindelse=called_off.oprindelse,
            phone=offer.phone if offer.form is Samtaleform.TELEFON else None,
            at=now,
        ),
    )


def _of(session: Session, person_id: int, booking_id: int) -> BookingView:
    return next(one for one in bookings.list_own(session, person_id) if one.id == booking_id)
