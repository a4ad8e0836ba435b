"""Whatever stands in the way of an agreement can be told to those who agree, in both languages."""

from __future__ import annotations

from portal.policy.law import Outcome
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.codes_agreement import AGREEMENT, AGREEMENT_MET
from portal.wording.explain import explain, explain_to_caseworker, next_step_for_caseworker
from tests.policy.test_tidsaftale import every_finding
from tests.wording.test_explain import CONTACTS


def test_every_reason_is_told_with_its_facts_and_what_to_do_about_it() -> None:
    findings = every_finding()
    assert {one.code for one in findings} == {*AGREEMENT, *AGREEMENT_MET}
    for finding in findings:
        for language in LANGUAGES:
            reader = reader_of(language, mark_missing=True)
            step = next_step_for_caseworker(finding, reader) if finding.code in AGREEMENT else ""
            told = (
                f"{explain(finding, reader, CONTACTS).text} {explain_to_caseworker(finding, reader)} {step}"
            )
            assert "{" not in told, finding
            assert MISSING[0] not in told, finding
            assert bool(step) is (finding.outcome is Outcome.NOT_MET), finding


def test_who_is_in_the_way_and_when_is_named() -> None:
    (away,) = (one for one in every_finding() if one.code == "aftale_fravaer")

    assert explain_to_caseworker(away, reader_of("da")) == (
        "Den, der kommer fra a-kassen, er væk eller optaget tirsdag den 10. september 2024 kl. 10.00"
        " (LAB § 34, stk. 1, 2. pkt.; VEJ 10044 4.2)."
    )
