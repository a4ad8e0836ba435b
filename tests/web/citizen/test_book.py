"""A citizen finds a time, chooses how to meet, checks the answers, and has a meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.policy.facts import Samtaleform
from portal.store import bookings
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.store.town import TEN, Town
from tests.web.citizen.browser import Browser, Page
from tests.web.citizen.conftest import Visit, limit

DAY = timedelta(days=1)


def meetings(town: Town, browser: Browser) -> list[BookingView]:
    """What the person has booked; the one they were called to lies in August."""
    known = town.database.read(lambda session: bookings.list_own(session, browser.person))
    return [booking for booking in known if booking.start >= TEN]


def to_the_check(browser: Browser, form: str = "Telefon") -> Page:
    chosen = browser.open("/find-tid").follow("Vælg den tid")
    return chosen.press("Næste", form=form)


def test_the_first_free_time_is_booked_in_four_presses(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), phone="20 30 40 50")
    town.slot()

    receipt = to_the_check(browser, "Personligt møde").press("Book samtalen")

    assert receipt.h1 == "Din samtale er booket"
    assert "Vi ses tirsdag den 10. september 2024 kl. 10.00." in receipt.text
    assert "Kontoret i 1620 Gaden 1 1620 København".replace(" ", "") in receipt.text.replace(" ", "")
    assert [booking.start for booking in meetings(town, browser)] == [TEN]
    assert "Jobsamtale med din a-kasse" in receipt.follow("Gå til Min Plan").section(
        "Dine planlagte samtaler"
    )


def test_a_telephone_meeting_confirms_the_number_and_says_who_calls(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), phone="20 30 40 50")
    town.slot()

    check = to_the_check(browser)

    assert check.value("telefon") == "20 30 40 50"
    assert "Anna ringer til dig på det nummer" in check.text
    receipt = check.press("Book samtalen", telefon="+45 21 31 41 51")
    assert "Anna ringer til dig på 21 31 41 51." in receipt.text
    assert meetings(town, browser)[0].phone == "21 31 41 51"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Skriv det telefonnummer, du vil ringes op på."),
        ("12", "Skriv et telefonnummer med 8 cifre, eller begynd med + og landekoden."),
    ],
)
def test_a_wrong_number_is_told_at_the_field_and_above_and_what_was_typed_stays(
    visit: Visit, town: Town, typed: str, told: str
) -> None:
    browser = visit(in_the_a_kasse())
    town.slot()

    again = to_the_check(browser).press("Book samtalen", telefon=typed)

    assert again.status == 422
    assert again.errors == [told]
    assert again.text.count(told) == 2
    assert again.value("telefon") == typed
    assert meetings(town, browser) == []
    assert again.press("Book samtalen", telefon="20304050").h1 == "Din samtale er booket"


def test_a_form_sent_twice_books_once_and_shows_the_same_receipt(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.slot()
    check = to_the_check(browser, "Video")

    first, second = check.press("Book samtalen"), check.press("Book samtalen")

    assert first.address == second.address
    assert second.h1 == "Din samtale er booket"
    assert len(meetings(town, browser)) == 1


def test_two_tabs_that_book_the_same_agree(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.slot()
    one, other = to_the_check(browser, "Video"), to_the_check(browser, "Video")

    assert one.press("Book samtalen").address == other.press("Book samtalen").address
    assert len(meetings(town, browser)) == 1


def test_who_goes_back_to_what_they_have_sent_comes_to_the_receipt(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), phone="20 30 40 50")
    town.slot()
    form = browser.open("/find-tid").follow("Vælg den tid")
    receipt = form.press("Næste", form="Telefon").press("Book samtalen")

    again = form.press("Næste", form="Telefon")

    assert again.address == receipt.address
    assert again.h1 == "Din samtale er booket"


def test_a_receipt_offers_no_move_where_it_is_already_too_late_for_one(visit: Visit, town: Town) -> None:
    limit(town, ombookning_senest_timer=24 * 30)
    browser = visit(in_the_a_kasse(), phone="20 30 40 50")
    town.slot()

    receipt = to_the_check(browser).press("Book samtalen")

    assert "Flyt samtalen" not in receipt.links()
    assert "Du kan flytte den" not in receipt.text
    assert "Aflys samtalen" in receipt.links()
    assert "Kan du ikke komme, så aflys den, før den begynder." in receipt.text


def test_of_two_tabs_with_overlapping_times_one_books(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    first, second = town.slot(), town.slot(TEN + timedelta(minutes=30), caseworker_id=None)
    one, other = (browser.open(f"/tjek-svar?tid={slot}&form=video") for slot in (first, second))

    assert one.press("Book samtalen").h1 == "Din samtale er booket"
    refused = other.press("Book samtalen")

    assert refused.status == 409
    assert "Du har allerede en samtale tirsdag den 10. september 2024 kl. 10.00" in refused.text
    assert len(meetings(town, browser)) == 1


def test_a_time_that_somebody_else_took_is_refused_with_the_nearest_ones_and_the_choices_kept(
    visit: Visit, town: Town
) -> None:
    browser = visit(in_the_a_kasse())
    town.slot(TEN - DAY)
    wanted = town.slot()
    for days in (1, 2):
        town.slot(TEN + days * DAY)
    check = browser.open(f"/tjek-svar?tid={wanted}&form=telefon")
    town.book(town.person(in_the_a_kasse()), wanted)

    refused = check.press("Book samtalen", telefon="20304050")

    assert refused.status == 409
    assert refused.errors == ["Tiden er netop blevet taget. Der er ikke booket noget."]
    assert "Vælg en anden tid." in refused.text
    assert [option[:29] for option in refused.options("tid")] == [
        "Onsdag den 11. september 10.0",
        "Torsdag den 12. september 10.",
    ]
    again = refused.press("Næste", tid="Onsdag den 11. september")
    assert again.h1 == "Tjek dine svar"
    assert again.value("telefon") == "20304050"
    assert again.press("Book samtalen").h1 == "Din samtale er booket"
    assert [m.form for m in meetings(town, browser)] == [Samtaleform.TELEFON]


def test_a_time_in_the_past_is_refused_before_anything_is_asked(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    past = town.slot(TEN - 9 * DAY)

    page = browser.open(f"/find-tid/form?tid={past}")

    assert page.h1 == "Du kan ikke få den tid"
    assert "Tidspunktet er passeret. Vælg en tid, der ligger senere." in page.text


def test_who_has_no_right_to_a_time_is_refused_with_its_paragraph(visit: Visit, town: Town) -> None:
    browser = visit(new_in_the_a_kasse())
    slot = town.slot()

    page = browser.open(f"/tjek-svar?tid={slot}&form=fremmoede")

    assert "Du kan ikke selv booke din første samtale. Din a-kasse indkalder dig til den." in page.text
    assert page.links()["LAB § 34, stk. 2"].startswith("https://www.retsinformation.dk/")


def test_warnings_are_told_before_booking(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    limit(town, mindst_dage_mellem=14)
    town.book(browser.person, town.slot())
    town.slot(TEN + 3 * DAY)

    check = to_the_check(browser, "Video")

    assert "Godt at vide, før du går videre" in check.text
    assert (
        "Der er mindre end 14 dage til en anden af dine samtaler. Du må gerne booke alligevel." in check.text
    )
    assert check.press("Book samtalen").h1 == "Din samtale er booket"


def test_why_a_time_can_be_had_is_said_with_paragraphs(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.slot()

    check = to_the_check(browser, "Video")

    assert "Din a-kasse har ansvaret for dine samtaler tirsdag den 10. september 2024." in check.text
    assert {"LAB § 27, stk. 2", "LAB § 34, stk. 1"} <= check.links().keys()


def test_nothing_is_chosen_without_being_asked(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    slot = town.slot()

    no_time = browser.open("/find-tid").press("Næste")
    no_form = browser.open(f"/find-tid/form?tid={slot}").press("Næste")

    assert no_time.errors == ["Vælg en tid."]
    assert no_form.errors == ["Vælg, hvordan samtalen skal holdes."]


def test_only_forms_that_the_time_and_the_law_allow_are_offered(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    slot = town.slot(fremmoede=False)

    page = browser.open(f"/find-tid/form?tid={slot}")
    forced = browser.open(f"/tjek-svar?tid={slot}&form=fremmoede")

    assert page.options("form") == ["Telefon", "Video"]
    assert "Samtalen kan ikke holdes sådan på den tid. Du kan vælge: telefon eller video." in forced.text


def test_each_answer_can_be_changed_from_the_check(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    slot = town.slot()
    check = browser.open(f"/tjek-svar?tid={slot}&form=video&maade=video")

    times, forms = check.follow("Ret tid"), check.follow("Ret sådan holdes samtalen")

    assert times.value("tid") == str(slot)
    assert times.value("maade") == "video"
    assert forms.value("form") == "video"


def test_another_persons_receipt_does_not_exist(visit: Visit, town: Town) -> None:
    one = visit(in_the_a_kasse())
    town.slot()
    receipt = to_the_check(one, "Video").press("Book samtalen")

    assert visit(in_the_a_kasse()).open(receipt.address).status == 404


def test_a_time_that_was_never_published_is_not_found(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())
    nowhere = "3f0c8a2e-0000-4000-8000-000000000000"

    assert browser.open(f"/find-tid/form?tid={nowhere}").status == 404
    assert browser.open(f"/tjek-svar?tid={nowhere}&form=video").status == 404
