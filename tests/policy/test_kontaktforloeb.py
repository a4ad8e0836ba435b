"""Who holds the kontaktforløb, since when, and how much unemployment the jobcenter counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.policy import kontaktforloeb
from portal.policy.facts import (
    AfmeldingAarsag,
    Aktoer,
    Forsikring,
    Indplacering,
    Loentilskud,
    Maalgruppe,
    Skift,
    Tilmelding,
)
from portal.policy.law import Outcome
from tests.policy.courses import at, day, in_the_a_kasse, month, with_the_jobcenter

NU = at("2024-09-10T10:00")


def since(facts: object, on: str = "2024-09-10") -> date | None:
    return kontaktforloeb.ansvar(facts, NU, day(on)).siden  # type: ignore[arg-type]


def test_the_a_kasse_holds_it_since_the_registration() -> None:
    assert since(in_the_a_kasse()) == day("2024-08-05")


def test_the_jobcenter_holds_it_since_the_day_after_the_handover() -> None:
    assert since(with_the_jobcenter()) == day("2024-06-01")


def test_a_break_in_the_registration_begins_anew() -> None:
    spells = (
        Tilmelding(day("2024-08-05"), day("2024-08-20"), AfmeldingAarsag.SYGDOM),
        Tilmelding(day("2024-09-02")),
    )
    assert since(in_the_a_kasse(tilmeldinger=spells)) == day("2024-09-02")


def test_registrations_that_meet_are_no_break() -> None:
    spells = (
        Tilmelding(day("2024-08-05"), day("2024-08-20"), AfmeldingAarsag.ANDEN),
        Tilmelding(day("2024-08-21")),
    )
    assert since(in_the_a_kasse(tilmeldinger=spells)) == day("2024-08-05")


def test_another_a_kasse_holds_it_since_the_change() -> None:
    assert since(in_the_a_kasse(skift=(Skift(day("2024-09-01"), a_kasse="AK2"),))) == day("2024-09-01")


def test_another_kommune_changes_nothing_in_the_a_kasses_part() -> None:
    assert since(in_the_a_kasse(skift=(Skift(day("2024-09-01"), kommune="0147"),))) == day("2024-08-05")


def test_a_new_period_begins_anew() -> None:
    placed = (Indplacering(day("2024-08-05")), Indplacering(day("2024-09-02")))
    assert since(in_the_a_kasse(indplaceringer=placed)) == day("2024-09-02")


def test_where_nobody_holds_it_there_is_no_since() -> None:
    found = kontaktforloeb.ansvar(in_the_a_kasse(), NU, day("2024-08-01"))
    assert found.aktoer is Aktoer.INGEN
    assert found.siden is None
    assert found.findings[0].outcome is Outcome.NOT_MET


def test_on_another_benefit_it_is_since_the_benefit_began() -> None:
    facts = in_the_a_kasse(ydelse_fra=day("2024-07-01"), tilmeldinger=(), indplaceringer=())
    facts = replace(facts, person=replace(facts.person, maalgruppe=Maalgruppe.LEDIGHEDSYDELSE))
    assert since(facts) == day("2024-07-01")


def test_who_holds_it_can_be_asked_alone() -> None:
    assert kontaktforloeb.holder_on(with_the_jobcenter(), NU, day("2024-05-31")) is Aktoer.A_KASSE
    assert kontaktforloeb.holder_on(with_the_jobcenter(), NU, day("2024-06-01")) is Aktoer.JOBCENTER


def test_the_finding_says_on_what_it_rests() -> None:
    (finding,) = kontaktforloeb.ansvar(with_the_jobcenter(), NU, day("2024-09-10")).findings
    assert finding.facts["slutdato"] == "2024-05-31"
    assert [value.value for value in finding.values] == [Decimal(410)]
    assert str(finding.citations[0]) == "LAB § 27, stk. 1"


@pytest.mark.parametrize(
    ("nu", "hours", "six", "sixteen"),
    [
        ("2024-07-30T10:00", "466", None, None),
        ("2024-09-30T10:00", "961.98", "2024-09-30", None),
        ("2025-09-30T10:00", "2565.28", "2024-09-30", "2025-09-30"),
    ],
)
def test_unemployment_is_counted_in_hours_as_they_are_registered(
    nu: str, hours: str, six: str | None, sixteen: str | None
) -> None:
    facts = with_the_jobcenter()
    later = (month("2024-09", "495.98"), month("2025-09", "1603.30"))
    found = kontaktforloeb.ledighed(replace(facts, forbrug=facts.forbrug + later), at(nu))
    assert found.timer == Decimal(hours)
    assert found.seks_maaneder == (day(six) if six else None)
    assert found.seksten_maaneder == (day(sixteen) if sixteen else None)
    assert [value.value for value in found.finding.values] == [Decimal(6), Decimal(16), Decimal("160.33")]


def test_loentilskud_counts_once_its_month_is_over() -> None:
    facts = with_the_jobcenter(loentilskud=(Loentilskud(day("2024-06-01"), Decimal(100)),))
    assert kontaktforloeb.ledighed(facts, at("2024-06-29T10:00")).timer == Decimal(466)
    assert kontaktforloeb.ledighed(facts, at("2024-06-30T10:00")).timer == Decimal(566)


def test_the_months_of_the_pandemic_are_not_counted_by_the_jobcenter_but_by_the_a_kasse() -> None:
    facts = in_the_a_kasse(
        a_kasseforsoeg=True,
        tilmeldinger=(Tilmelding(day("2021-04-05")),),
        indplaceringer=(Indplacering(day("2021-04-05")),),
        forbrug=(month("2021-05", "300"), month("2021-06", "300"), month("2021-07", "200")),
    )
    assert kontaktforloeb.ledighed(facts, NU).timer == Decimal(200)
    assert kontaktforloeb.ansvar(facts, NU, day("2024-09-10")).slutdato == day("2021-06-30")


def test_part_time_insured_are_counted_with_fewer_hours() -> None:
    facts = with_the_jobcenter(forbrug=(month("2024-05", "780"),))
    facts = replace(facts, person=replace(facts.person, forsikring=Forsikring.DELTID))
    assert kontaktforloeb.ledighed(facts, NU).seks_maaneder == day("2024-05-31")


def test_on_another_benefit_six_calendar_months_count() -> None:
    facts = in_the_a_kasse(ydelse_fra=day("2024-02-29"))
    facts = replace(facts, person=replace(facts.person, maalgruppe=Maalgruppe.KONTANTHJAELP))
    found = kontaktforloeb.ledighed(facts, NU)
    assert found.seks_maaneder == day("2024-08-29")
    assert found.timer == 0


def test_before_the_law_began_its_first_numbers_are_read() -> None:
    facts = in_the_a_kasse(
        tilmeldinger=(Tilmelding(day("2023-06-05")),),
        indplaceringer=(Indplacering(day("2023-06-05")),),
        forbrug=(month("2023-06", "410"),),
    )
    assert kontaktforloeb.ansvar(facts, at("2023-07-05T10:00"), day("2023-07-05")).aktoer is Aktoer.JOBCENTER


def test_loentilskud_of_an_earlier_period_and_of_the_pandemic_is_not_counted() -> None:
    facts = with_the_jobcenter(loentilskud=(Loentilskud(day("2024-02-01"), Decimal(100)),))
    assert kontaktforloeb.ledighed(facts, NU).timer == Decimal(466)
    facts = in_the_a_kasse(
        tilmeldinger=(Tilmelding(day("2021-04-05")),),
        indplaceringer=(Indplacering(day("2021-04-05")),),
        loentilskud=(
            Loentilskud(day("2021-06-01"), Decimal(100)),
            Loentilskud(day("2021-07-01"), Decimal(90)),
        ),
    )
    assert kontaktforloeb.ledighed(facts, NU).timer == Decimal(90)


def test_the_month_of_a_new_indplacering_counts_in_the_new_period_only() -> None:
    placed = (Indplacering(day("2024-03-04")), Indplacering(day("2024-05-13")))
    facts = with_the_jobcenter(indplaceringer=placed)
    assert kontaktforloeb.ansvar(facts, NU, day("2024-05-12")).slutdato is None
    assert kontaktforloeb.ledighed(facts, NU).timer == Decimal(158)


def test_hours_count_from_the_first_indplacering_known_also_where_it_is_loebende() -> None:
    facts = with_the_jobcenter(indplaceringer=(Indplacering(day("2024-04-08"), loebende=True),))
    assert kontaktforloeb.ledighed(facts, NU).timer == Decimal(318)


def test_who_was_registered_at_the_turn_of_the_law_but_not_placed_is_under_the_new_rules() -> None:
    facts = in_the_a_kasse(tilmeldinger=(Tilmelding(day("2023-12-04")),), indplaceringer=())
    assert kontaktforloeb.ansvar(facts, at("2024-01-10T10:00"), day("2024-01-10")).regelsaet == 2024


def test_hours_registered_on_the_day_the_law_began_are_counted_for_the_transition() -> None:
    facts = in_the_a_kasse(
        tilmeldinger=(Tilmelding(day("2023-09-04")),),
        indplaceringer=(Indplacering(day("2023-09-04")),),
        forbrug=(month("2023-12", "480.99", "2024-01-01"),),
    )
    assert kontaktforloeb.ansvar(facts, at("2024-01-10T10:00"), day("2024-01-10")).regelsaet == 2024
