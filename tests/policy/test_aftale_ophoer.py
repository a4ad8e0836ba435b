"""When an agreement on joint times may end (LAB §§ 27 and 34; VEJ 10044 4.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.policy.facts import Aktoer
from portal.policy.law import Decision
from portal.policy.tidsaftale import Ophoer, afslut

TODAY = date(2026, 3, 2)
MAY = Ophoer(Aktoer.A_KASSE, "accepted", None, 28, date(2026, 3, 29), andre_tider=True)
"""27 days on: the first day without the agreement is the 28th one from today."""


def refused(decision: Decision) -> set[str]:
    return {finding.code for finding in decision.refusals}


def test_either_side_ends_what_holds_with_the_notice_of_the_agreement() -> None:
    for side in (Aktoer.JOBCENTER, Aktoer.A_KASSE):
        assert afslut(replace(MAY, side=side), TODAY).allowed
        early = afslut(replace(MAY, side=side, sidste=date(2026, 3, 28)), TODAY)
        assert refused(early) == {"aftale_varsel"}
        assert early.refusals[0].facts["tidligst"] == "2026-03-30"
    for status in ("proposed", "countered", "declined", "ended"):
        assert refused(afslut(replace(MAY, status=status), TODAY)) == {"aftale_gaelder_ikke"}


def test_what_ends_by_itself_no_later_is_not_ended() -> None:
    ends = replace(MAY, til=date(2026, 3, 29))
    assert refused(afslut(ends, TODAY)) == {"aftale_slutter_foer"}
    assert afslut(replace(ends, til=date(2026, 3, 30)), TODAY).allowed


def test_only_the_jobcenter_which_holds_the_meetings_calls_them_off() -> None:
    assert refused(afslut(replace(MAY, aflyser=True), TODAY)) == {"aftale_samtaler_hos_jobcentret"}
    assert afslut(replace(MAY, aflyser=True, side=Aktoer.JOBCENTER), TODAY).allowed


def test_where_no_times_are_left_it_is_said_what_the_jobcenter_does_instead() -> None:
    (warning,) = afslut(replace(MAY, andre_tider=False), TODAY).warnings
    assert warning.code == "aftale_uden_flere"
    assert [str(citation) for citation in warning.citations] == [
        "LAB § 34, stk. 1",
        "LAB § 34, stk. 1, 2. pkt.",
    ]
    assert not afslut(MAY, TODAY).warnings


@given(st.integers(14, 180), st.integers(-5, 400))
def test_no_end_takes_effect_within_the_notice(notice: int, days: int) -> None:
    last = TODAY + timedelta(days=days)
    decision = afslut(replace(MAY, varsel_dage=notice, sidste=last), TODAY)
    assert decision.allowed is ((last + timedelta(days=1)) - TODAY >= timedelta(days=notice))
