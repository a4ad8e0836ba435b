"""A caseworker works through a list without a mouse, and thinks again; and without scripts, with one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.browser import NO_SCRIPTS_IN_DANISH, Seat
from e2e.journeys import Citizen
from e2e.staff import LISTS
from e2e.staff_desk import WORKER

FIRST = f"{LISTS}/foerste-samtale"


def comes_to(caseworker: Citizen, page: str) -> None:
    caseworker.opens("/log-ind/sagsbehandler?login_hint=ak01-208")
    caseworker.stands_in_for_mitid(WORKER)
    caseworker.opens(page)


def test_by_keyboard_rows_are_walked_and_chosen_called_in_at_once_and_taken_back(citizen: Citizen) -> None:
    comes_to(citizen, FIRST)
    keys, acts = citizen.page.keyboard, citizen.main.locator(".work-act")
    chosen = citizen.main.locator("input[name=person]:checked")

    # Outside the table the keys are the browser's own.
    for key in ("j", "x"):
        keys.press(key)
    expect(chosen).to_have_count(0)
    citizen.main.get_by_role("columnheader").get_by_role("link").first.focus()
    rows = acts.count()
    keys.press("ArrowDown")
    expect(acts.first).to_be_focused()
    keys.press("x")
    for row in range(1, rows):
        keys.press("j")
        expect(acts.nth(row)).to_be_focused()
        keys.press("x")
    expect(chosen).to_have_count(rows)
    expect(citizen.main.get_by_label("Vælg alle på siden")).to_be_checked()
    keys.press("k")
    expect(acts.nth(rows - 2)).to_be_focused()

    citizen.presses("Indkald de valgte til de næste ledige tider")
    citizen.presses("Indkald")
    expect(citizen.main.get_by_text("Indkaldt", exact=True)).to_have_count(rows)
    citizen.presses("Fortryd det hele")

    expect(citizen.main.get_by_text("Det er fortrudt. Der er ikke sendt noget.")).to_be_visible()
    citizen.opens(FIRST)
    expect(acts).to_have_count(rows)
    acts.first.focus()
    keys.press("Enter")
    citizen.page.wait_for_url("**/indkald")


@pytest.mark.parametrize("seat", [NO_SCRIPTS_IN_DANISH], ids=str)
def test_without_scripts_a_list_is_narrowed_and_chosen_from(citizen: Citizen, seat: Seat) -> None:
    comes_to(citizen, FIRST)
    expect(citizen.main.get_by_label("Vælg alle på siden")).to_be_hidden()
    expect(citizen.main.get_by_text("Med tastaturet")).to_be_hidden()

    citizen.main.get_by_label("Dage").select_option("7")
    citizen.presses("Vis")
    expect(citizen.main.get_by_text("1 borger", exact=True)).to_be_visible()
    citizen.main.locator("input[name=person]").check(force=True)
    citizen.presses("Indkald de valgte til de næste ledige tider")

    expect(citizen.main.get_by_text("Det gælder 1 borger.")).to_be_visible()
