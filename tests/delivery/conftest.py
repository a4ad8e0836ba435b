"""What the tests of delivery share: a database with the schema, and a small town to fill it with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.store.database import Database
from tests.store.town import Town


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url, lock_timeout_ms=10_000)
    yield database
    database.close()


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)
