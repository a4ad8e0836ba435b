"""Revoking on the page: what is missing is named where it is mended, and what was typed stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from sqlalchemy import update

from portal.policy.facts import Aktoer
from portal.store import beslutninger, letters, tables
from portal.store.tables_case import Beslutning, Letter, Outbox
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import booked, may_book, revoke
from tests.store.town import Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Browser, Page

NEXT = "Se brevet og tjek"
DECIDE = "Træf afgørelsen og send brevet"
REASONS = "Vi aftalte én samtale om måneden.\r\n\r\nDu har <b>booket</b> fire i samme uge & flyttet én."
NOT_HEARD = (
    "Personen er ikke hørt: mindst 7 dage til at svare, og et svar eller en frist, der er gået "
    "(AKS § 4; AKS § 6)."
)
COMPLETE = {
    "grundlag": "Personen booker på en anden måde",
    "begrundelse": REASONS,
    "hoering": "Personen er hørt",
    "sendt": "2024-08-20",
    "frist": "2024-08-28",
    "svar": "Jeg var syg.",
}


def form(desk: Desk, town: Town, person: int, worker: int | None = None, **more: Any) -> Page:
    return desk(worker, **more).open(page_of(town, person, "/fratag"))


def test_what_is_missing_is_named_at_its_field_with_its_paragraph(town: Town, desk: Desk) -> None:
    page = form(desk, town, town.person(booked(in_the_a_kasse()))).press(NEXT)

    assert page.status == 422
    assert page.errors == [
        "Vælg, hvad afgørelsen bygger på.",
        "Begrundelsen mangler (FVL § 22).",
        NOT_HEARD,
    ]
    assert town.count(Beslutning) == 0


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"begrundelse": "   "}, "begrundelse", "Begrundelsen mangler"),
        (
            {"frist": "2024-08-26"},
            "frist",
            "fik kun 6 dage til at svare på høringen, og det skal være mindst 7",
        ),
        ({"frist": "2024-09-02", "svar": ""}, "svar", "har til og med mandag den 2. september 2024"),
        ({"sendt": ""}, "sendt", "Personen er ikke hørt"),
        ({"frist": ""}, "frist", "Personen er ikke hørt"),
        ({"sendt": "i går"}, "sendt", "Skriv en dato."),
        ({"sendt": "2024-09-03", "frist": "2024-09-20"}, "sendt", "ligger i fremtiden"),
        ({"hoering": "Høring er undtaget"}, "undtaget", "Personen er ikke hørt"),
        ({"begrundelse": "Godt 😀 gået"}, "begrundelse", "Et brev kan ikke vise 😀."),
        ({"svar": "x" * 4001}, "svar", "Skriv højst 4000 tegn. Nu er der 4001."),
    ],
)
def test_each_thing_that_is_wrong_has_its_own_field(
    town: Town, desk: Desk, changed: dict[str, str], field: str, told: str
) -> None:
    page = form(desk, town, town.person(booked(in_the_a_kasse()))).press(NEXT, **COMPLETE | changed)

    assert page.status == 422
    assert any(told in error for error in page.errors), page.errors
    assert f"#{field}" in page.links().values()


def test_what_was_typed_is_there_after_an_error_and_after_going_back(town: Town, desk: Desk) -> None:
    typed = COMPLETE | {"frist": "2024-08-26"}
    wrong = form(desk, town, town.person(booked(in_the_a_kasse()))).press(NEXT, **typed)

    for name, value in typed.items():
        if name not in ("grundlag", "hoering", "begrundelse"):
            assert wrong.value(name) == value
    assert (wrong.value("grundlag"), wrong.value("hoering")) == ("anden_maade", "hoert")
    again = wrong.press(NEXT, frist="2024-08-28").press("Ret")
    assert again.h1 == "Fratag retten til selv at booke"
    assert again.errors == []
    assert (again.value("svar"), again.value("frist")) == ("Jeg var syg.", "2024-08-28")
    assert "<b>booket</b>" in (again.value("begrundelse") or "")


def test_the_check_shows_what_was_typed_the_law_and_the_very_letter(town: Town, desk: Desk) -> None:
    page = form(desk, town, town.person(booked(in_the_a_kasse()))).press(NEXT, **COMPLETE)

    assert page.h1 == "Tjek afgørelsen og brevet"
    assert "Retten til at booke selv kan fratages (LAB § 35)." in page.text
    assert "Personen kan klage senest mandag den 30. september 2024 (LAB § 207, stk. 3" in page.text
    assert "Du kan ikke længere selv booke jobsamtaler" in page.text
    assert "Du har <b>booket</b> fire i samme uge & flyttet én." in page.text
    assert town.count(Beslutning) == 0


def test_the_decision_is_taken_and_the_letter_is_what_was_checked(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    check = form(desk, town, person).press(NEXT, **COMPLETE)

    page = check.press(DECIDE)

    assert page.address == page_of(town, person)
    assert "kan fra mandag den 2. september 2024 ikke selv booke hos jer" in page.text
    assert not may_book(town, person)
    letter = page.follow("Afgørelse: Du kan ikke selv booke")
    shown = check.text.partition("Brevet, som det bliver sendt")[2].replace(letter.h1, "", 1)
    words = letter.text.partition("Hent brevet som PDF")[2]
    assert words.replace(" ", "") == shown.replace(" ", "")
    (kept,) = town.database.read(lambda s: beslutninger.of_person(s, person))
    assert kept.hoering == {"sendt": "2024-08-20", "frist": "2024-08-28", "svar": "Jeg var syg."}


def test_pressing_twice_decides_once(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    check = form(desk, town, person).press(NEXT, **COMPLETE)

    check.press(DECIDE)
    again = check.press(DECIDE)

    assert again.address == page_of(town, person)
    assert [town.count(table) for table in (Beslutning, Letter, Outbox)] == [1, 1, 1]


def test_without_a_hearing_the_paragraph_and_the_reason_are_kept_and_told(town: Town, desk: Desk) -> None:
    person = town.person(booked(with_the_jobcenter(), Aktoer.JOBCENTER))
    page = form(desk, town, person, town.jobcenter_worker)
    exempt = {
        "hoering": "Høring er undtaget",
        "undtaget": "FVL § 19, stk. 2",
        "undtaget_fordi": "Du kender oplysningerne.",
    }

    check = page.press(NEXT, **COMPLETE | exempt)

    assert "Jeg var syg." not in check.text
    assert "efter forvaltningslovens § 19, stk. 2" in check.text.replace("\u00a0", " ")
    check.press(DECIDE)
    (kept,) = town.database.read(lambda s: beslutninger.of_person(s, person))
    assert kept.hoering == {"undtaget": "FVL § 19, stk. 2", "undtaget_fordi": "Du kender oplysningerne."}


def test_each_actor_is_offered_its_own_exemptions_only(town: Town, desk: Desk) -> None:
    a_kasses = form(desk, town, town.person(booked(in_the_a_kasse())))
    jobcenters = form(
        desk, town, town.person(booked(with_the_jobcenter(), Aktoer.JOBCENTER)), town.jobcenter_worker
    )

    assert "AKS § 6" in a_kasses.text
    assert "FVL § 20" not in a_kasses.text
    assert "FVL § 20" in jobcenters.text
    assert "AKS § 6" not in jobcenters.text
    smuggled = a_kasses.press(NEXT, **COMPLETE | {"hoering": "undtaget", "undtaget": "FVL § 20"})
    assert smuggled.status == 422


def test_what_stands_in_the_way_whatever_is_typed_is_said_instead_of_a_form(town: Town, desk: Desk) -> None:
    never = form(desk, town, town.person(in_the_a_kasse()))
    not_theirs = form(desk, town, town.person(booked(in_the_a_kasse())), town.jobcenter_worker)

    assert "Personen har aldrig booket en samtale med den aktør (LAB § 35)." in never.text
    assert "Vent med at tage stilling" in never.text
    assert "Konkrete grunde" not in never.text
    assert "Kun den aktør, der har kontaktforløbet, kan gøre det" in not_theirs.text


def test_what_is_sent_where_there_is_no_form_is_answered_with_why_not(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    browser = desk(town.jobcenter_worker)
    token = browser.open("/sagsbehandler/find-borger").value("csrf_token")
    address = page_of(town, person, "/fratag")

    for path in (address, f"{address}/afgoer"):
        answer = browser.client.post(path, data={"csrf_token": token})
        assert answer.status_code == 422
        assert "Kun den aktør, der har kontaktforløbet, kan gøre det" in answer.text
    assert town.count(Beslutning) == 0


def test_where_the_right_is_revoked_already_the_way_back_is_shown(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)

    page = form(desk, town, person)

    assert "Retten er allerede frataget fra mandag den 2. september 2024." in page.text
    assert page.follow("Giv retten til at booke tilbage").h1 == "Giv retten til at booke tilbage"


def test_what_is_no_longer_so_when_it_is_decided_is_said_and_nothing_lost(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(booked(in_the_a_kasse()))
    check = form(desk, town, person).press(NEXT, **COMPLETE)
    ended = tables.Tilmelding.__table__.update().values(til=date(2024, 9, 1))
    town.database.write(lambda session: session.execute(ended) and None)

    refused = check.press(DECIDE)

    assert refused.status == 422
    assert "Ingen har kontaktforløbet for personen på dagen" in refused.text
    assert town.count(Beslutning) == 0


def test_on_paper_the_letter_names_no_last_day(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    change = update(tables.Person).where(tables.Person.id == person).values(digital_post=False)
    town.database.write(lambda session: session.execute(change) and None)

    check = form(desk, town, person).press(NEXT, **COMPLETE)

    assert "fire uger fra du har modtaget brevet" in check.text
    assert "30. september" not in check.text
    assert "Personen kan klage over afgørelsen" in check.text


def test_the_pages_read_in_english_and_the_letter_stays_danish(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    wrong = form(desk, town, person, language="en").press("See the letter and check")

    assert "The reasons are missing (FVL § 22)." in wrong.errors
    typed = COMPLETE | {"grundlag": "anden_maade", "hoering": "hoert"}
    check = wrong.press("See the letter and check", **typed)
    assert check.h1 == "Check the decision and the letter"
    assert "Vores begrundelse" in check.text


# --- giving back ---


def lifting(desk: Desk, town: Town, person: int, worker: int | None = None) -> Page:
    return desk(worker).open(page_of(town, person, "/ophaev"))


def test_lifting_takes_one_page_and_the_person_books_at_once(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)

    page = lifting(desk, town, person).press("Ophæv afgørelsen og send brevet", begrundelse="Aftalt på ny.")

    assert page.address == page_of(town, person)
    assert "Ophævet 2. sep. 2024" in page.text
    assert may_book(town, person)
    assert page.follow("Afgørelse: Du kan selv booke igen").h1 == "Du kan selv booke jobsamtaler igen"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Begrundelsen mangler (FVL § 22)."),
        ("😀", "Et brev kan ikke vise 😀."),
        ("x" * 4001, "højst 4000"),
    ],
)
def test_lifting_without_a_reason_says_so_and_keeps_what_was_typed(
    town: Town, desk: Desk, typed: str, told: str
) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)

    page = lifting(desk, town, person).press("Ophæv afgørelsen og send brevet", begrundelse=typed)

    assert page.status == 422
    assert told in page.errors[0]
    assert page.value("begrundelse") == typed
    assert not may_book(town, person)


def test_where_nothing_of_ones_own_binds_there_is_nothing_to_lift(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)

    page = lifting(desk, town, person, town.jobcenter_worker)

    assert "Der er ingen afgørelse fra jer, der gælder i dag." in page.text
    assert "Hvorfor ophæver I" not in page.text


# --- the letter at the caseworker's ---


def test_the_organisation_that_wrote_a_letter_has_it_as_page_and_file_and_nobody_else(
    town: Town, desk: Desk
) -> None:
    person, other = town.person(booked(in_the_a_kasse())), town.person(booked(in_the_a_kasse()))
    revoke(town, person)
    (written,) = town.database.read(lambda s: letters.of_person(s, person))
    address = page_of(town, person, f"/brev/{written.public_id}")
    browser: Browser = desk()

    assert browser.open(address).h1 == "Du kan ikke længere selv booke jobsamtaler"
    file = browser.client.get(f"{address}/pdf")
    assert (file.mimetype, file.data[:5]) == ("application/pdf", b"%PDF-")
    assert desk(town.jobcenter_worker).client.get(address).status_code == 404
    assert browser.client.get(page_of(town, other, f"/brev/{written.public_id}")).status_code == 404
    known = town.database.read(lambda s: letters.of_person(s, person))
    assert known[0].read_at is None, "a caseworker who looks has not read it for the person"
