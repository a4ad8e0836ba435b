"""A citizen makes an address for their own calendar, and gets hold of it with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from e2e.browser import DESKTOP_IN_ENGLISH, KEYBOARD_IN_DANISH, NO_SCRIPTS_IN_DANISH, PHONE_IN_DANISH, Seat
from e2e.journeys import Citizen


def sara_makes_an_address(citizen: Citizen) -> Locator:
    """From Min Plan; hands back the field that the address stands in."""
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.presses_link("Få alle dine samtaler i din kalender")
    citizen.sees_the_page("Samtaler i din kalender")
    citizen.presses("Lav en kalenderadresse")
    citizen.sees("Din adresse er klar")
    return citizen.page.get_by_label(citizen.words("Din kalenderadresse"))


def copy_button(citizen: Citizen) -> Locator:
    return citizen.page.get_by_role("button", name=citizen.words("Kopiér adressen"))


@pytest.mark.parametrize("seat", [DESKTOP_IN_ENGLISH, KEYBOARD_IN_DANISH, PHONE_IN_DANISH], ids=str)
def test_the_address_is_copied_by_a_button_that_says_so(citizen: Citizen, seat: Seat) -> None:
    citizen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field = sara_makes_an_address(citizen)

    citizen.hands.press(copy_button(citizen))

    expect(citizen.page.get_by_role("status")).to_have_text(citizen.words("Adressen er kopieret."))
    assert citizen.page.evaluate("navigator.clipboard.readText()") == field.input_value()
    assert field.input_value().endswith(".ics")


@pytest.mark.parametrize("seat", [NO_SCRIPTS_IN_DANISH], ids=str)
def test_without_scripts_the_address_can_be_marked_and_copied_by_hand(citizen: Citizen, seat: Seat) -> None:
    field = sara_makes_an_address(citizen)

    expect(copy_button(citizen)).to_be_hidden()
    expect(field).to_be_visible()
    expect(field).not_to_be_editable()
    answer = citizen.page.request.get(field.input_value())
    assert answer.headers["content-type"].startswith("text/calendar")


def test_the_receipt_gives_the_meeting_as_a_file(citizen: Citizen) -> None:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.finds_a_time()
    citizen.chooses_the_first_free_time()
    citizen.chooses_any_form()
    time = citizen.checks_the_answers()
    citizen.books()
    citizen.sees_the_receipt(time)

    with citizen.page.expect_download() as download:
        citizen.hands.press(citizen.page.get_by_role("link", name="Føj samtalen til din kalender"))

    assert download.value.suggested_filename == "aftale.ics"
    assert "BEGIN:VEVENT" in download.value.path().read_text(encoding="utf-8")
