"""Calling off: what it costs, thinking again, and a deadline that begins to count once more."""

from __future__ import annotations

from e2e.browser import Trouble
from e2e.journeys import Citizen


def test_calling_off_opens_the_deadline_again_and_says_so_before_and_after(citizen: Citizen) -> None:
    citizen.signs_in_as("Laura Bertelsen")
    citizen.sees_first("Book en samtale senest {frist}.")
    citizen.finds_a_time()
    citizen.filters_by(form="Video")
    citizen.chooses_a_time(-1)
    citizen.chooses_the_form("Video")
    citizen.books()
    citizen.goes_to_min_plan()
    citizen.sees_first("Vær klar ved skærmen til din {art} med {holder} {start}.")

    citizen.sets_out_to_call_off()
    citizen.is_told(
        "Din frist begynder at gælde igen: Du skal booke en ny samtale senest {frist}, og den skal holdes "
        "senest {dag}."
    )
    citizen.says_why("Ingen af dem")
    citizen.is_told("Du får ikke dagpenge for {dag}.")
    citizen.says_yes_once_more()
    citizen.is_told("Du skal booke en ny samtale senest {frist}. Den skal holdes senest {dag}.")
    citizen.goes_to_min_plan()
    citizen.sees_first("Book en samtale senest {frist}.")


def test_who_thinks_again_keeps_the_meeting(citizen: Citizen) -> None:
    citizen.signs_in_as("Noah Damgaard")
    meetings = citizen.planned
    assert len(meetings) == 2
    citizen.sets_out_to_call_off()
    citizen.says_why("Jeg skal arbejde")
    citizen.presses_link("Nej, behold samtalen")
    citizen.opens_min_plan()
    assert citizen.planned == meetings


def test_somebody_called_to_a_meeting_reads_that_they_will_be_called_again(citizen: Citizen) -> None:
    citizen.signs_in_as("Oliver Bruun")
    citizen.presses_link("Aflys")
    citizen.sees("Du er indkaldt til samtalen. Du kan regne med at blive indkaldt igen.")


def test_a_reason_has_to_be_chosen_first(citizen: Citizen, trouble: Trouble) -> None:
    trouble.expected.add(422)
    citizen.signs_in_as("Noah Damgaard")
    citizen.sets_out_to_call_off()
    citizen.presses("Næste")
    citizen.sees_the_page("Aflys samtalen")
    citizen.sees("Vælg, hvorfor du ikke kan komme.")
