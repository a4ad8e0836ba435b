"""Who of the demo's citizens waits for an earlier time: whoever calls off makes somebody hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from portal.demo.citizens import Citizen
from portal.policy.facts import Aktoer, Samtaleform, SamtaleStatus
from portal.policy.kalender import day_of
from portal.store import bookings, earlier, facts, people
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.earlier import NewWish

WAITS: Final = "signe-hald"


def write(session: Session, citizens: Sequence[Citizen], vault: CprVault, now: datetime) -> None:
    """Writes the wish. `now`: aware. The citizens and their meetings must be there."""
    citizen = next(one for one in citizens if one.key == WAITS)
    found = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
    assert found is not None  # noqa: S101 - they were written a moment ago
    person = facts.load(session, found.id, now)
    coming = (one for one in bookings.list_own(session, found.id) if one.status is SamtaleStatus.PLANLAGT)
    last = max(coming, key=lambda one: one.start)
    wish = NewWish(
        person_id=found.id,
        booking=(last.id, last.start),
        art=last.art,
        a_kasse=person.a_kasse if last.holder is Aktoer.A_KASSE else None,
        jobcenter=person.jobcenter if last.holder is Aktoer.JOBCENTER else None,
        former=frozenset(Samtaleform),
        offices=frozenset(),
        until=day_of(last.start),
        told_by="sms",
        at=now,
    )
    earlier.save(session, wish)
