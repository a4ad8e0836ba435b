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

from portal.policy.facts import Aktoer
from portal.store import tables
from portal.store.list_query import OF
from portal.store.tables import table_of
from portal.store.tables_overview import Overview
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk
from tests.web.caseworker.test_lists import HOME, liste

pytestmark = [pytest.mark.alone, pytest.mark.long]

Statements = Callable[[], AbstractContextManager[list[str]]]

PEOPLE = 50_000
TODAY = date(2024, 9, 2)
SECONDS = 5.0
"""Far more than it takes, on a machine that is busy with other tests."""

ALWAYS = ("venter-paa-svar", "mangler-registrering")
LISTS = {
    holder: (*(one.value for one in OF[holder]), *ALWAYS) for holder in (Aktoer.JOBCENTER, Aktoer.A_KASSE)
}


def crowd(session: Session, town: Town, first: int, last: int) -> None:
    """People of both organisations."""
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
        {"person_id": number, "holder": holder, "organisation_id": organisation}
        for number in numbers
        for holder, organisation in (("a_kasse", town.a_kasse), ("jobcenter", town.jobcenter))
    ]
    session.execute(insert(table_of(tables.Membership)), belongs)


def reckoned(session: Session, town: Town, holder: Aktoer) -> None:
    """Whose course everybody's is; every tenth in a list, as if each had been reckoned this morning."""
    session.execute(
        update(Overview).values(
            aktoer=holder.value,
            svarer=holder.value,
            a_kasse_id=town.a_kasse,
            jobcenter_id=town.jobcenter,
            computed_change=Overview.changed,
            computed_on=TODAY,
            computed_at=NOW,
        )
    )
    signs = {"tegn": [{"kode": "taet_paa", "antal": 2, "i_alt": 2, "graense": 5}], "siden": TODAY}
    for which, values in enumerate(
        (
            {"foerste_samtale_senest": TODAY + timedelta(days=3)},
            {"frist": TODAY + timedelta(days=3), "frist_samtale_senest": TODAY + timedelta(days=10)},
            {"a_kasse_mangler": 2, "overgang": TODAY + timedelta(days=20)},
            {"visitation_senest": TODAY},
            signs,
            {"siden": TODAY - timedelta(days=3)},
            {"seksten_maaneder": TODAY + timedelta(days=60)},
        )
    ):
        session.execute(update(Overview).where(Overview.person_id % 10 == which).values(**values))


def test_lists_of_fifty_thousand_people_open_as_those_of_fifty(
    town: Town, desk: Desk, statements: Statements
) -> None:
    town.slot(TEN + timedelta(days=90))
    town.jobcenter_slot(TEN + timedelta(days=90))
    organisations = {Aktoer.A_KASSE: town.a_kasse, Aktoer.JOBCENTER: town.jobcenter}
    browsers = {
        holder: desk(town.worker_with_role("administrator", organisation))
        for holder, organisation in organisations.items()
    }

    def opened(holder: Aktoer) -> dict[str, int]:
        """How many statements each takes, some people having changed since."""
        addresses = [HOME, *map(liste, LISTS[holder]), liste("frister", "orden=navn"), liste("tegn") + ".csv"]
        found = {}
        for address in addresses:
            stale = update(Overview).where(Overview.person_id % 10 == 9, Overview.person_id < 1_003_000)
            town.database.write(lambda s, stale=stale: s.execute(stale.values(changed=Overview.changed + 1)))
            began = time.perf_counter()
            with statements() as sent:
                assert browsers[holder].client.get(address).status_code == 200
            assert time.perf_counter() - began < SECONDS, address
            found[address] = len(sent)
        return found

    def opened_by_both() -> dict[Aktoer, dict[str, int]]:
        found = {}
        for holder in LISTS:
            town.database.write(lambda session, holder=holder: reckoned(session, town, holder))
            found[holder] = opened(holder)
        return found

    town.database.write(lambda session: crowd(session, town, 1_000_000, 1_000_050))
    few = opened_by_both()
    town.database.write(lambda session: crowd(session, town, 1_000_050, 1_000_000 + PEOPLE))
    many = opened_by_both()

    assert many == few
    assert max(count for found in many.values() for count in found.values()) <= 17, many
    a_kasse = browsers[Aktoer.A_KASSE]
    assert "5000 Bookingfrister" in a_kasse.open(HOME).text
    assert "5000 borgere" in a_kasse.open(liste("frister")).text
