"""The person's calendar page: an address made, shown once, renewed and closed; and one meeting as a file."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from icalendar import Calendar, Event
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.actions.renew_calendar_feed import RenewCalendarFeed, renew_calendar_feed
from portal.store.feeds import Owner
from portal.store.tables_case import Audit
from portal.store.tables_feed import CalendarFeed
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, Town
from tests.web.citizen.browser import Browser, Page
from tests.web.citizen.conftest import Visit

MAKE = "Lav en kalenderadresse"
RENEW = "Lav en ny adresse"


def address(page: Page) -> str:
    """What stands in the field to copy from, as a path."""
    field = next(e for e in page._main.iter("input") if e.get("id") == "kalenderadresse")
    assert field.get("readonly") is not None
    found = re.fullmatch(r"http://localhost(/kalender/[\w-]{43}\.ics)", field.get("value", ""))
    assert found is not None
    return found[1]


def status(browser: Browser, path: str) -> int:
    return browser.client.get(path).status_code


def the_event(answer: TestResponse) -> Event:
    calendar = Calendar.from_ical(answer.data)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return event


def test_min_plan_leads_to_the_calendar_and_one_click_makes_an_address_that_works(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())

    page = browser.open("/min-plan").follow("Få alle dine samtaler i din kalender")
    assert "Du får en hemmelig adresse" in page.text
    made = page.press(MAKE)

    assert made.status == 200
    assert status(browser, address(made)) == 200
    subscribe = made.links()["Åbn den i kalenderen på denne enhed"]
    assert subscribe == "webcal://localhost" + address(made)


def test_the_address_is_shown_once_and_never_again(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())
    made = browser.open("/kalender").press(MAKE)
    token = address(made).removeprefix("/kalender/")

    for path in ("/kalender", "/min-plan", "/kalender?lukket=1"):
        assert token not in browser.client.get(path).text
    again = browser.open("/kalender")
    assert "Vi kan ikke vise adressen igen." in again.text
    assert "Du lavede din adresse mandag den 2. september 2024." in again.text
    assert "Intet kalenderprogram har hentet dine aftaler endnu." in again.text

    browser.client.get(address(made))
    fetched = "Et kalenderprogram hentede dine aftaler sidst mandag den 2. september 2024 kl. 10.00."
    assert fetched in browser.open("/kalender").text


def test_a_new_address_takes_the_place_of_the_old_one(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())
    first = address(browser.open("/kalender").press(MAKE))

    second = address(browser.open("/kalender").press(RENEW))

    assert (status(browser, first), status(browser, second)) == (404, 200)


def test_a_form_sent_twice_makes_one_address_and_does_not_close_it(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())
    empty = browser.open("/kalender")
    first = address(empty.press(MAKE))
    again = empty.press(MAKE)

    assert "Vi kan ikke vise adressen igen." in again.text
    assert status(browser, first) == 200

    open_page = browser.open("/kalender")
    second = address(open_page.press(RENEW))
    open_page.press(RENEW)
    assert status(browser, second) == 200


def test_closing_takes_one_click_and_says_so_once(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())
    made = browser.open("/kalender").press(MAKE)

    closed = made.press("Luk adressen")

    assert closed.address == "/kalender"
    assert "Adressen er lukket. Ingen kan hente dine aftaler med den." in closed.text
    assert status(browser, address(made)) == 404
    assert "Adressen er lukket" not in browser.open("/kalender").text
    assert made.press("Luk adressen").status == 200  # and once more, from another tab
    assert "Adressen er lukket" not in browser.open("/kalender?lukket=1").press(MAKE).text


def test_the_place_is_shown_where_the_person_chose_it_and_stays_chosen(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot())

    made = browser.open("/kalender").press(MAKE, vis_sted="ja")
    assert "LOCATION:Kontoret i 1620" in browser.client.get(address(made)).text
    renewed = browser.open("/kalender").press(RENEW)
    assert "LOCATION:Kontoret i 1620" in browser.client.get(address(renewed)).text

    off = browser.send(
        "post", "/kalender/sted", [("csrf_token", browser.open("/kalender").value("csrf_token"))]
    )
    assert off.value("vis_sted") is None
    assert "LOCATION" not in browser.client.get(address(renewed)).text
    assert "Dit valg er gemt." in off.press("Gem", vis_sted="ja").text
    assert "Dit valg er gemt." not in browser.open("/kalender").text
    assert "LOCATION" in browser.client.get(address(renewed)).text


def test_in_english_the_page_and_the_calendar_are_english(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), language="en")
    town.book(browser.person, town.slot())

    made = browser.open("/kalender").press("Make a calendar address")

    assert made.h1 == "Meetings in your calendar"
    calendar = browser.client.get(address(made)).text
    assert "SUMMARY:Appointment" in calendar
    assert "NAME:Appointments" in calendar


def test_what_was_done_is_in_the_log_and_the_address_is_not(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    made = browser.open("/kalender").press(MAKE)
    made.press("Gem", vis_sted="ja")
    made.press("Luk adressen")
    made.press("Luk adressen")

    rows = town.database.read(
        lambda session: session.execute(select(Audit).order_by(Audit.id)).scalars().all()
    )
    entries = [row for row in rows if "calendar" in row.action]
    assert [row.action for row in entries] == [
        "renew_calendar_feed",
        "show_place_in_calendar",
        "close_calendar_feed",
    ]
    for row in entries:
        assert (row.actor_kind, row.actor_id, row.person_id) == ("citizen", browser.person, browser.person)
        assert address(made)[10:-4] not in str(vars(row))


def test_the_page_takes_few_statements(visit: Visit, town: Town, statements: Any) -> None:
    browser = visit(in_the_a_kasse())
    browser.open("/kalender").press(MAKE)

    with statements() as sent:
        browser.open("/kalender")
    assert len(sent) <= 16
    with statements() as sent:
        browser.client.get("/kalender")
    assert len(sent) <= 16


def test_a_meeting_is_offered_as_a_file_by_its_receipt_and_by_its_page(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = town.book(browser.person, town.slot())

    for page in (f"/samtale/{booking.public_id}/kvittering", f"/samtale/{booking.public_id}"):
        href = browser.open(page).links()["Føj samtalen til din kalender"]
        answer = browser.client.get(href)
        assert answer.mimetype == "text/calendar"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="aftale.ics"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert "METHOD:PUBLISH" in answer.text
        event = the_event(answer)
        assert (event["SUMMARY"], event["UID"], event["SEQUENCE"]) == ("Aftale", str(booking.public_id), 0)
        assert "LOCATION" not in event


def test_the_file_says_no_more_where_the_address_shows_the_place(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = town.book(browser.person, town.slot())
    browser.open("/kalender").press(MAKE, vis_sted="ja")

    assert "LOCATION" not in browser.client.get(f"/samtale/{booking.public_id}/kalender.ics").text


def test_the_receipt_of_a_call_off_offers_the_same_meeting_as_called_off(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = town.book(browser.person, town.slot())
    first = browser.open("/min-plan").follow("Aflys")
    receipt = first.press("Næste", grund="Ingen af dem").press("Ja, aflys samtalen")

    event = the_event(browser.client.get(receipt.links()["Hent aflysningen til din kalender"]))

    assert event["UID"] == str(booking.public_id)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_the_file_of_somebody_elses_meeting_is_not_found(visit: Visit, town: Town) -> None:
    stranger = town.book(town.person(in_the_a_kasse()), town.slot())
    browser = visit(in_the_a_kasse())

    for meeting in (stranger.public_id, uuid4()):
        assert status(browser, f"/samtale/{meeting}/kalender.ics") == 404


def test_two_tabs_at_once_leave_one_address(visit: Visit, town: Town) -> None:
    owner = Owner(person_id=visit(in_the_a_kasse()).person)
    command = RenewCalendarFeed(owner, shows_place=False, language="da")

    with ThreadPoolExecutor(4) as tabs:
        made = list(tabs.map(lambda _: renew_calendar_feed(command, town.database, NOW), range(4)))

    assert len([address for address in made if address is not None]) == 1
    assert town.count(CalendarFeed) == 1
