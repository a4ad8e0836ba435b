"""What is done for a person whose meeting the organisation calls off: another time is held for them, or
nobody holds them to their deadline.

Part of the transaction that calls the meeting off. Nothing is moved: the person says yes, or chooses
themselves (DBK §§ 12, 13 and 87; BAB § 44, stk. 4).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from portal.actions import find_times, hold_for_summons
from portal.actions.find_times import Filters
from portal.clock import COPENHAGEN
from portal.policy import erstatning, tider
from portal.policy.bookingfrist import BindendeFrist, binding_deadline, udloeb
from portal.policy.facts import Oprindelse
from portal.policy.law import Decision, Finding
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.selvbooking import OmbookSpoergsmaal
from portal.store import alarms, bookings, decisions, facts, offers, outbox, people, slots, suspension
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.offers import NewOffer, OfferView
from portal.store.views import BookingView, SlotView

HELD_FOR: Final = timedelta(days=8)
"""How long another time is held where no deadline says it. Never past the time itself."""

HeldFor = tuple[tuple[int, uuid.UUID], ...]
"""Whom a time is held for as an offer: (person key, id of the meeting that was called off)."""

OFFERED, SUSPENDED = "booking.replacement_offered", "deadline.suspended"


@dataclass(frozen=True, slots=True)
class InItsStead:
    """`offer`: the time that is held; None where there was none. `suspended`: a deadline was. `decision_id`:
    what it rests on.
    """

    offer: OfferView | None
    decision_id: int
    suspended: bool = False


def in_its_stead(session: Session, booking: BookingView, now: datetime) -> InItsStead:
    """Holds the nearest other time for the person, or suspends the deadline and raises an alarm.

    Whom the organisation had called in is called in anew, in writing (BAB § 46): for them the time is held
    until that is done, and there is always an alarm. The person is locked, and the meeting has been called
    off. `now` is aware.
    """
    known = facts.load(session, booking.person_id, now)
    binding = binding_deadline(known.facts, now)
    if booking.oprindelse is Oprindelse.INDKALDT:
        return _for_summons(session, known, booking, binding, now)
    slot, decision = _nearest(session, known, booking, binding, now)
    if slot is None:
        return _none(session, booking, binding, decision, now)
    decision_id = decisions.save(session, booking.person_id, decision, booking.id, now)
    offer = offers.make(session, NewOffer(booking, slot, booking.form, now, _until(slot, binding, now)))
    payload = {
        "offer": str(offer.public_id),
        "booking": str(booking.public_id),
        "start": slot.start.isoformat(),
        "slut": slot.slut.isoformat(),
        "form": offer.form.value,
        "expires_at": offer.expires_at.isoformat(),
    }
    outbox.enqueue(session, OFFERED, payload, booking.person_id, now)
    return InItsStead(offer, decision_id)


def _for_summons(
    session: Session, known: PersonFacts, booking: BookingView, binding: BindendeFrist | None, now: datetime
) -> InItsStead:
    _alarm(session, booking, alarms.CALL_ANEW, now)
    slot, form, decision = hold_for_summons.find(session, known, booking, now)
    decision_id = decisions.save(session, booking.person_id, decision, booking.id, now)
    if slot is not None:
        until = hold_for_summons.until(slot, now)
        return InItsStead(offers.make(session, NewOffer(booking, slot, form, now, until)), decision_id)
    offers.let_go_of_meeting(session, booking.id)
    # Whoever books alone again has times of their own; a deadline asks for nothing that is only ever called.
    books = any(finding.code == "kan_selv_booke" for finding in decision.refusals)
    asked_for = booking.art in BOOKBARE and not books
    return InItsStead(None, decision_id, asked_for and _suspend(session, booking, binding, now))


def lock_whom_it_is_held_for(session: Session, slot_ids: Collection[int], now: datetime) -> HeldFor:
    """For whom these times (by key) are held as an offer: (person key, id of the meeting called off). They
    are locked, before the times are. `now` is aware.
    """
    held_for = offers.of_slots(session, list(slot_ids), now)
    for person_id in sorted({person_id for person_id, _booking in held_for}):
        people.lock(session, person_id)
    return held_for


def offer_others(session: Session, held_for: HeldFor, now: datetime) -> None:
    """Another time for each of them: the one that was held for them has been withdrawn."""
    for person_id, booking in held_for:
        called_off = bookings.get_own(session, person_id, booking)
        if called_off is not None:
            in_its_stead(session, called_off, now)


def judge(known: PersonFacts, booking: BookingView, slot: SlotView, now: datetime) -> Decision:
    """What the law says of this time in the meeting's stead."""
    decision = erstatning.erstat(known.facts, now, _question(booking, slot, alternativ=True))
    if decision.allowed or not find_times.only_local_limits(decision):
        return decision
    # Nobody is kept from another time by limits that are there for the person's own choices.
    return erstatning.erstat(known.facts, now, _question(booking, slot, alternativ=False))


def _question(booking: BookingView, slot: SlotView, *, alternativ: bool) -> OmbookSpoergsmaal:
    return OmbookSpoergsmaal(
        samtale=booking.id,
        start=slot.start,
        form=booking.form,
        aftalt_med=slot.a_kasse_code,
        alternativ=alternativ,
        faelles=slot.joint,
    )


def _nearest(
    session: Session,
    known: PersonFacts,
    booking: BookingView,
    binding: BindendeFrist | None,
    now: datetime,
) -> tuple[SlotView | None, Decision]:
    """The first time from the meeting's own day on, else the first at all; from tomorrow, within the
    deadline, in the form that was chosen. It is locked.
    """
    as_if = replace(known, facts=erstatning.som_om_den_stod(known.facts, booking.id))
    tomorrow = now.astimezone(COPENHAGEN).date() + timedelta(days=1)
    own_day = max(tomorrow, booking.start.astimezone(COPENHAGEN).date())
    last = erstatning.fristens_dag(binding, booking.holder, booking.start.astimezone(COPENHAGEN).date())
    for first in dict.fromkeys((own_day, tomorrow)):
        filters = Filters(from_day=first, to_day=last, form=booking.form, limit=5)
        times = find_times.times_for(session, as_if, now, move=booking, filters=filters)
        if times.query is None:
            return None, _refused(times.refusals)
        for candidate in slots.search(session, times.query).slots:
            locked = slots.lock(session, candidate.public_id, person_id=booking.person_id, now=now)
            if locked is None or not locked.free:
                continue
            decision = judge(known, booking, locked, now)
            if decision.allowed:
                return locked, decision
    return None, _refused((tider.ingen_tider(),))


def _refused(findings: tuple[Finding, ...]) -> Decision:
    return Decision("ombook", findings or (tider.ingen_tider(),), MappingProxyType({}))


def _none(
    session: Session,
    booking: BookingView,
    binding: BindendeFrist | None,
    decision: Decision,
    now: datetime,
) -> InItsStead:
    decision_id = decisions.save(session, booking.person_id, decision, booking.id, now)
    offers.let_go_of_meeting(session, booking.id)
    suspended = _suspend(session, booking, binding, now)
    # Whoever may not have any other time has to be called in; for the others there was none.
    no_times = any(finding.code == "ingen_tider" for finding in decision.refusals)
    _alarm(session, booking, alarms.NO_TIMES if no_times else alarms.CALL_ANEW, now)
    return InItsStead(None, decision_id, suspended)


def _suspend(session: Session, booking: BookingView, binding: BindendeFrist | None, now: datetime) -> bool:
    """Whether there is a deadline that nobody is held to any more."""
    if binding is None or not binding.binder or binding.frist.af is not booking.holder:
        return False
    suspension.suspend(session, booking.person_id, binding.frist)
    payload = {
        "booking": str(booking.public_id),
        "holder": booking.holder.value,
        "frist": binding.frist.frist.isoformat(),
    }
    outbox.enqueue(session, SUSPENDED, payload, booking.person_id, now)
    return True


def _alarm(session: Session, booking: BookingView, kind: str, now: datetime) -> None:
    own = booking.organisation.id
    alarms.raise_alarm(session, own, kind, now, person_id=booking.person_id, booking_id=booking.id)


def _until(slot: SlotView, binding: BindendeFrist | None, now: datetime) -> datetime:
    ends = udloeb(binding.frist) if binding is not None and binding.binder else now + HELD_FOR
    return min(ends, slot.start)
