"""The caseworkers' pages, walked at `town.NOW` (2 September 2024, 10 o'clock in Denmark)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
import time_machine

from portal.store import people
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
    """A caseworker at work: the a-kasse's Anna, unless told otherwise."""

    def sign_in(worker: int | None = None, *, language: str = "da") -> Browser:
        key = worker or town.a_kasse_worker
        client = signed_in_caseworker(key)
        client.set_cookie("sprog", language)
        return Browser(client, key)

    return sign_in


def public_id(town: Town, person: int) -> UUID:
    found = town.database.read(lambda session: people.by_id(session, person))
    assert found is not None
    return found.public_id


def page_of(town: Town, person: int, below: str = "") -> str:
    """The address of a person's page, or of one below it."""
    return f"/sagsbehandler/person/{public_id(town, person)}{below}"
