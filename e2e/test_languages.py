"""The language can be changed anywhere: the page stays, and the choice is remembered."""

from __future__ import annotations

import pytest

from e2e.browser import DESKTOP_IN_DANISH, PHONE_IN_DANISH
from e2e.conftest import SitsDown
from e2e.journeys import Citizen


@pytest.mark.parametrize("seat", [PHONE_IN_DANISH, DESKTOP_IN_DANISH], ids=str)
def test_the_language_switch_keeps_the_page_and_what_was_chosen_on_it(citizen: Citizen) -> None:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.finds_a_time()
    citizen.filters_by(form="Video")
    address = citizen.page.url
    times = len(citizen.times)

    citizen.switches_to("en", "English")
    citizen.sees_the_page("Find en tid")
    assert citizen.page.url == address
    assert len(citizen.times) == times
    assert citizen.page.locator("html").get_attribute("lang") == "en"


def test_the_choice_made_before_signing_in_holds_afterwards(citizen: Citizen) -> None:
    citizen.opens("/")
    citizen.switches_to("en", "English")
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.sees_the_page("Min Plan")
    citizen.finds_a_time()


def test_the_choice_is_remembered_with_the_person_in_another_browser_too(sits_down: SitsDown) -> None:
    at_home, at_the_library = sits_down(DESKTOP_IN_DANISH), sits_down(DESKTOP_IN_DANISH)
    at_home.signs_in_as("Sara Kjeldsen")
    at_home.switches_to("en", "English")
    at_the_library.signs_in_as("Sara Kjeldsen")
    at_the_library.reads("en")
    at_the_library.sees_the_page("Min Plan")


def test_a_page_on_the_way_keeps_its_answers_when_the_language_is_changed(citizen: Citizen) -> None:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.finds_a_time()
    citizen.chooses_the_first_free_time()
    citizen.chooses_any_form()
    citizen.switches_to("en", "English")
    time = citizen.checks_the_answers()
    citizen.books()
    citizen.sees_the_receipt(time)
