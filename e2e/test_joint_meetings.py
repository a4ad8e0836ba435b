"""Meetings with jobcenter and a-kasse both: who decides, which times, and what the receipt says."""

from __future__ import annotations

from e2e.journeys import Citizen

COMES = "Din a-kasse møder op."
ON_VIDEO = "Din a-kasse er med på video."


def test_somebody_handed_over_who_wants_the_a_kasse_there_in_person_books_a_time_both_have_agreed_on(
    citizen: Citizen,
) -> None:
    citizen.signs_in_as("Thomas Vinding")
    citizen.sees_first("Book din første samtale i jobcentret, som nu har ansvaret for dine samtaler.")
    citizen.sets_out_for_a_time()
    citizen.says_whether_the_a_kasse_comes(True, in_person=True)
    citizen.sees("Du ser kun tider, hvor din a-kasse møder op.")
    assert citizen.times
    assert all(COMES in time for time in citizen.times)

    time = citizen.books_the_first_free_time()
    citizen.sees_the_receipt(time)
    with_whom, a_kasse = citizen.fact("Med"), citizen.fact("Din a-kasse er med")
    assert "Jobcenter Odense" in with_whom
    assert "Krifa A-kasse" in a_kasse
    assert "Møder op" in a_kasse


def test_somebody_who_wants_the_a_kasse_along_sees_only_times_at_which_it_is(citizen: Citizen) -> None:
    citizen.signs_in_as("Maja Krogh")
    citizen.finds_a_time()
    assert citizen.times
    assert all(COMES in time or ON_VIDEO in time for time in citizen.times)


def test_somebody_handed_over_may_do_without_the_a_kasse(citizen: Citizen) -> None:
    citizen.signs_in_as("Thomas Vinding")
    citizen.sets_out_for_a_time()
    citizen.says_whether_the_a_kasse_comes(False)
    citizen.sees_the_page("Find en tid")
    assert citizen.times
    assert not any(COMES in time or ON_VIDEO in time for time in citizen.times)

    time = citizen.books_the_first_free_time()
    citizen.sees_the_receipt(time)
    citizen.does_not_see("Din a-kasse er med")


def test_to_the_meeting_before_sixteen_months_the_a_kasse_comes_unless_the_person_declines(
    citizen: Citizen,
) -> None:
    citizen.signs_in_as("Poul Dalsgaard")
    citizen.sees_first("Book din fællessamtale med jobcentret, før du har været ledig i 16 måneder.")
    citizen.finds_a_time()
    assert citizen.times
    assert all(COMES in time or ON_VIDEO in time for time in citizen.times)

    citizen.presses_link("Vælg om")
    citizen.says_whether_the_a_kasse_comes(False)
    assert citizen.times
    assert not any(COMES in time or ON_VIDEO in time for time in citizen.times)

    time = citizen.books_the_first_free_time()
    citizen.sees_the_receipt(time)
    citizen.does_not_see("Din a-kasse er med")
    citizen.goes_to_min_plan()
    assert [time in meeting for meeting in citizen.planned] == [True]
