"""Seeing the file of one's case: who answers by when, what a no takes, and how one complains of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.policy import aktindsigt
from portal.policy.aktindsigt import Svar, SvarSpoergsmaal
from portal.policy.facts import Aktoer
from portal.policy.kalender import working_days_after
from portal.policy.law import Decision

A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER
MONDAY = date(2024, 9, 2)
LAST = date(2024, 9, 11)


def answered(af: Aktoer, svar: Svar, today: date = MONDAY, **more: Any) -> Decision:
    return aktindsigt.svar(af, today, SvarSpoergsmaal(svar, LAST, **more))


def cited(decision: Decision) -> set[str]:
    return {str(citation) for finding in decision.findings for citation in finding.citations}


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.refusals]


@pytest.mark.parametrize(
    ("af", "paragraph", "number"),
    [(A_KASSE, "AKS § 12", "AKS § 12, stk. 4"), (JOBCENTER, "FVL § 9", "FVL § 16, stk. 2")],
)
def test_whoever_asks_is_answered_within_seven_working_days(af: Aktoer, paragraph: str, number: str) -> None:
    decision = aktindsigt.bed(af, MONDAY)

    assert decision.result == {"senest": "2024-09-11"}
    (finding,) = decision.findings
    assert [str(one) for one in finding.citations] == [paragraph]
    assert [str(one.citation) for one in finding.values] == [number]


def test_working_days_pass_over_weekends_and_holidays() -> None:
    # 17 and 18 April 2025 are Maundy Thursday and Good Friday, 21 April is Easter Monday.
    assert working_days_after(date(2025, 4, 15), 7) == date(2025, 4, 29)
    assert working_days_after(date(2025, 4, 19), 1) == date(2025, 4, 22)
    assert working_days_after(MONDAY, 0) == MONDAY


def test_a_yes_takes_no_words_and_nothing_is_answered_twice() -> None:
    assert answered(A_KASSE, Svar.JA).allowed
    assert codes(answered(JOBCENTER, Svar.JA, besvaret=True)) == ["aktindsigt_besvaret"]


@pytest.mark.parametrize(
    ("af", "instans", "paragraphs"),
    [
        (A_KASSE, "styrelsen_for_arbejdsmarked_og_rekruttering", {"AKS § 12, stk. 3", "AKS § 25", "AKK § 3"}),
        (
            JOBCENTER,
            "ankestyrelsens_beskaeftigelsesudvalg",
            {"FVL § 15 b", "FVL § 15 c", "FVL § 16, stk. 4", "LAB § 204", "RSL § 67"},
        ),
    ],
)
def test_a_no_takes_reasons_and_says_where_and_until_when_to_complain(
    af: Aktoer, instans: str, paragraphs: set[str]
) -> None:
    assert codes(answered(af, Svar.NEJ, begrundelse=" ")) == ["mangler_begrundelse"]
    decision = answered(af, Svar.NEJ, begrundelse="Af hensyn til dig")

    assert decision.result == {"klage": {"instans": instans, "senest": "2024-09-30"}}
    assert cited(decision) == paragraphs
    on_paper = answered(af, Svar.NEJ, begrundelse="Af hensyn til dig", digital=False)
    assert on_paper.result == {"klage": {"instans": instans, "senest": None}}


@pytest.mark.parametrize(
    ("af", "paragraph"), [(A_KASSE, "AKS § 12, stk. 4"), (JOBCENTER, "FVL § 16, stk. 2")]
)
def test_an_answer_is_put_off_with_a_reason_to_a_day_after_the_last_one(af: Aktoer, paragraph: str) -> None:
    both = ["mangler_begrundelse", "aktindsigt_dag_for_tidlig"]
    assert codes(answered(af, Svar.SENERE)) == both
    assert codes(answered(af, Svar.SENERE, dag=LAST)) == both
    late = answered(af, Svar.SENERE, date(2024, 9, 20), dag=date(2024, 9, 20), begrundelse="Mange papirer")
    assert codes(late) == ["aktindsigt_dag_for_tidlig"]
    decision = answered(af, Svar.SENERE, dag=date(2024, 9, 12), begrundelse="Mange papirer")
    assert decision.allowed
    assert cited(decision) == {paragraph}


def test_only_a_jobcenters_decision_waits_until_the_file_was_seen() -> None:
    waits = aktindsigt.foerst(JOBCENTER, afgjort=False)
    assert waits is not None
    assert [str(one) for one in waits.citations] == ["FVL § 9 b"]
    assert aktindsigt.foerst(JOBCENTER, afgjort=True) is None
    assert aktindsigt.foerst(A_KASSE, afgjort=False) is None
