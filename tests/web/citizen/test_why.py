"""Why: behind an answer stand the facts it used, the numbers of the law, and whom to tell of a mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.policy.facts import Aktoer, Beslutning, BeslutningArt, Frist, Tilmelding, Timer
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import Town
from tests.web.citizen.conftest import Visit, limit

HOURS = (Timer(date(2024, 8, 1), Decimal("152.5"), date(2024, 8, 30)),)
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@ON_SQLITE
def test_min_plan_says_behind_responsibility_and_requirement_what_they_rest_on(visit: Visit) -> None:
    page = visit(replace(in_the_a_kasse(), forbrug=HOURS)).open("/min-plan")

    responsible = page.text.partition("Hvem har ansvaret?")[2].partition("Dine planlagte samtaler")[0]
    assert "Hvorfor? Hvem har ansvaret? Din a-kasse har ansvaret for dine samtaler" in responsible
    assert "Tilmeldt som ledig siden Mandag den 5. august 2024" in responsible
    assert "Timer med dagpenge, som a-kassen har registreret 152,5" in responsible
    assert "410 timer med dagpenge for fuldtidsforsikrede" in responsible
    assert "Er noget forkert? Kontakt A-kassen" in responsible
    course = page.section("Dit forløb")
    assert "Hvorfor? Mindst 3 samtaler, mens din a-kasse har ansvaret" in course
    assert (
        "3 samtaler mindst, mens a-kassen har ansvaret LAB § 31, stk. 1, gælder fra 1. januar 2024" in course
    )


@ON_SQLITE
def test_a_deadline_and_the_months_have_their_why_in_english_too(visit: Visit) -> None:
    deadline = Frist(Aktoer.JOBCENTER, date(2024, 8, 30), date(2024, 9, 12), vejledt=True)

    page = visit(replace(with_the_jobcenter(), frister=(deadline,)), language="en").open("/min-plan")

    assert "The deadline was set Friday 30 August 2024" in page.text
    assert "8 days at least from when a deadline is set until it has passed" in page.text
    assert "Hours that count as unemployment 450" in page.text
    assert "Contact Jobcenter" in page.text


@ON_SQLITE
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"tilmeldinger": (Tilmelding(date(2024, 8, 5), date(2024, 8, 23)),)},
            "Sidste dag som tilmeldt Fredag den 23. august 2024",
        ),
        (
            {"beslutninger": (Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 26)),)},
            "Din a-kasse har besluttet, at du fra mandag den 26. august 2024 ikke selv kan booke",
        ),
    ],
)
def test_who_may_not_book_reads_why_on_min_plan_and_where_times_would_be(
    visit: Visit, change: dict[str, object], told: str
) -> None:
    browser = visit(replace(in_the_a_kasse(), **change))  # type: ignore[arg-type]

    page = browser.open("/min-plan")
    plan = page.text.partition("Hvorfor kan du ikke selv booke lige nu?")[2]
    assert "Hvorfor? Det næste, du skal gøre" in page.section("Det næste, du skal gøre")

    assert told in plan.partition("Dit forløb")[0]
    assert "Hvorfor?" in browser.open("/find-tid").section("Du kan ikke vælge en tid lige nu")


@ON_SQLITE
def test_who_may_book_is_not_asked_to_read_why_not(visit: Visit, town: Town) -> None:
    town.slot()

    assert "Hvorfor kan du ikke" not in visit(in_the_a_kasse()).open("/min-plan").text


def test_a_booked_meeting_keeps_how_it_was_decided_with_the_facts_of_that_day(
    visit: Visit, town: Town
) -> None:
    browser = visit(replace(in_the_a_kasse(), forbrug=HOURS))
    town.slot()
    receipt = (
        browser.open("/find-tid").follow("Vælg den tid").press("Næste", form="Video").press("Book samtalen")
    )
    meeting = receipt.address.removesuffix("/kvittering")
    limit(town, mindst_dage_mellem=90)

    page = browser.open(meeting)

    kept = page.text.partition("Sådan blev det afgjort")[2]
    assert "Booking af samtalen, man. 2. sep. 2024 kl. 10.00" in kept
    assert "Timer med dagpenge, som a-kassen har registreret 152,5" in kept
    assert "Du booker selv dine samtaler." in kept
    assert "Er noget forkert?" not in kept
    stranger = visit(in_the_a_kasse())
    assert stranger.open(meeting).status == 404


@ON_SQLITE
def test_a_why_leads_to_the_rule_in_the_rule_book(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())
    href = browser.open("/min-plan").links()["Læs om reglen"]

    rules, _, code = href.partition("#")

    shown = browser.client.get(rules)
    assert shown.status_code == 200
    assert f'id="{code}"' in shown.get_data(as_text=True)
