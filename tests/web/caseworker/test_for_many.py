"""Choosing several people of a list, looking at what will be done, doing it, and thinking better of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from portal.actions.do_for_many import UNDO
from portal.store.tables import Person, table_of
from tests.actions.courses import new_in_the_a_kasse
from tests.actions.test_batch import guided, public_id
from tests.store.town import TEN, Town
from tests.web.caseworker.conftest import Desk
from tests.web.caseworker.test_lists import DEADLINES, FIRST, liste, named, rename, with_deadline

SET = "Sæt frist for de valgte"
CALL = "Indkald de valgte til de næste ledige tider"


@pytest.fixture
def database_kind() -> str:
    """What the pages say does not depend on the database; `tests/actions/test_batch.py` runs on both."""
    return "sqlite"


def test_a_deadline_is_set_for_several_and_taken_back(town: Town, desk: Desk, clock: Any) -> None:
    town.slot()
    person = guided(town, with_deadline(date(2024, 8, 30)))
    rename(town, person, "Vejledt Vej")
    named(with_deadline(date(2024, 8, 29)), town, "Uvejledt Und")
    browser = desk()

    assert browser.open(liste(DEADLINES)).press(SET).errors == ["Vælg mindst én borger."]
    both = {"person": [str(public_id(town, person)), *_others(town, person)]}
    check = _sent(browser, liste(DEADLINES) + "/flere", both)
    assert {"Vejledt Vej", "Uvejledt Und"} <= set(check.links())
    assert check.value("frist") == "2024-09-10"
    early = _again(browser, check, both, "2024-09-03")
    assert early.errors == ["Fristen kan tidligst være 10. sep. 2024 (BAB § 44, stk. 1)."]
    assert _again(browser, check, both, "i morgen").errors == ["Skriv en dato."]

    done = _again(browser, check, both, "2024-09-16")

    assert "Vejledt Vej Frist sat" in done.text
    assert "Uvejledt Und Ikke gjort:" in done.text
    assert "Du kan fortryde indtil kl. 10.10." in done.text
    back = browser.open(liste(DEADLINES)).follow("Se det, eller fortryd inden kl. 10.10")
    assert back.address == done.address
    undone = back.press("Fortryd det hele")
    assert "fortryd inden" not in browser.open(liste(DEADLINES)).text
    assert "Det er fortrudt. Der er ikke sendt noget." in undone.text
    assert "Vejledt Vej Fortrudt" in undone.text
    assert desk(town.jobcenter_worker).open(undone.address).status == 404

    late = _again(browser, _sent(browser, liste(DEADLINES) + "/flere", both), both, "2024-09-17")
    clock.shift(UNDO)
    refused = late.press("Fortryd det hele")
    assert refused.status == 422
    assert "kan ikke længere fortrydes" in refused.text


def test_people_are_called_to_the_times_that_were_looked_at(town: Town, desk: Desk) -> None:
    town.slot(TEN)
    soon = named(new_in_the_a_kasse(date(2024, 8, 28)), town, "Snart Senest")
    later = named(new_in_the_a_kasse(date(2024, 8, 30)), town, "Uden Tid")
    browser = desk()
    paper = named(new_in_the_a_kasse(date(2024, 8, 30)), town, "Papir Post")
    by_post = table_of(Person).update().where(Person.id == paper).values(digital_post=False)
    town.database.write(lambda s: s.execute(by_post))
    both = {"person": [str(public_id(town, person)) for person in (later, soon, paper)]}

    check = _sent(browser, liste(FIRST) + "/flere", both)

    assert "Snart Senest tirs. 10. sep. 2024 kl. 10.00" in check.text
    assert "Uden Tid Ingen ledig tid" in check.text
    assert "Papir Post Får breve på papir. Indkald personen for sig." in check.text
    done = check.press("Indkald")
    assert "Snart Senest Indkaldt" in done.text
    assert "Snart Senest" not in browser.open(liste(FIRST)).text
    assert "Snart Senest" in browser.open(liste(FIRST, "vis=alle")).text


def test_only_what_a_list_is_for_can_be_done_from_it(town: Town, desk: Desk) -> None:
    browser = desk()
    person = str(public_id(town, town.person()))
    for name in ("tegn", "overgange", "overtaget", "x"):
        assert _sent(browser, liste(name) + "/flere", {"person": [person]}).status == 404, name


def _others(town: Town, person: int) -> list[str]:
    others = select(Person.public_id).where(Person.id != person)
    return [str(key) for key in town.database.read(lambda s: s.execute(others).scalars().all())]


def _sent(browser: Any, address: str, answers: dict[str, Any]) -> Any:
    token = browser.open("/sagsbehandler/find-borger").value("csrf_token")
    return browser._shown(browser.client.post(address, data=answers | {"csrf_token": token}))


def _again(browser: Any, check: Any, both: dict[str, Any], frist: str) -> Any:
    answers = both | {"frist": frist, "indsendelse": check.value("indsendelse")}
    return _sent(browser, liste(DEADLINES) + "/flere/goer", answers)
