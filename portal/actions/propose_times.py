"""The next free times of an organisation, one for each of several people who are to be called in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from portal.clock import COPENHAGEN
from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.kalender import midnight
from portal.policy.window import Window
from portal.store import slots
from portal.store.database import Session
from portal.store.slots import SlotQuery
from portal.store.views import OrganisationView, SlotView

T = TypeVar("T")


def propose(session: Session, own: OrganisationView, people: Sequence[T], now: datetime) -> dict[T, SlotView]:
    """The earliest times from tomorrow on that can be held in person, to the people in their order.

    Whether each may be called to that time is asked when it is done. Who comes too late has none.
    """
    if not people:
        return {}
    tomorrow = now.astimezone(COPENHAGEN).date() + timedelta(days=1)
    window = Window(
        holder=own.holder,
        art=SamtaleArt.JOBSAMTALE,
        former=frozenset({Samtaleform.FREMMOEDE}),
        earliest=midnight(tomorrow),
        latest=None,
        blocked_days=frozenset(),
        busy=(),
    )
    query = SlotQuery(
        windows=(window,),
        a_kasse=own if own.holder is Aktoer.A_KASSE else None,
        jobcenter=own if own.holder is Aktoer.JOBCENTER else None,
        now=now,
        limit=len(people),
    )
    free = [slot for slot in slots.search(session, query).slots for _place in range(slot.free)]
    return dict(zip(people, free, strict=False))
