"""An organisation of 50,000 people opens its lists with as many statements as a small one, and in no time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from portal.store import tables
from portal.store.tables import table_of
from portal.store.tables_overview import Overview
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk
from tests.web.caseworker.test_lists import HOME, liste

pytestmark = pytest.mark.alone

Statements = Callable[[], AbstractContextManager[list[str]]]

PEOPLE = 50_000
TODAY = date(2024, 9, 2)
SECONDS = 3.0
"""Far more than it takes, on a machine that is busy with other tests."""

LISTS = (
    "foerste-samtale", "frister", "ingen-tider", "tre-samtaler", "visitation", "overgange", "tegn",
    "venter-paa-svar", "mangler-registrering",
)  # fmt: skip


def crowd(session: Session, town: Town, first: int, last: int) -> None:
    """People of the a-kasse, every tenth of them in a list, as if each had been reckoned this morning."""
    numbers = range(first, last)
    people = [
        {
            "id": number,
            "public_id": UUID(int=number),
            "cpr_encrypted": b"",
            "cpr_lookup": number.to_bytes(32, "big"),
            "name": f"Person {number}",
            "foedselsdato": date(1980, 1, 1),
        }
        for number in numbers
    ]
    session.execute(insert(table_of(tables.Person)), people)
    belongs = [
        {"person_id": number, "holder": "a_kasse", "organisation_id": town.a_kasse} for number in numbers
    ]
    session.execute(insert(table_of(tables.Membership)), belongs)
    session.execute(
        update(Overview).values(
            aktoer="a_kasse",
            svarer="a_kasse",
            a_kasse_id=town.a_kasse,
            computed_change=Overview.changed,
            computed_on=TODAY,
            computed_at=NOW,
        )
    )
    for which, values in enumerate(
        (
            {"foerste_samtale_senest": TODAY + timedelta(days=3)},
            {"frist": TODAY + timedelta(days=3), "frist_samtale_senest": TODAY + timedelta(days=10)},
            {"a_kasse_mangler": 2, "overgang": TODAY + timedelta(days=20)},
            {"visitation_senest": TODAY},
            {"tegn": [{"kode": "taet_paa", "antal": 2, "i_alt": 2, "graense": 5}], "siden": TODAY},
        )
    ):
        session.execute(update(Overview).where(Overview.person_id % 10 == which).values(**values))


def test_lists_of_fifty_thousand_people_open_as_those_of_fifty(
    town: Town, desk: Desk, statements: Statements
) -> None:
    town.slot(TEN + timedelta(days=90))
    browser = desk(town.worker_with_role("administrator"))
    addresses = [HOME, *map(liste, LISTS), liste("frister", "orden=navn"), liste("tegn") + ".csv"]

    def opened() -> dict[str, int]:
        """How many statements each takes, some people having changed since."""
        found = {}
        for address in addresses:
            stale = update(Overview).where(Overview.person_id % 10 == 9, Overview.person_id < 1_003_000)
            town.database.write(lambda s, stale=stale: s.execute(stale.values(changed=Overview.changed + 1)))
            began = time.perf_counter()
            with statements() as sent:
                assert browser.client.get(address).status_code == 200
            assert time.perf_counter() - began < SECONDS, address
            found[address] = len(sent)
        return found

    town.database.write(lambda session: crowd(session, town, 1_000_000, 1_000_050))
    few = opened()
    town.database.write(lambda session: crowd(session, town, 1_000_050, 1_000_000 + PEOPLE))
    many = opened()

    assert many == few
    assert max(many.values()) <= 16, many
    assert "5000 Bookingfrister" in browser.open(HOME).text
    assert "5000 borgere" in browser.open(liste("frister")).text
