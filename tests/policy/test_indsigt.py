"""What an organisation sees of a person: the table, and that it is read as the law has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from portal.policy import facts as f
from portal.policy.indsigt import DELE, Del, Naar, indsigt
from portal.policy.kontaktforloeb import holder_on
from portal.policy.min_plan import Felt, ret_plan
from tests.policy.courses import at, day, in_the_a_kasse, with_the_jobcenter
from tests.policy.people import Case, cases

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NOW = at("2024-09-02T10:00")
EVERYTHING = set(Del)
OUTSIDE = {Del.RAADIGHEDSSAMTALER, Del.TRE_MAANEDER}
"""What is the a-kasse's alone, whoever holds the kontaktforløb."""

A_KASSE_ALWAYS = {
    Del.STAMDATA,
    Del.KRAV_TIL_JOBSOEGNING,
    Del.RAADIGHEDSSAMTALER,
    Del.FAELLES_SAMTALER,
    Del.EGNE_PLANLAGTE,
    Del.EGNE_BESLUTNINGER,
    Del.SAGER,
    Del.UNDERRETNINGER,
    Del.INDSTILLINGER,
    Del.TRE_MAANEDER,
}
JOBCENTER_ALWAYS = {
    Del.STAMDATA,
    Del.TILBUD,
    Del.UNDERSTOETTENDE_INDSATSER,
    Del.OEVRIGE_INDSATSER,
    Del.UDDANNELSESMAAL,
    Del.EGNE_PLANLAGTE,
    Del.EGNE_BESLUTNINGER,
    Del.SAGER,
    Del.UNDERRETNINGER,
    Del.INDSTILLINGER,
}


def sees(facts: f.Facts, aktoer: f.Aktoer, code: str) -> set[Del]:
    return set(indsigt(facts, NOW, aktoer, code).dele)


def test_every_part_is_in_the_table_with_the_paragraph_it_rests_on() -> None:
    assert set(DELE) == EVERYTHING
    assert all(adgang.citations for adgang in DELE.values())


def test_every_part_of_the_plan_is_a_part_one_sees() -> None:
    assert {felt.value for felt in Felt} <= {part.value for part in Del}


def test_in_the_first_three_months_the_a_kasse_sees_the_course_and_the_jobcenter_its_own_parts() -> None:
    assert sees(in_the_a_kasse(), A_KASSE, "AK1") == EVERYTHING
    assert sees(in_the_a_kasse(), JOBCENTER, "0101") == JOBCENTER_ALWAYS


def test_after_the_handover_the_jobcenter_sees_the_course_and_the_a_kasse_its_own_parts() -> None:
    assert sees(with_the_jobcenter(), JOBCENTER, "0101") == EVERYTHING - OUTSIDE
    assert sees(with_the_jobcenter(), A_KASSE, "AK1") == A_KASSE_ALWAYS


def test_somebody_elses_person_is_not_seen_at_all() -> None:
    for facts in (in_the_a_kasse(), with_the_jobcenter()):
        for aktoer, code in ((A_KASSE, "AK2"), (JOBCENTER, "0147"), (A_KASSE, ""), (A_KASSE, "0101")):
            answer = indsigt(facts, NOW, aktoer, code)
            assert not answer.egen
            assert not answer.dele
            assert answer.finding.citations


@pytest.mark.parametrize(
    ("dato", "old", "new"),
    [("2024-09-02", set(), EVERYTHING), ("2024-09-03", EVERYTHING, set())],
    ids=["the day has come", "tomorrow"],
)
def test_a_change_of_a_kasse_opens_and_closes_on_its_day(dato: str, old: set[Del], new: set[Del]) -> None:
    facts = in_the_a_kasse(skift=(f.Skift(day(dato), a_kasse="AK2"),))

    assert sees(facts, A_KASSE, "AK1") == old
    assert sees(facts, A_KASSE, "AK2") == new


def test_a_change_of_kommune_closes_for_the_old_jobcenter() -> None:
    facts = with_the_jobcenter(skift=(f.Skift(day("2024-08-20"), kommune="0147"),))

    assert sees(facts, JOBCENTER, "0101") == set()
    assert sees(facts, JOBCENTER, "0147") == EVERYTHING - OUTSIDE


def test_while_nobody_holds_the_course_each_sees_its_own_parts_only() -> None:
    facts = in_the_a_kasse(
        tilmeldinger=(f.Tilmelding(day("2024-08-05"), day("2024-08-30"), f.AfmeldingAarsag.SYGDOM),)
    )

    assert sees(facts, A_KASSE, "AK1") == A_KASSE_ALWAYS
    assert sees(facts, JOBCENTER, "0101") == JOBCENTER_ALWAYS


def test_an_a_kasse_sees_nothing_of_somebody_whose_insurance_has_ended() -> None:
    assert sees(in_the_a_kasse(udmeldt=day("2024-09-02")), A_KASSE, "AK1") == EVERYTHING
    assert sees(in_the_a_kasse(udmeldt=day("2024-09-01")), A_KASSE, "AK1") == set()


def shown(facts: f.Facts, aktoer: f.Aktoer, code: str, **of_the_meeting: bool) -> set[f.SamtaleArt]:
    asked = {"holder_selv": False, "deltager_selv": False, "kommende": True} | of_the_meeting
    answer = indsigt(facts, NOW, aktoer, code)
    return {art for art in f.SamtaleArt if answer.ser_samtale(art, **asked)}


def test_whoever_holds_the_course_sees_its_meetings_whoever_held_them() -> None:
    ordinary = set(f.SamtaleArt) - {f.SamtaleArt.RAADIGHEDSSAMTALE}

    assert shown(in_the_a_kasse(), A_KASSE, "AK1", kommende=False) == ordinary
    assert shown(with_the_jobcenter(), JOBCENTER, "0101", kommende=False) == ordinary


def test_an_a_kasse_sees_its_own_raadighedssamtaler_always_and_the_jobcenter_never() -> None:
    raadighed = {f.SamtaleArt.RAADIGHEDSSAMTALE}

    assert raadighed <= shown(with_the_jobcenter(), A_KASSE, "AK1", holder_selv=True, kommende=False)
    assert not raadighed & shown(with_the_jobcenter(), A_KASSE, "AK1", kommende=False)
    assert not raadighed & shown(with_the_jobcenter(), JOBCENTER, "0101", holder_selv=True)


def test_after_the_handover_the_a_kasse_sees_the_joint_meetings_it_attends_and_no_others() -> None:
    facts = with_the_jobcenter()

    assert f.SamtaleArt.FAELLESSAMTALE in shown(facts, A_KASSE, "AK1", deltager_selv=True)
    assert f.SamtaleArt.JOBSAMTALE in shown(facts, A_KASSE, "AK1", deltager_selv=True)
    assert shown(facts, A_KASSE, "AK1") == set()


def test_a_meeting_the_organisation_is_still_to_hold_itself_is_seen_and_one_that_is_over_is_not() -> None:
    facts = with_the_jobcenter()

    assert f.SamtaleArt.JOBSAMTALE in shown(facts, A_KASSE, "AK1", holder_selv=True)
    assert f.SamtaleArt.JOBSAMTALE not in shown(facts, A_KASSE, "AK1", holder_selv=True, kommende=False)


def test_an_unknown_part_is_an_error_and_not_a_no() -> None:
    with pytest.raises(ValueError, match="noget"):
        indsigt(in_the_a_kasse(), NOW, A_KASSE, "AK1").ser("noget")


THOROUGH = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(cases())
def test_whoever_may_write_a_part_of_the_plan_of_its_own_person_sees_it(case: Case) -> None:
    for aktoer in (A_KASSE, JOBCENTER):
        for code in ("AK1", "AK2", "0101", "0147"):
            answer = indsigt(case.facts, case.nu, aktoer, code)
            for felt in Felt:
                if answer.egen and ret_plan(case.facts, case.nu, aktoer, felt).allowed:
                    assert answer.ser(felt.value), (aktoer, felt)


@THOROUGH
@given(cases())
def test_an_organisation_sees_exactly_what_the_table_says_of_whoever_holds_the_course(case: Case) -> None:
    holder = holder_on(case.facts, case.nu, case.i_dag)
    for aktoer in (A_KASSE, JOBCENTER):
        for code in ("AK1", "AK2", "0101", "0147"):
            answer = indsigt(case.facts, case.nu, aktoer, code)
            open_now = {Naar.ALTID, Naar.ANSVARLIG} if holder is aktoer else {Naar.ALTID}
            wanted = {part for part, adgang in DELE.items() if adgang.naar(aktoer) in open_now}
            assert set(answer.dele) == (wanted if answer.egen else set())


@THOROUGH
@given(cases())
def test_no_two_a_kasser_and_no_two_kommuner_see_the_same_person(case: Case) -> None:
    facts = replace(case.facts, udmeldt=None)

    assert sum(indsigt(facts, case.nu, A_KASSE, code).egen for code in ("AK1", "AK2")) == 1
    assert sum(indsigt(facts, case.nu, JOBCENTER, code).egen for code in ("0101", "0147")) == 1
