"""A time is held while the answers are checked: a minute before the end that is said, with the way on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.browser import NO_SCRIPTS_IN_DANISH, Seat
from e2e.journeys import Citizen
from e2e.test_booking_once import sara_checks_a_time

SOON = "Vi holder kun tiden til dig i et minut mere."
ENDED = "Tiden bliver ikke længere holdt til dig. Du kan stadig booke den, så længe den er ledig."
LONGER = "Hold tiden i 5 minutter fra nu"


def says(citizen: Citizen, text: str) -> None:
    expect(citizen.main.get_by_role("alert").get_by_text(citizen.words(text))).to_be_visible()


def test_a_minute_before_the_end_it_is_said_and_one_press_holds_the_time_longer(citizen: Citizen) -> None:
    citizen.page.clock.install()
    time = sara_checks_a_time(citizen)
    expect(citizen.main.get_by_role("alert")).to_be_empty()

    citizen.page.clock.fast_forward("04:05")
    says(citizen, SOON)
    citizen.follows(citizen.main.get_by_role("alert").get_by_role("button", name=citizen.words(LONGER)))

    expect(citizen.main.get_by_role("alert")).to_be_empty()
    citizen.page.clock.fast_forward("05:01")
    says(citizen, ENDED)
    expect(citizen.page.locator("#holdes")).to_be_hidden()
    citizen.books()
    citizen.sees_the_receipt(time)


@pytest.mark.parametrize("seat", [NO_SCRIPTS_IN_DANISH], ids=str)
def test_without_scripts_the_page_says_until_when_and_a_button_holds_it_longer(
    citizen: Citizen, seat: Seat
) -> None:
    time = sara_checks_a_time(citizen)
    held = citizen.page.locator("#holdes")
    expect(held).to_contain_text("Vi holder tiden til dig til klokken")

    citizen.presses(LONGER)

    expect(held).to_contain_text("Vi holder tiden til dig til klokken")
    citizen.books()
    citizen.sees_the_receipt(time)
