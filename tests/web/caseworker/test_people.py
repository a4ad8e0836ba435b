"""Finding a person: in a form, among the organisation's own, with a trace in the log and nowhere else."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal import logs
from portal.policy.facts import Facts, Person, Skift
from portal.settings import Settings
from portal.store import tables
from portal.store.tables_case import Audit
from tests.actions.courses import in_the_a_kasse
from tests.store.town import Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Browser, Page

SEARCH = "/sagsbehandler/find-borger"


def by_cpr(browser: Browser, number: str) -> Page:
    return browser.open(SEARCH).press("Find med CPR-nummer", cpr=number)


def by_name(browser: Browser, name: str, born: str = "1990-02-01") -> Page:
    return browser.open(SEARCH).press("Find med navn", navn=name, foedt=born)


def logged(town: Town) -> list[tuple[str, str, int | None, object]]:
    rows = town.database.read(lambda s: s.scalars(select(Audit).order_by(Audit.id)).all())
    return [(r.action, r.outcome, r.person_id, r.details) for r in rows if r.action != "sign_in"]


def test_a_number_leads_straight_to_the_person(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())

    page = by_cpr(desk(), town.cpr(person))

    assert page.h1 == "Kim Jensen"
    assert page.address == page_of(town, person)


def test_a_number_may_be_written_with_a_hyphen(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    digits = town.cpr(person)

    assert by_cpr(desk(), f"{digits[:6]}-{digits[6:]}").h1 == "Kim Jensen"


def test_a_name_and_a_day_lead_to_the_person_and_several_are_listed(town: Town, desk: Desk) -> None:
    browser = desk()
    town.person(in_the_a_kasse())
    assert by_name(browser, "kim").h1 == "Kim Jensen"

    town.person(in_the_a_kasse())
    page = by_name(browser, "Kim Jen")

    assert page.h1 == "Find borger"
    assert page.section("Vælg borgeren").count("Kim Jensen født 1. februar 1990") == 2
    assert page.follow("Kim Jensen").h1 == "Kim Jensen"


def test_whoever_is_not_ones_own_is_not_told_from_whoever_does_not_exist(town: Town, desk: Desk) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    theirs = town.person(Facts(Person(date(1990, 2, 1)), skift=(Skift(date(2024, 9, 1), a_kasse="AK2"),)))
    browser = desk()

    others, nobody = by_cpr(browser, town.cpr(theirs)), by_cpr(browser, "0102909999")

    assert others.status == nobody.status == 200
    assert others.text == nobody.text
    assert "I har ingen borger med det CPR-nummer i dag." in others.text
    assert "I har ingen borger med det navn" in by_name(browser, "Kim").text


def test_every_search_and_every_hit_is_in_the_log_and_so_is_whom_a_stranger_looked_for(
    town: Town, desk: Desk
) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    mine = town.person(in_the_a_kasse())
    theirs = town.person(Facts(Person(date(1985, 2, 1), a_kasse="AK2")))
    browser = desk()

    browser.client.post(SEARCH, data=browser_fields(browser, med="cpr", cpr=town.cpr(mine)))
    browser.client.post(SEARCH, data=browser_fields(browser, med="cpr", cpr=town.cpr(theirs)))
    browser.client.post(SEARCH, data=browser_fields(browser, med="navn", navn="x", foedt="1990-02-01"))

    assert logged(town) == [
        ("find_person", "allowed", mine, {"by": "cpr"}),
        ("find_person", "refused", theirs, {"by": "cpr"}),
        ("find_person", "refused", None, {"by": "name"}),
    ]


def browser_fields(browser: Browser, **fields: str) -> dict[str, str]:
    token = browser.open(SEARCH).value("csrf_token")
    assert token is not None
    return {"csrf_token": token, **fields}


@pytest.mark.parametrize("number", ["", "12", "0102901", "3102901234", "abcdefghij"])
def test_what_is_no_number_is_said_at_the_field_and_shown_nowhere(
    town: Town, desk: Desk, number: str
) -> None:
    page = by_cpr(desk(), number)

    assert page.status == 422
    assert page.errors == ["Skriv et CPR-nummer med ti cifre."]
    assert page.value("cpr") == ""


@pytest.mark.parametrize(
    ("name", "born", "errors"),
    [
        ("", "1990-02-01", ["Skriv navnet eller begyndelsen af det."]),
        ("Kim", "", ["Skriv fødselsdatoen."]),
        ("Kim", "i går", ["Skriv fødselsdatoen."]),
        (" ", "", ["Skriv navnet eller begyndelsen af det.", "Skriv fødselsdatoen."]),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    town: Town, desk: Desk, name: str, born: str, errors: list[str]
) -> None:
    page = by_name(desk(), name, born)

    assert page.status == 422
    assert page.errors == errors
    assert (page.value("navn"), page.value("foedt")) == (name.strip(), born)


def test_a_number_stands_in_no_address_and_no_log_line(
    town: Town, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    logs.configure()
    person = town.person(in_the_a_kasse())
    number = town.cpr(person)
    browser = desk()

    with caplog.at_level(logging.DEBUG):
        page = by_cpr(browser, number)

    assert number not in page.address
    assert number not in caplog.text
    assert number not in json.dumps(logged(town))


def test_whoever_sees_figures_only_finds_nobody(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    browser = desk()
    typed = browser_fields(browser, med="cpr", cpr=town.cpr(person))
    change = update(tables.Caseworker).where(tables.Caseworker.id == town.a_kasse_worker)
    town.database.write(lambda s: s.execute(change.values(role="supervision")) and None)

    assert browser.client.post(SEARCH, data=typed).status_code == 403
    assert browser.client.get(page_of(town, person)).status_code == 403


def test_the_front_page_leads_to_the_search_and_to_those_who_come(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    town.book(person, town.slot())
    home = desk().open("/sagsbehandler")

    assert home.follow("Find borger").h1 == "Find borger"
    assert home.follow("Kim Jensen").address == page_of(town, person)


def test_a_demo_says_whom_one_may_look_for_and_a_real_portal_does_not(
    town: Town, desk: Desk, settings: Settings, app: Flask
) -> None:
    town.person(in_the_a_kasse())
    browser = desk()
    assert "I demoen" not in browser.open(SEARCH).text

    app.extensions["portal"] = replace(app.extensions["portal"], settings=replace(settings, demo=True))

    assert "I demoen kan du søge efter Kim Jensen, født 1. februar 1990" in browser.open(SEARCH).text
