"""Who registers what, and what a correction changes: the same questions before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings

from portal.policy.aendringer import Svar, forskelle, synlige
from portal.policy.facts import Aktoer, Facts, Maalgruppe, MindreIntensiv, MindreIntensivGrund, Person
from portal.policy.indsigt import indsigt
from portal.policy.oplysninger import SKRIVER, Oplysning, afmelding_senest, imod, ser
from portal.policy.sag import Sag
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.policy.people import Case, cases

NU = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER

ONLY_A_KASSE = {
    Oplysning.FORSIKRING,
    Oplysning.UDDANNELSE,
    Oplysning.FORSOERGERPLIGT,
    Oplysning.A_KASSE,
    Oplysning.INDPLACERING,
    Oplysning.FORBRUG,
    Oplysning.UDMELDT,
    Oplysning.VISITERET,
    Oplysning.A_KASSEFORSOEG,
}
ONLY_JOBCENTER = {
    Oplysning.KOMMUNE,
    Oplysning.LOENTILSKUD,
    Oplysning.YDELSE_FRA,
    Oplysning.HENVENDELSE,
    Oplysning.SYGEFRAVAER_FRA,
}
BY_PHASE = {Oplysning.CV, Oplysning.MINDRE_INTENSIV, Oplysning.OPHOLDSTILLADELSE}


def may(facts: Facts, af: Aktoer) -> set[Oplysning]:
    return {kind for kind in Oplysning if imod(Sag(facts, NU), af, kind) is None}


@pytest.mark.parametrize(
    ("facts", "holder"), [(in_the_a_kasse(), A_KASSE), (with_the_jobcenter(), JOBCENTER)]
)
def test_each_registers_its_own_and_the_responsible_one_what_follows_the_course(
    facts: Facts, holder: Aktoer
) -> None:
    a_kasse, jobcenter = may(facts, A_KASSE), may(facts, JOBCENTER)

    assert a_kasse >= ONLY_A_KASSE | {Oplysning.VEJLEDNING, Oplysning.TILMELDING}
    assert jobcenter >= ONLY_JOBCENTER | {Oplysning.TILMELDING}
    assert not a_kasse & ONLY_JOBCENTER
    assert not jobcenter & (ONLY_A_KASSE | {Oplysning.VEJLEDNING})
    assert may(facts, holder) >= BY_PHASE
    assert not BY_PHASE & may(facts, JOBCENTER if holder is A_KASSE else A_KASSE)


def test_of_others_than_those_on_dagpenge_the_jobcenter_registers_and_guides() -> None:
    facts = Facts(Person(date(1990, 2, 1), Maalgruppe.KONTANTHJAELP), ydelse_fra=date(2024, 8, 1))

    assert {Oplysning.TILMELDING, Oplysning.VEJLEDNING} <= may(facts, JOBCENTER)
    assert not {Oplysning.TILMELDING, Oplysning.VEJLEDNING} & may(facts, A_KASSE)


def test_a_cv_is_registered_by_whoever_was_responsible_on_its_day() -> None:
    sag = Sag(with_the_jobcenter(), NU)

    assert imod(sag, A_KASSE, Oplysning.CV, date(2024, 6, 3)) is None
    refused = imod(sag, A_KASSE, Oplysning.CV, date(2024, 9, 1))
    assert refused is not None
    assert refused.citations == SKRIVER[Oplysning.CV].citations


def test_an_afmelding_is_registered_thirty_days_ahead_and_sixty_under_mindre_intensiv_indsats() -> None:
    job = MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 1))

    assert afmelding_senest(Sag(in_the_a_kasse(), NU)) == date(2024, 10, 2)
    assert afmelding_senest(Sag(replace(in_the_a_kasse(), mindre_intensiv=(job,)), NU)) == date(2024, 11, 1)


def test_what_an_organisation_registers_it_sees_and_nothing_of_somebody_elses_person() -> None:
    for facts in (in_the_a_kasse(), with_the_jobcenter()):
        for af, code in ((A_KASSE, "AK1"), (JOBCENTER, "0101")):
            own, strange = indsigt(facts, NU, af, code), indsigt(facts, NU, af, "XX")
            assert {kind for kind in Oplysning if ser(own, kind)} >= may(facts, af)
            assert not [kind for kind in Oplysning if ser(strange, kind)]


def test_hours_that_reach_the_limit_change_who_is_responsible_and_what_is_required() -> None:
    after = with_the_jobcenter()
    before = replace(after, forbrug=())

    found = {one.svar: one for one in forskelle(before, after, NU)}

    assert found[Svar.ANSVARLIG].efter == {"aktoer": "jobcenter"}
    assert found[Svar.SLUTDATO].foer == {"dag": None}
    assert {one.om for one in forskelle(before, after, NU) if one.svar is Svar.KRAV} >= {
        "a_kasse_samtaler",
        "jobcenter_samtaler",
    }


def test_who_does_not_see_the_course_is_told_who_holds_it_and_no_more() -> None:
    after = with_the_jobcenter()
    before = replace(after, forbrug=())
    found = forskelle(before, after, NU)
    whole, rest = indsigt(before, NU, A_KASSE, "AK1"), indsigt(before, NU, JOBCENTER, "0101")

    assert synlige(found, whole) == found
    assert {one.svar for one in synlige(found, rest)} == {Svar.ANSVARLIG, Svar.SLUTDATO}


@settings(max_examples=60, deadline=None)
@given(cases())
def test_without_a_change_no_answer_changes_and_of_somebody_new_each_is_told(case: Case) -> None:
    assert forskelle(case.facts, case.facts, case.nu) == ()
    told = forskelle(None, case.facts, case.nu)
    assert all(one.foer is None and one.efter is not None for one in told)
    assert {Svar.ANSVARLIG, Svar.SLUTDATO, Svar.BOOKING} <= {one.svar for one in told}
