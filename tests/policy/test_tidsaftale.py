"""What a jobcenter and an a-kasse can agree on times for joint meetings, asked without any database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from portal.policy import tidsaftale
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.kalender import COPENHAGEN
from portal.policy.law import Finding, Outcome
from portal.policy.tidsaftale import (
    Aendring,
    Forslag,
    Modforslag,
    Ophoer,
    Optaget,
    Svar,
    Vej,
    Vilkaar,
)

I_DAG = date(2024, 9, 2)
NU = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
TI = datetime(2024, 9, 10, 8, 0, tzinfo=UTC)
ALLE = frozenset(Samtaleform)
MOEDE = frozenset({Samtaleform.FREMMOEDE})
VIDEO = Vilkaar(45, 15, "video", ALLE, None, None, videolink=True)
FYSISK = Vilkaar(45, 15, "fremmoede", MOEDE, 30, 0, videolink=False)
FORSLAG = Forslag(Aktoer.JOBCENTER, date(2024, 9, 9), date(2024, 12, 20), VIDEO, 12, 28)
OPHOER = Ophoer(Aktoer.A_KASSE, "accepted", date(2024, 12, 20), 28, date(2024, 10, 1), andre_tider=True)


def codes(findings: Any) -> list[str]:
    assert all(one.citations for one in findings)
    return [one.code for one in findings]


def test_an_a_kasse_that_comes_by_video_leaves_every_form_and_nobody_who_asks_for_it_in_person() -> None:
    decision = tidsaftale.foreslaa(FORSLAG, I_DAG)

    assert (decision.allowed, codes(decision.findings)) == (True, ["aftale_tider", "aftale_kun_video"])
    assert [str(one) for one in decision.warnings[0].citations] == ["LAB § 33, stk. 4"]
    assert [str(one) for one in decision.findings[0].citations] == [
        "LAB § 34, stk. 1, 2. pkt.",
        "VEJ 10044 4.2",
    ]


def test_times_that_leave_somebody_without_a_form_are_told_and_refused_to_nobody() -> None:
    decision = tidsaftale.foreslaa(replace(FORSLAG, vilkaar=FYSISK), I_DAG)

    assert decision.allowed
    (warning,) = decision.warnings
    assert (warning.code, warning.outcome) == ("aftale_former", Outcome.ASK_CASEWORKER)
    assert warning.facts["mangler"] == ["telefon", "video"]
    assert [str(one) for one in warning.citations] == ["LAB § 33, stk. 1"]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"af": Aktoer.A_KASSE}, "aftale_kun_jobcentret"),
        ({"fra": date(2024, 9, 1)}, "aftale_perioden"),
        ({"til": date(2024, 9, 8)}, "aftale_perioden"),
        ({"til": date(2025, 10, 8)}, "aftale_for_langt_frem"),
        ({"varsel_dage": 13}, "aftale_varsel_laengde"),
        ({"varsel_dage": 181}, "aftale_varsel_laengde"),
        ({"samtaler": 0}, "aftale_ingen_tider"),
        ({"aendrer": Aendring(gaelder=False, varsel_dage=7)}, "aftale_gaelder_ikke"),
        ({"aendrer": Aendring(gaelder=True, varsel_dage=7, aendres=True)}, "aftale_aendres_allerede"),
        ({"aendrer": Aendring(gaelder=True, varsel_dage=8)}, "aftale_varsel"),
        ({"aendrer": Aendring(gaelder=True, varsel_dage=7, til=date(2024, 9, 8))}, "aftale_slutter_foer"),
    ],
)
def test_a_proposal_is_refused_with_its_reason(change: dict[str, Any], refused: str) -> None:
    decision = tidsaftale.foreslaa(replace(FORSLAG, **change), I_DAG)

    assert codes(decision.refusals) == codes(decision.findings) == [refused]


def test_each_measure_holds_up_to_and_with_its_end() -> None:
    for change in (
        {"fra": I_DAG, "til": I_DAG},
        {"til": I_DAG + timedelta(days=400)},
        {"varsel_dage": 14},
        {"varsel_dage": 180},
        {"aendrer": Aendring(gaelder=True, varsel_dage=7)},
        {"aendrer": Aendring(gaelder=True, varsel_dage=7, til=FORSLAG.fra)},
    ):
        assert tidsaftale.foreslaa(replace(FORSLAG, **change), I_DAG).allowed, change


@pytest.mark.parametrize(
    ("terms", "refused"),
    [
        (replace(VIDEO, minutter=4), ["aftale_laengde"]),
        (replace(VIDEO, minutter=241), ["aftale_laengde"]),
        (replace(VIDEO, pause=121), ["aftale_laengde"]),
        (replace(VIDEO, former=frozenset()), ["aftale_uden_form"]),
        (replace(VIDEO, videolink=False), ["aftale_uden_videolink"]),
        (replace(VIDEO, transport_foer=10), ["aftale_transport_video"]),
        (replace(VIDEO, transport_efter=10), ["aftale_transport_video"]),
        (replace(VIDEO, transport_foer=0, transport_efter=0), []),
        (FYSISK, []),
        (replace(FYSISK, transport_foer=240, transport_efter=240), []),
        (replace(FYSISK, transport_foer=None), ["aftale_uden_transport"]),
        (replace(FYSISK, transport_efter=None), ["aftale_uden_transport"]),
        (replace(FYSISK, transport_foer=241), ["aftale_transport"]),
        (replace(FYSISK, transport_efter=-1), ["aftale_transport"]),
        (replace(FYSISK, former=ALLE, videolink=True), ["aftale_moedes"]),
        (replace(FYSISK, former=frozenset()), ["aftale_uden_form"]),
    ],
)
def test_an_a_kasse_that_comes_in_person_travels_and_all_meet_in_one_room(
    terms: Vilkaar, refused: list[str]
) -> None:
    assert codes(tidsaftale.vilkaar(terms)) == refused


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (Svar(Aktoer.A_KASSE, "proposed", 0, 1), None),
        (Svar(Aktoer.JOBCENTER, "countered", 0, 1), None),
        (Svar(Aktoer.JOBCENTER, "proposed", 0), "aftale_ikke_tur"),
        (Svar(Aktoer.A_KASSE, "countered", 3), "aftale_ikke_tur"),
        (Svar(Aktoer.A_KASSE, "accepted", 0), "aftale_lukket"),
        (Svar(Aktoer.A_KASSE, "proposed", 2), "aftale_ubesvaret"),
        (Svar(Aktoer.A_KASSE, "proposed", 0, 1, aendrer_fra=I_DAG), "aftale_aendring_for_sent"),
        (Svar(Aktoer.A_KASSE, "proposed", 0, 1, aendrer_fra=date(2024, 9, 3)), None),
        (Svar(Aktoer.A_KASSE, "proposed", 0, 0, aendrer_fra=I_DAG), None),
    ],
)
def test_either_side_answers_in_its_turn_and_everything_at_once(answer: Svar, refused: str | None) -> None:
    decision = tidsaftale.svar(answer, I_DAG)

    assert codes(decision.refusals) == ([refused] if refused else [])
    assert not decision.warnings


def test_a_yes_tells_what_is_left_out_and_a_no_does_not() -> None:
    yes = Svar(Aktoer.A_KASSE, "proposed", 0, 2, former=MOEDE, fysisk=False)

    assert codes(tidsaftale.svar(yes, I_DAG).warnings) == ["aftale_former", "aftale_kun_video"]
    assert not tidsaftale.svar(replace(yes, aftales=0), I_DAG).warnings


@pytest.mark.parametrize(
    ("side", "agreed", "countered", "status"),
    [
        (Aktoer.A_KASSE, True, True, "countered"),
        (Aktoer.JOBCENTER, False, True, "proposed"),
        (Aktoer.A_KASSE, True, False, "accepted"),
        (Aktoer.JOBCENTER, False, False, "declined"),
    ],
)
def test_a_countered_time_gives_the_turn_and_the_last_answer_settles_it(
    side: Aktoer, agreed: bool, countered: bool, status: str
) -> None:
    assert tidsaftale.naeste_status(side, aftalt=agreed, modforslag=countered) == status


def test_who_may_propose_may_take_back_while_there_is_something_to_take_back() -> None:
    assert tidsaftale.traek(Aktoer.JOBCENTER, "proposed").allowed
    assert tidsaftale.traek(Aktoer.JOBCENTER, "countered").allowed
    late = tidsaftale.traek(Aktoer.A_KASSE, "accepted")
    assert codes(late.refusals) == ["aftale_kun_jobcentret", "aftale_lukket"]


@pytest.mark.parametrize(
    ("end", "refused", "warned"),
    [
        (OPHOER, [], []),
        (replace(OPHOER, til=None), [], []),
        (replace(OPHOER, sidste=date(2024, 9, 29)), [], []),
        (replace(OPHOER, sidste=date(2024, 9, 28)), ["aftale_varsel"], []),
        (replace(OPHOER, sidste=date(2024, 12, 20)), ["aftale_slutter_foer"], []),
        (replace(OPHOER, status="ended"), ["aftale_gaelder_ikke"], []),
        (replace(OPHOER, aflyser=True), ["aftale_samtaler_hos_jobcentret"], []),
        (replace(OPHOER, side=Aktoer.JOBCENTER, aflyser=True), [], []),
        (replace(OPHOER, andre_tider=False), [], ["aftale_uden_flere"]),
    ],
)
def test_either_side_ends_it_with_its_notice_and_only_the_jobcenter_calls_meetings_off(
    end: Ophoer, refused: list[str], warned: list[str]
) -> None:
    decision = tidsaftale.afslut(end, I_DAG)

    assert (codes(decision.refusals), codes(decision.warnings)) == (refused, warned)


def test_nobody_is_agreed_into_a_time_without_the_other_or_over_another_one() -> None:
    busy = [
        Optaget(side, vej, TI, TI + timedelta(hours=1))
        for side, vej in ((Aktoer.A_KASSE, Vej.FRAVAER), (Aktoer.JOBCENTER, Vej.BOOKET))
    ]
    found = tidsaftale.kan_aftales({Aktoer.A_KASSE}, [*busy, replace(busy[0], vej=Vej.AFTALT)])

    assert codes(found) == [
        "aftale_uden_medarbejder",
        "aftale_fravaer",
        "aftale_booket",
        "aftale_andet_sted",
    ]
    assert (found[2].facts["holder"], found[2].facts["start"]) == ("jobcenter", "2024-09-10T10:00")
    assert tidsaftale.kan_aftales((), ()) == ()
    assert codes(tidsaftale.kan_aftales((), (), uden_link=True)) == ["aftale_uden_a_kasse_link"]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, []),
        ({"slut": TI + timedelta(minutes=45)}, []),
        ({"start": NU, "slut": NU + timedelta(hours=1)}, ["aftale_forbi", "aftale_uden_for_perioden"]),
        ({"slut": TI + timedelta(minutes=44)}, ["aftale_for_kort"]),
        ({"slut": TI + timedelta(days=1)}, ["aftale_en_dag"]),
        ({"til": date(2024, 9, 9)}, ["aftale_uden_for_perioden"]),
        ({"fra": date(2024, 9, 11), "til": None}, ["aftale_uden_for_perioden"]),
        ({"til": None}, []),
        ({"vilkaar": replace(FYSISK, transport_foer=None)}, ["aftale_uden_transport"]),
    ],
)
def test_another_time_lies_ahead_within_the_agreement_on_one_day_with_room_for_a_meeting(
    change: dict[str, Any], refused: list[str]
) -> None:
    asked = Modforslag(TI, TI + timedelta(hours=3), VIDEO, date(2024, 9, 9), date(2024, 12, 20))

    assert codes(tidsaftale.modforslag(replace(asked, **change), NU)) == refused


def test_a_time_on_the_night_the_clocks_go_back_is_as_long_as_it_lasts() -> None:
    """From 2.30 to 2.15 the second time round: 45 minutes, and on the wall a quarter of an hour less."""
    half_past = datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    asked = Modforslag(half_past, half_past + timedelta(minutes=45), VIDEO, I_DAG, None)

    at_the_wall = (asked.start.astimezone(COPENHAGEN), asked.slut.astimezone(COPENHAGEN))
    local = replace(asked, start=at_the_wall[0], slut=at_the_wall[1])
    assert tidsaftale.modforslag(local, NU) == ()


def every_finding() -> list[Finding]:
    """One of each that can be said, with the facts it is said with."""
    some = [
        tidsaftale.foreslaa(replace(FORSLAG, **change), I_DAG).findings
        for change in (
            {"af": Aktoer.A_KASSE, "fra": date(2024, 9, 1), "varsel_dage": 1, "samtaler": 0},
            {"til": date(2026, 1, 1), "vilkaar": replace(FYSISK, former=ALLE, transport_foer=None)},
            {"vilkaar": FYSISK},
            {},
            {"vilkaar": replace(FYSISK, transport_foer=500)},
            {"vilkaar": replace(VIDEO, minutter=1, transport_foer=1, former=frozenset())},
            {"aendrer": Aendring(gaelder=False, varsel_dage=7)},
            {"aendrer": Aendring(gaelder=True, varsel_dage=7, aendres=True)},
            {"aendrer": Aendring(gaelder=True, varsel_dage=99)},
        )
    ]
    some += [
        tidsaftale.svar(answer, I_DAG).findings
        for answer in (
            Svar(Aktoer.A_KASSE, "countered", 0),
            Svar(Aktoer.A_KASSE, "declined", 0),
            Svar(Aktoer.A_KASSE, "proposed", 2, 1, aendrer_fra=I_DAG),
        )
    ]
    some += [
        tidsaftale.afslut(end, I_DAG).findings
        for end in (
            replace(OPHOER, sidste=date(2025, 1, 1), aflyser=True),
            replace(OPHOER, andre_tider=False),
        )
    ]
    late = Modforslag(NU, NU, VIDEO, date(2024, 9, 9), None)
    two_days = Modforslag(TI, TI + timedelta(days=1), VIDEO, I_DAG, date(2024, 9, 3))
    busy = [Optaget(Aktoer.A_KASSE, vej, TI, TI) for vej in Vej]
    some += [
        tidsaftale.modforslag(late, NU),
        tidsaftale.modforslag(two_days, NU),
        tidsaftale.kan_aftales([Aktoer.A_KASSE], busy, uden_link=True),
        tuple(tidsaftale.vilkaar(replace(VIDEO, videolink=False))),
    ]
    return [one for findings in some for one in findings]
