"""Deadlines as the pages ask of them: the earliest, the one that binds, one that would lapse (BAB § 44)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.policy import facts as f
from portal.policy.bookingfrist import BindendeFrist, binding_deadline
from portal.policy.frister import SaetFristSpoergsmaal, saet_frist, tidligste_frist, uden_virkning
from tests.policy.courses import at, booked, day, deadline, in_the_a_kasse, month, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-02T10:00")


def binding(
    *meetings: f.Samtale, nu: datetime = NU, last: str = "2024-09-10", **more: object
) -> BindendeFrist:
    facts = in_the_a_kasse(
        frister=(deadline("2024-09-02", last),), samtaler=(*in_the_a_kasse().samtaler, *meetings), **more
    )
    found = binding_deadline(facts, nu)
    assert found is not None
    return found


def test_issued_on_2_september_it_is_10_september_at_the_earliest() -> None:
    assert tidligste_frist(in_the_a_kasse(), NU) == day("2024-09-10")


def test_nobody_who_was_given_none_has_one() -> None:
    assert binding_deadline(in_the_a_kasse(), NU) is None
    tomorrow = in_the_a_kasse(frister=(deadline("2024-09-03", "2024-09-11"),))
    assert binding_deadline(tomorrow, NU) is None


def test_of_several_the_one_issued_last_binds_and_of_one_day_the_later_in_the_list() -> None:
    given = (
        deadline("2024-08-30", "2024-09-09"),
        deadline("2024-09-02", "2024-09-12"),
        deadline("2024-09-02", "2024-09-11"),
        deadline("2024-08-20", "2024-09-10"),
    )
    found = binding_deadline(in_the_a_kasse(frister=given), NU)
    assert found is not None
    assert found.frist is given[2]


def test_it_binds_through_its_last_day() -> None:
    assert binding(nu=at("2024-09-10T23:59")).binder
    late = binding(nu=at("2024-09-11T00:00"))
    assert late.udloebet
    assert not late.binder


def test_the_meeting_is_held_within_a_week_of_it_and_with_the_a_kasse_before_its_part_ends() -> None:
    assert binding().samtale_senest == day("2024-09-17")
    told = binding().finding
    assert (told.code, [str(one) for one in told.citations]) == ("bookingfrist", ["BAB § 44, stk. 1"])
    assert [value.name for value in told.values] == ["bookingfrist_dage", "samtale_efter_frist_dage"]
    assert told.facts == {
        "holder": "a_kasse",
        "udstedt": "2024-09-02",
        "frist": "2024-09-10",
        "samtale_senest": "2024-09-17",
    }
    over = binding(last="2024-09-28", forbrug=(month("2024-08", "400"), month("2024-09", "10", "2024-09-02")))
    assert over.samtale_senest == day("2024-09-30")
    assert (over.finding.facts["samtale_senest"], over.finding.facts["slutdato"]) == ("2024-09-30",) * 2
    assert "LAB § 27" in map(str, over.finding.citations)
    theirs = with_the_jobcenter(frister=(deadline("2024-05-24", "2024-06-03", af=JOBCENTER),))
    found = binding_deadline(theirs, at("2024-05-31T10:00"))
    assert found is not None
    assert found.samtale_senest == day("2024-06-10")
    assert found.finding.facts["samtale_senest"] == "2024-06-10"


def test_a_meeting_booked_in_time_fulfils_it_and_binds_nobody_further() -> None:
    met = binding(booked(1, "2024-09-17T10:00", booket=at("2024-09-10T23:59")))
    assert met.opfyldt
    assert not met.binder
    assert not binding(booked(1, "2024-09-18T10:00")).opfyldt


def test_a_meeting_booked_after_it_ran_out_does_not_fulfil_it() -> None:
    afterwards = booked(1, "2024-09-16T10:00", booket=at("2024-09-11T00:00"))
    assert not binding(afterwards, nu=at("2024-09-12T10:00")).opfyldt


def off(when: str) -> f.Samtale:
    return booked(
        1,
        "2024-09-16T10:00",
        status=f.SamtaleStatus.AFLYST,
        aflyst_af=f.AflystAf.PERSON,
        aflyst=at(when),
    )


def test_called_off_before_it_ran_out_the_meeting_fulfils_nothing_and_afterwards_it_did() -> None:
    later = at("2024-09-12T10:00")
    assert not binding(off("2024-09-10T23:59"), nu=later).opfyldt
    assert binding(off("2024-09-11T00:00"), nu=later).opfyldt
    assert not binding(off("2024-09-02T09:00")).opfyldt


def test_with_another_a_kasse_it_has_lapsed_from_the_day_of_the_change() -> None:
    change = (f.Skift(day("2024-09-05"), a_kasse="AK2"),)
    assert not binding(nu=at("2024-09-04T10:00"), skift=change).bortfaldet
    assert binding(nu=at("2024-09-05T10:00"), skift=change).bortfaldet


def test_one_that_runs_out_after_the_handover_is_told_to_have_no_effect() -> None:
    handed = in_the_a_kasse(forbrug=(month("2024-08", "400"), month("2024-09", "10", "2024-09-02")))

    def said(last: str) -> dict[str, object] | None:
        asked = SaetFristSpoergsmaal(A_KASSE, day("2024-09-02"), date.fromisoformat(last))
        found = uden_virkning(handed, NU, asked)
        return dict(found.facts) if found else None

    late = uden_virkning(handed, NU, SaetFristSpoergsmaal(A_KASSE, day("2024-09-02"), day("2024-10-01")))
    assert late is not None
    assert (late.code, late.values) == ("frist_uden_virkning", ())
    moved = replace(handed, skift=(f.Skift(day("2024-09-01"), a_kasse="AK2"),))
    assert (
        uden_virkning(moved, NU, SaetFristSpoergsmaal(A_KASSE, day("2024-09-02"), day("2024-09-10"))) is None
    )
    assert said("2024-09-30") is None
    assert said("2024-10-01") == {"holder": "a_kasse", "frist": "2024-10-01", "slutdato": "2024-09-30"}
    leaving = (f.Tilmelding(day("2024-08-05"), day("2024-09-05"), f.AfmeldingAarsag.ARBEJDE),)
    unknown = uden_virkning(
        in_the_a_kasse(tilmeldinger=leaving), NU, SaetFristSpoergsmaal(A_KASSE, NU.date(), day("2024-09-10"))
    )
    assert unknown is not None
    assert "slutdato" not in unknown.facts


@pytest.mark.parametrize(("af", "paragraph"), [(A_KASSE, "DBK § 87, stk. 2"), (JOBCENTER, "DBK § 13")])
def test_one_within_which_nobody_has_a_free_time_is_not_set(af: f.Aktoer, paragraph: str) -> None:
    facts = in_the_a_kasse() if af is A_KASSE else with_the_jobcenter()
    asked = SaetFristSpoergsmaal(af, day("2024-09-02"), day("2024-09-10"), tider_findes=False)
    (refused,) = saet_frist(facts, NU, asked).refusals
    assert refused.code == "ingen_tider_inden_fristen"
    assert [str(citation) for citation in refused.citations] == [paragraph]
    assert refused.facts == {"frist": "2024-09-10"}
    assert refused.values == ()
