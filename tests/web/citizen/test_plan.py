"""Min Plan: the next thing to do comes first, then everything else about the course."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portal.policy.facts import (
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    Frist,
    Maalgruppe,
    Oprindelse,
    Person,
    Samtaleform,
    SamtaleStatus,
)
from portal.store import plan
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.conftest import Visit

DAY = timedelta(days=1)
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
DEADLINE = Frist(Aktoer.A_KASSE, date(2024, 9, 1), date(2024, 9, 9), vejledt=True)


def called_to(facts: Facts, start: datetime) -> Facts:
    held = replace(in_the_a_kasse().samtaler[0], noegle=9)
    called = replace(held, start=start, status=SamtaleStatus.PLANLAGT, oprindelse=Oprindelse.INDKALDT)
    return replace(facts, samtaler=(*facts.samtaler, called))


def test_the_page_begins_with_the_next_thing_to_do_and_the_button_that_does_it(
    visit: Visit, town: Town
) -> None:
    browser = visit(in_the_a_kasse())
    town.slot()

    page = browser.open("/min-plan")

    assert page.text.startswith(
        "Min Plan Kim Jensen Det næste, du skal gøre Book din næste samtale med din a-kasse. "
        "Du har holdt 1 af 3 samtaler. Find en tid"
    )
    assert page.follow("Find en tid").h1 == "Find en tid"


@ON_SQLITE
def test_a_deadline_comes_first_with_what_it_costs_to_miss_it(visit: Visit, town: Town) -> None:
    page = visit(replace(in_the_a_kasse(), frister=(DEADLINE,))).open("/min-plan")

    first = page.section("Det næste, du skal gøre")
    assert "Book en samtale senest mandag den 9. september 2024." in first
    assert "Samtalen skal holdes senest mandag den 16. september 2024." in first
    assert "miste dine dagpenge" in first


def test_who_is_called_in_sees_when_and_finds_the_meeting(visit: Visit) -> None:
    page = visit(called_to(new_in_the_a_kasse(), TEN)).open("/min-plan")

    first = page.section("Det næste, du skal gøre")
    assert "Mød op til din jobsamtale med din a-kasse tirsdag den 10. september 2024 kl. 10.00." in first
    meeting = page.follow("Se samtalen")
    assert meeting.h1 == "Jobsamtale med din a-kasse"
    assert "Du er indkaldt." in meeting.text


@ON_SQLITE
def test_who_is_responsible_since_when_and_until_when_stand_with_ways_to_ask(
    visit: Visit, town: Town
) -> None:
    with_a_kasse = visit(in_the_a_kasse()).open("/min-plan")
    with_jobcenter = visit(with_the_jobcenter()).open("/min-plan")

    assert (
        "Din a-kasse, A-kassen, har haft ansvaret for dine samtaler siden mandag den 5. august 2024. "
        "Jobcentret overtager, når du har fået dagpenge i omkring 3 måneder (410 timer). "
        "Dagen kendes ikke endnu." in with_a_kasse.text
    )
    since = "Jobcenter København har haft ansvaret for dine samtaler siden torsdag den 1. august 2024."
    assert since in with_jobcenter.text


def test_the_time_line_runs_from_registration_over_today_to_what_is_required(
    visit: Visit, town: Town
) -> None:
    browser = visit(replace(in_the_a_kasse(), frister=(DEADLINE,)))
    town.book(browser.person, town.slot(), Samtaleform.VIDEO)

    text = browser.open("/min-plan").section("Dit forløb")

    in_order = [
        "Du blev tilmeldt som ledig Mandag den 5. august 2024",
        "Afholdt: Jobsamtale med din a-kasse Onsdag den 14. august 2024 kl. 10.00",
        "I dag Mandag den 2. september 2024",
        "Planlagt: Jobsamtale med din a-kasse Tirsdag den 10. september 2024 kl. 10.00 Video",
        "Mangler: Mindst 3 samtaler, mens din a-kasse har ansvaret",
        "Jobcentret overtager ansvaret Dagen kendes ikke endnu",
        "6 måneders ledighed Dagen kendes ikke endnu",
        "16 måneders ledighed Dagen kendes ikke endnu",
    ]
    places = [text.find(part) for part in in_order]
    assert -1 not in places, dict(zip(in_order, places, strict=True))
    assert places == sorted(places)


def test_planned_meetings_can_be_opened_moved_and_called_off_from_the_plan(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot(), Samtaleform.TELEFON)
    town.slot(TEN + DAY)

    page = browser.open("/min-plan")

    assert "Tirsdag den 10. september 2024 kl. 10.00–11.00" in page.section("Dine planlagte samtaler")
    assert page.follow("Flyt").h1 == "Find en ny tid"
    assert page.follow("Aflys").h1 == "Aflys samtalen"


@ON_SQLITE
def test_a_binding_decision_is_shown_with_its_paragraph(visit: Visit) -> None:
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 20))

    page = visit(replace(in_the_a_kasse(), beslutninger=(revoked,))).open("/min-plan")

    assert "at du fra tirsdag den 20. august 2024 ikke selv kan booke samtaler" in page.text
    assert "LAB § 35" in page.links()
    assert "Book en samtale" not in page.links()


def test_what_was_agreed_stands_with_who_wrote_it_and_when(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    entries = (
        plan.NewPlanEntry(browser.person, "jobmaal", "Elektriker", Aktoer.A_KASSE, town.a_kasse, NOW - DAY),
        plan.NewPlanEntry(
            browser.person,
            "tilbud",
            "Kursus i svejsning",
            Aktoer.JOBCENTER,
            town.jobcenter,
            NOW,
            details={"hvor": "Skolen", "hvornaar": "Hele oktober"},
        ),
    )
    for entry in entries:
        town.database.write(lambda session, entry=entry: plan.write(session, entry))

    page = browser.open("/min-plan")

    assert "Elektriker Skrevet søndag den 1. september 2024 af A-kassen" in page.section("Jobmål")
    offers = page.section("Tilbud")
    assert "Kursus i svejsning" in offers
    assert "Hvor Skolen" in offers
    assert "Skrevet mandag den 2. september 2024 af Jobcenter København" in offers
    assert "Din a-kasse har ikke skrevet dine krav endnu." in page.section("Krav til jobsøgning")


def test_who_has_no_a_kasse_reads_nothing_of_what_it_has_not_written(visit: Visit) -> None:
    person = Person(date(1990, 2, 1), maalgruppe=Maalgruppe.KONTANTHJAELP, a_kasse="")
    browser = visit(Facts(person, ydelse_fra=date(2024, 9, 1), henvendelse=date(2024, 9, 1)))

    text = browser.open("/min-plan").text

    assert "Tilbud Du er ikke i et tilbud." in text
    assert "a-kasse" not in text


@ON_SQLITE
def test_the_plan_is_in_english_for_who_reads_english(visit: Visit) -> None:
    page = visit(replace(in_the_a_kasse(), frister=(DEADLINE,)), language="en").open("/min-plan")

    assert "Book a meeting by Monday 9 September 2024." in page.section("The next thing to do")
    assert "Your a-kasse, A-kassen, has been responsible for your meetings since" in page.text
