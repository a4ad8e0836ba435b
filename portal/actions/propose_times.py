"""The next free times of an organisation, one for each of several people who are to be called in."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.actions.do_for_many import UNDO
from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.kalender import day_after, day_of, midnight
from portal.policy.window import Window
from portal.store import own_times, slots
from portal.store.database import Session
from portal.store.slots import SlotQuery
from portal.store.views import OfficeView, OrganisationView, SlotView


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody who is to be called in: a public id, where they live, and by which day, where there is one."""

    person: uuid.UUID
    postcode: str | None
    senest: date | None


def propose(
    session: Session, own: OrganisationView, caseworker_id: int, people: Sequence[ToCall], now: datetime
) -> dict[uuid.UUID, SlotView]:
    """The earliest times that can be held in person, from the day after they are told, to the people in
    their order.

    In the office nearest to them; elsewhere where that has none in time. Whether each may be called to that
    time is asked when it is done. Who comes too late has none.
    """
    if not people:
        return {}
    offices = own_times.offices(session, own.id, caseworker_id)
    near: defaultdict[uuid.UUID, list[ToCall]] = defaultdict(list)
    for one in people:
        if offices:
            near[_nearest(offices, one.postcode).public_id].append(one)
    found: dict[uuid.UUID, SlotView] = {}
    taken: Counter[int] = Counter()
    for office, those in near.items():
        _give(found, taken, those, _free(session, own, now, len(those), office))
    late = [one for one in people if not _in_time(found.get(one.person), one)]
    if late:
        for one in late:
            if one.person in found:
                taken[found.pop(one.person).id] -= 1
        _give(found, taken, late, _free(session, own, now, len(people), None))
    return found


def _give(
    found: dict[uuid.UUID, SlotView], taken: Counter[int], people: Iterable[ToCall], free: Sequence[SlotView]
) -> None:
    """Each of these people the first of these times that has a place left."""
    for one in people:
        slot = next((slot for slot in free if taken[slot.id] < slot.free), None)
        if slot is not None:
            found[one.person] = slot
            taken[slot.id] += 1


def _nearest(offices: Sequence[OfficeView], postcode: str | None) -> OfficeView:
    if postcode is None or not postcode.isdecimal():
        return offices[0]
    return min(offices, key=lambda office: abs(int(office.postcode) - int(postcode)))


def _in_time(slot: SlotView | None, one: ToCall) -> bool:
    return slot is not None and (one.senest is None or day_of(slot.start) <= one.senest)


def _free(
    session: Session, own: OrganisationView, now: datetime, count: int, office: uuid.UUID | None
) -> tuple[SlotView, ...]:
    window = Window(
        holder=own.holder,
        art=SamtaleArt.JOBSAMTALE,
        former=frozenset({Samtaleform.FREMMOEDE}),
        earliest=midnight(day_after(day_of(now + UNDO))),
        latest=None,
        blocked_days=frozenset(),
        busy=(),
    )
    query = SlotQuery(
        windows=(window,),
        a_kasse=own if own.holder is Aktoer.A_KASSE else None,
        jobcenter=own if own.holder is Aktoer.JOBCENTER else None,
        now=now,
        office=office,
        # As many as may be taken already, and as many again.
        limit=2 * count,
    )
    return slots.search(session, query).slots
