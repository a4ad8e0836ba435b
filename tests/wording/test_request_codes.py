"""Whatever the law answers to a wish, an exemption or a deadline can be told, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from portal.policy import anmodning, frister, fritagelse
from portal.policy.anmodning import OenskeArt, SvarSpoergsmaal
from portal.policy.facts import Aktoer, BeslutningArt
from portal.policy.frister import SaetFristSpoergsmaal
from portal.policy.fritagelse import (
    AfslagSpoergsmaal,
    Fritagelsesgrund,
    FritagSpoergsmaal,
    OphaevFritagelseSpoergsmaal,
    Ophoer,
)
from portal.policy.kalender import days_after
from portal.policy.law import Citation, Decision, Finding, Outcome
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.codes_requests import REQUESTS, REQUESTS_MET
from portal.wording.explain import explain, explain_to_caseworker, next_step_for_caseworker
from portal.wording.request_words import ANSWERS, FRITAGELSESGRUND, GRANTED, OENSKE, OPHOER, REFUSED
from tests.policy.people import Case, cases
from tests.wording.test_explain import CONTACTS


def decisions(case: Case) -> Iterator[Decision]:
    """All that can be asked of a person's wishes, granted and refused."""
    facts, nu = case.facts, case.nu
    for art in OenskeArt:
        yield anmodning.anmod(facts, nu, art)
    for af in (Aktoer.A_KASSE, Aktoer.JOBCENTER):
        for ja in (True, False):
            yield anmodning.svar(
                facts, nu, SvarSpoergsmaal(af, OenskeArt.SAMTALE, ja, "Grund" if ja else None)
            )
        for grund in Fritagelsesgrund:
            yield fritagelse.fritag(facts, nu, FritagSpoergsmaal(af, grund, anmodet=False, fravalgt=True))
            yield fritagelse.fritag(facts, nu, FritagSpoergsmaal(af, grund, anmodet=True))
        yield fritagelse.afslaa(facts, nu, AfslagSpoergsmaal(af, "Grund"))
        yield fritagelse.afslaa(facts, nu, AfslagSpoergsmaal(af, None, egne_oplysninger=False))
        earliest = frister.tidligste_frist(facts, nu)
        yield frister.saet_frist(
            facts, nu, SaetFristSpoergsmaal(af, case.i_dag, earliest, tider_findes=False)
        )
        late = SaetFristSpoergsmaal(af, case.i_dag, days_after(earliest, 60))
        if (lapses := frister.uden_virkning(facts, nu, late)) is not None:
            yield Decision("saet_frist", (lapses,))
        if any(one.art is BeslutningArt.FRITAGELSE and one.ophaevet is None for one in facts.beslutninger):
            yield from _lifting(case, af)


def _lifting(case: Case, af: Aktoer) -> Iterator[Decision]:
    for ophoer in Ophoer:
        try:
            yield fritagelse.ophaev_fritagelse(
                case.facts, case.nu, OphaevFritagelseSpoergsmaal(af, ophoer, "Grund")
            )
        except ValueError:
            continue  # it binds only later


@settings(max_examples=25)
@given(cases())
def test_whatever_is_answered_can_be_told(case: Case) -> None:
    for decision in decisions(case):
        for finding in decision.findings:
            for language in LANGUAGES:
                reader = reader_of(language, mark_missing=True)
                explained = explain(finding, reader, CONTACTS, question=decision.question)
                told = f"{explained.text} {explained.next_step} {explain_to_caseworker(finding, reader)}"
                assert explained.text, finding
                assert "{" not in told, finding
                assert MISSING[0] not in told, finding
            refused = finding.outcome is Outcome.NOT_MET
            assert bool(explained.next_step) is refused, finding


@pytest.mark.parametrize("code", sorted(REQUESTS))
def test_every_reason_against_a_wish_has_a_next_step_for_both(code: str) -> None:
    finding = Finding(code, Outcome.NOT_MET, (Citation("BAB", "§ 45"),))

    for language in LANGUAGES:
        reader = reader_of(language, mark_missing=True)
        told = [explain(finding, reader, CONTACTS).next_step, next_step_for_caseworker(finding, reader)]
        assert all(told)
        assert MISSING[0] not in "".join(told)


@pytest.mark.parametrize("code", sorted(REQUESTS_MET))
def test_what_a_yes_to_a_wish_rests_on_can_be_told_without_any_fact(code: str) -> None:
    finding = Finding(code, Outcome.MET, (Citation("BAB", "§ 45"),))

    for language in LANGUAGES:
        told = explain(finding, reader_of(language, mark_missing=True), CONTACTS).text
        assert told
        assert "{" not in told
        assert MISSING[0] not in told


def test_every_kind_of_wish_ground_and_answer_has_a_name() -> None:
    assert set(OENSKE) == set(GRANTED) == set(REFUSED) == set(OenskeArt)
    assert set(ANSWERS) == set(OenskeArt) - {OenskeArt.BOOKE_SELV}
    assert set(FRITAGELSESGRUND) == set(Fritagelsesgrund)
    assert set(OPHOER) == set(Ophoer)
