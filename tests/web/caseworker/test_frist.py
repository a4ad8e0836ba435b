"""A caseworker sets a booking deadline in three steps, and sees what became of the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from portal.policy.facts import Aktoer, Frist
from portal.store.tables import Person
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.test_set_booking_deadline import binding, guided
from tests.store.town import TEN, Town
from tests.web.caseworker.conftest import Desk, page_of

NEXT, DECIDE = "Se brevet og tjek", "Sæt fristen og send brevet"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_from_the_persons_page_over_the_letter_to_a_deadline(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    guided(town, person)
    town.slot(TEN)
    browser = desk()

    form = browser.open(page_of(town, person)).follow("Frist for at booke")
    assert "Tidligst tirsdag den 10. september 2024." in form.text
    assert "Personen er vejledt om selvbooking tirsdag den 6. august 2024" in form.text
    assert form.value("frist") == "2024-09-10"
    check = form.press(NEXT)
    assert "Første ledige tid Tirs. 10. sep. 2024 kl. 10.00" in check.text
    assert "Samtalen holdes senest tirsdag den 17. september 2024" in check.text
    assert "Du skal selv booke en jobsamtale senest tirsdag den 10. september 2024." in check.text
    assert binding(town, person) is None
    assert check.press("Ret").value("frist") == "2024-09-10"
    done = check.press(DECIDE)

    assert "Fristen er sat, og personen har brevet." in done.text
    assert "Status Gælder" in done.text
    found = binding(town, person)
    assert found is not None
    assert found.frist.frist == date(2024, 9, 10)
    page = browser.open(page_of(town, person))
    assert "Frist for at booke en samtale" in page.text
    assert "Frist for at booke 10. sep. 2024: Gælder" in page.text


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_is_kept(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    form = desk().open(page_of(town, person, "/frist"))

    wrong = form.press(NEXT, frist="2024-09-09", vejledt="2024-09-03")
    assert wrong.status == 422
    assert [error.partition(".")[0] for error in wrong.errors] == [
        "Fristen er kortere end 8 dage (BAB § 44, stk",
        "Datoen ligger i fremtiden",
    ]
    assert (wrong.value("frist"), wrong.value("vejledt")) == ("2024-09-09", "2024-09-03")
    assert wrong.press(NEXT, frist="", vejledt="").errors[0] == "Skriv en dato."
    none = wrong.press(NEXT, frist="2024-09-12", vejledt="2024-09-02")
    assert none.errors[0].startswith(
        "Der er ingen ledige tider, som personen kan få inden fristen torsdag den 12."
    )
    assert "Jeres administrator har fået en alarm" in none.text
    started = desk(town.worker_with_role("administrator")).open("/sagsbehandler")
    assert "Ingen ledige tider inden fristen, siden man. 2. sep. 2024" in started.text
    assert started.links()["Udgiv tider Kim Jensen"] == "/sagsbehandler/tider/udgiv"
    town.slot(TEN)
    assert none.press(NEXT).press(DECIDE).address == page_of(town, person, "/frist")


def test_where_no_deadline_can_be_set_there_is_no_form_and_the_reason_is_told(town: Town, desk: Desk) -> None:
    person = town.person(new_in_the_a_kasse())

    page = desk().open(page_of(town, person, "/frist"))

    assert "Der kan ikke sættes en frist" in page.text
    assert "LAB § 34, stk. 2" in page.text
    assert page.value("frist") is None


@pytest.mark.parametrize(
    ("frist", "status"),
    [
        (Frist(Aktoer.A_KASSE, date(2024, 8, 20), date(2024, 8, 30), vejledt=True), "Udløbet uden booking"),
        (
            Frist(Aktoer.A_KASSE, date(2024, 8, 20), date(2024, 9, 5), vejledt=True, tider_fandtes=False),
            "Der var ingen ledige tider",
        ),
        (Frist(Aktoer.JOBCENTER, date(2024, 8, 20), date(2024, 9, 5), vejledt=True), "Bortfaldet"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_became_of_the_last_deadline_is_told(town: Town, desk: Desk, frist: Frist, status: str) -> None:
    person = town.person(replace(in_the_a_kasse(), frister=(frist,)))

    assert f"Status {status}" in desk().open(page_of(town, person, "/frist")).text


def test_a_letter_on_paper_is_given_time(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    on_paper = update(Person).where(Person.id == person).values(digital_post=False)
    town.database.write(lambda session: session.execute(on_paper) and None)

    assert "Læg dage til" in desk().open(page_of(town, person, "/frist")).text
