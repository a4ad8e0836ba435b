"""An answer from the law is never empty, never without its paragraph, and never both yes and no."""

from __future__ import annotations

import pytest

from portal.policy.law import Citation, Decision, Finding, Outcome

LAB = (Citation("LAB", "§ 27"),)


def test_a_finding_cites_something() -> None:
    with pytest.raises(ValueError, match="cites nothing"):
        Finding("syg", Outcome.NOT_MET, ())


def test_the_practical_ones_need_not() -> None:
    assert Finding("tid_i_fortiden", Outcome.NOT_MET, ()).citations == ()


def test_a_warning_refuses_nothing() -> None:
    with pytest.raises(ValueError, match="a warning and yet refuses"):
        Finding("taet_paa", Outcome.NOT_MET, LAB, warning=True)


def test_a_decision_has_findings() -> None:
    with pytest.raises(ValueError, match="without findings"):
        Decision("book", ())


def test_what_a_caseworker_is_asked_refuses_nothing() -> None:
    decision = Decision("book", (Finding("selvbooking", Outcome.ASK_CASEWORKER, LAB),))
    assert decision.allowed
    assert decision.refusals == ()
    assert str(LAB[0]) == "LAB § 27"
