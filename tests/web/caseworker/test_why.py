"""Why, for a caseworker: what responsibility, requirements and decisions rest on, as far as it is theirs to
see.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.actions.outcome import Granted
from portal.policy.facts import Aktoer, Frist, Timer
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_book_jobsamtale import book
from tests.store.town import TEN, Town
from tests.web.caseworker.conftest import Desk, page_of

HOURS = (Timer(date(2024, 8, 1), Decimal("152.5"), date(2024, 8, 30)),)
DEADLINE = Frist(Aktoer.A_KASSE, date(2024, 8, 30), date(2024, 9, 12), vejledt=True)
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@ON_SQLITE
def test_requirements_and_deadline_say_what_they_rest_on_with_paragraph_and_who_registers_it(
    town: Town, desk: Desk
) -> None:
    person = town.person(replace(in_the_a_kasse(), forbrug=HOURS, frister=(DEADLINE,)))

    page = desk().open(page_of(town, person))

    assert "Hvorfor? Hvem har ansvaret? A-kassen har kontaktforløbet på dagen (LAB § 27, stk. 2" in page.text
    assert "Hvorfor? Samtaler i a-kassens tid" in page.text
    assert "Timer med dagpenge, som a-kassen har registreret 152,5" in page.text
    assert (
        "410 timer med dagpenge for fuldtidsforsikrede, før jobcentret overtager BAB § 7, stk. 2" in page.text
    )
    assert "A-kassen registrerer og retter: tilmelding som jobsøgende" in page.text
    assert "Hvorfor? Frist for at booke" in page.text
    assert "Fristen blev sat Fredag den 30. august 2024" in page.text
    assert page.links()["BAB § 44, stk. 1"].startswith("https://www.retsinformation.dk/")


@ON_SQLITE
def test_who_does_not_hold_the_course_reads_no_registration_or_benefit_of_it(town: Town, desk: Desk) -> None:
    person = town.person(with_the_jobcenter())

    seen = desk(town.jobcenter_worker).open(page_of(town, person)).text
    blind = desk().open(page_of(town, person)).text

    assert "Tilmeldt som ledig siden Mandag den 6. maj 2024" in seen
    assert "Ydelse" not in blind
    assert "Hvorfor? Samtaler med jobcentret" in seen
    assert "Hvorfor? Samtaler med jobcentret" not in blind


def test_a_meeting_tells_its_holder_how_it_was_decided_and_nobody_else(town: Town, desk: Desk) -> None:
    person = town.person(replace(in_the_a_kasse(), forbrug=HOURS))
    booked = book(town, person, town.slot(TEN + timedelta(days=1)))
    assert isinstance(booked, Granted)
    address = page_of(town, person, f"/samtale/{booked.booking.public_id}")

    page = desk().open(address)

    kept = page.text.partition("Sådan blev det afgjort")[2]
    assert "Booking af samtalen, man. 2. sep. 2024 kl. 10.00" in kept
    assert "A-kassen har kontaktforløbet på dagen (LAB § 27, stk. 2; BAB § 7, stk. 2)." in kept
    assert "Timer med dagpenge, som a-kassen har registreret 152,5" in kept
    assert desk(town.jobcenter_worker).open(address).status == 404
