"""One citizen from signing in to calling off: on a phone, at a desk, by keyboard alone, without scripts."""

from __future__ import annotations

import pytest

from e2e.browser import (
    DESKTOP_IN_ENGLISH,
    ENLARGED_IN_ENGLISH,
    KEYBOARD_IN_DANISH,
    NO_SCRIPTS_IN_DANISH,
    PHONE_IN_DANISH,
)
from e2e.journeys import NUMBER, Citizen

SEATS = {
    "phone, Danish": PHONE_IN_DANISH,
    "desktop, English": DESKTOP_IN_ENGLISH,
    "400 percent, English": ENLARGED_IN_ENGLISH,
    "keyboard alone": KEYBOARD_IN_DANISH,
    "no scripts": NO_SCRIPTS_IN_DANISH,
}


@pytest.mark.parametrize("seat", SEATS.values(), ids=SEATS)
def test_somebody_whose_first_meeting_is_held_books_by_phone_and_moves_it_and_calls_it_off(
    citizen: Citizen,
) -> None:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.sees_first("Book din næste samtale med {holder}.")
    assert citizen.planned == []

    citizen.finds_a_time()
    citizen.filters_by(form="Telefon", place="Kolding")
    assert citizen.times
    assert all(
        "Kolding" in time and citizen.words("Telefon").lower() in time.lower() for time in citizen.times
    )

    citizen.chooses_a_time(-1)
    citizen.chooses_the_form("Telefon")
    booked = citizen.checks_the_answers()
    citizen.confirms_the_number()
    citizen.books()
    citizen.sees_the_receipt(booked)
    citizen.reads_exactly(NUMBER)

    citizen.goes_to_min_plan()
    citizen.sees_first("Vær klar ved telefonen til din {art} med {holder} {start}.")
    assert [booked in meeting for meeting in citizen.planned] == [True]

    moved = citizen.moves_to_another_time()
    citizen.sees_the_receipt(moved, "Din samtale er flyttet")
    assert moved != booked
    citizen.goes_to_min_plan()
    assert [moved in meeting for meeting in citizen.planned] == [True]

    citizen.sets_out_to_call_off()
    citizen.is_told("Du får ikke dagpenge for {dag}, medmindre du har en lovlig grund til ikke at komme.")
    citizen.says_why("Jeg skal arbejde")
    citizen.is_told(
        "Din a-kasse afgør, om din grund er lovlig. Er den ikke det, får du ikke dagpenge for {dag}."
    )
    citizen.says_yes_once_more()
    citizen.sees_the_page("Samtalen er aflyst")
    citizen.goes_to_min_plan()
    citizen.sees_first("Book din næste samtale med {holder}.")
    assert citizen.planned == []
