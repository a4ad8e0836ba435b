"""The daily run keeps up with the country: 100,000 people in under ten minutes, also on the worst day."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import create_engine, func, insert, select

import portal.store
from bench.country import SMALLEST, fill
from portal.actions.daily import Followed, follow
from portal.actions.refresh_overview import refresh
from portal.policy.kalender import month_ends
from portal.store.database import Database
from portal.store.tables import Person
from portal.store.tables_daily import Haendelse
from portal.store.tables_overview import Overview

for module in pkgutil.iter_modules(portal.store.__path__):
    importlib.import_module(f"portal.store.{module.name}")  # the country counts on in every table

pytestmark = [pytest.mark.long, pytest.mark.alone]

CITIZENS = 100_000
TEN_MINUTES = 600.0
TODAY = date(2026, 9, 14)
"""One in ten has its last day with the a-kasse at the end of this month."""


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tells how long it took, and sees to it that it was not too long."""
    began = time.perf_counter()
    yield
    taken = time.perf_counter() - began
    sys.stdout.write(f"{what}: {taken:.0f} s for {CITIZENS} people\n")
    assert taken < TEN_MINUTES


def run(database: Database, day: date) -> Followed:
    """What `portal daily` does, an hour past midnight."""
    now = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
    found = follow(database, now)
    refresh(database, now)
    return found


@pytest.fixture
def country(migrated_url: str) -> Iterator[Database]:
    engine = create_engine(migrated_url)
    fill(engine, SMALLEST, CITIZENS, TODAY)
    with engine.begin() as connection:  # where the country is written past the triggers
        missing = select(Person.id).where(Person.id.not_in(select(Overview.person_id)))
        connection.execute(insert(Overview).from_select(["person_id"], missing))
    engine.dispose()
    database = Database(migrated_url, lock_timeout_ms=10_000)
    yield database
    database.close()


def test_a_day_on_which_little_happens(country: Database) -> None:
    with timed("a common day"):
        assert run(country, TODAY).people == CITIZENS


def test_the_day_on_which_one_in_ten_is_handed_over_and_the_same_once_more(country: Database) -> None:
    day = month_ends(TODAY) + timedelta(days=1)
    with timed("the day of a handover"):
        found = run(country, day)
    with timed("the same once more"):
        again = run(country, day)

    assert found.people == CITIZENS
    assert found.happened >= CITIZENS // 10
    assert (again.happened, found.left, again.left) == (0, 0, 0)
    kept = country.read(lambda session: session.scalar(select(func.count()).select_from(Haendelse)))
    assert kept == found.happened
