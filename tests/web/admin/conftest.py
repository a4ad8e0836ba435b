"""The administrator's pages, walked at `town.NOW` (2 September 2024, 10 o'clock in Denmark)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine

from tests.conftest import SignIn
from tests.store.town import NOW, Town
from tests.web.citizen.browser import Browser

Desk = Callable[..., Browser]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(town: Town, signed_in_caseworker: SignIn) -> Desk:
    """A new administrator of the a-kasse, unless told otherwise."""

    def sign_in(role: str = "administrator", organisation: int | None = None) -> Browser:
        key = town.worker_with_role(role, organisation)
        return Browser(signed_in_caseworker(key), key)

    return sign_in
