"""Makes the demo's data: who is there in one transaction, and then what people do, one act after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.actions.daily import follow
from portal.actions.refresh_overview import refresh
from portal.clock import COPENHAGEN
from portal.demo import (
    agreed,
    around_times,
    available,
    houses,
    negotiated,
    not_delivered,
    noticed,
    offers,
    population,
    told,
    waiting,
    wishes,
)
from portal.demo.citizens import citizens
from portal.demo.crowd import crowd
from portal.demo.pressing import pressing
from portal.demo.supervised import supervised
from portal.demo.times import DAYS_AHEAD, Calendar, published
from portal.store import audit, bulk, signs
from portal.store.cpr import CprVault
from portal.store.database import Database, Session
from portal.store.tables_meeting import Slot

VERSION = 7
"""Rises with every change of the data that an older demo does not fit."""

_ACTION = "seed_demo"
_WORTH_A_RESET = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the data was made (aware), and by which version of this file."""

    at: datetime
    version: int


def stamp(session: Session) -> Stamp | None:
    """When the demo in this database was made; None where there is none."""
    found = bulk.last_time_of(session, _ACTION)
    return Stamp(found[0], int(found[1].get("version", 0))) if found else None


def runs_out(stamp: Stamp, today: date) -> bool:
    """Whether fewer than seven days of times are left."""
    made = stamp.at.astimezone(COPENHAGEN).date()
    return made + timedelta(days=DAYS_AHEAD) < today + _WORTH_A_RESET


def seed(database: Database, vault: CprVault, now: datetime, say: Callable[[str], None]) -> Stamp:
    """Makes the data as of `now` (aware), telling each step. The database must be empty."""
    made = Stamp(now, VERSION)
    database.write(lambda session: _seed(session, vault, made, say))
    negotiated.write(database, vault, now)
    offers.write(database, citizens(now), vault, now)
    # As `portal daily` does: what has happened is told, and no caseworker who signs in waits for the lists.
    follow(database, now)
    refresh(database, now)
    database.write(lambda session: signs.give(session, signs.DAILY, now))
    return made


def _seed(session: Session, vault: CprVault, made: Stamp, say: Callable[[str], None]) -> None:
    say("Making the demo data …")
    keys = houses.write(session, made.at)
    say(f"  {len(keys.organisations)} organisations with {len(keys.offices)} offices")
    say(f"  {len(keys.workers)} caseworkers")
    taken = Calendar()
    people = (*citizens(made.at), *crowd(made.at), *pressing(made.at), *supervised(made.at))
    population.write(session, keys, people, vault, made.at, taken)
    wishes.write(session, keys, people, vault, made.at)
    told.write(session, keys, (*citizens(made.at), *pressing(made.at)), vault, made.at)
    noticed.write(session, people, vault)
    available.write(session, keys, people, vault)
    not_delivered.write(session, people, vault, made.at)
    say(f"  {len(people)} citizens")
    times = tuple(published(made.at.astimezone(COPENHAGEN).date(), taken))
    intervals = agreed.write(session, keys, times, made.at)
    count = bulk.insert_many(session, Slot, houses.slots(keys, times, intervals, made.at))
    say(f"  {count} times")
    around_times.write(session, keys, people, vault, made.at)
    waiting.write(session, people, vault, made.at)
    entry = audit.AuditEntry(
        at=made.at,
        actor_kind="system",
        actor_id=None,
        action=_ACTION,
        outcome="allowed",
        details={"version": made.version},
    )
    audit.record(session, entry)
