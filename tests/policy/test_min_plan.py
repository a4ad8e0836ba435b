"""What a part of Min Plan has to say, and when something in it ends (LAB § 41; RÅB § 14; BAB § 51)."""

from __future__ import annotations

import pytest

from portal.policy import min_plan
from portal.policy.facts import Aktoer
from portal.policy.indsigt import Del
from portal.policy.min_plan import INDHOLD, TEKST, Felt
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW

A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER


@pytest.mark.parametrize("felt", Felt)
def test_every_part_names_what_it_has_to_say_and_says_all_that_is_missing_with_its_paragraph(
    felt: Felt,
) -> None:
    af = A_KASSE if felt in (Felt.JOBMAAL, Felt.KRAV_TIL_JOBSOEGNING, Felt.OEVRIGE_INDSATSER) else JOBCENTER
    whole = dict.fromkeys(INDHOLD[felt], "Noget")

    assert min_plan.skriv_plan(in_the_a_kasse(), NOW, af, felt, whole).allowed

    refused = min_plan.skriv_plan(in_the_a_kasse(), NOW, af, felt, dict.fromkeys(whole, " "))
    assert {finding.code for finding in refused.refusals} == {"mangler_begrundelse"}
    assert {f.facts["mangler"]: f.citations for f in refused.findings} == {
        part: (source,) for part, source in INDHOLD[felt].items()
    }


def test_who_may_not_write_a_part_is_told_that_alone_whatever_is_missing() -> None:
    written = min_plan.skriv_plan(in_the_a_kasse(), NOW, A_KASSE, Felt.TILBUD, {})
    ended = min_plan.afslut_plan(with_the_jobcenter(), NOW, A_KASSE, Felt.JOBMAAL, "")

    assert [finding.code for finding in written.findings] == ["kun_jobcenter"]
    assert [finding.code for finding in ended.findings] == ["kun_ansvarlig_aktoer"]


def test_something_ends_with_a_reason_and_the_requirements_on_job_search_never_do() -> None:
    facts = with_the_jobcenter()

    assert min_plan.afslut_plan(facts, NOW, JOBCENTER, Felt.TILBUD, "Kurset er slut.").allowed
    blank = min_plan.afslut_plan(facts, NOW, JOBCENTER, Felt.TILBUD, " ")
    assert [finding.code for finding in blank.refusals] == ["mangler_begrundelse"]
    with pytest.raises(ValueError, match="never ended"):
        min_plan.afslut_plan(facts, NOW, A_KASSE, Felt.KRAV_TIL_JOBSOEGNING, "Nej")


def test_every_part_is_one_that_is_seen_or_not() -> None:
    assert {felt.value for felt in Felt} <= {part.value for part in Del}
    assert all(TEKST in parts for parts in INDHOLD.values())
