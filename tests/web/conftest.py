"""What the web tests share beside `tests/conftest.py`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.store.database import Database
from tests.conftest import claims_of_citizen
from tests.store.town import Town


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
