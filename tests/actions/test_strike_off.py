"""Who did not book in time is struck off by a caseworker, where the law allows it, and told the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from portal.actions.casework import NotSeen
from portal.actions.strike_off import NotStruckOff, StrikeOff, StruckOff, strike_off
from portal.policy.facts import AfmeldingAarsag, Aktoer, Frist, Tilmelding
from portal.policy.frister import gentilmeld
from portal.store import facts
from portal.store.tables import Person
from portal.store.tables_case import Audit, Decision, Letter, Outbox
from portal.store.tables_people import Rettelse
from tests.actions.courses import AUGUST, in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.actions.test_set_booking_deadline import words
from tests.store.town import NOW, Town

FRIST = Frist(Aktoer.A_KASSE, date(2024, 8, 19), date(2024, 8, 30), vejledt=True)
TODAY = date(2024, 9, 2)


def late(town: Town, **changed: Any) -> int:
    """A member of the a-kasse whose deadline ran out unmet three days ago."""
    return town.person(replace(in_the_a_kasse(), frister=(replace(FRIST, **changed),)))


def late_with_the_jobcenter(town: Town, **contact: Any) -> int:
    frist = replace(FRIST, af=Aktoer.JOBCENTER)
    return town.person(replace(with_the_jobcenter(), frister=(frist,)), **contact)


def strike(
    town: Town, person: int, worker: int | None = None, frist: date = FRIST.frist, now: datetime = NOW
) -> StruckOff | NotStruckOff:
    command = StrikeOff(worker or town.a_kasse_worker, public_id(town, person), frist)
    return strike_off(command, town.database, now)


def registrations(town: Town, person: int) -> tuple[Tilmelding, ...]:
    return town.database.read(lambda session: facts.load(session, person, NOW)).facts.tilmeldinger


def codes(outcome: StruckOff | NotStruckOff) -> list[str]:
    assert isinstance(outcome, NotStruckOff), outcome
    return [finding.code for finding in outcome.decision.refusals]


def test_the_a_kasse_strikes_off_from_today_and_the_jobcenter_from_the_day_after_the_deadline(
    town: Town,
) -> None:
    member, citizen = late(town), late_with_the_jobcenter(town)

    first = strike(town, member)
    second = strike(town, citizen, town.jobcenter_worker)

    assert isinstance(first, StruckOff)
    assert isinstance(second, StruckOff)
    assert (first.virkning_fra, second.virkning_fra) == (TODAY, date(2024, 8, 31))
    off = AfmeldingAarsag.MANGLENDE_BOOKING
    assert registrations(town, member) == (Tilmelding(AUGUST, date(2024, 9, 1), off),)
    assert registrations(town, citizen) == (Tilmelding(date(2024, 5, 6), date(2024, 8, 30), off),)
    assert [town.count(table) for table in (Decision, Letter, Audit, Rettelse)] == [2, 2, 2, 2]
    assert town.count(Outbox) == 6  # to DFDG, to the person, and the letter


def test_registering_again_then_takes_a_meeting_within_ten_days_and_the_letter_says_until_when(
    town: Town,
) -> None:
    person = late(town)
    strike(town, person)
    known = town.database.read(lambda session: facts.load(session, person, NOW)).facts
    letter = words(town, person)

    again = datetime(2024, 9, 20, 8, 0, tzinfo=UTC)
    assert gentilmeld(known, again, date(2024, 9, 20)).samtale_senest == date(2024, 9, 30)
    assert gentilmeld(known, again, date(2024, 12, 2)).samtale_senest is None
    assert "med virkning fra og med mandag den 2. september 2024" in letter
    assert "senest fredag den 30. august 2024" in letter
    assert "før mandag den 2. december 2024, skal du samtidig booke" in letter
    assert "holdt inden 10 dage" in letter
    assert "§ 28, stk. 1, nr. 4" in letter
    assert "§ 27, stk. 2" not in letter
    assert "Styrelsen for Arbejdsmarked og Rekruttering" in letter


def test_the_jobcenters_letter_tells_where_and_until_when_to_complain(town: Town) -> None:
    digital, paper = late_with_the_jobcenter(town), late_with_the_jobcenter(town)
    on_paper(town, paper)
    for person in (digital, paper):
        strike(town, person, town.jobcenter_worker)

    assert "Ankestyrelsens Beskæftigelsesudvalg" in words(town, digital)
    assert "klage senest mandag den 30. september 2024" in words(town, digital)
    assert "fire uger fra du har modtaget brevet" in words(town, paper)
    assert "§ 27, stk. 2" in words(town, digital)


def on_paper(town: Town, person: int) -> None:
    town.database.write(
        lambda session: session.execute(update(Person).where(Person.id == person).values(digital_post=False))
    )


def test_nobody_is_struck_off_where_the_law_does_not_allow_it(town: Town) -> None:
    assert codes(strike(town, late(town, tider_fandtes=False))) == ["ingen_tider"]
    assert codes(strike(town, late(town, vejledt=False))) == ["mangler_vejledning"]
    assert codes(strike(town, late(town, frist=TODAY), frist=TODAY)) == ["foer_udloeb"]
    assert codes(strike(town, town.person(in_the_a_kasse()))) == ["foer_udloeb"]
    assert town.count(Letter) == town.count(Outbox) == 0
    assert town.count(Audit) == 4


def test_a_deadline_that_came_in_the_meantime_is_not_acted_on_unseen(town: Town) -> None:
    person = late(town)

    assert isinstance(strike(town, person, frist=date(2024, 8, 28)), NotStruckOff)
    assert registrations(town, person)[0].til is None


def test_done_twice_it_is_done_once(town: Town) -> None:
    person = late(town)
    strike(town, person)

    again = strike(town, person, now=NOW + timedelta(minutes=1))

    assert again == StruckOff(TODAY, None, repeated=True)
    assert [town.count(table) for table in (Letter, Rettelse)] == [1, 1]


def test_only_the_persons_own_organisation_does_it_and_only_whoever_set_the_deadline(town: Town) -> None:
    person = late(town)
    stranger = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK9", "En anden a-kasse"))
    other = town.worker_with_role("caseworker", stranger)

    with pytest.raises(NotSeen):
        strike(town, person, other)
    assert codes(strike(town, person, town.jobcenter_worker)) == ["kun_ansvarlig_aktoer"]
    assert registrations(town, person)[0].til is None
