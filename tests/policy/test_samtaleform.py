"""Which forms a person may choose, and why."""

from __future__ import annotations

from portal.policy.facts import Aktoer, Facts
from portal.policy.law import Decision
from portal.policy.samtaleform import former, former_decision
from tests.policy.courses import at, in_the_a_kasse, with_the_jobcenter

NU = at("2024-09-10T10:00")
LATER = at("2024-09-20T10:00")


def explained(facts: Facts, holder: Aktoer) -> Decision:
    decision = former_decision(facts, NU, holder, LATER)
    assert decision.result["former"] == sorted(form.value for form in former(facts, NU, holder, LATER))
    return decision


def test_the_first_is_in_person_and_the_paragraph_says_so() -> None:
    decision = explained(in_the_a_kasse(samtaler=()), Aktoer.A_KASSE)
    assert decision.result["former"] == ["fremmoede"]
    assert [str(c) for f in decision.findings for c in f.citations] == ["LAB § 33, stk. 1"]


def test_later_ones_are_free() -> None:
    assert len(explained(in_the_a_kasse(), Aktoer.A_KASSE).result["former"]) == 3  # type: ignore[arg-type]


def test_with_the_other_actor_there_are_none_and_the_reason_names_who_is_responsible() -> None:
    decision = explained(with_the_jobcenter(), Aktoer.A_KASSE)
    assert not decision.allowed
    assert decision.findings[0].code == "anden_aktoer_ansvarlig"
    assert decision.findings[0].facts["ansvarlig"] == "jobcenter"


def test_where_nobody_is_responsible_there_are_none() -> None:
    assert explained(in_the_a_kasse(tilmeldinger=()), Aktoer.A_KASSE).findings[0].code == "ikke_omfattet"
