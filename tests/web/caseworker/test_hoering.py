"""Hearing a person on the page: the letter is seen first, and its days stand ready for the decision."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from portal.store import letters
from portal.store.tables_case import Beslutning, Letter
from portal.store.tables_letters import Partshoering
from portal.wording.letters.letter import from_body
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import booked
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of

NEXT = "Se brevet og tjek"
SEND = "Send høringen"
WHY = "Vi aftalte én samtale om måneden.\r\nDu har <b>booket</b> fire i samme uge."
TYPED = {"grundlag": "Personen booker på en anden måde", "baggrund": WHY, "frist": "2024-09-09"}


def test_a_hearing_goes_out_as_a_letter_and_its_days_stand_ready_for_the_decision(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(booked(in_the_a_kasse()))
    clock.move_to(NOW + timedelta(days=4))  # a Friday: a week and the day it arrives end on a Saturday
    late = desk().open(page_of(town, person, "/fratag")).follow("Send en høring")
    assert late.value("frist") == "2024-09-16"
    clock.move_to(NOW)
    form = desk().open(page_of(town, person, "/fratag")).follow("Send en høring")
    assert "Personen kan svare i Selvbooking" in form.text
    assert "9. september 2024" in form.text

    wrong = form.press(NEXT, baggrund="  ", frist="2024-09-08")
    assert wrong.status == 422
    assert wrong.errors == [
        "Vælg, hvad afgørelsen ville bygge på.",
        "Skriv, hvad der er sket, og hvad der taler imod personen.",
        "Giv personen en uge til at svare: tidligst mandag den 9. september 2024.",
    ]
    checked = wrong.press(NEXT, **TYPED)
    assert "<b>booket</b>" in checked.text
    assert checked.press("Ret").press(NEXT).press(SEND).status == 200

    found = town.database.read(lambda s: letters.of_person(s, person))
    (view,) = found
    full = town.database.read(lambda s: letters.get_own(s, person, view.public_id))
    assert full is not None
    said = "\n".join(block.text for block in from_body(view.kind, 1, view.title, full.body).blocks)
    assert view.kind == "partshoering"
    assert "senest mandag den 9. september 2024" in said
    assert "Svarer du ikke inden fristen" in said

    clock.move_to(NOW + timedelta(days=8))
    ready = desk().open(page_of(town, person, "/fratag"))
    done = ready.press(NEXT).press("Træf afgørelsen og send brevet")
    assert done.status == 200
    assert (town.count(Beslutning), town.count(Partshoering)) == (1, 1)
    assert desk().open(page_of(town, person, "/hoering/fratagelse")).text.count("I har sendt en høring") == 0


def test_a_hearing_sent_twice_is_one_letter_and_a_new_one_takes_its_place(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    checked = desk().open(page_of(town, person, "/hoering/fratagelse")).press(NEXT, **TYPED)
    checked.press(SEND)
    checked.press(SEND)
    assert town.count(Letter) == 1

    again = desk().open(page_of(town, person, "/hoering/fratagelse"))
    assert "I har sendt en høring mandag den 2. september 2024" in again.text
    again.press(NEXT, **TYPED | {"frist": "2024-09-20"}).press(SEND)
    assert town.count(Letter) == 2
    assert desk().open(page_of(town, person, "/fratag")).value("frist") == "2024-09-20"


def test_who_does_not_hold_the_course_hears_nobody(town: Town, desk: Desk) -> None:
    person = town.person(with_the_jobcenter())

    assert desk().open(page_of(town, person, "/hoering/fritagelse_afslag")).status == 404
    page = desk().open(page_of(town, person, "/hoering/fratagelse"))
    assert "I kan ikke høre personen" in page.text
    assert SEND not in page.text
    assert desk().open(page_of(town, person, "/hoering/noget_andet")).status == 404
