"""What jobcenter and a-kasse tell each other of a missed meeting: who, what, and when the member is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.policy import facts as f
from portal.policy.underretning import MED_ORD, REGLER, Besked, Resultat, Tilstand, fortael, sig
from tests.policy.courses import at, in_the_a_kasse, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NOW = at("2024-09-02T10:00")
MISSED = f.Samtale(
    noegle=7,
    holder=JOBCENTER,
    start=at("2024-08-30T09:00"),
    form=f.Samtaleform.FREMMOEDE,
    oprindelse=f.Oprindelse.SELVBOOKET,
    status=f.SamtaleStatus.UDEBLEVET,
)


def told(facts: f.Facts, *, staar: bool, **changed: object) -> Besked | None:
    samtale = replace(MISSED, **changed)  # type: ignore[arg-type]
    return fortael(replace(facts, samtaler=(samtale,)), NOW, 7, staar=staar)


def test_the_a_kasse_is_told_once_and_what_comes_after_corrects_it_or_takes_it_back() -> None:
    course = with_the_jobcenter()

    assert told(course, staar=False) is Besked.UNDERRETNING
    assert told(course, staar=True) is Besked.RETTELSE
    assert told(course, staar=True, status=f.SamtaleStatus.AFHOLDT) is Besked.TILBAGEKALDELSE
    assert told(course, staar=False, status=f.SamtaleStatus.AFHOLDT) is None


def test_nothing_is_told_of_the_a_kasses_own_meeting_or_where_no_dagpenge_are_lost() -> None:
    own = {"holder": A_KASSE, "start": at("2024-08-30T09:00")}

    assert told(in_the_a_kasse(), staar=False, **own) is None
    contanthjaelp = replace(
        with_the_jobcenter(),
        person=replace(with_the_jobcenter().person, maalgruppe=f.Maalgruppe.KONTANTHJAELP),
    )
    assert told(contanthjaelp, staar=False) is None


def test_the_member_is_told_of_the_first_notice_and_of_the_result_alone() -> None:
    assert {besked for besked, regel in REGLER.items() if regel.til_personen} == {
        Besked.UNDERRETNING,
        Besked.RESULTAT,
    }
    assert set(REGLER) == set(Besked)
    for besked, regel in REGLER.items():
        result = Resultat.IRRELEVANT if besked is Besked.RESULTAT else None
        decision = sig(Tilstand(spurgt=True), regel.fra, besked, "Ord", result)
        assert decision.allowed
        assert decision.result["til_personen"] is regel.til_personen
        assert decision.findings[0].citations == regel.citations


@pytest.mark.parametrize("besked", list(Besked))
def test_nobody_says_what_is_the_others_to_say(besked: Besked) -> None:
    other = A_KASSE if REGLER[besked].fra is JOBCENTER else JOBCENTER
    result = Resultat.SANKTION if besked is Besked.RESULTAT else None

    refused = sig(Tilstand(spurgt=True), other, besked, "Ord", result).refusals

    assert [one.code for one in refused] == ["kun_jobcenter" if other is A_KASSE else "kun_a_kasse"]


def test_of_a_notice_that_was_taken_back_nothing_more_is_said() -> None:
    decision = sig(Tilstand(trukket=True), A_KASSE, Besked.RESULTAT, None, Resultat.SANKTION)

    assert [one.code for one in decision.refusals] == ["underretning_trukket"]


def test_a_question_and_its_answer_need_words_and_an_answer_needs_a_question() -> None:
    assert {Besked.SPOERGSMAAL, Besked.OPLYSNING} == MED_ORD
    asked, empty = Tilstand(spurgt=True), " \n"

    assert [one.code for one in sig(Tilstand(), A_KASSE, Besked.SPOERGSMAAL, empty).refusals] == [
        "mangler_begrundelse"
    ]
    assert [one.code for one in sig(asked, JOBCENTER, Besked.OPLYSNING, None).refusals] == [
        "mangler_begrundelse"
    ]
    assert [one.code for one in sig(Tilstand(), JOBCENTER, Besked.OPLYSNING, "Ja").refusals] == [
        "intet_spoergsmaal"
    ]


def test_a_result_stands_only_where_a_result_is_told_and_may_be_corrected() -> None:
    closed = Tilstand(resultat=Resultat.SANKTION)

    assert sig(closed, A_KASSE, Besked.RESULTAT, None, Resultat.UDEN_SANKTION).allowed
    assert [one.relevant for one in Resultat] == [False, True, True]
    with pytest.raises(ValueError, match="resultat"):
        sig(closed, A_KASSE, Besked.RESULTAT, None)
    with pytest.raises(ValueError, match="spoergsmaal"):
        sig(closed, A_KASSE, Besked.SPOERGSMAAL, "Ord", Resultat.SANKTION)
