"""However often somebody presses Book, and in however many tabs: one meeting, and the same receipt."""

from __future__ import annotations

from e2e.journeys import Citizen


def sara_checks_a_time(citizen: Citizen) -> str:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.finds_a_time()
    citizen.chooses_the_first_free_time()
    citizen.chooses_any_form()
    return citizen.checks_the_answers()


def has_one_meeting(citizen: Citizen, time: str) -> bool:
    citizen.opens_min_plan()
    return [time in meeting for meeting in citizen.planned] == [True]


def test_a_double_click_on_book_books_once(citizen: Citizen) -> None:
    time = sara_checks_a_time(citizen)
    citizen.books_with_a_double_click()
    citizen.sees_the_receipt(time)
    assert has_one_meeting(citizen, time)


def test_going_back_after_booking_shows_the_same_receipt(citizen: Citizen) -> None:
    time = sara_checks_a_time(citizen)
    citizen.books()
    citizen.sees_the_receipt(time)
    receipt = citizen.page.url
    citizen.goes_back()
    citizen.sees_the_receipt(time)
    assert citizen.page.url == receipt
    assert has_one_meeting(citizen, time)


def test_a_form_that_is_sent_twice_shows_the_same_receipt(citizen: Citizen) -> None:
    time = sara_checks_a_time(citizen)
    twin = citizen.opens_another_tab()
    twin.opens(citizen.page.url)
    form = "form => Object.fromEntries(new FormData(form))"
    sent = citizen.main.locator("form").evaluate(form)
    citizen.books()
    twin.main.locator("form").evaluate(
        "(form, sent) => { for (const name in sent) form.elements[name].value = sent[name]; }", sent
    )
    twin.books()
    twin.sees_the_receipt(time)
    assert twin.page.url == citizen.page.url
    assert has_one_meeting(citizen, time)


def test_two_tabs_in_which_the_same_time_is_booked_agree(citizen: Citizen) -> None:
    time = sara_checks_a_time(citizen)
    twin = citizen.opens_another_tab()
    twin.opens(citizen.page.url)
    citizen.books()
    twin.books()
    citizen.sees_the_receipt(time)
    twin.sees_the_receipt(time)
    assert twin.page.url == citizen.page.url
    assert has_one_meeting(citizen, time)
