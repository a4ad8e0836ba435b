"""All cases at once, with the findings behind the answers. `make mutate` asks this of every mutant first."""

from __future__ import annotations

import tomllib

from tests.policy.shapes import KEPT, Form, answered, gathered


def test_every_case_is_answered_as_it_expects_and_each_finding_rests_on_what_is_kept() -> None:
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    every: list[Form] = []
    for case, forms in answered():
        assert case.differences == [], case.fil
        for kind, code, form in forms:
            assert form in kept[kind][code], (case.fil, code)
        every += forms
    assert gathered(every) == kept
