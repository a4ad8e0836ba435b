"""Who takes the message of a kontrolaktion, and the meetings that it leads to (LAB § 38)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.policy import facts as f
from portal.policy.kontrolforloeb import meddel, raekke
from tests.policy.courses import at, day, in_the_a_kasse, meeting, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-02T10:00")


def codes(facts: f.Facts, af: f.Aktoer) -> list[str]:
    return [finding.code for finding in meddel(facts, NU, af).refusals]


def abroad(*held: str, nu: datetime) -> tuple[str, ...]:
    facts = in_the_a_kasse(kontrol=f.Kontrol(day("2024-09-02"), True), samtaler=_held(*held))
    found = raekke(facts, nu)
    assert found is not None
    return tuple(dag.isoformat() for dag in found.dage)


def _held(*held: str) -> tuple[f.Samtale, ...]:
    return tuple(meeting(n, start, art=f.SamtaleArt.KONTROLSAMTALE) for n, start in enumerate(held))


def test_who_holds_the_course_takes_the_message_and_nobody_else() -> None:
    assert codes(in_the_a_kasse(), A_KASSE) == []
    assert codes(in_the_a_kasse(), JOBCENTER) == ["kun_ansvarlig_aktoer"]
    assert codes(with_the_jobcenter(), JOBCENTER) == []
    sick = f.Tilmelding(day("2024-08-05"), day("2024-08-30"), f.AfmeldingAarsag.SYGDOM)
    at_work = replace(sick, aarsag=f.AfmeldingAarsag.ARBEJDE)
    assert codes(in_the_a_kasse(tilmeldinger=(sick,)), A_KASSE) == []
    assert codes(in_the_a_kasse(tilmeldinger=(at_work,)), A_KASSE) == ["ikke_omfattet"]


def test_only_the_persons_of_the_paragraph_are_controlled() -> None:
    for maalgruppe, said in ((f.Maalgruppe.KONTANTHJAELP, []), (f.Maalgruppe.REVALIDEND, ["ikke_omfattet"])):
        person = f.Person(day("1994-04-14"), maalgruppe)
        assert codes(f.Facts(person, ydelse_fra=day("2024-08-01")), JOBCENTER) == said


def test_without_a_message_there_is_no_series() -> None:
    assert raekke(in_the_a_kasse(), NU) is None


def test_where_the_doubt_is_not_about_a_stay_abroad_there_is_one_meeting_within_a_week() -> None:
    facts = in_the_a_kasse(kontrol=f.Kontrol(day("2024-09-02"), False))
    found = raekke(facts, NU)
    assert found is not None
    assert (found.senest_foerste, found.naeste, found.slut) == (day("2024-09-09"),) * 3
    assert found.dage == (day("2024-09-09"),)
    assert not found.begyndt
    over = raekke(replace(facts, samtaler=_held("2024-09-04T10:00")), at("2024-09-04T12:00"))
    assert over is not None
    assert over.holdt == over.dage == (day("2024-09-04"),)
    assert over.naeste is None


def test_after_a_stay_abroad_one_follows_every_fourteen_days_for_three_months_from_the_first_held() -> None:
    guessed = abroad(nu=NU)
    assert guessed[0] == "2024-09-09"
    days = ("2024-09-04", "2024-09-18", "2024-10-02", "2024-10-16", "2024-10-30", "2024-11-13", "2024-11-27")
    assert abroad("2024-09-04T10:00", nu=at("2024-09-05T10:00")) == days


@pytest.mark.parametrize(
    ("held", "now", "due"),
    [
        (("2024-09-04T10:00",), "2024-09-05T09:00", "2024-09-18"),
        (("2024-09-04T10:00", "2024-09-17T10:00"), "2024-09-17T12:00", "2024-10-02"),
    ],
)
def test_the_next_one_due_is_that_of_the_rhythm(held: tuple[str, ...], now: str, due: str) -> None:
    facts = in_the_a_kasse(kontrol=f.Kontrol(day("2024-09-02"), True), samtaler=_held(*held))
    found = raekke(facts, at(now))
    assert found is not None
    assert found.naeste == date.fromisoformat(due)
    assert found.begyndt
