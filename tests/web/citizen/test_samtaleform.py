"""How a meeting is held: a standing wish, and each planned meeting's own form, chosen without moving it."""

from __future__ import annotations

import logging
from uuid import uuid4

import pytest
from sqlalchemy import update

from portal.policy.facts import Samtaleform
from portal.store import bookings
from portal.store.tables import Organisation
from portal.store.tables_case import Outbox
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.store.town import TEN, Town
from tests.web.citizen.browser import Browser, Page
from tests.web.citizen.conftest import Visit, limit
from tests.web.citizen.test_book import to_the_check
from tests.web.citizen.test_samtale import HOST, named

LINK = f"https://{HOST}/rum/7"
IN_PERSON, PHONE, VIDEO = Samtaleform
CHOOSE = "Vælg, hvordan samtalen skal holdes"


def planned(town: Town, browser: Browser, form: Samtaleform = IN_PERSON, **slot: object) -> BookingView:
    named(town)
    return town.book(browser.person, town.slot(**{"video_link": LINK} | slot), form)  # type: ignore[arg-type]


def now(town: Town, booking: BookingView) -> BookingView:
    found = town.database.read(lambda s: bookings.get_own(s, booking.person_id, booking.public_id))
    assert found is not None
    return found


def page_of(browser: Browser, booking: BookingView) -> Page:
    return browser.open(f"/samtale/{booking.public_id}")


def test_another_form_is_chosen_and_the_meeting_stays_where_it_is(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = planned(town, browser)

    choose = page_of(browser, booking).follow(CHOOSE)
    saved = choose.press("Gem", form="Video")

    assert choose.options("form") == ["Personligt møde", "Telefon", "Video"]
    assert choose.value("form") == "fremmoede"
    assert "Du ser og hører hinanden" in choose.text
    assert "Dit valg er gemt. Samtalen holdes på video." in saved.text
    assert saved.links()["Åbn videomødet"] == LINK
    changed = now(town, booking)
    assert (changed.form, changed.start, changed.ombookninger) == (VIDEO, TEN, 0)
    assert changed.sequence == booking.sequence + 1


def test_a_called_meeting_is_chosen_for_as_well(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = planned(town, browser)
    called = update(Booking).where(Booking.id == booking.id).values(oprindelse="indkaldt")
    town.database.write(lambda session: session.execute(called) and None)

    saved = page_of(browser, booking).follow(CHOOSE).press("Gem", form="Telefon", telefon="20304050")

    assert "Anna ringer til dig på 20 30 40 50." in saved.text


def test_from_video_to_telephone_is_one_step(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), phone="20 30 40 50")
    booking = planned(town, browser, VIDEO)

    saved = page_of(browser, booking).press("Skift til telefon")

    assert "Dit valg er gemt. Samtalen holdes i telefon." in saved.text
    assert "Anna ringer til dig på 20 30 40 50." in saved.text
    assert LINK not in saved.links().values()
    assert now(town, booking).ombookninger == 0


def test_the_first_meeting_says_why_it_is_in_person(visit: Visit, town: Town) -> None:
    browser = visit(new_in_the_a_kasse())
    booking = planned(town, browser, video_link=None)

    page = page_of(browser, booking)

    assert "Din første samtale skal være et personligt møde." in page.text
    assert "Du kan vælge" not in page.text
    assert page.links()["LAB § 33, stk. 1"].startswith("https://www.retsinformation.dk/")
    assert CHOOSE not in page.links()
    forced = browser.open(f"/samtale/{booking.public_id}/form")
    assert "Din første samtale skal være et personligt møde." in forced.text
    token = ("csrf_token", page_of(browser, planned_elsewhere(town, browser)).value("csrf_token") or "")
    refused = browser.send(
        "post", f"/samtale/{booking.public_id}/form", [token, ("form", "telefon"), ("telefon", "20304050")]
    )
    assert refused.status == 409
    assert now(town, booking).form is IN_PERSON


def planned_elsewhere(town: Town, browser: Browser) -> BookingView:
    """A later video meeting, whose page holds a form."""
    return town.book(browser.person, town.slot(TEN.replace(day=20), video_link=LINK), VIDEO)


def test_after_the_cut_off_the_page_says_until_when_it_could_be_changed(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = planned(town, browser)
    limit(town, ombookning_senest_timer=24 * 9)

    page = page_of(browser, booking)

    assert "Det er for sent at ændre, hvordan samtalen holdes. Du kunne gøre det indtil" in page.text
    assert CHOOSE not in page.links()


def test_a_time_without_a_link_offers_no_video(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = planned(town, browser, video_link=None)

    choose = page_of(browser, booking).follow(CHOOSE)

    assert choose.options("form") == ["Personligt møde", "Telefon"]
    assert "Samtalen kan ikke holdes sådan på den tid." in choose.text


def test_what_is_wrong_is_told_and_what_was_typed_stays(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    choose = page_of(browser, planned(town, browser)).follow(CHOOSE)

    wrong = choose.press("Gem", form="Telefon", telefon="12")
    nothing = choose.press("Gem", form="fax", telefon="12")

    assert (wrong.status, wrong.value("form"), wrong.value("telefon")) == (422, "telefon", "12")
    assert wrong.errors == ["Skriv et telefonnummer med 8 cifre, eller begynd med + og landekoden."]
    assert (nothing.status, nothing.value("telefon")) == (422, "12")
    assert nothing.errors == ["Vælg, hvordan samtalen skal holdes."]


@pytest.mark.parametrize("link", ["https://stranger.example/rum/7", None])
def test_where_no_link_can_be_shown_one_is_told_whom_to_call(
    visit: Visit, town: Town, link: str | None
) -> None:
    browser = visit(in_the_a_kasse(), phone="20 30 40 50")
    booking = planned(town, browser, VIDEO, video_link=link)
    call = update(Organisation).where(Organisation.id == town.a_kasse).values(phone="70 10 67 89")
    town.database.write(lambda session: session.execute(call) and None)

    page = page_of(browser, booking)

    assert "Kontakt A-kassen på telefon 70 10 67 89, eller skift til telefon." in page.text
    assert "stranger.example" not in str(page.links())
    assert page.press("Skift til telefon").status == 200


def test_the_link_is_on_the_meetings_page_and_nowhere_else(
    visit: Visit, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    browser = visit(in_the_a_kasse())
    with caplog.at_level(logging.DEBUG, logger="portal"):
        booking = planned(town, browser)
        saved = page_of(browser, booking).follow(CHOOSE).press("Gem", form="Video")
        calendar = browser.client.get(f"/samtale/{booking.public_id}/kalender.ics").get_data(as_text=True)
    told = town.database.read(lambda session: [str(row.payload) for row in session.query(Outbox)])

    assert LINK in saved.links().values()
    for elsewhere in (calendar, caplog.text, *told):
        assert HOST not in elsewhere
    assert told


def test_a_place_has_its_address_a_way_there_and_how_to_get_in(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booking = planned(town, browser)

    links = page_of(browser, booking).links()

    (way,) = (href for text, href in links.items() if text.startswith("Find vej"))
    assert way == "https://www.openstreetmap.org/search?query=Gaden+1%2C+1620+K%C3%B8benhavn"
    response = browser.client.get(f"/samtale/{booking.public_id}").get_data(as_text=True)
    assert f'href="{way}" rel="noopener noreferrer"' in response


def test_a_meeting_that_is_not_held_there_has_no_way(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())

    assert "Find vej" not in page_of(browser, planned(town, browser, VIDEO)).text


def test_a_wish_is_chosen_beforehand_and_can_be_left(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    slot = town.slot()

    wish = browser.open("/min-plan").follow("Sådan vil du helst holde samtaler")
    assert wish.value("form") == "ingen"
    saved = wish.press("Gem", form="Video")

    assert "Dit valg er gemt." in saved.text
    assert saved.value("form") == "video"
    assert browser.open(f"/find-tid/form?tid={slot}").value("form") == "video"
    assert "Telefon" in to_the_check(browser).text
    assert browser.open("/samtaleform").press("Gem", form="Jeg vælger hver gang").value("form") == "ingen"
    assert browser.open(f"/find-tid/form?tid={slot}").value("form") is None


def test_a_wish_that_is_none_is_refused(visit: Visit) -> None:
    wrong = visit(in_the_a_kasse()).open("/samtaleform").press("Gem", form="fax")

    assert wrong.status == 422
    assert wrong.errors == ["Vælg, hvordan du helst vil holde samtaler."]


def test_of_another_persons_meeting_and_one_that_is_over_there_is_no_page(visit: Visit, town: Town) -> None:
    one, other = visit(in_the_a_kasse()), visit(in_the_a_kasse())
    booking = planned(town, one)
    over = update(Booking).where(Booking.id == booking.id).values(status="afholdt", registered_at=TEN)

    assert other.open(f"/samtale/{booking.public_id}/form").status == 404
    assert one.open(f"/samtale/{uuid4()}/form").status == 404
    town.database.write(lambda session: session.execute(over) and None)
    assert one.open(f"/samtale/{booking.public_id}/form").status == 404
