"""The actions' tests: a town, and a citizen of its a-kasse whose first meeting is held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.store.database import Database
from tests.actions.administering import House
from tests.actions.agreeing import Agreeing
from tests.store.town import Town


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url, lock_timeout_ms=10_000)
    yield database
    database.close()


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


@pytest.fixture
def agreeing(town: Town) -> Agreeing:
    return Agreeing(town)


@pytest.fixture
def house(town: Town) -> House:
    return House(town, town.a_kasse)
