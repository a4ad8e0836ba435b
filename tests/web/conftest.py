"""What the web tests share beside `tests/conftest.py`."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def token() -> Callable[[FlaskClient], str]:
    """The token that a browser's next post has to carry, read off a page as a browser does."""

    def read(client: FlaskClient) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/cookies").text)
        assert found is not None
        return found.group(1)

    return read
