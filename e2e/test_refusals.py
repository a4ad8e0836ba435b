"""Who may not book now reads why, by which paragraph, and what to do: no empty list, no error."""

from __future__ import annotations

import pytest

from e2e.browser import PHONE_IN_DANISH, PHONE_IN_ENGLISH
from e2e.conftest import SitsDown
from e2e.journeys import Citizen

REFUSED = {
    "Freja Lindholm": (
        "Du kan ikke selv booke din første samtale.",
        "LAB § 34, stk. 2",
        "Vent på indkaldelsen.",
    ),
    "Viktor Ravn": ("ikke selv kan booke samtaler", "LAB § 35", "Har du spørgsmål til afgørelsen"),
    "Tobias Lykke": ("Du er ikke tilmeldt den dag.", "LAB § 27", "så tilmeld dig igen på jobnet.dk"),
    "Hanne Bisgaard": (
        "Når din a-kasse er med, booker du ikke selv.",
        "LAB § 34, stk. 1, 2. pkt.",
        "Vent på indkaldelsen.",
    ),
}


@pytest.mark.parametrize("seat", [PHONE_IN_DANISH], ids=str)
@pytest.mark.parametrize("name", REFUSED)
def test_who_may_not_book_reads_the_reason_its_paragraph_and_the_next_step(
    citizen: Citizen, name: str
) -> None:
    reason, paragraph, next_step = REFUSED[name]
    citizen.signs_in_as(name)
    citizen.opens("/find-tid")
    citizen.sees("Du kan ikke vælge en tid lige nu")
    citizen.reads_exactly(reason, paragraph, next_step)
    assert citizen.times == []


@pytest.mark.parametrize("seat", [PHONE_IN_ENGLISH], ids=str)
@pytest.mark.parametrize("name", REFUSED)
def test_it_reads_the_same_in_english(citizen: Citizen, name: str) -> None:
    _, paragraph, _ = REFUSED[name]
    citizen.signs_in_as(name)
    citizen.opens("/find-tid")
    citizen.sees("Du kan ikke vælge en tid lige nu")
    citizen.reads_exactly(paragraph)


def test_a_time_that_somebody_else_has_taken_is_refused_with_the_nearest_ones_to_choose_instead(
    sits_down: SitsDown,
) -> None:
    birgit, laura = sits_down(PHONE_IN_DANISH), sits_down(PHONE_IN_DANISH)
    birgit.signs_in_as("Birgit Høj")
    birgit.finds_a_time()
    birgit.chooses_the_first_free_time()
    birgit.chooses_any_form()
    taken, address = birgit.checks_the_answers(), birgit.page.url
    birgit.books()
    birgit.sees_the_receipt(taken)

    laura.signs_in_as("Laura Bertelsen")
    laura.opens(address)
    laura.sees_the_page("Du kan ikke få den tid")
    laura.sees("De nærmeste ledige tider")
    laura.chooses_a_time(1)
    instead = laura.checks_the_answers()
    laura.books()
    laura.sees_the_receipt(instead)
