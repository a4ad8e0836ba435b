"""Find a time: what is listed, why, and how it is narrowed down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.policy.facts import Aktoer, Beslutning, BeslutningArt, Facts, Frist, Timer
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.store.town import TEN, Town
from tests.web.citizen.browser import Page
from tests.web.citizen.conftest import Visit, limit

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def days(page: Page) -> list[str]:
    """The days of the times that are listed, as they are read aloud before each time."""
    return [" ".join(option.split(" ")[:4]) for option in page.options("tid")]


def test_times_are_listed_by_day_with_hour_place_caseworker_and_forms(visit: Visit, town: Town) -> None:
    town.slot(TEN, video=False)
    town.slot(TEN + DAY)

    page = visit(in_the_a_kasse()).open("/find-tid")

    where = "Kontoret i 1620, Gaden 1, København, med Anna"
    assert page.options("tid") == [
        f"Tirsdag den 10. september 10.00–11.00 {where} Personligt møde eller telefon",
        f"Onsdag den 11. september 10.00–11.00 {where} Personligt møde, telefon eller video",
    ]
    assert "Tirsdag den 10. september 2024 kl. 10.00" in page.section("Første ledige tid")


def test_the_filters_narrow_the_list_and_stay_as_they_were_set(visit: Visit, town: Town) -> None:
    town.slot(TEN, telefon=False, video=False)
    town.slot(TEN + DAY)
    town.slot(TEN + 2 * DAY)
    page = visit(in_the_a_kasse()).open("/find-tid")

    by_form = page.press("Vis tider", maade="Video")
    by_day = page.press("Vis tider", fra="2024-09-11", til="2024-09-11")

    assert days(by_form) == ["Onsdag den 11. september", "Torsdag den 12. september"]
    assert by_form.value("maade") == "video"
    assert days(by_day) == ["Onsdag den 11. september"]
    assert (by_day.value("fra"), by_day.value("til")) == ("2024-09-11", "2024-09-11")
    assert len(by_day.follow("Vis alle tider").options("tid")) == 3


def test_times_are_filtered_by_caseworker(visit: Visit, town: Town) -> None:
    worker = town.database.write(lambda session: town.caseworker(session, town.a_kasse, "Bo"))
    town.slot(TEN)
    town.slot(TEN + DAY, caseworker_id=worker)

    page = visit(in_the_a_kasse()).open("/find-tid").press("Vis tider", sagsbehandler="Bo")

    assert [option.split("med ")[1] for option in page.options("tid")] == [
        "Bo Personligt møde, telefon eller video"
    ]


def test_the_nearest_place_is_listed_first_and_the_others_are_one_press_away(
    visit: Visit, town: Town
) -> None:
    near = town.database.write(lambda session: town.office(session, town.a_kasse, "2450"))
    town.slot(TEN)
    town.slot(TEN + DAY, office_id=near, caseworker_id=None)
    browser = visit(in_the_a_kasse(), postcode="2450")

    page = browser.open("/find-tid")

    assert days(page) == ["Onsdag den 11. september"]
    assert "Tirsdag den 10. september" in page.section("Første ledige tid")
    assert days(page.follow("Alle steder")) == ["Tirsdag den 10. september", "Onsdag den 11. september"]
    assert days(browser.open("/find-tid?maade=telefon")) == [
        "Tirsdag den 10. september",
        "Onsdag den 11. september",
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"fra": "på torsdag"}, "Skriv dagen som dag, måned og år, for eksempel 24-12-2026."),
        ({"fra": "2024-09-31"}, "Skriv dagen som dag, måned og år, for eksempel 24-12-2026."),
        (
            {"fra": "2024-09-12", "til": "11.9.2024"},
            "Den sidste dag ligger før den første. Vælg en senere dag.",
        ),
    ],
)
@ON_SQLITE
def test_a_day_that_cannot_be_read_is_told_and_kept(
    visit: Visit, town: Town, typed: dict[str, str], told: str
) -> None:
    town.slot(TEN + 10 * DAY)
    page = visit(in_the_a_kasse()).open("/find-tid")

    again = page.press("Vis tider", **typed)

    wrong = list(typed)[-1]
    assert again.errors == [told]
    assert again.value(wrong) == typed[wrong]
    assert len(again.options("tid")) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    "address", ["?efter=x", "?sted=nej&sagsbehandler=7&maade=brev&art=kontrolsamtale", "?tid=%00&efter=-1"]
)
def test_an_address_changed_by_hand_is_read_as_far_as_it_makes_sense(
    visit: Visit, town: Town, address: str
) -> None:
    town.slot()

    page = visit(in_the_a_kasse()).open(f"/find-tid{address}")

    assert page.status == 200
    assert len(page.options("tid")) == 1


def test_more_times_stand_on_the_next_page_and_the_first_ones_are_found_again(
    visit: Visit, town: Town
) -> None:
    for number in range(25):
        town.slot(TEN + number * DAY)
    first = visit(in_the_a_kasse()).open("/find-tid")

    second = first.follow("Flere tider")

    assert (len(first.options("tid")), len(second.options("tid"))) == (20, 5)
    assert not set(first.options("tid")) & set(second.options("tid"))
    assert second.follow("Tilbage til de første tider").options("tid") == first.options("tid")


def test_filters_that_hide_everything_say_so(visit: Visit, town: Town) -> None:
    town.slot()

    page = visit(in_the_a_kasse()).open("/find-tid?fra=2024-12-01")

    assert "Ingen tider passer til det, du har valgt" in page.text
    assert len(page.follow("Vis alle tider").options("tid")) == 1


def with_deadline() -> Facts:
    deadline = Frist(Aktoer.A_KASSE, date(2024, 9, 1), date(2024, 9, 9), vejledt=True)
    return replace(in_the_a_kasse(), frister=(deadline,))


def test_a_deadline_bounds_the_list_and_says_so(visit: Visit, town: Town) -> None:
    town.slot(TEN)
    town.slot(TEN + 7 * DAY)

    page = visit(with_deadline()).open("/find-tid")

    assert days(page) == ["Tirsdag den 10. september"]
    assert (
        "Samtalen skal holdes senest mandag den 16. september 2024, fordi din frist for at booke er "
        "mandag den 9. september 2024." in page.text
    )


def test_the_handover_is_said_where_it_parts_the_list(visit: Visit, town: Town) -> None:
    hours = tuple(Timer(date(2024, month, 1), Decimal(150), date(2024, 9, 1)) for month in (7, 8, 9))
    facts = replace(in_the_a_kasse(date(2024, 7, 1)), forbrug=hours)
    town.slot(TEN)
    town.jobcenter_slot(TEN + 30 * DAY)

    page = visit(facts).open("/find-tid")

    assert "Til og med mandag den 30. september 2024 er samtalen med din a-kasse." in page.text
    assert days(page) == ["Tirsdag den 10. september", "Torsdag den 10. oktober"]


def test_the_limit_between_meetings_is_said(visit: Visit, town: Town) -> None:
    limit(town, mindst_dage_mellem=14)
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot())
    town.slot(TEN + 3 * DAY)
    town.slot(TEN + 20 * DAY)

    page = browser.open("/find-tid")

    assert days(page) == ["Mandag den 30. september"]
    assert "Din a-kasse vil have mindst 14 dage mellem dine samtaler." in page.text


@pytest.mark.parametrize(
    ("facts", "told", "paragraph"),
    [
        (
            new_in_the_a_kasse(),
            "Vent på indkaldelsen. Hører du ikke noget, så kontakt A-kassen.",
            "LAB § 34, stk. 2",
        ),
        (
            replace(
                in_the_a_kasse(),
                beslutninger=(Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 20)),),
            ),
            "at du fra tirsdag den 20. august 2024 ikke selv kan booke samtaler. Du bliver indkaldt. ",
            "LAB § 35",
        ),
    ],
)
def test_where_nothing_may_be_booked_the_reason_its_paragraph_and_the_next_step_stand(
    visit: Visit, town: Town, facts: Facts, told: str, paragraph: str
) -> None:
    town.slot()

    page = visit(facts).open("/find-tid")

    assert told in page.text
    assert page.links()[paragraph].startswith("https://www.retsinformation.dk/")
    assert page.options("tid") == []


def test_where_no_time_is_free_the_person_is_told_whom_to_ask(visit: Visit) -> None:
    page = visit(in_the_a_kasse()).open("/find-tid")

    assert "Der er ingen ledige tider, du kan få lige nu. Kontakt A-kassen, så du kan få en tid." in page.text
    assert "DBK § 12" in page.links()


def test_the_whole_page_is_in_english_for_who_reads_english(visit: Visit, town: Town) -> None:
    town.slot()

    page = visit(with_deadline(), language="en").open("/find-tid")

    assert page.h1 == "Find a time"
    assert "The meeting must be held by Monday 16 September 2024" in page.text
    where = "Kontoret i 1620, Gaden 1, København, with Anna"
    assert page.options("tid") == [f"Tuesday 10 September 10:00–11:00 {where} In person, telephone or video"]


@ON_SQLITE
def test_the_holders_own_limits_are_told_before_they_are_met(visit: Visit, town: Town) -> None:
    limit(town, hoejst_planlagte=2, mindst_dage_mellem=5, ombookning_senest_timer=24)
    town.slot(TEN)
    browser = visit(in_the_a_kasse())
    many = "Du kan højst have 2 samtaler planlagt ad gangen med din a-kasse. Lige nu har du 0."
    late = "Du kan flytte en samtale indtil 24 timer før."

    listed, plan = browser.open("/find-tid").text, browser.open("/min-plan").text

    assert many in listed
    assert late in listed
    for told in (many, "mindst 5 dage mellem samtalerne.", "kan ikke hindre dig i at nå en frist", late):
        assert told in plan


@ON_SQLITE
def test_where_there_is_no_limit_none_is_told(visit: Visit, town: Town) -> None:
    town.slot(TEN)
    browser = visit(in_the_a_kasse())

    assert "planlagt ad gangen" not in browser.open("/find-tid").text + browser.open("/min-plan").text
