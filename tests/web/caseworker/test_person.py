"""A person's page: what the organisation sees of them, why, with the figures, and the trace it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from portal.policy.facts import (
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.store import plan, tables, tables_case
from portal.store.plan import NewPlanEntry
from portal.store.tables_case import Audit
from portal.store.tables_meeting import Booking
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import booked
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of

DAY = timedelta(days=1)


def write(town: Town, person: int, felt: str, text: str) -> None:
    entry = NewPlanEntry(person, felt, text, Aktoer.A_KASSE, town.a_kasse, NOW, details={"hvor": "Odense"})
    town.database.write(lambda session: plan.write(session, entry))


def test_whoever_holds_the_course_sees_all_of_it_and_why(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()), phone="20 30 40 50")
    write(town, person, "jobmaal", "Tømrer i Odense")

    page = desk().open(page_of(town, person))

    assert page.h1 == "Kim Jensen"
    assert "I har ansvaret for forløbet siden mandag den 5. august 2024 og ser hele forløbet." in page.text
    assert {"LAB § 27", "AKS § 16"} <= set(page.links())
    assert "Født 1. februar 1990" in page.text
    assert "20 30 40 50" in page.text
    assert "Tømrer i Odense" in page.text
    assert "Hvor: Odense" in page.text
    assert "Tirs. 10. sep. 2024 kl. 10.00" in page.text
    assert "Ons. 14. aug. 2024 kl. 10.00" in page.text
    assert "Samtaler i a-kassens tid" in page.text
    assert "1 af 3" in page.text


def test_the_jobcenter_sees_its_own_parts_before_the_handover(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    write(town, person, "jobmaal", "Tømrer")
    write(town, person, "tilbud", "Kursus i truck")

    page = desk(town.jobcenter_worker).open(page_of(town, person))

    assert "Det er a-kassen, der har ansvaret for forløbet i dag." in page.text
    assert "tilbud" in page.text
    assert "Kursus i truck" in page.text
    assert "Tømrer" not in page.text
    assert "10. sep. 2024" not in page.text
    assert "Sådan booker personen" not in page.text
    assert "Lovens krav i dag" not in page.text
    assert {"LAB § 27", "FVL § 32"} <= set(page.links())


def test_the_a_kasse_keeps_its_own_parts_after_the_handover(town: Town, desk: Desk) -> None:
    person = town.person(with_the_jobcenter())
    write(town, person, "krav_til_jobsoegning", "To job om ugen")
    write(town, person, "tilbud", "Kursus i truck")
    alone = town.book(person, town.jobcenter_slot())
    joint = town.book(person, town.joint_slot(TEN + 7 * DAY), Samtaleform.TELEFON)
    own = town.book(person, town.slot(TEN + 8 * DAY))
    art = update(Booking).where(Booking.id == own.id).values(art=SamtaleArt.RAADIGHEDSSAMTALE.value)
    town.database.write(lambda session: session.execute(art) and None)

    page = desk().open(page_of(town, person))

    assert "To job om ugen" in page.text
    assert "Kursus i truck" not in page.text
    assert "10. sep. 2024" not in page.text, alone
    assert "17. sep. 2024" in page.text, joint
    assert "18. sep. 2024" in page.text
    assert "Rådighedssamtale med a-kassen" in page.text
    jobcenters = desk(town.jobcenter_worker).open(page_of(town, person))
    assert "10. sep. 2024" in jobcenters.text
    assert "Rådighedssamtale" not in jobcenters.text


def test_the_figures_are_shown_with_the_limit_and_marked_beyond_it(town: Town, desk: Desk) -> None:
    person = town.person(booked(in_the_a_kasse()))
    town.book(person, town.slot(TEN + 3 * DAY, caseworker_id=None))
    change = update(tables.Organisation).where(tables.Organisation.id == town.a_kasse)
    limits = change.values(mindst_dage_mellem=7, hoejst_planlagte=1)
    town.database.write(lambda session: session.execute(limits) and None)

    page = desk().open(page_of(town, person))

    signs = page.text.partition("Sådan booker personen")[2].partition("Beslutninger")[0]
    assert "Planlagte samtaler 2 Højst 1 Se nærmere på det" in signs
    assert "Korteste afstand mellem to samtaler 3 dage Mindst 7 dage Se nærmere på det" in signs
    assert "Flest flytninger af én samtale 4, i alt 4 flytninger Vises fra 3 Se nærmere på det" in signs
    assert "Der sker ikke noget af sig selv" in signs


def test_figures_within_their_limits_are_shown_and_not_marked(town: Town, desk: Desk) -> None:
    page = desk().open(page_of(town, town.person(in_the_a_kasse())))

    assert "Planlagte samtaler 0 Ingen –" in page.text
    assert "Færre end to samtaler" in page.text
    assert "Se nærmere på det" not in page.text


def test_a_decision_shows_whether_it_applies_was_lifted_or_has_lapsed(town: Town, desk: Desk) -> None:
    decisions = (
        Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 20), ophaevet=date(2024, 8, 25)),
        Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 28)),
        Beslutning(BeslutningArt.FRITAGELSE, Aktoer.A_KASSE, date(2024, 8, 10)),
    )
    person = town.person(replace(booked(in_the_a_kasse()), beslutninger=decisions))

    page = desk().open(page_of(town, person))

    assert "Selvbooking frataget (LAB § 35) A-kassen 28. aug. 2024 Gælder" in page.text
    assert "20. aug. 2024 Ophævet 25. aug. 2024" in page.text
    assert "Fritaget for selvbooking (BAB § 45) A-kassen 10. aug. 2024 Gælder" in page.text
    assert "kan fra onsdag den 28. august 2024 ikke selv booke hos jer" in page.text


def test_the_other_actors_decision_is_seen_as_lapsed_and_without_its_reasons(town: Town, desk: Desk) -> None:
    taken = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 5, 20))
    person = town.person(replace(with_the_jobcenter(), beslutninger=(taken,)))
    change = update(tables_case.Beslutning).values(begrundelse="En sag mellem os")
    town.database.write(lambda session: session.execute(change) and None)

    jobcenters = desk(town.jobcenter_worker).open(page_of(town, person))
    a_kasses = desk().open(page_of(town, person))

    lapsed = "20. maj 2024 Bortfaldet 1. aug. 2024"
    assert f"Selvbooking frataget (LAB § 35) A-kassen {lapsed} – –" in jobcenters.text
    assert f"{lapsed} En sag mellem os" in a_kasses.text
    assert "kan fra" not in jobcenters.text


def test_what_is_looked_at_is_in_the_log_and_so_is_what_was_tried(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    stranger = town.database.write(
        lambda s: town.caseworker(s, town.organisation(s, "jobcenter", "0147", "Frederiksberg"), "Fremmed")
    )

    desk().open(page_of(town, person))
    refused = desk(stranger).client.get(page_of(town, person))

    assert refused.status_code == 404
    rows = town.database.read(lambda s: s.scalars(select(Audit).where(Audit.action == "see_person")).all())
    assert [(r.actor_kind, r.actor_id, r.organisation_id, r.person_id, r.outcome) for r in rows] == [
        ("caseworker", town.a_kasse_worker, town.a_kasse, person, "allowed"),
        ("caseworker", stranger, rows[1].organisation_id, person, "refused"),
    ]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_course_has_a_page_in_both_languages(town: Town, desk: Desk, language: str) -> None:
    courses: tuple[Facts, ...] = (
        Facts(in_the_a_kasse().person),
        booked(in_the_a_kasse()),
        replace(booked(with_the_jobcenter(), Aktoer.JOBCENTER)),
        replace(in_the_a_kasse(), skift=()),
    )
    a_kasse, jobcenter = desk(language=language), desk(town.jobcenter_worker, language=language)
    for course in courses:
        called_off = replace(
            booked(course).samtaler[-1],
            noegle=len(course.samtaler),
            start=TEN + 30 * DAY,
            status=SamtaleStatus.UDEBLEVET,
        )
        person = town.person(replace(course, samtaler=(*course.samtaler, called_off)))
        assert a_kasse.open(page_of(town, person)).status == 200
        assert jobcenter.open(page_of(town, person)).status == 200
