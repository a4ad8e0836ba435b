"""The citizen's pages, walked at `town.NOW` (2 September 2024, 10 o'clock in Denmark)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.policy.facts import Facts
from portal.store import people
from portal.store.tables import Organisation
from tests.store.town import NOW, Town
from tests.web.citizen.browser import Browser

Visit = Callable[..., Browser]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def visit(town: Town, signed_in_client: Callable[[int], FlaskClient]) -> Visit:
    """A signed-in citizen with these facts, in a browser of their own."""

    def sign_in(facts: Facts, *, language: str = "da", **contact: str) -> Browser:
        person = town.person(facts, **contact)
        town.database.write(lambda session: people.set_language(session, person, language))
        return Browser(signed_in_client(person), person)

    return sign_in


def limit(town: Town, holder: str = "a_kasse", **limits: int | str) -> None:
    """Give the a-kasse or the jobcenter a limit of its own."""
    key = town.a_kasse if holder == "a_kasse" else town.jobcenter
    change = update(Organisation).where(Organisation.id == key).values(**limits)
    town.database.write(lambda session: session.execute(change) and None)
