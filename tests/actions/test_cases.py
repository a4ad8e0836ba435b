"""A decision as a case: every act keeps its step, its letter and its log, in the law's order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from portal.actions.answer_request import AnswerRequest, answer_request
from portal.actions.ask_for import AskFor, Wish, ask_for
from portal.actions.casework import NotSeen
from portal.actions.hear_person import HearPerson, hear_person
from portal.actions.letter_arrived import letter_arrived
from portal.actions.lift_exemption import ExemptionLifted, LiftExemption, lift_exemption
from portal.actions.lift_fratagelse import LiftFratagelse, lift_fratagelse
from portal.actions.lift_upheld_duty import DutyLifted, LiftUpheldDuty, lift_upheld_duty
from portal.actions.revoke_selvbooking import NotRevoked, Revoked, RevokeSelvbooking, revoke_selvbooking
from portal.actions.sager.close_case import CloseCase, close_case
from portal.actions.sager.drop_case import DropCase, drop_case
from portal.actions.sager.pass_on_complaint import PassOnComplaint, pass_on_complaint
from portal.actions.sager.reconsider import Reconsider, reconsider
from portal.actions.sager.register_answer import RegisterAnswer, register_answer
from portal.actions.sager.register_complaint import RegisterComplaint, register_complaint
from portal.actions.sager.register_outcome import RegisterOutcome, register_outcome
from portal.actions.sager.step import NotTaken, Taken
from portal.actions.uphold_duty import Upheld, UpholdDuty, uphold_duty
from portal.actions.withdraw_request import WithdrawRequest, withdraw_request
from portal.policy import facts as f
from portal.policy.anmodning import OenskeArt
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag, Hoering, Undtagelse
from portal.policy.fritagelse import Fritagelsesgrund, Ophoer
from portal.policy.hoering import Emne
from portal.policy.sagsgang import Genvurdering, Trin, Udfald, Venter
from portal.store import afgoerelser, beslutninger, hearings, letters
from portal.store.tables_afgoerelse import Afgoerelse, AfgoerelseSkridt
from portal.store.tables_case import Audit, Letter
from tests.actions.cases import (
    HEARD_ON,
    LAST_TO_ANSWER,
    WHY,
    case_of,
    complain,
    hear,
    of,
    revoke,
    someone,
    steps,
)
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import booked, may_book, public_id
from tests.store.town import NOW, Town

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
LATER = NOW + timedelta(days=10)
JOB = f.MindreIntensiv(f.MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 1))


def refused(outcome: Taken | NotTaken) -> list[str]:
    assert isinstance(outcome, NotTaken)
    return [finding.code for finding in outcome.decision.refusals]


def kinds(town: Town, person: int) -> list[str]:
    found = select(Letter.kind).where(Letter.person_id == person).order_by(Letter.id)
    return list(town.database.read(lambda session: session.scalars(found).all()))


def actions(town: Town) -> list[tuple[str, str]]:
    found = select(Audit.action, Audit.outcome).order_by(Audit.id)
    return [(a, o) for a, o in town.database.read(lambda session: session.execute(found).all())]


def test_a_revocation_is_opened_heard_unanswered_decided_complained_of_and_set_right(town: Town) -> None:
    person = someone(town)
    opened = hear(town, person)
    assert steps(opened) == ["aabnet", "hoert"]
    assert (opened.view.grundlag, opened.skridt[0].tekst) == ("anden_maade", WHY)
    assert (opened.view.venter, opened.view.frist) == (Venter.PERSON, LAST_TO_ANSWER)

    decided = revoke(town, person)
    assert steps(decided) == ["aabnet", "hoert", "uden_svar", "afgjort"]
    assert decided.view.klage_senest == decided.view.frist == date(2024, 9, 30)
    assert not may_book(town, person)

    complained = complain(town, person, LATER)
    assert (complained.view.naeste, complained.view.venter) == (Trin.GENVURDERET, Venter.OS)
    assert not may_book(town, person, LATER)

    agreed = Reconsider(of(town, person), Genvurdering.MEDHOLD, "Du havde ret.")
    assert isinstance(reconsider(agreed, town.database, LATER), Taken)
    over = case_of(town, person)
    assert steps(over)[4:] == ["klaget", "genvurderet", "ophaevet"]
    assert over.view.venter is None
    assert may_book(town, person, LATER)
    assert kinds(town, person) == ["partshoering", "fratagelse", "klage", "klage"]
    assert [action for action, _ in actions(town)] == [
        "hear_person",
        "revoke_selvbooking",
        "register_complaint",
        "reconsider",
    ]


def test_what_stands_goes_to_the_board_with_reasons_and_what_it_sets_aside_binds_no_longer(
    town: Town,
) -> None:
    person = someone(town)
    revoke(town, person, hoering=Hoering(undtaget=Undtagelse.FVL_20), undtaget_fordi="Det haster.")
    complain(town, person, LATER)
    db, ids = town.database, of(town, person)

    assert refused(pass_on_complaint(PassOnComplaint(ids), db, LATER)) == ["genvurderes_foerst"]
    silent = Reconsider(ids, Genvurdering.FASTHOLDT, " ")
    assert refused(reconsider(silent, db, LATER)) == ["mangler_begrundelse"]
    stands = Reconsider(ids, Genvurdering.FASTHOLDT, "Vi står ved det.")
    assert isinstance(reconsider(stands, db, LATER), Taken)
    assert reconsider(stands, db, LATER) == Taken(repeated=True)
    assert isinstance(pass_on_complaint(PassOnComplaint(ids), db, LATER), Taken)
    assert pass_on_complaint(PassOnComplaint(ids), db, LATER) == Taken(repeated=True)
    assert case_of(town, person).view.venter is Venter.ANKESTYRELSEN
    assert not may_book(town, person, LATER)

    sent_back = RegisterOutcome(ids, LATER.date(), Udfald.HJEMVIST)
    assert isinstance(register_outcome(sent_back, db, LATER), Taken)
    assert may_book(town, person, LATER)
    case = case_of(town, person)
    assert (case.view.naeste, case.view.venter) == (Trin.LUKKET, Venter.OS)
    assert isinstance(close_case(CloseCase(ids, "Vi begynder forfra."), db, LATER), Taken)
    assert case_of(town, person).view.venter is None
    assert refused(close_case(CloseCase(ids, "Igen."), db, LATER)) == ["sag_lukket"]


def test_what_the_person_answered_stands_in_the_decision_whoever_left_it_out(town: Town) -> None:
    person = someone(town, A_KASSE)
    hear(town, person, A_KASSE)
    said = RegisterAnswer(of(town, person, A_KASSE), HEARD_ON.date() + timedelta(days=2), "Jeg var syg.")
    assert isinstance(register_answer(said, town.database, NOW - timedelta(days=9)), Taken)
    assert register_answer(said, town.database, NOW - timedelta(days=9)) == Taken(repeated=True)
    assert case_of(town, person).view.naeste is Trin.AFGJORT

    decided = revoke(town, person, A_KASSE)

    assert steps(decided) == ["aabnet", "hoert", "svaret", "afgjort"]
    told = town.database.read(
        lambda session: letters.by_ids(session, [one.letter for one in decided.skridt if one.letter])
    )
    assert "Jeg var syg." in told[-1].body


def test_an_answer_given_to_the_caseworker_with_the_decision_is_kept_before_it(town: Town) -> None:
    person = someone(town)
    hear(town, person)

    decided = revoke(
        town, person, svar="Jeg var syg.", hoering=Hoering(HEARD_ON.date(), LAST_TO_ANSWER, True)
    )

    assert steps(decided) == ["aabnet", "hoert", "svaret", "afgjort"]


def test_nothing_is_decided_while_the_days_the_person_was_given_run_whatever_days_are_typed(
    town: Town,
) -> None:
    person = someone(town)
    hear(town, person, at=NOW - timedelta(days=1), frist=NOW.date() + timedelta(days=9))
    typed = Hoering(HEARD_ON.date(), LAST_TO_ANSWER)
    command = RevokeSelvbooking(
        town.jobcenter_worker, public_id(town, person), Grundlag.ANDEN_MAADE, WHY, typed
    )

    early = revoke_selvbooking(command, town.database, NOW)

    assert isinstance(early, NotRevoked)
    (finding,) = early.decision.refusals
    assert (finding.code, finding.facts["mangler"]) == ("mangler_partshoering", "svar")
    assert finding.facts["svar_senest"] == (NOW.date() + timedelta(days=9)).isoformat()
    assert steps(case_of(town, person)) == ["aabnet", "hoert"]
    assert isinstance(revoke_selvbooking(command, town.database, LATER), Revoked)


def test_a_case_that_is_dropped_ends_the_hearing_and_the_person_is_told(town: Town) -> None:
    person = someone(town)
    hear(town, person)

    dropped = DropCase(of(town, person), "Det var en misforståelse.")
    assert isinstance(drop_case(dropped, town.database, NOW), Taken)
    assert drop_case(dropped, town.database, NOW) == Taken(repeated=True)

    assert case_of(town, person).view.venter is None
    assert kinds(town, person) == ["partshoering", "sag_frafaldet"]
    complaint = RegisterComplaint(of(town, person), NOW.date(), "papir")
    assert refused(register_complaint(complaint, town.database, NOW)) == ["sag_ikke_afgjort"]
    assert actions(town)[-1] == ("register_complaint", "refused")
    again = hear(town, person, at=NOW, frist=date(2024, 9, 10))
    assert steps(again) == ["aabnet", "hoert"]


def test_an_a_kasse_sends_a_complaint_on_at_once_however_late_it_is(town: Town) -> None:
    person = someone(town, A_KASSE)
    revoke(town, person, A_KASSE)
    late = NOW + timedelta(days=40)
    case = complain(town, person, late, A_KASSE)
    assert (case.view.naeste, case.view.snarest) == (Trin.SENDT, True)

    again = Reconsider(of(town, person, A_KASSE), Genvurdering.MEDHOLD, "")
    assert refused(reconsider(again, town.database, late)) == ["genvurderes_ikke"]
    sent = pass_on_complaint(PassOnComplaint(of(town, person, A_KASSE)), town.database, late)
    assert isinstance(sent, Taken)


def test_lifting_is_a_step_of_the_case_and_a_complaint_goes_on(town: Town) -> None:
    person = someone(town)
    revoke(town, person)
    complain(town, person, LATER)

    lift_fratagelse(
        LiftFratagelse(town.jobcenter_worker, public_id(town, person), "Aftalt."), town.database, LATER
    )

    case = case_of(town, person)
    assert steps(case)[-1] == "ophaevet"
    assert case.view.naeste is Trin.GENVURDERET


def test_the_last_day_to_complain_counts_from_the_letters_arrival(town: Town) -> None:
    person = someone(town, digital_post=False)
    case = revoke(town, person)
    assert (case.view.klage_senest, case.view.frist) == (None, None)
    letter = case.skridt[-1].letter
    assert letter is not None

    town.database.write(lambda session: letter_arrived(session, letter, NOW + timedelta(days=3)))

    assert case_of(town, person).view.klage_senest == case_of(town, person).view.frist == date(2024, 10, 3)


def test_where_the_law_names_nobody_to_complain_to_no_last_day_comes_with_the_letter(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    asked: Any = ask_for(AskFor(person, Wish(OenskeArt.FRITAGELSE, grund="sprog")), town.database, NOW)
    no = AnswerRequest(
        town.a_kasse_worker, public_id(town, person), asked.oenske, ja=False, begrundelse="Du klarer det."
    )
    answer_request(no, town.database, NOW)
    letter = case_of(town, person).skridt[-1].letter
    assert letter is not None

    town.database.write(lambda session: letter_arrived(session, letter, LATER))

    view = case_of(town, person).view
    assert (view.klage_senest, view.naeste, view.frist) == (None, Trin.KLAGET, None)


def test_a_case_stays_with_who_decided_also_when_the_person_has_gone_and_nobody_else_sees_it(
    town: Town,
) -> None:
    town.database.write(
        lambda session: town.organisation(session, "jobcenter", "0147", "Jobcenter Frederiksberg")
    )
    moving = replace(with_the_jobcenter(), skift=(f.Skift(LATER.date(), kommune="0147"),))
    person = town.person(booked(moving, JOBCENTER))
    revoke(town, person)
    ids = of(town, person)
    stranger = replace(ids, caseworker_id=town.a_kasse_worker)
    with pytest.raises(NotSeen):
        close_case(CloseCase(stranger, "Nej."), town.database, NOW)

    complaint = RegisterComplaint(ids, LATER.date(), "ankestyrelsen")
    assert isinstance(register_complaint(complaint, town.database, LATER), Taken)
    assert may_book(town, person, LATER)  # it lapsed, and went to nobody
    stands = Reconsider(ids, Genvurdering.FASTHOLDT, "Vi står ved det.")
    assert isinstance(reconsider(stands, town.database, LATER), Taken)


def free(town: Town, course: f.Facts) -> int:
    return town.person(replace(course, mindre_intensiv=(JOB,)))


@pytest.mark.parametrize("holder", [A_KASSE, JOBCENTER])
def test_a_duty_is_upheld_after_a_hearing_and_lifted(town: Town, holder: f.Aktoer) -> None:
    person = free(town, in_the_a_kasse() if holder is A_KASSE else with_the_jobcenter())
    worker = town.a_kasse_worker if holder is A_KASSE else town.jobcenter_worker
    who, grund = public_id(town, person), Fastholdelsesgrund.MISBRUG
    hear_person(
        HearPerson(worker, who, Emne.FASTHOLDT_PLIGT, WHY, LAST_TO_ANSWER, grund), town.database, HEARD_ON
    )
    command = UpholdDuty(worker, who, grund, WHY, Hoering(HEARD_ON.date(), LAST_TO_ANSWER))

    upheld = uphold_duty(command, town.database, NOW)
    assert isinstance(upheld, Upheld)
    assert uphold_duty(command, town.database, NOW) == Upheld(None, repeated=True)

    case = case_of(town, person)
    assert steps(case) == ["aabnet", "hoert", "uden_svar", "afgjort"]
    assert (case.view.grundlag, case.view.klage_senest) == ("misbrug", date(2024, 9, 30))
    (kept,) = town.database.read(lambda session: beslutninger.of_person(session, person))
    assert (kept.art, kept.af) == (f.BeslutningArt.FASTHOLDT_PLIGT, holder)

    lifted = lift_upheld_duty(LiftUpheldDuty(worker, who, "Jobbet er sikkert."), town.database, LATER)
    assert isinstance(lifted, DutyLifted)
    assert steps(case_of(town, person))[-1] == "ophaevet"
    assert kinds(town, person)[-2:] == ["fastholdt_pligt", "fastholdt_pligt_ophaevet"]


def test_who_was_refused_an_exemption_and_complains_with_right_is_exempt(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    wish = Wish(OenskeArt.FRITAGELSE, grund="sprog")
    asked: Any = ask_for(AskFor(person, wish), town.database, NOW)
    no = AnswerRequest(
        town.jobcenter_worker, public_id(town, person), asked.oenske, ja=False, begrundelse="Du klarer det."
    )
    answer_request(no, town.database, NOW)
    assert steps(case_of(town, person)) == ["aabnet", "afgjort"]
    complain(town, person, LATER)

    agreed = Reconsider(of(town, person), Genvurdering.MEDHOLD, "", Fritagelsesgrund.SPROG)
    assert isinstance(reconsider(agreed, town.database, LATER), Taken)

    (kept,) = town.database.read(lambda session: beslutninger.of_person(session, person))
    assert (kept.art, kept.grundlag, kept.dato) == (f.BeslutningArt.FRITAGELSE, "sprog", LATER.date())


def test_a_wish_that_is_taken_back_leaves_nothing_to_refuse(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    asked: Any = ask_for(AskFor(person, Wish(OenskeArt.FRITAGELSE, grund="sprog")), town.database, HEARD_ON)
    heard = HearPerson(
        town.jobcenter_worker, public_id(town, person), Emne.FRITAGELSE_AFSLAG, WHY, LAST_TO_ANSWER
    )
    hear_person(heard, town.database, HEARD_ON)
    assert steps(case_of(town, person)) == ["aabnet", "hoert"]

    withdraw_request(WithdrawRequest(person, asked.oenske), town.database, NOW)

    case = case_of(town, person)
    assert (steps(case), case.view.naeste) == (["aabnet", "hoert", "frafaldet"], None)
    own, emne = case.view.organisation.id, Emne.FRITAGELSE_AFSLAG
    assert town.database.read(lambda session: hearings.open_one(session, person, own, emne)) is None


@pytest.mark.parametrize("udfald", [Udfald.OPHAEVET, Udfald.HJEMVIST])
def test_an_exemption_is_back_when_the_board_sets_aside_that_it_was_lifted(
    town: Town, udfald: Udfald
) -> None:
    person = town.person(with_the_jobcenter())
    who = public_id(town, person)
    asked: Any = ask_for(AskFor(person, Wish(OenskeArt.FRITAGELSE, grund="sprog")), town.database, NOW)
    answer_request(AnswerRequest(town.jobcenter_worker, who, asked.oenske, ja=True), town.database, NOW)
    gone = LiftExemption(town.jobcenter_worker, who, Ophoer.GRUND_BORTFALDET, "Du booker selv nu.")
    assert isinstance(lift_exemption(gone, town.database, LATER), ExemptionLifted)
    other: Any = ask_for(
        AskFor(person, Wish(OenskeArt.FRITAGELSE, grund="it_kundskaber")), town.database, LATER
    )
    answer_request(AnswerRequest(town.jobcenter_worker, who, other.oenske, ja=True), town.database, LATER)
    on_a_wish = LiftExemption(town.jobcenter_worker, who, Ophoer.ANMODNING, "Du vil selv booke.")
    assert isinstance(lift_exemption(on_a_wish, town.database, LATER), ExemptionLifted)
    complain(town, person, LATER)
    stands = Reconsider(of(town, person), Genvurdering.FASTHOLDT, "Intet nyt.")
    assert isinstance(reconsider(stands, town.database, LATER), Taken)
    assert isinstance(pass_on_complaint(PassOnComplaint(of(town, person)), town.database, LATER), Taken)
    after = LATER + timedelta(days=30)

    told = RegisterOutcome(of(town, person), after.date(), udfald)
    assert isinstance(register_outcome(told, town.database, after), Taken)

    assert steps(case_of(town, person))[-2:] == ["udfald", "ophaevet"]
    now, _wished, before = town.database.read(lambda session: beslutninger.of_person(session, person))
    assert (before.ophaevet, before.grundlag) == (LATER.date(), "sprog")
    assert (now.art, now.grundlag, now.dato) == (f.BeslutningArt.FRITAGELSE, "sprog", after.date())
    assert now.ophaevet is None


def test_a_step_is_never_changed_or_taken_away_and_one_is_undecided_at_a_time(town: Town) -> None:
    person = someone(town)
    case = hear(town, person)
    for statement in (
        update(AfgoerelseSkridt).values(tekst="Noget andet"),
        delete(AfgoerelseSkridt),
        update(Afgoerelse).values(emne="fastholdt_pligt"),
        delete(Afgoerelse),
    ):
        with pytest.raises(IntegrityError):
            town.database.write(lambda session, one=statement: session.execute(one))  # type: ignore[misc]

    first = afgoerelser.NewSkridt(Trin.AABNET, NOW.date(), NOW)
    with pytest.raises(IntegrityError):
        town.database.write(
            lambda s: afgoerelser.open_case(
                s, person, town.jobcenter, Emne.FRATAGELSE, JOBCENTER, Grundlag.ANDEN_MAADE.value, first
            )
        )
    assert case_of(town, person) == case
