"""Whatever the law answers to a step of a case, or to seeing its file, can be told, in both languages."""

from __future__ import annotations

import pytest

from portal.policy.law import Citation, Finding, Outcome
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.codes_aktindsigt import AKTINDSIGT, AKTINDSIGT_MET
from portal.wording.codes_sag import SAG, SAG_MET
from portal.wording.explain import explain, explain_to_caseworker, next_step_for_caseworker
from tests.wording.test_explain import CONTACTS

NOT, MET = SAG | AKTINDSIGT, SAG_MET | AKTINDSIGT_MET
LAB_35 = (Citation("LAB", "§ 35"),)
DAYS = {"dag": "2024-10-20", "senest": "2024-10-15", "svar_senest": "2024-09-10", "holder": "a_kasse"}


@pytest.mark.parametrize("facts", [{}, DAYS], ids=["no facts", "days"])
def test_every_reason_and_every_yes_can_be_told_and_a_reason_says_what_to_do(facts: dict[str, str]) -> None:
    for language in LANGUAGES:
        reader = reader_of(language, mark_missing=True)
        for code in (*NOT, *MET):
            met = Outcome.MET if code in MET else Outcome.NOT_MET
            finding = Finding(code, met, LAB_35, facts)
            told = explain(finding, reader, CONTACTS)
            said = [told.text, explain_to_caseworker(finding, reader)]
            if code in NOT:
                said += [told.next_step, next_step_for_caseworker(finding, reader)]
            assert all(said), code
            assert "{" not in "".join(said), code
            assert MISSING[0] not in "".join(said), code
