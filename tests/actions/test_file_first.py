"""Whoever asked to see the file before the decision has seen it, and had time to answer, when it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from portal.actions.answer_request import AnswerRequest, answer_request
from portal.actions.ask_for import AskFor, Wish, ask_for
from portal.actions.hear_person import Heard, HearPerson, hear_person
from portal.actions.lift_exemption import LiftExemption, lift_exemption
from portal.actions.revoke_selvbooking import Revoked, RevokeSelvbooking, revoke_selvbooking
from portal.actions.sager.answer_file_request import AnswerFileRequest, answer_file_request
from portal.actions.sager.answer_hearing import AnswerHearing, answer_hearing
from portal.actions.sager.ask_to_see_file import AskToSeeFile, ask_to_see_file
from portal.actions.sager.drop_case import DropCase, drop_case
from portal.actions.sager.own_case import Done
from portal.actions.sager.reconsider import Reconsider, reconsider
from portal.actions.sager.step import NotTaken, Taken
from portal.actions.udsaettelse import Fravigelse
from portal.actions.uphold_duty import UpholdDuty, uphold_duty
from portal.policy import facts as f
from portal.policy.aktindsigt import Svar
from portal.policy.anmodning import OenskeArt
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag, Hoering, Undtagelse
from portal.policy.fritagelse import Ophoer
from portal.policy.hoering import Emne
from portal.policy.law import Decision
from portal.policy.sagsgang import Genvurdering, Trin
from portal.policy.udsaettelse import Vigende
from portal.store import decisions
from tests.actions import cases
from tests.actions.cases import HEARD_ON, LAST_TO_ANSWER, WHY, case_of, of, someone, steps
from tests.actions.courses import with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, Town

HEARING: Final = Hoering(HEARD_ON.date(), LAST_TO_ANSWER)
JOB = f.MindreIntensiv(
    f.MindreIntensivGrund.JOB, dokumenteret=True, starter=(NOW + timedelta(days=20)).date()
)
URGENT = Fravigelse(Vigende.HENSYN, "En anden borger venter på svaret.")

Decide = Callable[[datetime, Fravigelse | None], Any]


def heard(town: Town, person: int, emne: Emne, grundlag: Any = None) -> None:
    command = HearPerson(town.jobcenter_worker, public_id(town, person), emne, WHY, LAST_TO_ANSWER, grundlag)
    assert isinstance(hear_person(command, town.database, HEARD_ON), Heard)


def revoking(town: Town) -> tuple[int, Decide]:
    person = someone(town)
    heard(town, person, Emne.FRATAGELSE, Grundlag.ANDEN_MAADE)
    command = RevokeSelvbooking(
        town.jobcenter_worker, public_id(town, person), Grundlag.ANDEN_MAADE, WHY, HEARING
    )
    return person, lambda at, why: revoke_selvbooking(replace(command, fravigelse=why), town.database, at)


def upholding(town: Town) -> tuple[int, Decide]:
    person = town.person(replace(with_the_jobcenter(), mindre_intensiv=(JOB,)))
    ground = Fastholdelsesgrund.MISBRUG
    heard(town, person, Emne.FASTHOLDT_PLIGT, ground)
    command = UpholdDuty(town.jobcenter_worker, public_id(town, person), ground, WHY, HEARING)
    return person, lambda at, why: uphold_duty(replace(command, fravigelse=why), town.database, at)


def wish(town: Town, person: int) -> AnswerRequest:
    asked: Any = ask_for(AskFor(person, Wish(OenskeArt.FRITAGELSE, grund="sprog")), town.database, HEARD_ON)
    return AnswerRequest(town.jobcenter_worker, public_id(town, person), asked.oenske, ja=True)


def refusing(town: Town) -> tuple[int, Decide]:
    person = town.person(with_the_jobcenter())
    no = replace(wish(town, person), ja=False, begrundelse="Nej.", egne_oplysninger=False, hoering=HEARING)
    heard(town, person, Emne.FRITAGELSE_AFSLAG)
    return person, lambda at, why: answer_request(replace(no, fravigelse=why), town.database, at)


def lifting(town: Town) -> tuple[int, Decide]:
    person = town.person(with_the_jobcenter())
    answer_request(wish(town, person), town.database, HEARD_ON)
    heard(town, person, Emne.FRITAGELSE_OPHAEVET)
    gone = LiftExemption(
        town.jobcenter_worker,
        public_id(town, person),
        Ophoer.GRUND_BORTFALDET,
        WHY,
        egne_oplysninger=False,
        hoering=HEARING,
    )
    return person, lambda at, why: lift_exemption(replace(gone, fravigelse=why), town.database, at)


KINDS = pytest.mark.parametrize("kind", [revoking, upholding, refusing, lifting])


def asks(town: Town, person: int, at: datetime) -> Any:
    return ask_to_see_file(AskToSeeFile(person, case_of(town, person).view.public_id), town.database, at)


def gives(town: Town, person: int, asked: Any, at: datetime) -> None:
    yes = AnswerFileRequest(of(town, person), asked.anmodning, Svar.JA)
    assert isinstance(answer_file_request(yes, town.database, at), Taken)


def codes(outcome: Any) -> list[str]:
    decision: Decision = outcome.decision
    return [one.code for one in decision.refusals]


@KINDS
def test_it_waits_for_the_answer_and_then_for_the_days_to_read_it(
    town: Town, kind: Callable[[Town], tuple[int, Decide]]
) -> None:
    person, decide = kind(town)
    asked = asks(town, person, NOW)

    assert codes(decide(NOW, None)) == ["afgoerelse_venter"]
    assert codes(decide(NOW, replace(URGENT, fordi=" "))) == ["udsaettelse_uden_grund"]
    assert "afgjort" not in steps(case_of(town, person))
    gives(town, person, asked, NOW)
    assert codes(decide(NOW + timedelta(days=7), None)) == ["aktindsigt_laeses"]
    said = AnswerHearing(person, case_of(town, person).view.public_id, "Nu har jeg læst det.")
    assert isinstance(answer_hearing(said, town.database, NOW + timedelta(days=1)), Done)

    decide(NOW + timedelta(days=2), None)

    assert steps(case_of(town, person))[-2:] == ["svaret", "afgjort"]


@KINDS
def test_what_lets_it_be_taken_all_the_same_is_kept_in_the_case_with_its_reason(
    town: Town, kind: Callable[[Town], tuple[int, Decide]]
) -> None:
    person, decide = kind(town)
    asks(town, person, NOW)

    decide(NOW, URGENT)

    case = case_of(town, person)
    assert steps(case)[-3:] == ["uden_svar", "ikke_udsat", "afgjort"]
    kept = case.seneste(Trin.IKKE_UDSAT)
    assert kept is not None
    assert (kept.resultat, kept.tekst) == ("hensyn", URGENT.fordi)
    keys = [kept.decision_id or 0]
    (judged,) = town.database.read(lambda session: decisions.by_ids(session, keys))
    assert "udsaettes_ikke" in [one.code for one in judged.decision.findings]


def test_nothing_is_kept_of_an_exception_that_was_not_needed(town: Town) -> None:
    person, decide = revoking(town)

    assert isinstance(decide(NOW, URGENT), Revoked)

    assert "ikke_udsat" not in steps(case_of(town, person))


def test_an_a_kasse_waits_too_and_for_its_own_reasons(town: Town) -> None:
    a_kasse = f.Aktoer.A_KASSE
    person = someone(town, a_kasse)
    cases.hear(town, person, a_kasse)
    asks(town, person, NOW)
    command = RevokeSelvbooking(
        town.a_kasse_worker, public_id(town, person), Grundlag.ANDEN_MAADE, WHY, HEARING, fravigelse=URGENT
    )
    assert codes(revoke_selvbooking(command, town.database, NOW)) == ["afgoerelse_venter"]

    delays = replace(command, fravigelse=Fravigelse(Vigende.FORHALER, "Alt er sagt."))
    assert isinstance(revoke_selvbooking(delays, town.database, NOW), Revoked)


def test_the_person_has_the_days_they_were_given_also_where_nobody_had_to_be_heard(town: Town) -> None:
    person = someone(town)
    cases.hear(town, person, at=NOW, frist=(NOW + timedelta(days=9)).date())
    command = RevokeSelvbooking(
        town.jobcenter_worker,
        public_id(town, person),
        Grundlag.ANDEN_MAADE,
        WHY,
        Hoering(undtaget=Undtagelse.FVL_20),
        undtaget_fordi="Det haster.",
    )

    assert codes(revoke_selvbooking(command, town.database, NOW)) == ["hoering_loeber"]
    assert isinstance(revoke_selvbooking(command, town.database, NOW + timedelta(days=10)), Revoked)


def test_looking_again_waits_unless_the_person_is_right_or_it_cannot_wait(town: Town) -> None:
    person, decide = revoking(town)
    assert isinstance(decide(NOW, None), Revoked)
    cases.complain(town, person, NOW)
    asks(town, person, NOW)
    stands = Reconsider(of(town, person), Genvurdering.FASTHOLDT, "Vi står ved det.")

    waits = reconsider(stands, town.database, NOW)
    assert isinstance(waits, NotTaken)
    assert codes(waits) == ["afgoerelse_venter"]
    assert isinstance(reconsider(replace(stands, fravigelse=URGENT), town.database, NOW), Taken)
    assert steps(case_of(town, person))[-2:] == ["ikke_udsat", "genvurderet"]


def test_what_is_in_the_persons_favour_waits_for_nothing(town: Town) -> None:
    person, _ = revoking(town)
    asks(town, person, NOW)

    assert isinstance(drop_case(DropCase(of(town, person), "Det var en fejl."), town.database, NOW), Taken)

    exempt = town.person(with_the_jobcenter())
    yes = wish(town, exempt)
    heard(town, exempt, Emne.FRITAGELSE_AFSLAG)
    asks(town, exempt, NOW)
    granted: Any = answer_request(yes, town.database, NOW)
    assert granted.letter is not None
    assert steps(case_of(town, exempt))[-1] == "frafaldet"
