"""A complaint upheld in part: what the person gets, to which day, and what is passed on or taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from portal.actions.answer_request import AnswerRequest, answer_request
from portal.actions.ask_for import AskFor, Wish, ask_for
from portal.actions.letter_arrived import letter_arrived
from portal.actions.lift_exemption import ExemptionLifted, LiftExemption, lift_exemption
from portal.actions.lift_fratagelse import Lifted, LiftFratagelse, lift_fratagelse
from portal.actions.sager.complain import Complain, complain
from portal.actions.sager.own_case import Done, NotDone
from portal.actions.sager.pass_on_complaint import PassOnComplaint, pass_on_complaint
from portal.actions.sager.reconsider import Reconsider, reconsider
from portal.actions.sager.register_outcome import RegisterOutcome, register_outcome
from portal.actions.sager.register_withdrawal import RegisterWithdrawal, register_withdrawal
from portal.actions.sager.step import NotTaken, Taken
from portal.actions.sager.withdraw_complaint import WithdrawComplaint, withdraw_complaint
from portal.actions.sagsskridt import OutOfTurn, kept
from portal.actions.uphold_duty import Upheld, UpholdDuty, uphold_duty
from portal.policy import facts as f
from portal.policy.afgoerelse import naeste
from portal.policy.anmodning import OenskeArt
from portal.policy.beslutninger import bindende
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Hoering, Undtagelse
from portal.policy.fritagelse import Fritagelsesgrund, Ophoer
from portal.policy.sag import Sag as Course
from portal.policy.sagsgang import Genvurdering, Trin, Udfald, Venter
from portal.store import beslutninger, facts, letters
from portal.store.afgoerelser import NewSkridt, Sag
from tests.actions import cases
from tests.actions.cases import case_of, of, revoke, someone, steps
from tests.actions.courses import with_the_jobcenter
from tests.actions.test_revoke_selvbooking import may_book, public_id
from tests.store.town import NOW, Town

COMPLAINED = NOW + timedelta(days=10)
LAST = COMPLAINED.date() + timedelta(days=20)
"""The last day to which the complaint is upheld in part."""

BEFORE, AFTER = COMPLAINED + timedelta(days=20), COMPLAINED + timedelta(days=21)
AGAIN = date(2024, 10, 10)
"""The last day to complain of the decision as it is then."""

JOB = f.MindreIntensiv(f.MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 10))
BY_LAW = Hoering(undtaget=Undtagelse.FVL_20)


def of_revoking(town: Town) -> int:
    person = someone(town)
    revoke(town, person, hoering=BY_LAW, undtaget_fordi="Aftalt.")
    return person


def of_upholding(town: Town) -> int:
    person = town.person(replace(with_the_jobcenter(), mindre_intensiv=(JOB,)))
    grund = Fastholdelsesgrund.MISBRUG
    command = UpholdDuty(
        town.jobcenter_worker, public_id(town, person), grund, "Fordi", BY_LAW, undtaget_fordi="Aftalt."
    )
    assert isinstance(uphold_duty(command, town.database, NOW), Upheld)
    return person


def wishing(town: Town, person: int, **answer: Any) -> None:
    wish: Any = ask_for(AskFor(person, Wish(OenskeArt.FRITAGELSE, grund="sprog")), town.database, NOW)
    who = public_id(town, person)
    answer_request(AnswerRequest(town.jobcenter_worker, who, wish.oenske, **answer), town.database, NOW)


def of_refusing(town: Town) -> int:
    person = town.person(with_the_jobcenter())
    wishing(town, person, ja=False, begrundelse="Du klarer det.")
    return person


def of_lifting(town: Town) -> int:
    person = town.person(with_the_jobcenter())
    wishing(town, person, ja=True)
    gone = LiftExemption(
        town.jobcenter_worker, public_id(town, person), Ophoer.GRUND_BORTFALDET, "Du booker selv nu."
    )
    assert isinstance(lift_exemption(gone, town.database, NOW), ExemptionLifted)
    return person


def partly(town: Town, person: int, til: date = LAST, **changed: Any) -> Taken | NotTaken:
    """Complained of, and upheld in part."""
    cases.complain(town, person, COMPLAINED)
    words = "Du har ret i, at det var for længe."
    command = Reconsider(of(town, person), Genvurdering.DELVIST, words, Fritagelsesgrund.SPROG, til)
    return reconsider(replace(command, **changed), town.database, COMPLAINED)


def said_in_last_letter(town: Town, sag: Sag) -> str:
    written = [one.letter for one in sag.skridt if one.letter]
    return town.database.read(lambda session: letters.by_ids(session, written[-1:]))[0].body


def binds(town: Town, person: int, art: f.BeslutningArt, at: Any) -> bool:
    known = town.database.read(lambda session: facts.load(session, person, at))
    return bindende(Course(known.facts, at), art, at.date()) is not None


@pytest.mark.parametrize(
    ("begun", "art", "given", "stays"),
    [
        (of_revoking, f.BeslutningArt.FRATAGELSE, "Du kan igen selv booke", "kan du ikke selv booke"),
        (of_upholding, f.BeslutningArt.FASTHOLDT_PLIGT, "Du er fri for pligterne", "skal du stadig"),
        (of_refusing, f.BeslutningArt.FRITAGELSE, "Du er fritaget", "skal du selv booke"),
        (of_lifting, f.BeslutningArt.FRITAGELSE, "Du er igen fritaget", "skal du selv booke"),
    ],
    ids=["§ 35", "§ 106", "refused", "lifted"],
)
def test_it_changes_the_decision_to_a_day_and_the_rest_goes_to_the_board(
    town: Town, begun: Callable[[Town], int], art: f.BeslutningArt, given: str, stays: str
) -> None:
    person = begun(town)
    assert isinstance(partly(town, person), Taken)

    assert binds(town, person, art, BEFORE)
    assert not binds(town, person, art, AFTER)
    case = case_of(town, person)
    assert steps(case)[-2:] == ["klaget", "genvurderet"]
    assert (case.view.naeste, case.view.venter, case.view.klage_senest) == (Trin.SENDT, Venter.OS, AGAIN)
    told = said_in_last_letter(town, case)
    for words in (given, stays, "2. oktober 2024", "3. oktober 2024", "for længe", "10. oktober 2024"):
        assert words in told, words

    assert isinstance(pass_on_complaint(PassOnComplaint(of(town, person)), town.database, COMPLAINED), Taken)
    assert "givet dig medhold i en del" in said_in_last_letter(town, case_of(town, person))


def test_what_the_board_sets_aside_binds_no_longer_although_it_would_have_ended_later(town: Town) -> None:
    person = of_revoking(town)
    partly(town, person)
    pass_on_complaint(PassOnComplaint(of(town, person)), town.database, COMPLAINED)
    soon = COMPLAINED + timedelta(days=5)
    assert not may_book(town, person, soon)

    gone = RegisterOutcome(of(town, person), soon.date(), Udfald.OPHAEVET)
    assert isinstance(register_outcome(gone, town.database, soon), Taken)

    assert may_book(town, person, soon)
    (kept_one,) = town.database.read(lambda session: beslutninger.of_person(session, person))
    assert kept_one.ophaevet == soon.date()


def test_an_exemption_to_a_day_goes_on_when_the_board_says_that_it_was_never_to_be_lifted(
    town: Town,
) -> None:
    person = of_lifting(town)
    partly(town, person)
    pass_on_complaint(PassOnComplaint(of(town, person)), town.database, COMPLAINED)

    gone = RegisterOutcome(of(town, person), COMPLAINED.date(), Udfald.OPHAEVET)
    assert isinstance(register_outcome(gone, town.database, COMPLAINED), Taken)

    assert binds(town, person, f.BeslutningArt.FRITAGELSE, AFTER)


def test_what_ends_on_a_day_can_be_lifted_before_it(town: Town) -> None:
    revoked, exempt = of_revoking(town), of_refusing(town)
    partly(town, revoked)
    partly(town, exempt)
    db, worker = town.database, town.jobcenter_worker

    lifted = lift_fratagelse(LiftFratagelse(worker, public_id(town, revoked), "Aftalt."), db, COMPLAINED)
    assert isinstance(lifted, Lifted)
    assert may_book(town, revoked, COMPLAINED)
    assert steps(case_of(town, revoked))[-1] == "ophaevet"
    again = LiftExemption(worker, public_id(town, exempt), Ophoer.ANMODNING, "Du vil selv booke.")
    assert isinstance(lift_exemption(again, db, COMPLAINED), ExemptionLifted)
    assert not binds(town, exempt, f.BeslutningArt.FRITAGELSE, COMPLAINED)


def test_it_takes_a_day_and_a_decision_that_still_binds(town: Town) -> None:
    person = of_revoking(town)
    early = partly(town, person, COMPLAINED.date() - timedelta(days=1))
    assert isinstance(early, NotTaken)
    assert [one.code for one in early.decision.refusals] == ["delvist_dag_for_tidlig"]
    who = public_id(town, person)
    lift_fratagelse(LiftFratagelse(town.jobcenter_worker, who, "Aftalt."), town.database, COMPLAINED)

    late = reconsider(
        Reconsider(of(town, person), Genvurdering.DELVIST, "Fordi", til=LAST), town.database, COMPLAINED
    )

    assert isinstance(late, NotTaken)
    assert [one.code for one in late.decision.refusals] == ["delvist_gaelder_ikke"]


def test_who_is_content_takes_the_complaint_back_and_may_complain_anew_in_time(town: Town) -> None:
    person = of_revoking(town)
    partly(town, person)
    sag = case_of(town, person).view.public_id
    back = WithdrawComplaint(person, sag)
    later = COMPLAINED + timedelta(days=1)

    assert isinstance(withdraw_complaint(back, town.database, later), Done)
    repeated = withdraw_complaint(back, town.database, later)
    assert isinstance(repeated, Done)
    assert repeated.repeated
    case = case_of(town, person)
    assert (case.view.naeste, case.view.frist) == (Trin.KLAGET, AGAIN)
    assert "10. oktober 2024" in said_in_last_letter(town, case)
    assert isinstance(pass_on_complaint(PassOnComplaint(of(town, person)), town.database, later), NotTaken)

    assert isinstance(complain(Complain(person, sag, "Alligevel."), town.database, later), Done)
    assert case_of(town, person).view.naeste is Trin.GENVURDERET
    paper = RegisterWithdrawal(of(town, person), later.date(), "Jeg dropper det.")
    assert isinstance(register_withdrawal(paper, town.database, later), Taken)
    assert register_withdrawal(paper, town.database, later) == Taken(repeated=True)
    again = withdraw_complaint(back, town.database, later + timedelta(days=1))
    assert isinstance(again, NotDone)
    nothing = register_withdrawal(replace(paper, ord=None), town.database, later)
    assert isinstance(nothing, NotTaken)
    assert naeste(case_of(town, person).gang, AGAIN + timedelta(days=1)) is None


def test_who_complains_anew_may_be_given_more(town: Town) -> None:
    for begun, more, art in (
        (of_revoking, LAST - timedelta(days=1), f.BeslutningArt.FRATAGELSE),
        (of_refusing, LAST + timedelta(days=1), f.BeslutningArt.FRITAGELSE),
    ):
        person = begun(town)
        partly(town, person)
        sag = case_of(town, person).view.public_id
        withdraw_complaint(WithdrawComplaint(person, sag), town.database, COMPLAINED)

        assert isinstance(partly(town, person, more), Taken)

        assert binds(town, person, art, COMPLAINED + timedelta(days=(more - COMPLAINED.date()).days))
        assert not binds(town, person, art, COMPLAINED + timedelta(days=(more - COMPLAINED.date()).days + 1))


def test_on_paper_the_days_to_complain_of_the_changed_decision_count_from_its_letters_arrival(
    town: Town,
) -> None:
    person = someone(town, digital_post=False)
    revoke(town, person, hoering=BY_LAW, undtaget_fordi="Aftalt.")
    partly(town, person)
    case = case_of(town, person)
    assert case.view.klage_senest is None
    letter = case.skridt[-1].letter
    assert letter is not None

    town.database.write(lambda s: letter_arrived(s, letter, COMPLAINED + timedelta(days=4)))

    assert case_of(town, person).view.klage_senest == date(2024, 10, 14)


def test_a_step_that_is_not_the_cases_next_is_never_kept_whatever_act_brings_it(town: Town) -> None:
    person = of_revoking(town)
    case = case_of(town, person)
    for step in (
        NewSkridt(Trin.AFGJORT, NOW.date(), NOW, tekst="Igen"),
        NewSkridt(Trin.FRAFALDET, NOW.date(), NOW, tekst="Nej"),
        NewSkridt(Trin.SENDT, NOW.date(), NOW),
    ):
        with pytest.raises(OutOfTurn):
            town.database.write(lambda session, one=step: kept(session, case, one))  # type: ignore[misc]
    assert case_of(town, person) == case
