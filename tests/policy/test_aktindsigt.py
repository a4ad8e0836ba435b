"""Seeing the file of one's case: who answers by when, what a no takes, and how one complains of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portal.policy import aktindsigt
from portal.policy.aktindsigt import Hensyn, Svar, SvarSpoergsmaal, Undtaget
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


OWN_SAKE = {"hensyn": Hensyn.AKS_12_3, "begrundelse": "Af hensyn til dig"}
OTHERS = {"hensyn": Hensyn.FVL_15B_5, "begrundelse": "Af hensyn til andre", "overvejet": True}
LETTER = Undtaget("brev-1", "Høring", Hensyn.FVL_15B_5, "Det røber, hvem der klagede.")
BOARD, AGENCY = "ankestyrelsens_beskaeftigelsesudvalg", "styrelsen_for_arbejdsmarked_og_rekruttering"
TO_THE_BOARD = {"FVL § 16, stk. 4", "LAB § 204", "RSL § 66", "RSL § 67"}


@pytest.mark.parametrize(
    ("af", "reasons", "instans", "paragraphs"),
    [
        (A_KASSE, OWN_SAKE, AGENCY, {"AKS § 12, stk. 3", "AKS § 25", "AKK § 3"}),
        (JOBCENTER, OTHERS, BOARD, {"FVL § 15 b, nr. 5", *TO_THE_BOARD}),
    ],
)
def test_a_no_takes_a_paragraph_and_reasons_and_says_where_and_until_when_to_complain(
    af: Aktoer, reasons: dict[str, Any], instans: str, paragraphs: set[str]
) -> None:
    unsaid = ["aktindsigt_uden_hensyn", "mangler_begrundelse"]
    unsaid += ["aktindsigt_ikke_overvejet"] if af is JOBCENTER else []
    assert codes(answered(af, Svar.NEJ, begrundelse=" ")) == unsaid
    decision = answered(af, Svar.NEJ, **reasons)

    assert decision.result == {"klage": {"instans": instans, "senest": "2024-09-30"}}
    assert cited(decision) == paragraphs
    on_paper = answered(af, Svar.NEJ, digital=False, **reasons)
    assert on_paper.result == {"klage": {"instans": instans, "senest": None}}


def test_nothing_is_held_back_for_what_another_law_names() -> None:
    assert aktindsigt.hensyn(A_KASSE) == (Hensyn.AKS_12_3,)
    assert Hensyn.AKS_12_3 not in aktindsigt.hensyn(JOBCENTER)
    assert codes(answered(A_KASSE, Svar.NEJ, **OTHERS)) == ["aktindsigt_uden_hensyn"]
    assert codes(answered(JOBCENTER, Svar.NEJ, **OTHERS | OWN_SAKE)) == ["aktindsigt_uden_hensyn"]


def test_in_part_each_paper_that_is_held_back_has_its_paragraph_and_its_reason() -> None:
    def part(*held: Undtaget, af: Aktoer = JOBCENTER, **more: Any) -> Decision:
        return answered(af, Svar.DELVIS, undtaget=held, papirer=3, **{"overvejet": True} | more)

    bare = replace(LETTER, hensyn=None, begrundelse=" ")
    refused = part(LETTER, replace(bare, papir="forloeb", navn="Sagens forløb"))
    assert codes(refused) == ["aktindsigt_uden_hensyn", "aktindsigt_uden_grund"]
    assert {one.facts["papir"] for one in refused.refusals} == {"forloeb"}
    assert codes(part()) == ["aktindsigt_intet_undtaget"]
    assert codes(part(LETTER, overvejet=False)) == ["aktindsigt_ikke_overvejet"]
    three = [replace(LETTER, papir=f"brev-{number}") for number in range(3)]
    assert codes(part(*three)) == ["aktindsigt_alt_undtaget"]
    assert part(*three[:2], replace(LETTER, dele=("2",))).allowed

    decision = part(LETTER, replace(LETTER, papir="forloeb", dele=("abc",)))
    assert cited(decision) == {"FVL § 9", "FVL § 15 c", "FVL § 15 b, nr. 5", *TO_THE_BOARD}
    held = [one.code for one in decision.findings if "undtaget" in one.code]
    assert held == ["aktindsigt_undtaget", "aktindsigt_del_undtaget"]
    assert decision.result == {"klage": {"instans": BOARD, "senest": "2024-09-30"}}
    own = part(replace(LETTER, hensyn=Hensyn.AKS_12_3), af=A_KASSE, overvejet=False)
    assert cited(own) == {"AKS § 12", "AKS § 12, stk. 3", "AKS § 25", "AKK § 3"}


def test_what_was_asked_another_way_counts_from_the_day_it_was_asked() -> None:
    def noted(bedt: date, **more: Any) -> Decision:
        known = {"venter": False, "aabnet": date(2024, 8, 28)} | more
        return aktindsigt.noter(JOBCENTER, MONDAY, bedt, **known)

    assert noted(date(2024, 8, 30)).result == {"senest": "2024-09-10"}
    assert noted(MONDAY) == aktindsigt.bed(JOBCENTER, MONDAY)
    assert codes(noted(date(2024, 9, 3))) == ["dag_i_fremtiden"]
    assert codes(noted(date(2024, 8, 27))) == ["aktindsigt_foer_sagen"]
    assert codes(noted(MONDAY, venter=True)) == ["aktindsigt_venter"]


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


@pytest.mark.parametrize(("af", "paragraph"), [(A_KASSE, "AKS § 12"), (JOBCENTER, "FVL § 9 b")])
def test_a_decision_waits_until_the_file_was_seen(af: Aktoer, paragraph: str) -> None:
    waits = aktindsigt.foerst(af, afgjort=False)
    assert waits is not None
    assert str(waits.citations[0]) == paragraph
    assert aktindsigt.foerst(af, afgjort=True) is None
