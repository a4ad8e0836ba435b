"""All cases at once, with the findings behind the answers. `make mutate` asks this of every mutant first."""

from __future__ import annotations

import tomllib

from portal.policy.law import Finding
from tests.policy.shapes import KEPT, answered, shapes


def test_every_case_is_answered_as_it_expects_and_each_finding_rests_on_what_is_kept() -> None:
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    every: list[Finding] = []
    for case, findings in answered():
        assert case.differences == [], case.fil
        every += findings
        for kind, codes in shapes(iter(findings)).items():
            for code, forms in codes.items():
                assert set(forms) <= set(kept[kind][code]), (case.fil, code)
    assert shapes(iter(every)) == kept
