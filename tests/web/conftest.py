"""What the web tests share beside `tests/conftest.py`.

They run on both databases: on PostgreSQL in `make test-long`, for what a page shows hangs on the store and
on the actions, which `make test` asks of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.store.database import Database
from tests.conftest import claims_of_citizen
from tests.store.town import Town

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked = getattr(item, "callspec", None)
        if HERE in item.path.parents and asked and asked.params.get("database_kind") == "postgresql":
            item.add_marker(pytest.mark.long)


@pytest.fixture
def token() -> Callable[[FlaskClient], str]:
    """The token that a browser's next post has to carry, read off a page as a browser does."""

    def read(client: FlaskClient) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/cookies").text)
        assert found is not None
        return found.group(1)

    return read


@pytest.fixture
def citizen(town: Town) -> int:
    return town.person()


@pytest.fixture
def claims(database: Database, citizen: int) -> dict[str, Any]:
    return claims_of_citizen(database, citizen)
