"""A hearing is sent by whoever would decide, with its background and a week to answer (AKS § 4; FVL § 19)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.policy.facts import Aktoer, Facts, Person
from portal.policy.hoering import Emne, HoerSpoergsmaal, hoer, tidligste_frist
from portal.policy.law import Citation, Decision
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter

NOW = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
WEEK = date(2024, 9, 9)


def asked(
    facts: Facts,
    af: Aktoer = Aktoer.A_KASSE,
    emne: Emne = Emne.FRATAGELSE,
    baggrund: str | None = "Du har flyttet samtalen fire gange.",
    frist: date | None = WEEK,
) -> Decision:
    return hoer(facts, NOW, HoerSpoergsmaal(af, emne, baggrund, frist))


def test_whoever_holds_the_course_hears_by_its_own_rules() -> None:
    a_kasse = asked(in_the_a_kasse())
    jobcenter = asked(with_the_jobcenter(), Aktoer.JOBCENTER, Emne.FRITAGELSE_OPHAEVET)

    assert (a_kasse.allowed, jobcenter.allowed) == (True, True)
    assert a_kasse.findings[0].citations == (Citation("AKS", "§ 4"),)
    assert jobcenter.findings[0].citations == (Citation("FVL", "§ 19"),)
    assert tidligste_frist(in_the_a_kasse(), NOW) == WEEK


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"af": Aktoer.JOBCENTER}, "kun_ansvarlig_aktoer"),
        ({"baggrund": " "}, "mangler_begrundelse"),
        ({"frist": None}, "mangler_partshoering"),
        ({"frist": WEEK - timedelta(days=1)}, "mangler_partshoering"),
    ],
)
def test_what_is_missing_is_said(changed: dict[str, object], code: str) -> None:
    decision = asked(in_the_a_kasse(), **changed)  # type: ignore[arg-type]

    assert [finding.code for finding in decision.refusals] == [code]


def test_whom_nobody_answers_for_is_heard_by_nobody() -> None:
    decision = asked(Facts(Person(date(1990, 2, 1))))

    assert [finding.code for finding in decision.refusals] == ["ikke_omfattet"]
