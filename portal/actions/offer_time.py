"""What is done for a person whose meeting the organisation calls off: another time is held for them, or
nobody holds them to their deadline.

Part of the transaction that calls the meeting off. Nothing is moved: the person says yes, or chooses
themselves (DBK §§ 12, 13 and 87; BAB § 44, stk. 4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from portal.actions import find_times
from portal.actions.find_times import Filters
from portal.clock import COPENHAGEN
from portal.policy import erstatning, tider
from portal.policy.bookingfrist import BindendeFrist, binding_deadline, udloeb
from portal.policy.facts import Oprindelse
from portal.policy.law import Decision, Finding
from portal.policy.selvbooking import OmbookSpoergsmaal
from portal.store import alarms, decisions, facts, offers, outbox, slots, suspension
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.offers import NewOffer, OfferView
from portal.store.views import BookingView, SlotView

HELD_FOR: Final = timedelta(days=8)
"""How long another time is held where no deadline says it. Never past the time itself."""

OFFERED, SUSPENDED = "booking.replacement_offered", "deadline.suspended"


@dataclass(frozen=True, slots=True)
class InItsStead:
    """`offer`: the time that is held; None where there was none. `suspended`: a deadline was. `decision_id`:
    what it rests on; None where the meeting was called, and has to be called anew.
    """

    offer: OfferView | None
    suspended: bool = False
    decision_id: int | None = None


def in_its_stead(session: Session, booking: BookingView, now: datetime) -> InItsStead:
    """Holds the nearest other time for the person, or suspends the deadline and raises an alarm.

    Whom the organisation had called in is called in anew, in writing (BAB § 46): for them there is the alarm
    alone. The person is locked, and the meeting has been called off. `now` is aware.
    """
    if booking.oprindelse is Oprindelse.INDKALDT:
        _alarm(session, booking, "ny_indkaldelse", now)
        return InItsStead(None)
    known = facts.load(session, booking.person_id, now)
    binding = binding_deadline(known.facts, now)
    slot, decision = _nearest(session, known, booking, binding, now)
    if slot is None:
        return _none(session, booking, binding, decision, now)
    decision_id = decisions.save(session, booking.person_id, decision, booking.id, now)
    offer = offers.make(session, NewOffer(booking, slot, now, _until(slot, binding, now)))
    payload = {
        "offer": str(offer.public_id),
        "booking": str(booking.public_id),
        "start": slot.start.isoformat(),
        "slut": slot.slut.isoformat(),
        "form": offer.form.value,
        "expires_at": offer.expires_at.isoformat(),
    }
    outbox.enqueue(session, OFFERED, payload, booking.person_id, now)
    return InItsStead(offer, decision_id=decision_id)


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
    last = _last_day(booking, binding)
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
    suspended = binding is not None and binding.binder and binding.frist.af is booking.holder
    if suspended and binding is not None:
        suspension.suspend(session, booking.person_id, binding.frist)
        payload = {
            "booking": str(booking.public_id),
            "holder": booking.holder.value,
            "frist": binding.frist.frist.isoformat(),
        }
        outbox.enqueue(session, SUSPENDED, payload, booking.person_id, now)
    # Whoever may not have any other time has to be called in; for the others there was none.
    no_times = any(finding.code == "ingen_tider" for finding in decision.refusals)
    _alarm(session, booking, "ingen_tider" if no_times else "ny_indkaldelse", now)
    return InItsStead(None, suspended, decision_id)


def _alarm(session: Session, booking: BookingView, kind: str, now: datetime) -> None:
    own = booking.organisation.id
    alarms.raise_alarm(session, own, kind, now, person_id=booking.person_id, booking_id=booking.id)


def _last_day(booking: BookingView, binding: BindendeFrist | None) -> date | None:
    """The last day that the deadline leaves for the meeting, where it asks for one."""
    if binding is None or binding.bortfaldet or binding.frist.af is not booking.holder:
        return None
    if booking.start.astimezone(COPENHAGEN).date() > binding.samtale_senest:
        return None
    return binding.samtale_senest


def _until(slot: SlotView, binding: BindendeFrist | None, now: datetime) -> datetime:
    ends = udloeb(binding.frist) if binding is not None and binding.binder else now + HELD_FOR
    return min(ends, slot.start)
