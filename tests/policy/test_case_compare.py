"""Comparison is exact: every key that the expected answer names, sets as sets, rows by their code."""

from __future__ import annotations

from typing import Any

import pytest

from portal.policy.case_compare import differences, fits
from portal.policy.case_reader import Mapping, Misfit

ROW = {"kode": "a_kasse_samtaler", "holder": "a_kasse", "mindst": 3, "afholdt": 1, "senest": None}
OTHER = {**ROW, "kode": "visitation", "mindst": None, "afholdt": None, "senest": "2024-03-18"}


@pytest.mark.parametrize(
    ("expected", "answered"),
    [
        ({"udfald": "ja"}, {"udfald": "ja", "grunde": [], "advarsler": []}),
        ({"udfald": "ja"}, {"udfald": "ja", "senest": "2024-10-21"}),
        ({"grunde": ["b", "a", "a"]}, {"grunde": ["a", "b"]}),
        ({"slutdato": None}, {"slutdato": None}),
        ({"senest": None}, {}),
        ({"andel": {"2024-05": 15}}, {"andel": {"2024-05": 15.0, "2024-06": 1.0}}),
        ({"klage": {"genvurdering": False}}, {"klage": {"genvurdering": False, "senest": "2024-10-15"}}),
        ({"krav": [{"kode": "visitation"}, ROW]}, {"krav": [ROW, OTHER]}),
        (
            {"krav": [{"kode": "x"}, {"kode": "x", "mindst": 1}]},
            {"krav": [{"kode": "x", "mindst": 1}, {"kode": "x"}]},
        ),
    ],
)
def test_these_are_the_same(expected: dict[str, Any], answered: dict[str, Any]) -> None:
    assert differences(expected, answered) == []


@pytest.mark.parametrize(
    ("expected", "answered"),
    [
        ({"udfald": "ja"}, {"udfald": "ja", "grunde": [], "advarsler": ["taet_paa"]}),
        ({"udfald": "nej"}, {"udfald": "nej", "grunde": ["syg"], "advarsler": []}),
        ({"grunde": ["a"]}, {"grunde": ["a", "b"]}),
        ({"slutdato": None}, {"slutdato": "2024-03-31"}),
        ({"regelsaet": 2024}, {"regelsaet": None}),
        ({"udebliver": True}, {"udebliver": 1}),
        ({"mindst": 1}, {"mindst": True}),
        ({"andel": {"2024-05": 15.1}}, {"andel": {"2024-05": 15.0}}),
        ({"klage": {"senest": "2024-10-15"}}, {}),
        ({"krav": [ROW]}, {"krav": [ROW, OTHER]}),
        ({"krav": [ROW, OTHER]}, {"krav": [ROW]}),
        ({"krav": [{**ROW, "senest": "2024-05-31"}]}, {"krav": [ROW]}),
        ({"krav": [{"kode": "x"}, {"kode": "x"}]}, {"krav": [{"kode": "x"}]}),
    ],
)
def test_these_differ(expected: dict[str, Any], answered: dict[str, Any]) -> None:
    assert differences(expected, answered) != []


def test_a_row_that_differs_is_shown_beside_the_one_it_was_taken_for() -> None:
    (line,) = differences({"krav": [{"kode": "visitation", "senest": "2024-03-17"}]}, {"krav": [OTHER]})
    assert "2024-03-17" in line
    assert "2024-03-18" in line


@pytest.mark.parametrize(
    ("question", "svar"),
    [
        ("krav", {"krav": {}}),
        ("krav", {"krav": [{"holder": "a_kasse"}]}),
        ("krav", {"krav": [{"kode": "visitation", "dage": 3}]}),
        ("fratag", {"klage": "nej"}),
        ("former", {"former": [1]}),
        ("gentilmeld", {"udfald": "ja"}),
    ],
)
def test_an_expected_answer_that_the_question_never_gives_is_refused(
    question: str, svar: dict[str, Any]
) -> None:
    with pytest.raises(Misfit):
        fits(question, Mapping(svar, "svar"), svar)
