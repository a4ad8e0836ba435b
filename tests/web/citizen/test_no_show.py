"""A meeting the person did not come to: Min Plan says at once whom to call; once they have, since when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import update

from portal.actions.register_meeting import Registered
from portal.policy.afholdelse import Emne, Rolle
from portal.policy.facts import (
    AfmeldingAarsag,
    Facts,
    MindreIntensiv,
    MindreIntensivGrund,
    Person,
    SamtaleArt,
    Samtaleform,
    Tilmelding,
)
from portal.store import uddannelsestrin
from portal.store.meeting_content import Participant, Topic
from portal.store.tables import Organisation
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.meetings import HELD, LATER, MISSED, called_off, contact, correct, of_kind, register
from tests.conftest import SignIn
from tests.store.town import TEN, Town
from tests.web.citizen.browser import Browser

DAY = timedelta(days=1)
FIRST = "Det næste, du skal gøre"
CALL = "Kontakt A-kassen på telefon 70 10 20 30 nu: Du var ikke med til din jobsamtale"
STOPPED = "Dine dagpenge er stoppet, til du har kontaktet A-kassen."
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
JOB = MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 1))


@pytest.fixture(autouse=True)
def phone(town: Town) -> None:
    change = update(Organisation).where(Organisation.id == town.a_kasse).values(phone="70 10 20 30")
    town.database.write(lambda session: session.execute(change) and None)


At = Callable[[datetime, int], Browser]


@pytest.fixture
def at(clock: time_machine.Traveller, signed_in_client: SignIn) -> At:
    """The person in a browser of their own, signed in at that moment."""

    def sign_in(moment: datetime, person: int) -> Browser:
        clock.move_to(moment)
        return Browser(signed_in_client(person), person)

    return sign_in


def missed(town: Town, facts: Facts, art: SamtaleArt = SamtaleArt.JOBSAMTALE) -> tuple[int, BookingView]:
    """Somebody who did not come to a meeting at `TEN`."""
    person = town.person(facts)
    booking = town.book(person, town.slot(caseworker_id=None))
    of_kind(town, booking, art=art.value)
    assert isinstance(register(town, person, booking, MISSED), Registered)
    return person, booking


def test_it_comes_first_with_the_number_to_call_and_what_it_costs(town: Town, at: At) -> None:
    person, _ = missed(town, in_the_a_kasse())

    page = at(LATER, person).open("/min-plan")

    first = page.section(FIRST)
    assert f"{CALL} tirsdag den 10. september 2024 kl. 10.00." in first
    assert STOPPED in first
    assert "RÅB § 18, stk. 1" in first
    assert page.links()["Ring på 70 10 20 30"] == "tel:70102030"
    assert page.text.startswith("Min Plan Kim Jensen Det næste, du skal gøre Kontakt A-kassen")


def test_it_stays_until_the_contact_is_registered_and_then_it_is_told_since_when(town: Town, at: At) -> None:
    person, booking = missed(town, in_the_a_kasse())
    browser = at(LATER + 5 * DAY, person)
    assert CALL in browser.open("/min-plan").section(FIRST)
    assert CALL in browser.open(f"/samtale/{booking.public_id}").text

    contact(town, person, booking, TEN.date() + DAY)

    page = browser.open("/min-plan")
    assert CALL not in page.section(FIRST)
    since = "Du kan få dagpenge igen fra onsdag den 11. september 2024. Du får ikke dagpenge for tirsdag"
    assert since in page.text
    assert since in browser.open(f"/samtale/{booking.public_id}").text
    assert since not in at(LATER + 40 * DAY, person).open("/min-plan").text


@ON_SQLITE
def test_where_there_was_no_duty_nothing_is_said(town: Town, at: At) -> None:
    exempt = replace(in_the_a_kasse(), mindre_intensiv=(JOB,))
    jobsamtale, _ = missed(town, exempt)
    raadighed, _ = missed(town, exempt, SamtaleArt.RAADIGHEDSSAMTALE)

    assert "Du var ikke med" not in at(LATER, jobsamtale).open("/min-plan").text
    assert "Du var ikke med til din rådighedssamtale" in at(LATER, raadighed).open("/min-plan").section(FIRST)


@ON_SQLITE
def test_off_the_register_it_is_said_beside_what_comes_first(town: Town, at: At) -> None:
    ended = Tilmelding(date(2024, 8, 5), TEN.date(), AfmeldingAarsag.SYGDOM)
    person, _ = missed(town, replace(in_the_a_kasse(), tilmeldinger=(ended,)))

    page = at(LATER + DAY, person).open("/min-plan")

    assert "den dag du er rask" in page.section(FIRST)
    assert f"{CALL} tirsdag" in page.text
    assert STOPPED in page.text


@ON_SQLITE
def test_a_correction_takes_it_away_and_is_told_with_its_comment(town: Town, at: At) -> None:
    person, booking = missed(town, new_in_the_a_kasse())
    told = replace(
        HELD,
        emner=tuple(Topic(emne, True) for emne in (Emne.MIN_PLAN_UDARBEJDES, Emne.ANSOEGNINGER_GENNEMGAAS)),
        deltagere=(Participant(Rolle.BISIDDER, "Bo Holm", Samtaleform.FREMMOEDE),),
        aftaler="Du søger to job om ugen.",
    )
    correct(town, person, booking, told, "Du kom for sent, men du kom.")
    browser = at(LATER + DAY, person)

    assert "Du var ikke med" not in browser.open("/min-plan").text
    meeting = browser.open(f"/samtale/{booking.public_id}").text
    assert "Status Holdt" in meeting
    assert "Det nåede I I lavede Min Plan. I gennemgik dine ansøgninger." in meeting
    assert "Andre, der var med Bo Holm, bisidder Det, der blev aftalt Du søger to job om ugen." in meeting
    assert "Det er rettet Tirsdag den 10. september 2024 Du kom for sent, men du kom." in meeting


@ON_SQLITE
def test_the_step_of_the_uddannelsespaalaeg_stands_in_min_plan(town: Town, at: At) -> None:
    young = Person(date(2002, 5, 1), erhvervskompetencegivende_uddannelse=False)
    person = town.person(replace(new_in_the_a_kasse(), person=young, visiteret=date(2024, 8, 12)))
    assert "uddannelsespålæg" not in at(TEN, person).open("/min-plan").text

    town.database.write(
        lambda s: uddannelsestrin.write(
            s, person, "Find to uddannelser.", town.jobcenter, town.jobcenter_worker, TEN
        )
    )

    plan = at(TEN, person).open("/min-plan").section("Dit uddannelsespålæg: Det skal du nu")
    assert "Find to uddannelser. Skrevet tirsdag den 10. september 2024 af Jens, Jobcenter København" in plan


@ON_SQLITE
def test_why_the_organisation_called_off_is_read_with_the_meeting(town: Town, at: At) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    register(town, person, booking, called_off(), now=TEN - DAY)

    meeting = at(TEN - DAY, person).open(f"/samtale/{booking.public_id}").text

    assert "Det tæller ikke imod dig" in meeting
    assert "Grund Din sagsbehandler er syg." in meeting
