"""The times that a caseworker may call a person to: free ones of the caller, each put to the policy."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from portal.actions import call_in
from portal.actions.call_in import CallIn
from portal.actions.casework import Seen
from portal.actions.summons_letter import in_slot
from portal.clock import COPENHAGEN
from portal.policy.facts import Aktoer, Facts, SamtaleArt, Samtaleform
from portal.policy.indkaldelse import IndkaldSpoergsmaal, indkald
from portal.policy.kalender import day_of, days_after
from portal.policy.law import Decision, Finding
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.window import Window
from portal.store import slots
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.slots import SlotQuery
from portal.store.views import BookingView, OfficeView, OrganisationView, SlotView

OWN, ALL = 24, 60
"""How many times are looked at: the caseworker's own, and everybody's."""

DAYS_AHEAD = 28
_ANY_NEED = "-"
"""Stands in for the need for short notice, where it is only asked whether one would be enough."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caseworker wants to call to. `from_day`: not before that Danish day; None: tomorrow.

    `short`: at short notice. `instead_of`: the called meeting that gets another time. `office`: where a
    colleague's time is to lie, by public id; None: the nearest place that has one. `held`: the time that is
    held for the person, by public id.
    """

    art: SamtaleArt
    form: Samtaleform
    short: bool = False
    from_day: date | None = None
    instead_of: BookingView | None = None
    office: uuid.UUID | None = None
    held: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """`own`, `others`: the times that the law allows, the caseworker's own and the colleagues' in `office`.

    `held`: the one that is held for the person, where the law still allows it; it is in none of the two.

    `offices`: where there are free times, the nearest to the person first.

    `refusals`: why nothing, or not every time, can be had, each reason once. `any_hour`: whether the law
    allows any hour of the weeks ahead, published or not.
    """

    own: tuple[SlotView, ...]
    others: tuple[SlotView, ...]
    office: uuid.UUID | None
    offices: tuple[OfficeView, ...]
    refusals: tuple[Finding, ...]
    any_hour: bool
    held: SlotView | None = None

    @property
    def first(self) -> SlotView | None:
        held = (self.held,) if self.held else ()
        return min((*held, *self.own, *self.others), key=lambda slot: slot.start, default=None)


def offered(session: Session, seen: Seen, wish: Wish, now: datetime) -> Offered:
    """The free times from that day on, each put to the policy as if it were asked for."""
    known = call_in.without(seen.person.facts, wish.instead_of)
    query = _query(seen, wish, now)
    offices = slots.offices(session, query)
    office = wish.office or (offices[0].public_id if offices else None)
    own = _free(session, replace(query, caseworker=seen.worker.public_id, limit=OWN))
    others = [
        slot
        for slot in _free(session, replace(query, office=office, limit=ALL))
        if slot.caseworker is None or slot.caseworker.public_id != seen.worker.public_id
    ]
    verdicts = {slot.public_id: _verdict(seen, known, wish, slot, now) for slot in (*own, *others)}
    held = _held(session, seen, known, wish, now)
    held_id = held.id if held else None
    hours = [_at(seen, known, wish, start, now) for start in _noons(wish, now)]
    return Offered(
        own=tuple(slot for slot in own if verdicts[slot.public_id].allowed and slot.id != held_id),
        others=tuple(slot for slot in others if verdicts[slot.public_id].allowed and slot.id != held_id),
        office=office,
        offices=offices,
        refusals=_each_once(verdicts.values() if verdicts else hours),
        any_hour=any(decision.allowed for decision in hours),
        held=held,
    )


def _held(session: Session, seen: Seen, known: Facts, wish: Wish, now: datetime) -> SlotView | None:
    if wish.held is None:
        return None
    slot = slots.get(session, wish.held, person_id=seen.person.person_id, now=now)
    if slot is None or not _verdict(seen, known, wish, slot, now).allowed:
        return None
    return slot


def _free(session: Session, query: SlotQuery) -> tuple[SlotView, ...]:
    return slots.search(session, query).slots


def free_times(
    person: PersonFacts, own: OrganisationView, art: SamtaleArt, form: Samtaleform, now: datetime
) -> SlotQuery:
    """Free times of the caller, without asking the law: every one in that form, and of a jobcenter's those
    agreed with the person's a-kasse too.
    """
    holder = own.holder
    return SlotQuery(
        windows=_windows(person, holder, art, form, now),
        a_kasse=own if holder is Aktoer.A_KASSE else person.a_kasse,
        jobcenter=own if holder is Aktoer.JOBCENTER else person.jobcenter,
        now=now,
        form=form,
        own_postcode=person.postcode,
        own_kommune=person.jobcenter.code if person.jobcenter else None,
        exclude_person=person.person_id,
    )


def _query(seen: Seen, wish: Wish, now: datetime) -> SlotQuery:
    found = free_times(seen.person, seen.worker.organisation, wish.art, wish.form, now)
    moving = wish.instead_of.id if wish.instead_of else None
    return replace(found, from_day=_first_day(wish, now), moving=moving)


def _windows(
    person: PersonFacts, holder: Aktoer, art: SamtaleArt, form: Samtaleform, now: datetime
) -> tuple[Window, ...]:
    a_kasse = person.a_kasse

    def window(agreed_with: str | None) -> Window:
        return Window(
            holder=holder,
            art=art,
            former=frozenset({form}),
            earliest=now,
            latest=None,
            blocked_days=frozenset(),
            busy=(),
            faelles=agreed_with is not None,
            aftalt_med=agreed_with,
        )

    joint = holder is Aktoer.JOBCENTER and a_kasse is not None and art in BOOKBARE
    return (window(None), window(a_kasse.code)) if joint and a_kasse else (window(None),)


def _verdict(seen: Seen, known: Facts, wish: Wish, slot: SlotView, now: datetime) -> Decision:
    command = CallIn(
        caseworker_id=seen.worker.id,
        person=seen.person.person.public_id,
        art=wish.art,
        form=wish.form,
        time=slot.public_id,
        submission=uuid.uuid4(),
        kort_varsel=_ANY_NEED if wish.short else None,
    )
    return call_in.judge(seen, known, command, in_slot(slot, wish.art, wish.form, None), slot, now)


def _at(seen: Seen, known: Facts, wish: Wish, start: datetime, now: datetime) -> Decision:
    """What the law says of that hour, whether it is published or not."""
    short = wish.short and wish.art in BOOKBARE
    question = IndkaldSpoergsmaal(
        af=seen.worker.organisation.holder,
        art=wish.art,
        start=start,
        form=wish.form,
        med_kort_varsel=short,
        kort_varsel=_ANY_NEED if short else None,
        varighed=1,
    )
    return indkald(known, now, question)


def _noons(wish: Wish, now: datetime) -> list[datetime]:
    first = _first_day(wish, now)
    return [datetime.combine(days_after(first, number), time(12), COPENHAGEN) for number in range(DAYS_AHEAD)]


def _first_day(wish: Wish, now: datetime) -> date:
    """Nobody comes on the day they are called; whoever asks for an earlier day is told so."""
    return wish.from_day or day_of(now) + timedelta(days=1)


def _each_once(decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for decision in decisions:
        for finding in decision.refusals:
            found.setdefault(finding.code, finding)
    return tuple(found.values())
