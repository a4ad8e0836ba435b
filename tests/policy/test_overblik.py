"""The overview says of one person what the policy's own answers say, and nothing beyond them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from portal.policy import facts as f
from portal.policy import frister, indsigt, krav, skoen, tegn
from portal.policy.indsigt import Del
from portal.policy.kalender import days_after, month_ends
from portal.policy.law import Outcome
from portal.policy.overblik import Overblik, overblik
from portal.policy.sag import Sag
from tests.actions.courses import AUGUST, in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.policy.people import Case, cases

NOW = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
THOROUGH = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def at(day: date, facts: f.Facts) -> Overblik:
    return overblik(facts, datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC))


def meeting(start: datetime, status: f.SamtaleStatus = f.SamtaleStatus.PLANLAGT, **more: object) -> f.Samtale:
    values = {
        "noegle": 7,
        "holder": f.Aktoer.A_KASSE,
        "start": start,
        "form": f.Samtaleform.FREMMOEDE,
        "oprindelse": f.Oprindelse.INDKALDT,
        "status": status,
    }
    return f.Samtale(**values | more)  # type: ignore[arg-type]


def test_the_first_meeting_is_due_until_it_is_held_and_called_in_time_or_not() -> None:
    new = new_in_the_a_kasse()
    in_time = replace(new, samtaler=(meeting(datetime(2024, 8, 19, 8, 0, tzinfo=UTC)),))
    late = replace(new, samtaler=(meeting(datetime(2024, 8, 20, 8, 0, tzinfo=UTC)),))
    held = replace(new, samtaler=(meeting(datetime(2024, 8, 12, 8, 0, tzinfo=UTC), f.SamtaleStatus.AFHOLDT),))
    day = date(2024, 8, 13)

    assert at(day, new).foerste_samtale_senest == AUGUST + timedelta(days=14)
    assert at(day, new).foerste_samtale_planlagt is None
    assert at(day, in_time).foerste_samtale_i_tide
    assert at(day, late).foerste_samtale_planlagt == late.samtaler[0].start
    assert not at(day, late).foerste_samtale_i_tide
    assert at(day, held).foerste_samtale_senest is None
    assert at(day, held).a_kasse_mangler == 2


def test_a_deadline_stands_until_it_is_met_or_something_came_after_it() -> None:
    frist = f.Frist(f.Aktoer.A_KASSE, date(2024, 8, 26), date(2024, 9, 6), vejledt=True)
    due = replace(in_the_a_kasse(), frister=(frist,))
    booked = meeting(datetime(2024, 9, 10, 8, 0, tzinfo=UTC), oprindelse=f.Oprindelse.SELVBOOKET, booket=NOW)
    afterwards = replace(booked, booket=datetime(2024, 9, 9, 8, 0, tzinfo=UTC))

    assert overblik(due, NOW).frist == date(2024, 9, 6)
    assert overblik(due, NOW).frist_samtale_senest == date(2024, 9, 13)
    assert overblik(replace(due, samtaler=(*due.samtaler, booked)), NOW).frist is None
    assert at(date(2024, 9, 9), due).frist == date(2024, 9, 6)
    assert at(date(2024, 9, 9), replace(due, samtaler=(*due.samtaler, afterwards))).frist is None
    again = (
        f.Tilmelding(AUGUST, date(2024, 9, 7), f.AfmeldingAarsag.ARBEJDE),
        f.Tilmelding(date(2024, 9, 8)),
    )
    assert at(date(2024, 9, 9), replace(due, tilmeldinger=again)).frist is None
    exempt = f.Beslutning(f.BeslutningArt.FRITAGELSE, f.Aktoer.A_KASSE, date(2024, 9, 1))
    assert overblik(replace(due, beslutninger=(exempt,)), NOW).frist is None
    assert overblik(replace(due, beslutninger=(exempt,)), NOW).fritaget


def test_the_handover_is_estimated_until_it_is_known() -> None:
    new = in_the_a_kasse()
    one = replace(new, forbrug=(f.Timer(date(2024, 8, 1), Decimal(100), date(2024, 8, 31)),))
    slow = replace(one, forbrug=(*one.forbrug, f.Timer(date(2024, 9, 1), Decimal(40), date(2024, 9, 30))))
    done = replace(
        slow, forbrug=(*slow.forbrug, f.Timer(date(2024, 10, 1), Decimal(280), date(2024, 10, 20)))
    )

    assert (overblik(new, NOW).overgang, overblik(new, NOW).overgang_kendt) == (date(2024, 10, 31), False)
    # The first month may be a part of one: it says nothing of the pace.
    assert overblik(one, NOW).overgang == date(2024, 10, 31)
    # 270 hours are left, at 40 a month: seven months more.
    assert at(date(2024, 10, 1), slow).overgang == date(2025, 4, 30)
    found = at(date(2024, 10, 25), done)
    assert (found.overgang, found.overgang_kendt) == (date(2024, 10, 31), True)
    assert found.naeste_skift == date(2024, 11, 1)
    assert at(date(2024, 11, 1), done).aktoer is f.Aktoer.JOBCENTER
    assert at(date(2024, 11, 1), done).overgang is None


def test_nobody_who_works_full_time_is_expected_anywhere() -> None:
    course = replace(
        in_the_a_kasse(),
        forbrug=(
            f.Timer(date(2024, 8, 1), Decimal(20), date(2024, 8, 31)),
            f.Timer(date(2024, 9, 1), Decimal(0), date(2024, 9, 30)),
        ),
    )

    assert at(date(2024, 10, 1), course).overgang is None


def test_sixteen_months_lie_ahead_once_six_are_reached_and_the_joint_meeting_is_missing() -> None:
    months = [date(2024, m, 1) for m in range(1, 9)]
    hours = tuple(f.Timer(m, Decimal("160.33"), month_ends(m)) for m in months)
    course = replace(with_the_jobcenter(date(2024, 1, 1)), forbrug=hours)
    joint = meeting(
        datetime(2024, 8, 20, 8, 0, tzinfo=UTC),
        f.SamtaleStatus.AFHOLDT,
        art=f.SamtaleArt.FAELLESSAMTALE,
        holder=f.Aktoer.JOBCENTER,
    )

    assert overblik(course, NOW).aktoer is f.Aktoer.JOBCENTER
    assert overblik(course, NOW).seksten_maaneder == date(2025, 4, 30)
    assert overblik(replace(course, samtaler=(*course.samtaler, joint)), NOW).seksten_maaneder is None
    assert at(date(2024, 6, 1), course).seksten_maaneder is None


def test_the_target_group_is_to_be_sent_on_within_two_weeks() -> None:
    young = replace(
        new_in_the_a_kasse(),
        person=f.Person(date(2002, 2, 1), erhvervskompetencegivende_uddannelse=False),
    )

    found = at(date(2024, 8, 7), young)

    assert found.visitation_senest == AUGUST + timedelta(days=14)
    assert found.a_kasse_mangler is None


def test_signs_next_meeting_and_decisions_are_those_of_the_present_holder() -> None:
    planned = meeting(datetime(2024, 9, 20, 8, 0, tzinfo=UTC), noegle=9, ombookninger=3)
    with_jobcenter = replace(planned, noegle=11, holder=f.Aktoer.JOBCENTER)
    course = in_the_a_kasse()
    revoked = f.Beslutning(f.BeslutningArt.FRATAGELSE, f.Aktoer.A_KASSE, date(2024, 9, 1))
    found = overblik(
        replace(course, samtaler=(*course.samtaler, with_jobcenter, planned), beslutninger=(revoked,)), NOW
    )

    assert [sign.kode for sign in found.tegn] == [tegn.TegnKode.HYPPIG_OMBOOKNING]
    assert (found.naeste_samtale, found.samtale) == (planned.start, 9)
    assert found.frataget
    assert overblik(course, NOW).samtale == course.samtaler[0].noegle
    assert overblik(course, NOW).naeste_samtale is None


def test_of_somebody_whom_nobody_holds_only_the_way_back_is_known() -> None:
    sick = f.Tilmelding(AUGUST, date(2024, 8, 20), f.AfmeldingAarsag.SYGDOM)
    back = f.Tilmelding(date(2024, 9, 9))
    course = replace(in_the_a_kasse(), tilmeldinger=(sick, back))

    assert overblik(course, NOW) == Overblik(f.Aktoer.INGEN, f.Aktoer.A_KASSE, naeste_skift=date(2024, 9, 9))


@THOROUGH
@given(cases())
def test_the_overview_agrees_with_the_policy_s_own_answers(case: Case) -> None:
    facts, nu = case.facts, case.nu
    found = overblik(facts, nu)
    sag = Sag(facts, nu)
    due = {k.kode: k for k in krav.krav(facts, nu, sag.i_dag) if k.finding.outcome is Outcome.NOT_MET}
    if found.aktoer is f.Aktoer.INGEN:
        due = {}  # what nobody answers for today stands in nobody's list

    assert found.aktoer is sag.holder(sag.i_dag)
    assert (found.visitation_senest is not None) == ("visitation" in due)
    assert (found.foerste_samtale_senest is not None) == (
        "foerste_samtale" in due and due["foerste_samtale"].senest is not None
    )
    assert (found.a_kasse_mangler is not None) == ("a_kasse_samtaler" in due)
    if found.frist is not None:
        binding = frister.binding_deadline(facts, nu)
        assert binding is not None
        assert not binding.opfyldt
        assert binding.frist.af is found.aktoer


@THOROUGH
@given(cases())
def test_until_the_next_change_nobody_else_holds_the_course_or_has_the_person(case: Case) -> None:
    """A list that was made some days ago may be shown until then, and shows nobody to a stranger."""
    facts, sag = case.facts, Sag(case.facts, case.nu)
    found = overblik(facts, case.nu)
    last = days_after(found.naeste_skift, -1) if found.naeste_skift else days_after(sag.i_dag, 200)

    for day in {sag.i_dag, min(days_after(sag.i_dag, 1), last), last}:
        later = datetime(day.year, day.month, day.day, 11, 0, tzinfo=UTC)
        if later < case.nu:
            continue
        then = Sag(facts, later)
        assert then.holder(day) is found.aktoer
        for aktoer in (f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER):
            own = sag.organisation(aktoer, sag.i_dag)
            assert then.organisation(aktoer, day) == own
            seen = indsigt.indsigt(facts, later, aktoer, own)
            if found.aktoer is aktoer and own:
                assert seen.ser(Del.FORLOEB)


@THOROUGH
@given(cases())
def test_an_estimate_never_lies_behind(case: Case) -> None:
    sag = Sag(case.facts, case.nu)
    periode = sag.periode(sag.i_dag)
    for found in (
        skoen.overgang(sag, periode),
        skoen.maaneders_ledighed(sag, periode, "intensiveret_indsats_maaneder"),
    ):
        assert found is None or found >= sag.i_dag


@pytest.mark.parametrize("insured", list(f.Forsikring))
def test_an_estimate_at_full_pace_is_three_months(insured: f.Forsikring) -> None:
    course = replace(
        new_in_the_a_kasse(date(2024, 8, 1)), person=f.Person(date(1990, 2, 1), forsikring=insured)
    )
    sag = Sag(course, NOW)

    assert skoen.overgang(sag, sag.periode(sag.i_dag)) == date(2024, 10, 31)
