"""Whatever is answered of CVs and of availability for work can be told, in both languages."""

from __future__ import annotations

import pytest

from portal.policy import cv, raadighed
from portal.policy.law import Citation, Finding, Outcome
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.codes_cv import CV, CV_MET
from portal.wording.explain import explain, explain_to_caseworker, next_step_for_caseworker
from portal.wording.raadighed_words import AARSAG, TIL_BORGEREN, VURDERING
from tests.wording.test_explain import CONTACTS

RULE = (Citation("LAB", "§ 23, stk. 4"),)


def test_every_reason_of_these_rooms_has_its_words() -> None:
    assert set(CV) == cv.KODER | raadighed.KODER
    assert set(AARSAG) == set(raadighed.AARSAGER)
    assert set(VURDERING) == set(TIL_BORGEREN) == set(raadighed.VURDERINGER)


@pytest.mark.parametrize(
    "facts", [{}, {"senest": "2024-10-15", "cv_set": "2024-09-10"}], ids=["none", "days"]
)
def test_every_reason_and_every_yes_can_be_told_and_a_reason_says_what_to_do(facts: dict[str, str]) -> None:
    for language in LANGUAGES:
        reader = reader_of(language, mark_missing=True)
        for code in (*CV, *CV_MET):
            told_met = code in CV_MET
            finding = Finding(code, Outcome.MET if told_met else Outcome.NOT_MET, RULE, facts)
            told = explain(finding, reader, CONTACTS)
            said = [told.text, explain_to_caseworker(finding, reader)]
            if not told_met:
                said += [told.next_step, next_step_for_caseworker(finding, reader)]
            assert all(said), code
            assert "{" not in "".join(said), code
            assert MISSING[0] not in "".join(said), code
