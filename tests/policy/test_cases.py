"""Every law case is answered as it expects: those of the page, and our own in `egne`."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.policy import cases
from portal.policy.case_questions import OF_A_PERSON, OF_NOBODY
from portal.policy.koder import CITATIONS
from tests.policy.case_files import FILES, name_of


@pytest.mark.parametrize("fil", FILES, ids=name_of)
def test_the_case_is_answered_as_it_expects(fil: Path) -> None:
    assert cases.answer(fil).differences == []


def test_every_question_of_the_page_has_a_case() -> None:
    asked = {name for fil in FILES for name in cases.load(fil)["spoerg"]}
    assert asked == {*OF_A_PERSON, *OF_NOBODY}


ONLY_ON_PAGES = {"art_gaelder_ikke"}
"""Said by a page before it asks the question: no case can ask for it."""


def test_every_reason_and_warning_has_a_case() -> None:
    said: set[str] = set()
    for fil in FILES:
        svar = cases.load(fil)["svar"]
        said |= {*svar.get("grunde", ()), *svar.get("advarsler", ())}
    assert said == set(CITATIONS) - ONLY_ON_PAGES


def test_a_case_lies_in_one_place_only() -> None:
    assert len({name_of(fil) for fil in FILES}) == len(FILES)
