"""A course is corrected in two steps: what it changes is told before, and what stood there is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.policy.facts import Aktoer, Beslutning, BeslutningArt, Frist, Tilmelding
from portal.store import corrections, facts, people_in
from portal.store.facts import PersonFacts
from portal.store.people_in import By, Change
from portal.store.tables_people import Rettelse
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of

SEE, SAVE = "Se, hvad det ændrer", "Gem"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def known(town: Town, person: int) -> PersonFacts:
    return town.database.read(lambda session: facts.load(session, person, NOW))


def test_hours_are_added_and_what_that_changes_is_told_before(town: Town, desk: Desk) -> None:
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 20))
    frist = Frist(Aktoer.A_KASSE, date(2024, 8, 28), date(2024, 9, 6), vejledt=True)
    person = town.person(replace(in_the_a_kasse(), beslutninger=(revoked,), frister=(frist,)))
    form = desk().open(page_of(town, person, "/forloeb")).follow("Timer med dagpenge")

    check = form.press(SEE, maaned="2024-08", timer="412,5", registreret="2024-08-31")

    assert check.h1 == "Tjek rettelsen"
    for line in (
        "Ansvaret for forløbet i dag A-kassen Jobcentret",
        "A-kassens sidste dag Ikke kendt 31. aug. 2024",
        "Frist for at booke 6. sep. 2024 (gælder) 6. sep. 2024 (bortfaldet)",
        "Selvbooking frataget (LAB § 35) Gælder Gælder ikke",
        "Krav: Samtaler i a-kassens tid",
    ):
        assert line in check.text, check.text
    assert known(town, person).facts.forbrug == ()

    page = check.press(SAVE)

    assert page.address == page_of(town, person, "/forloeb/historik")
    assert known(town, person).facts.forbrug[0].registreret == date(2024, 8, 31)
    assert "Anna Timer med dagpenge – Måned: august 2024, timer: 412,50" in page.text


def test_a_correction_needs_a_reason_keeps_what_was_typed_and_its_history(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    form = desk().open(page_of(town, person, "/forloeb/ret/tilmelding?nr=1"))
    assert form.value("fra") == "2024-08-05"

    wrong = form.press(SEE, til="2024-08-01", aarsag="Arbejde")
    assert wrong.status == 422
    assert wrong.errors == [
        "Til og med ligger før fra.",
        "Skriv, hvorfor det rettes. Det står i historikken.",
    ]
    assert (wrong.value("til"), wrong.value("aarsag")) == ("2024-08-01", "arbejde")

    check = wrong.press(SEE, til="2024-08-30", hvorfor="Meldt af arbejdsgiveren")
    again = check.press("Ret")
    assert again.value("hvorfor") == "Meldt af arbejdsgiveren"
    again.press(SEE).press(SAVE)

    (spell,) = known(town, person).facts.tilmeldinger
    assert spell.til == date(2024, 8, 30)
    (kept,) = town.database.read(lambda s: corrections.of_person(s, person))
    assert (kept.foer, kept.begrundelse) == ({"fra": "2024-08-05"}, "Meldt af arbejdsgiveren")


def test_a_row_is_taken_away_and_stays_in_the_history(town: Town, desk: Desk) -> None:
    spells = (Tilmelding(date(2024, 8, 5)),)
    person = town.person(replace(in_the_a_kasse(), tilmeldinger=spells))
    form = desk().open(page_of(town, person, "/forloeb/ret/tilmelding?nr=1"))

    check = form.press("Fjern rækken", hvorfor="Meldt til for den forkerte")
    assert "Efter –" in check.text
    check.press("Fjern rækken")

    assert known(town, person).facts.tilmeldinger == ()
    assert town.count(Rettelse) == 1


def test_whoever_was_slower_is_told_and_corrects_nothing(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    browser = desk()
    address = page_of(town, person, "/forloeb/ret/tilmelding?nr=1")
    mine, others = browser.open(address), browser.open(address)
    typed = {"til": "2024-08-30", "aarsag": "Arbejde", "hvorfor": "Job"}
    check = mine.press(SEE, **typed)
    others.press(SEE, **typed | {"til": "2024-08-29"}).press(SAVE)

    page = check.press(SAVE)

    assert page.status in (409, 422)
    assert "er rettet, siden du åbnede siden" in page.text
    assert known(town, person).facts.tilmeldinger[0].til == date(2024, 8, 29)


def test_what_the_law_gives_to_the_other_side_is_refused_with_its_paragraph(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    form = desk().open(page_of(town, person, "/forloeb/ret/loentilskud"))

    assert "Kun jobcentret kan gøre det (BAB § 7, stk. 1; DBK § 43)." in form.text
    page = form.press(SEE, maaned="2024-08", timer="20")

    assert page.status == 422
    assert known(town, person).facts.loentilskud == ()


def test_what_the_organisation_does_not_see_is_not_there(town: Town, desk: Desk) -> None:
    person = town.person(with_the_jobcenter())
    page = desk().open(page_of(town, person, "/forloeb"))

    # The a-kasse goes on registering hours, and sees no more of the course than that.
    assert "Timer med dagpenge" in page.text
    assert not any("løntilskud" in link for link in page.links())
    assert desk().open(page_of(town, person, "/forloeb/ret/loentilskud")).status == 404
    assert desk().open(page_of(town, person, "/forloeb/ret/hund")).status == 404
    assert desk().open(page_of(town, person, "/forloeb/ret/forbrug?nr=9")).status == 404


def test_no_page_sends_more_statements_for_much_than_for_little(
    town: Town, desk: Desk, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    person = town.person(in_the_a_kasse())
    pages = [
        page_of(town, person, below)
        for below in ("/forloeb", "/forloeb/historik", "/forloeb/ret/forbrug", "/skift", "/visiter")
    ]
    pages += ["/sagsbehandler/skift", "/sagsbehandler/import", "/sagsbehandler/ny-borger"]
    browser = desk(town.worker_with_role("team_leader"))

    def counted() -> dict[str, int]:
        found = {}
        for page in pages:
            with statements() as sent:
                assert browser.open(page).status == 200
            found[page] = len(sent)
        return found

    little = counted()
    changes = [
        Change("forbrug", None, None, {"maaned": day, "timer": Decimal(1), "registreret": day})
        for day in (date(2024, 8, number) for number in range(1, 21))
    ]
    by = By(town.a_kasse, town.a_kasse_worker, NOW)
    town.database.write(lambda session: people_in.write(session, {person: changes}, by))

    assert counted() == little
    assert max(little.values()) <= 16, little
