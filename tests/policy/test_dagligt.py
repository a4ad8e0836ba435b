"""What happens of itself is found on its day, later days find the same, and nothing is found twice or too
soon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings

from portal.policy import facts as f
from portal.policy.afmelding import afmeld_nu
from portal.policy.dagligt import Haendelse, Haendelsesart, haendelser
from portal.policy.kalender import days_after, month_ends
from portal.policy.sag import Sag
from tests.actions.courses import AUGUST, in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.policy.people import Case, cases

A = Haendelsesart
A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
LONG_AGO = date(2020, 1, 1)
THOROUGH = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

HANDED_OVER = with_the_jobcenter()
"""The a-kasse's last day is 31 July 2024."""


def on(day: date, facts: f.Facts, fra: date = LONG_AGO) -> list[Haendelse]:
    return list(haendelser(facts, datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC), fra))


def arts(day: date, facts: f.Facts, fra: date = LONG_AGO) -> list[Haendelsesart]:
    return [one.art for one in on(day, facts, fra)]


def only(day: date, facts: f.Facts, art: Haendelsesart) -> tuple[date, Mapping[str, Any]]:
    (found,) = [one for one in on(day, facts) if one.art is art]
    assert found.citations
    return found.dag, found.oplysninger


def meeting(day: date, noegle: int = 7, **more: Any) -> f.Samtale:
    values: dict[str, Any] = {
        "noegle": noegle,
        "holder": A_KASSE,
        "start": datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC),
        "form": f.Samtaleform.TELEFON,
        "oprindelse": f.Oprindelse.SELVBOOKET,
        "status": f.SamtaleStatus.PLANLAGT,
    }
    return f.Samtale(**values | more)


def with_meeting(facts: f.Facts, *meetings: f.Samtale) -> f.Facts:
    return replace(facts, samtaler=(*facts.samtaler, *meetings))


def months(facts: f.Facts, count: int, hours: str = "160.33") -> f.Facts:
    """So many whole months of dagpenge from the month of registration on, registered at their end."""
    first, found = facts.indplaceringer[0].dato.replace(day=1), []
    for _n in range(count):
        found.append(f.Timer(first, Decimal(hours), month_ends(first)))
        first = days_after(month_ends(first), 1)
    return replace(facts, forbrug=tuple(found))


def test_the_handover_is_told_on_the_day_after_the_a_kasses_last_day_and_not_before() -> None:
    assert A.OVERGANG not in arts(date(2024, 7, 31), HANDED_OVER)
    for late in (0, 1, 40):
        day = date(2024, 8, 1) + timedelta(days=late)
        dag, told = only(day, HANDED_OVER, A.OVERGANG)
        assert (dag, told["slutdato"]) == (date(2024, 8, 1), "2024-07-31")


def test_who_is_off_the_register_at_the_handover_hears_of_it_when_they_are_back() -> None:
    off = f.Tilmelding(date(2024, 5, 6), date(2024, 7, 20), f.AfmeldingAarsag.ARBEJDE)
    away = replace(HANDED_OVER, tilmeldinger=(off,))
    back = replace(away, tilmeldinger=(off, f.Tilmelding(date(2024, 8, 12))))
    sick = replace(away, tilmeldinger=(replace(off, aarsag=f.AfmeldingAarsag.SYGDOM),))

    assert A.OVERGANG not in arts(date(2024, 8, 2), away)
    assert only(date(2024, 8, 12), back, A.OVERGANG)[0] == date(2024, 8, 12)
    assert only(date(2024, 8, 2), sick, A.OVERGANG)[0] == date(2024, 8, 1)


def test_who_is_under_the_earlier_rules_or_has_left_the_a_kasse_is_not_handed_over() -> None:
    early = months(in_the_a_kasse(date(2023, 11, 6)), 4)
    left = replace(in_the_a_kasse(), udmeldt=date(2024, 8, 20))

    assert A.OVERGANG not in arts(date(2024, 9, 2), early)
    assert A.OVERGANG not in arts(date(2024, 9, 2), left)


def test_the_a_kasses_later_meetings_fall_away_once_its_last_day_has_passed_and_no_others() -> None:
    def falls(day: date, facts: f.Facts = HANDED_OVER, **more: Any) -> list[int | None]:
        found = on(day, with_meeting(facts, meeting(date(2024, 8, 9), **more)))
        return [one.samtale for one in found if one.art is A.SAMTALE_BORTFALDET]

    first, before = date(2024, 8, 1), date(2024, 7, 31)
    assert falls(first) == [7]
    assert falls(first, art=f.SamtaleArt.KONTROLSAMTALE) == [7]
    assert falls(before) == []
    assert falls(first, in_the_a_kasse(date(2024, 5, 6))) == []
    assert falls(first, art=f.SamtaleArt.RAADIGHEDSSAMTALE) == []
    assert falls(first, holder=JOBCENTER) == []
    assert falls(first, status=f.SamtaleStatus.AFLYST) == []
    assert falls(date(2024, 8, 10)) == []  # it has been
    on_the_last_day = with_meeting(HANDED_OVER, meeting(before))
    assert A.SAMTALE_BORTFALDET not in arts(first, on_the_last_day)


def test_the_jobcenters_meetings_fall_away_in_a_new_period_and_not_in_one_that_goes_on() -> None:
    """Else the a-kasse could not call to the first meeting of the new course."""
    theirs = meeting(date(2024, 9, 9), holder=JOBCENTER)

    def falls(day: date, *placed: f.Indplacering, of: f.Samtale = theirs) -> list[int | None]:
        facts = replace(HANDED_OVER, indplaceringer=(*HANDED_OVER.indplaceringer, *placed))
        found = on(day, with_meeting(facts, of))
        return [one.samtale for one in found if one.art is A.SAMTALE_BORTFALDET]

    begun = date(2024, 9, 2)
    assert falls(begun, f.Indplacering(begun)) == [7]
    assert falls(date(2024, 9, 1), f.Indplacering(begun)) == []
    assert falls(begun, f.Indplacering(begun, loebende=True)) == []
    assert falls(begun) == []
    assert falls(begun, f.Indplacering(begun), of=meeting(date(2024, 9, 9))) == []
    first = replace(in_the_a_kasse(), samtaler=(theirs,))
    assert A.SAMTALE_BORTFALDET not in arts(begun, first)


def test_who_leaves_the_a_kasse_has_no_more_meetings_with_it() -> None:
    left = replace(with_meeting(in_the_a_kasse(), meeting(date(2024, 9, 9))), udmeldt=date(2024, 8, 20))

    assert A.SAMTALE_BORTFALDET in arts(date(2024, 8, 21), left)


def test_an_a_kasses_decisions_lapse_at_the_handover_and_an_exemption_does_not() -> None:
    taken = tuple(
        f.Beslutning(art, A_KASSE, date(2024, 7, 1), samtale=7 if art is f.BeslutningArt.FREMMOEDE else None)
        for art in f.BeslutningArt
    )
    facts = with_meeting(replace(HANDED_OVER, beslutninger=taken), meeting(date(2024, 8, 9)))
    lapsed = [one for one in on(date(2024, 8, 1), facts) if one.art is A.BESLUTNING_BORTFALDET]

    assert {one.oplysninger["beslutning"] for one in lapsed} == {"fratagelse", "fremmoede", "fastholdt_pligt"}
    assert {one.dag for one in lapsed} == {date(2024, 8, 1)}
    assert A.BESLUTNING_BORTFALDET not in arts(date(2024, 7, 31), facts)
    held = with_meeting(
        replace(HANDED_OVER, beslutninger=taken),
        meeting(date(2024, 7, 9), status=f.SamtaleStatus.AFHOLDT),
    )
    assert len([one for one in on(date(2024, 8, 1), held) if one.art is A.BESLUTNING_BORTFALDET]) == 2


def test_a_decision_that_was_lifted_does_not_lapse_and_one_of_another_part_has_from_the_first() -> None:
    def lapses(**more: Any) -> bool:
        values = {"art": f.BeslutningArt.FRATAGELSE, "af": A_KASSE, "dato": date(2024, 7, 1)} | more
        facts = replace(HANDED_OVER, beslutninger=(f.Beslutning(**values),))
        return A.BESLUTNING_BORTFALDET in arts(date(2024, 8, 2), facts)

    assert lapses()
    assert lapses(ophaevet=date(2024, 8, 2))
    assert not lapses(ophaevet=date(2024, 8, 1))
    assert lapses(af=JOBCENTER)
    assert not lapses(dato=date(2024, 8, 20))
    assert not lapses(af=JOBCENTER, dato=date(2024, 8, 1))


def test_a_decision_lapses_at_a_change_of_a_kasse() -> None:
    facts = replace(
        in_the_a_kasse(),
        beslutninger=(f.Beslutning(f.BeslutningArt.FRATAGELSE, A_KASSE, date(2024, 8, 20)),),
        skift=(f.Skift(date(2024, 8, 26), a_kasse="AK2"), f.Skift(date(2024, 9, 1), kommune="0751")),
    )

    assert arts(date(2024, 9, 2), facts) == [A.BESLUTNING_BORTFALDET, A.SKIFT_A_KASSE, A.SKIFT_KOMMUNE]
    assert arts(date(2024, 8, 26), facts) == [A.BESLUTNING_BORTFALDET, A.SKIFT_A_KASSE]
    assert arts(date(2024, 8, 25), facts) == []


def test_a_decision_lapses_in_a_new_period_although_the_same_a_kasse_has_it() -> None:
    facts = replace(
        in_the_a_kasse(),
        beslutninger=(f.Beslutning(f.BeslutningArt.FRATAGELSE, A_KASSE, date(2024, 8, 20)),),
        indplaceringer=(*in_the_a_kasse().indplaceringer, f.Indplacering(date(2024, 9, 1))),
    )

    assert arts(date(2024, 9, 1), facts) == [A.BESLUTNING_BORTFALDET]
    assert arts(date(2024, 8, 31), facts) == []


FRIST = f.Frist(A_KASSE, date(2024, 8, 20), date(2024, 8, 30), vejledt=True)
DUE = replace(in_the_a_kasse(), frister=(FRIST,))


def test_a_deadline_that_ran_out_unmet_is_told_and_nobody_is_struck_off_by_it() -> None:
    assert arts(date(2024, 8, 30), DUE) == []
    dag, told = only(date(2024, 9, 2), DUE, A.FRIST_UDLOEBET)
    assert (dag, told) == (
        date(2024, 8, 31),
        {"frist": "2024-08-30", "udstedt": "2024-08-20", "holder": "a_kasse"},
    )
    assert DUE.tilmeldinger[0].til is None


def test_the_jobcenters_deadline_rests_on_its_own_paragraph() -> None:
    frist = replace(FRIST, af=JOBCENTER)
    (found,) = on(date(2024, 9, 2), replace(HANDED_OVER, frister=(frist,)), date(2024, 8, 20))

    assert [str(citation) for citation in found.citations] == ["BAB § 44, stk. 1", "BAB § 27, stk. 2"]


def test_of_a_deadline_that_was_met_or_of_one_before_the_latest_nothing_is_told() -> None:
    met = with_meeting(DUE, meeting(date(2024, 9, 4), booket=datetime(2024, 8, 22, tzinfo=UTC)))
    newer = replace(DUE, frister=(FRIST, replace(FRIST, udstedt=date(2024, 8, 29), frist=date(2024, 9, 9))))

    assert arts(date(2024, 9, 2), met) == []
    assert arts(date(2024, 9, 2), newer) == []


def test_a_deadline_without_free_times_has_no_consequence_and_the_reason_is_told() -> None:
    without = replace(DUE, frister=(replace(FRIST, tider_fandtes=False),))
    dag, told = only(date(2024, 9, 2), without, A.FRIST_UDEN_FOELGE)

    assert (dag, told["grunde"]) == (date(2024, 8, 31), ["ingen_tider"])


def test_a_deadline_after_the_a_kasses_last_day_has_lapsed_and_is_told_once_that_is_known() -> None:
    frist = f.Frist(A_KASSE, date(2024, 7, 24), date(2024, 8, 5), vejledt=True)
    facts = replace(HANDED_OVER, frister=(frist,))

    assert A.FRIST_BORTFALDET not in arts(date(2024, 7, 30), facts)
    for day in (date(2024, 7, 31), date(2024, 8, 3), date(2024, 8, 20)):
        dag, _told = only(day, facts, A.FRIST_BORTFALDET)
        assert dag == min(day, date(2024, 8, 5))
    assert A.FRIST_UDLOEBET not in arts(date(2024, 8, 20), facts)


def test_a_deadline_of_the_former_a_kasse_has_lapsed_unless_it_ran_out_before_the_change() -> None:
    in_time = replace(DUE, skift=(f.Skift(date(2024, 8, 26), a_kasse="AK2"),))
    after = replace(DUE, skift=(f.Skift(date(2024, 9, 1), a_kasse="AK2"),))

    assert A.FRIST_BORTFALDET in arts(date(2024, 8, 26), in_time)
    assert arts(date(2024, 9, 2), after) == [A.FRIST_UDEN_FOELGE, A.SKIFT_A_KASSE]


def test_a_deadline_that_ran_out_off_the_register_asks_for_a_booking_on_the_way_back() -> None:
    off = f.Tilmelding(AUGUST, date(2024, 8, 26), f.AfmeldingAarsag.ARBEJDE)
    away = replace(DUE, tilmeldinger=(off,))
    back = replace(DUE, tilmeldinger=(off, f.Tilmelding(date(2024, 9, 1))))

    assert arts(date(2024, 8, 29), away) == []
    assert only(date(2024, 9, 2), away, A.FRIST_UNDER_AFMELDING)[0] == date(2024, 8, 31)
    assert arts(date(2024, 9, 2), back) == []
    assert arts(date(2024, 12, 2), away) == []


def test_whoever_was_struck_off_already_is_not_told_that_the_deadline_ran_out() -> None:
    struck = f.Tilmelding(AUGUST, date(2024, 8, 30), f.AfmeldingAarsag.MANGLENDE_BOOKING)
    off = replace(DUE, tilmeldinger=(struck,))
    back = replace(DUE, tilmeldinger=(struck, f.Tilmelding(date(2024, 9, 1))))

    assert arts(date(2024, 9, 2), off) == []
    assert arts(date(2024, 9, 2), back) == []
    assert [one.code for one in _afmeld(back, A_KASSE).refusals] == ["ikke_omfattet"]
    assert [one.code for one in _afmeld(off, A_KASSE).refusals] == ["ikke_omfattet"]


def _afmeld(facts: f.Facts, af: f.Aktoer) -> Any:
    return afmeld_nu(facts, datetime(2024, 9, 2, 8, 0, tzinfo=UTC), af)


def test_only_whoever_set_the_deadline_strikes_off_and_nobody_without_one() -> None:
    assert _afmeld(DUE, A_KASSE).result == {"virkning_fra": "2024-09-02"}
    assert [one.code for one in _afmeld(DUE, JOBCENTER).refusals] == ["kun_ansvarlig_aktoer"]
    assert [one.code for one in _afmeld(in_the_a_kasse(), A_KASSE).refusals] == ["foer_udloeb"]


def test_nobody_without_dagpenge_is_struck_off_for_not_booking() -> None:
    frist = replace(FRIST, af=JOBCENTER)
    person = replace(DUE.person, maalgruppe=f.Maalgruppe.KONTANTHJAELP)
    held = replace(DUE.samtaler[0], holder=JOBCENTER)
    other = replace(DUE, person=person, ydelse_fra=AUGUST, frister=(frist,), samtaler=(held,))

    assert [one.code for one in _afmeld(other, JOBCENTER).refusals] == ["ikke_omfattet"]


def test_three_months_after_being_struck_off_registering_again_takes_no_booking() -> None:
    struck = f.Tilmelding(AUGUST, date(2024, 8, 30), f.AfmeldingAarsag.MANGLENDE_BOOKING)
    off = replace(in_the_a_kasse(), tilmeldinger=(struck,))

    assert arts(date(2024, 11, 29), off) == []
    assert only(date(2024, 11, 30), off, A.GENTILMELDING_UDEN_BOOKING)[0] == date(2024, 11, 30)


def test_after_a_fortnight_of_sickness_dagpenge_end() -> None:
    ill = f.Tilmelding(AUGUST, date(2024, 8, 15), f.AfmeldingAarsag.SYGDOM)
    sick = replace(in_the_a_kasse(), tilmeldinger=(ill,))
    other = replace(sick, person=replace(sick.person, maalgruppe=f.Maalgruppe.KONTANTHJAELP))
    well = replace(sick, tilmeldinger=(ill, f.Tilmelding(date(2024, 8, 25))))

    assert arts(date(2024, 8, 29), sick) == []  # the fourteenth day
    assert only(date(2024, 8, 30), sick, A.SYG_FJORTEN_DAGE)[0] == date(2024, 8, 30)
    assert A.SYG_FJORTEN_DAGE not in arts(date(2024, 9, 2), other)
    assert A.SYG_FJORTEN_DAGE not in arts(date(2024, 9, 2), well)


def test_six_months_are_told_on_their_day_and_sixteen_beforehand_and_when_reached() -> None:
    long_since = in_the_a_kasse(date(2024, 1, 1))
    six, fourteen, sixteen = (months(long_since, count) for count in (6, 14, 16))

    assert A.SEKS_MAANEDER not in arts(date(2024, 6, 29), six)
    assert only(date(2024, 6, 30), six, A.SEKS_MAANEDER)[0] == date(2024, 6, 30)
    assert A.SEKSTEN_MAANEDER_FORUDE not in arts(date(2024, 6, 30), six)
    _dag, told = only(date(2025, 3, 15), fourteen, A.SEKSTEN_MAANEDER_FORUDE)
    assert told == {"dag": "2025-04-30"}
    assert only(date(2025, 5, 2), sixteen, A.SEKSTEN_MAANEDER)[0] == date(2025, 4, 30)
    assert A.SEKSTEN_MAANEDER_FORUDE not in arts(date(2025, 5, 2), sixteen)


def test_sixteen_months_are_not_told_once_the_faellessamtale_is_planned_or_no_pace_is_known() -> None:
    fourteen = months(in_the_a_kasse(date(2024, 1, 1)), 14)
    joint = meeting(date(2025, 4, 1), art=f.SamtaleArt.FAELLESSAMTALE, holder=JOBCENTER)
    nothing = tuple(replace(t, timer=Decimal(1)) for t in fourteen.forbrug[1:])
    standing = replace(fourteen, forbrug=(replace(fourteen.forbrug[0], timer=Decimal(1100)), *nothing))
    paced = replace(standing, forbrug=(standing.forbrug[0], *(replace(t, timer=Decimal(0)) for t in nothing)))

    assert arts(date(2025, 3, 15), with_meeting(fourteen, joint))[-1] is A.SEKS_MAANEDER
    assert A.SEKSTEN_MAANEDER_FORUDE not in arts(date(2025, 3, 15), paced)


def test_who_is_not_on_dagpenge_or_off_the_register_hears_of_no_months() -> None:
    six = months(in_the_a_kasse(date(2024, 1, 1)), 6)
    other = replace(
        six,
        person=replace(six.person, maalgruppe=f.Maalgruppe.KONTANTHJAELP),
        ydelse_fra=date(2023, 1, 1),
    )
    off = replace(six, tilmeldinger=(f.Tilmelding(date(2024, 1, 1), date(2024, 6, 10)),))

    assert A.SEKS_MAANEDER not in arts(date(2024, 7, 2), other)
    assert A.SEKS_MAANEDER not in arts(date(2024, 7, 2), off)


def test_the_end_of_a_ground_of_section_106_is_told_once_nothing_else_frees() -> None:
    course = f.MindreIntensiv(
        f.MindreIntensivGrund.JOBRETTET_UDDANNELSE, True, fra=date(2024, 8, 12), til=date(2024, 8, 23)
    )
    job = f.MindreIntensiv(f.MindreIntensivGrund.JOB, True, starter=date(2024, 8, 30))
    endless = f.MindreIntensiv(f.MindreIntensivGrund.HJEMSENDELSE, False, fra=date(2024, 8, 12))
    one = replace(in_the_a_kasse(), mindre_intensiv=(course, endless))
    both = replace(in_the_a_kasse(), mindre_intensiv=(course, job, replace(job, dokumenteret=False)))
    off = replace(both, tilmeldinger=(f.Tilmelding(AUGUST, date(2024, 8, 29)),))

    assert arts(date(2024, 8, 23), one) == []
    assert only(date(2024, 8, 24), one, A.MINDRE_INTENSIV_SLUT)[0] == date(2024, 8, 24)
    assert arts(date(2024, 8, 24), both) == []
    assert A.MINDRE_INTENSIV_SLUT in arts(date(2024, 8, 30), both)
    assert arts(date(2024, 8, 30), off) == []


def test_the_end_of_an_exemption_is_told_on_its_day() -> None:
    until = f.Beslutning(f.BeslutningArt.FRITAGELSE, A_KASSE, date(2024, 8, 12), ophaevet=date(2024, 8, 26))
    facts = replace(in_the_a_kasse(), beslutninger=(until, replace(until, ophaevet=None)))

    assert arts(date(2024, 8, 25), facts) == []
    assert only(date(2024, 8, 26), facts, A.FRITAGELSE_SLUT)[0] == date(2024, 8, 26)


def test_nothing_is_told_of_a_day_before_the_first_one_looked_at() -> None:
    assert arts(date(2024, 9, 2), HANDED_OVER, date(2024, 8, 2)) == []
    assert arts(date(2024, 8, 2), new_in_the_a_kasse(date(2024, 8, 1))) == []


@THOROUGH
@given(cases())
def test_whoever_asks_later_finds_the_same_or_what_was_no_longer_so(case: Case) -> None:
    """On whatever day it is asked: each has a day up to then, its own key, and paragraphs, in order."""
    found = haendelser(case.facts, case.nu, LONG_AGO)
    sag = Sag(case.facts, case.nu)

    assert [one.dag for one in found] == sorted(one.dag for one in found)
    assert all(one.dag <= case.i_dag and one.citations for one in found)
    assert len({(one.art, one.noegle) for one in found}) == len(found)
    for one in found:
        if one.samtale is not None:
            moede = sag.moede(one.samtale)
            assert sag.part(moede.dag) is not moede.samtale.holder
