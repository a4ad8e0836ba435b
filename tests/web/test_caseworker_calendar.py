"""The caseworker's calendar page: their own address, made and closed by themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.actions.courses import new_in_the_a_kasse
from tests.conftest import SignIn
from tests.store.town import NOW, Town
from tests.web.citizen.browser import Browser
from tests.web.citizen.test_calendar import address


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_front_page_leads_to_an_address_that_tells_of_the_meetings_booked(
    town: Town, signed_in_caseworker: SignIn
) -> None:
    browser = Browser(signed_in_caseworker(town.a_kasse_worker), town.a_kasse_worker)
    town.book(town.person(new_in_the_a_kasse()), town.slot())

    page = browser.open("/sagsbehandler").follow("Få samtalerne i din egen kalender")
    made = page.press("Lav en kalenderadresse")

    calendar = browser.client.get(address(made)).text
    assert "SUMMARY:Jobsamtale" in calendar
    assert "Kim" not in calendar


def test_it_is_renewed_and_closed_in_one_click(town: Town, signed_in_caseworker: SignIn) -> None:
    browser = Browser(signed_in_caseworker(town.a_kasse_worker), town.a_kasse_worker)
    first = address(browser.open("/sagsbehandler/kalender").press("Lav en kalenderadresse"))
    second = address(browser.open("/sagsbehandler/kalender").press("Lav en ny adresse"))
    assert [browser.client.get(path).status_code for path in (first, second)] == [404, 200]

    closed = browser.open("/sagsbehandler/kalender").press("Luk adressen")

    assert closed.address == "/sagsbehandler/kalender"
    assert "Adressen er lukket." in closed.text
    assert browser.client.get(second).status_code == 404


def test_one_caseworkers_address_is_nothing_to_a_colleague(town: Town, signed_in_caseworker: SignIn) -> None:
    Browser(signed_in_caseworker(town.a_kasse_worker), 0).open("/sagsbehandler/kalender").press(
        "Lav en kalenderadresse"
    )

    colleague = Browser(signed_in_caseworker(town.jobcenter_worker), 0).open("/sagsbehandler/kalender")

    assert "Du får en hemmelig adresse" in colleague.text


def test_in_english_the_caseworkers_page_is_whole(town: Town, signed_in_caseworker: SignIn) -> None:
    browser = Browser(signed_in_caseworker(town.a_kasse_worker), town.a_kasse_worker)
    browser.client.set_cookie("sprog", "en")

    made = browser.open("/sagsbehandler/kalender").press("Make a calendar address")

    assert made.h1 == "Meetings in your calendar"
    assert "SUMMARY" not in browser.client.get(address(made)).text
    assert "NAME:Meetings (jobsamtaler)" in browser.client.get(address(made)).text
