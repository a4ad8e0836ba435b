"""While the answers are checked the time is held: until when is said, and a form holds it longer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from time_machine import Traveller

from portal.store.tables_meeting import Hold
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.browser import Browser, Page
from tests.web.citizen.conftest import Visit
from tests.web.citizen.test_book import meetings, to_the_check

DAY = timedelta(days=1)
FIVE = timedelta(minutes=5)
LONGER = "Hold tiden i 5 minutter fra nu"


def longer(page: Page, button: str = LONGER) -> Page:
    """Presses the second button of the form that books, with what is typed there."""
    address = page.address.rstrip("/") + "/laengere"
    fields = [
        (name, page.value(name) or "")
        for name in ("csrf_token", "tid", "form", "telefon", "indsendelse")
        if page.value(name)
    ]
    assert button in page.text
    return page.browser.send("post", address, fields)


def test_the_page_says_until_when_the_time_is_held_and_nobody_else_is_offered_it(
    visit: Visit, town: Town
) -> None:
    one, other = visit(in_the_a_kasse()), visit(in_the_a_kasse())
    slot = town.slot()
    town.slot(TEN + DAY)

    check = to_the_check(one, "Video")

    assert check.address == "/tjek-svar"
    assert "Vi holder tiden til dig til klokken 10.05." in check.text
    times = other.open("/find-tid")
    assert [option[:24] for option in times.options("tid")] == ["Onsdag den 11. september"]
    refused = other.open(f"/tjek-svar?tid={slot}&form=video")
    assert refused.errors == ["Tiden er netop blevet taget. Der er ikke booket noget."]
    assert [option[:24] for option in refused.options("tid")] == ["Onsdag den 11. september"]
    assert check.press("Book samtalen").h1 == "Din samtale er booket"
    assert town.count(Hold) == 0


def test_an_address_that_is_opened_holds_nothing(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    slot = town.slot()

    page = browser.open(f"/tjek-svar?tid={slot}&form=video")

    assert town.count(Hold) == 0
    assert "Tiden bliver ikke holdt til dig lige nu." in page.text
    held = longer(page, "Hold tiden til mig i 5 minutter")
    assert "Vi holder tiden til dig til klokken 10.05." in held.text
    assert town.count(Hold) == 1
    again = browser.open(f"/tjek-svar?tid={slot}&form=video")
    assert "Vi holder tiden til dig til klokken 10.05." in again.text


def test_it_is_held_longer_more_than_ten_times(visit: Visit, town: Town, clock: Traveller) -> None:
    browser = visit(in_the_a_kasse())
    town.slot()
    page = to_the_check(browser, "Video")

    for minute in range(4, 4 + 4 * 12, 4):
        clock.move_to(NOW + timedelta(minutes=minute))
        page = longer(page)
        until = f"{10 + (minute + 5) // 60}.{(minute + 5) % 60:02}"
        assert f"Vi holder tiden til dig til klokken {until}." in page.text


def test_the_number_that_was_typed_stays_when_the_time_is_held_longer(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), phone="20 30 40 50")
    town.slot()

    page = longer(to_the_check(browser))

    assert page.value("telefon") == "20 30 40 50"
    assert page.press("Book samtalen").h1 == "Din samtale er booket"


def test_after_the_end_it_is_booked_all_the_same_if_it_is_free(
    visit: Visit, town: Town, clock: Traveller
) -> None:
    browser = visit(in_the_a_kasse())
    town.slot()
    check = to_the_check(browser, "Video")
    clock.move_to(NOW + 2 * FIVE)

    assert check.press("Book samtalen").h1 == "Din samtale er booket"


def test_after_the_end_somebody_else_may_have_it_and_the_nearest_times_are_shown(
    visit: Visit, town: Town, clock: Traveller
) -> None:
    one, other = visit(in_the_a_kasse(), phone="20 30 40 50"), visit(in_the_a_kasse())
    town.slot()
    town.slot(TEN + DAY)
    check = to_the_check(one)
    clock.move_to(NOW + FIVE)
    to_the_check(other, "Video")

    for refused in (longer(check), check.press("Book samtalen", telefon="21314151")):
        assert refused.errors == ["Tiden er netop blevet taget. Der er ikke booket noget."]
    chosen = refused.press("Næste", tid="Onsdag den 11. september")
    assert chosen.value("telefon") == "21314151"
    assert "Vi holder tiden til dig til klokken 10.10." in chosen.text
    assert chosen.press("Book samtalen").h1 == "Din samtale er booket"


def test_of_two_tabs_the_last_one_holds_and_both_can_book(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    first, second = town.slot(), town.slot(TEN + DAY)
    tabs = [
        browser.open(f"/find-tid/form?tid={slot}").press("Næste", form="Video") for slot in (first, second)
    ]

    assert town.count(Hold) == 1
    assert "Tiden bliver ikke holdt" in browser.open(f"/tjek-svar?tid={first}&form=video").text
    assert [tab.press("Book samtalen").h1 for tab in tabs] == ["Din samtale er booket"] * 2
    assert len(meetings(town, browser)) == 2


def test_a_time_to_move_to_is_held_too(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booked = town.book(browser.person, town.slot())
    town.slot(TEN + DAY)

    search = browser.open(f"/samtale/{booked.public_id}/flyt")
    check = search.follow("Vælg den tid").press("Næste", form="Video")

    assert "Vi holder tiden til dig til klokken 10.05." in check.text
    assert "Vi holder tiden til dig til klokken 10.05." in longer(check).text
    assert check.press("Flyt samtalen").h1 == "Din samtale er flyttet"


@pytest.mark.parametrize("path", ["/tjek-svar", "/tjek-svar/laengere"])
def test_a_form_without_a_time_or_a_form_leads_back_to_where_they_are_chosen(
    visit: Visit, town: Town, path: str
) -> None:
    browser = visit(in_the_a_kasse())
    token = ("csrf_token", _token(browser, town))

    assert browser.send("post", path, [token]).errors == ["Vælg en tid."]
    unknown = [token, ("tid", "3f0c8a2e-0000-4000-8000-000000000000"), ("form", "video")]
    assert browser.send("post", path, unknown).status == 404


def _token(browser: Browser, town: Town) -> str:
    page = browser.open(f"/tjek-svar?tid={town.slot()}&form=video")
    return page.value("csrf_token") or ""


def test_holding_sends_no_more_statements_than_any_page(
    visit: Visit, town: Town, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    browser = visit(in_the_a_kasse())
    form = browser.open(f"/find-tid/form?tid={town.slot()}")
    fields = [(name, form.value(name) or "") for name in ("csrf_token", "tid")]

    with statements() as sent:
        answer = browser.client.post("/tjek-svar", data=dict([*fields, ("form", "video")]))

    assert answer.status_code == 303
    assert len(sent) <= 16, sent
