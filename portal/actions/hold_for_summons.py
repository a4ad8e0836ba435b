"""Another time for somebody whose called meeting the organisation calls off: held until they are called anew.

Part of the transaction that calls the meeting off. A summons is written and personal (BAB § 46), so that
nothing is offered to the person: a caseworker calls them, to the time that is held or to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from portal.actions import call_in, summons_times
from portal.clock import COPENHAGEN
from portal.policy import erstatning, tider
from portal.policy.facts import Samtaleform
from portal.policy.indkaldelse import IndkaldSpoergsmaal
from portal.policy.kalender import day_after, next_working_day
from portal.policy.law import Decision, Finding
from portal.store import slots, summons
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.slots import SlotQuery
from portal.store.views import BookingView, SlotView

QUESTION: Final = "indkald"

HELD_FOR: Final = timedelta(days=8)
"""How long the time is held; never longer than a summons to it can be in time."""

BY_POST: Final = timedelta(days=7)
"""How far ahead a time should lie for somebody whose letters come on paper. No law says it: an earlier one is
held where there is no other within the deadline.
"""

_LOOKED_AT = 5


def find(
    session: Session, known: PersonFacts, booking: BookingView, now: datetime
) -> tuple[SlotView | None, Samtaleform, Decision]:
    """The time to hold, locked, in which form, and what the law says of calling the person to it; None where
    there is none, with the reason.

    In the form of the meeting rather than in another, at its place rather than elsewhere, from its own day on
    rather than before it; with a working day to write the summons in, where there is such a time. The person
    is locked, and the meeting has been called off. `now` is aware.
    """
    before = summons.of_booking(session, booking.id)
    need = before.kort_varsel if before else None
    refusals: dict[str, Finding] = {}
    looked: set[tuple[int, Samtaleform]] = set()
    for form, query in _queries(known, booking, now):
        for candidate in slots.search(session, query).slots:
            if (candidate.id, form) in looked:
                continue
            looked.add((candidate.id, form))
            slot = slots.lock(session, candidate.public_id, person_id=booking.person_id, now=now)
            if slot is None or not slot.free:
                continue
            decision = _judge(known, booking, slot, form, need, now)
            if decision.allowed:
                return slot, form, decision
            for finding in decision.refusals:
                refusals.setdefault(finding.code, finding)
    found = tuple(refusals.values()) or (tider.ingen_tider(),)
    return None, booking.form, Decision(QUESTION, found, MappingProxyType({}))


def until(slot: SlotView, now: datetime) -> datetime:
    """When the time is held no more."""
    return min(now + HELD_FOR, erstatning.indkaldes_inden(slot.start))


def _queries(
    known: PersonFacts, booking: BookingView, now: datetime
) -> Iterator[tuple[Samtaleform, SlotQuery]]:
    last = erstatning.indkaldes_senest(known.facts, now, booking.id)
    places = (booking.office.public_id, None) if booking.office else (None,)
    for form in erstatning.indkaldes_i(known.facts, now, booking.id):
        query = summons_times.free_times(known, booking.organisation, booking.art, form, now)
        for office in places:
            for first in _first_days(known, booking, now):
                narrowed = replace(query, office=office, from_day=first, to_day=last, limit=_LOOKED_AT)
                yield form, narrowed


def _first_days(known: PersonFacts, booking: BookingView, now: datetime) -> tuple[date, ...]:
    today = now.astimezone(COPENHAGEN).date()
    tomorrow = today + timedelta(days=1)
    reached = day_after(next_working_day(tomorrow)) if known.person.digital_post else today + BY_POST
    own_day = max(reached, booking.start.astimezone(COPENHAGEN).date())
    return tuple(dict.fromkeys((own_day, reached, tomorrow)))


def _judge(
    known: PersonFacts,
    booking: BookingView,
    slot: SlotView,
    form: Samtaleform,
    need: str | None,
    now: datetime,
) -> Decision:
    question = IndkaldSpoergsmaal(
        af=booking.holder,
        art=booking.art,
        start=slot.start,
        form=form,
        med_kort_varsel=need is not None,
        kort_varsel=need,
        varighed=slot.varighed,
    )
    return call_in.judge_published(booking.organisation, known.facts, question, slot, now)
