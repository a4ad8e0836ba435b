"""Whatever is said of meetings held and missed has words, in both languages."""

from __future__ import annotations

import pytest

from portal.actions.call_off_jobsamtale import LawfulReason
from portal.policy import sources, underretning
from portal.policy.afholdelse import KODER, Emne, Rolle, Udfald
from portal.policy.law import Finding, Outcome
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.codes_held import HELD, HELD_MET
from portal.wording.codes_notice import NOTICE, NOTICE_MET
from portal.wording.explain import explain, explain_to_caseworker, gap_names, next_step_for_caseworker
from portal.wording.held_words import AFBUD, EMNE, ROLLE, UDFALD
from tests.wording.test_next_step import CONTACTS


def test_every_code_role_topic_and_outcome_is_named() -> None:
    assert set(HELD) == KODER
    assert set(NOTICE) == underretning.KODER
    assert {emne.value for emne in Emne} <= set(HELD_MET)
    assert (set(EMNE), set(ROLLE), set(UDFALD)) == (set(Emne), set(Rolle), set(Udfald))
    assert set(AFBUD) == {reason.value for reason in LawfulReason}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_can_be_told_without_any_fact_in_every_language(language: str) -> None:
    reader = reader_of(language, mark_missing=True)
    refused, met = HELD | NOTICE, HELD_MET | NOTICE_MET
    for codes, outcome in ((refused, Outcome.NOT_MET), (met, Outcome.MET)):
        for code, words in codes.items():
            finding = Finding(code, outcome, (sources.DBK_27,))
            told = [explain(finding, reader, CONTACTS).text, explain_to_caseworker(finding, reader)]
            if outcome is Outcome.NOT_MET:
                told.append(next_step_for_caseworker(finding, reader))
            for text in told:
                assert text, code
                assert not {"{", MISSING[0]} & set(text), text
            for versions in (words.citizen, words.caseworker, words.next_step):
                assert not versions or gap_names(versions[-1]) <= {"holder", "Holder", "kontakt"}
                assert not [text for text in versions if MISSING[0] in reader.gettext(text)]
    for named in (EMNE, ROLLE, UDFALD, AFBUD):
        assert not [text for text in named.values() if MISSING[0] in reader.gettext(text)]
