"""The supervision of 100,000 people opens with as many statements as that of a few, and in no time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.actions.add_supervisor import add_supervisor
from portal.policy.facts import Aktoer
from portal.store.tables import Caseworker, table_of
from portal.store.tables_tilsyn import TreMaaneder
from tests.conftest import SignIn
from tests.store.town import NOW, Town
from tests.web.admin.conftest import Desk
from tests.web.admin.test_supervision import ADDRESS, PEOPLE, STAR
from tests.web.caseworker.test_fifty_thousand import crowd, reckoned
from tests.web.citizen.browser import Browser

pytestmark = [pytest.mark.alone, pytest.mark.long]

Statements = Callable[[], AbstractContextManager[list[str]]]

FEW, MANY = 600, 100_000
FIRST = 1_000_000
SECONDS = 5.0
"""Far more than it takes, on a machine that is busy with other tests."""


def counted(session: Session, town: Town, first: int, last: int) -> None:
    """Each had three months in one of eight months; every third lacked meetings."""
    rows = [
        {
            "person_id": number,
            "dag": date(2024, 1 + number % 8, 28),
            "maaned": date(2024, 1 + number % 8, 1),
            "a_kasse_id": town.a_kasse,
            "holdt": 2 if number % 3 == 0 else 3,
            "mindst": 3,
        }
        for number in range(first, last)
    ]
    session.execute(insert(table_of(TreMaaneder)), rows)


def test_the_supervision_of_a_hundred_thousand_people_opens_as_that_of_a_few(
    town: Town, desk: Desk, signed_in_caseworker: SignIn, statements: Statements
) -> None:
    add_supervisor(STAR, town.database, NOW)
    found = select(Caseworker.id).where(Caseworker.subject == STAR.subject)
    agency = town.database.read(lambda session: session.scalars(found).one())
    leader, watching = desk("team_leader"), Browser(signed_in_caseworker(agency), agency)
    pages = [(who, f"{ADDRESS}{kind}") for who in (leader, watching) for kind in ("", ".csv", ".json")]
    pages.append((leader, f"{PEOPLE}?maaned=2024-07"))

    def opened() -> list[int]:
        numbers = []
        for browser, address in pages:
            began = time.perf_counter()
            with statements() as sent:
                assert browser.client.get(address).status_code == 200
            assert time.perf_counter() - began < SECONDS, address
            numbers.append(len(sent))
        return numbers

    def fill(first: int, last: int) -> None:
        town.database.write(lambda session: crowd(session, town, first, last))
        town.database.write(lambda session: counted(session, town, first, last))
        town.database.write(lambda session: reckoned(session, town, Aktoer.A_KASSE))

    fill(FIRST, FIRST + FEW)
    few = opened()
    fill(FIRST + FEW, FIRST + MANY)

    assert opened() == few
    assert max(few) <= 12, few
    assert "Juli 2024 12500 4167 33,3 % Mangelfuld" in watching.open(ADDRESS).follow("A-kassen").text
