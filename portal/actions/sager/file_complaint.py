"""A complaint of what is held back of a case's file, step by step (FVL § 16, stk. 4; RSL § 66; AKK § 3).

The person complains in the portal, or a caseworker notes that they did; then it is looked at again, sent on,
and what was decided is kept. Each step is a letter.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.sager import answer_file_request, own_case, step
from portal.actions.sager.own_case import Done, NotDone, Own, UnknownCase
from portal.actions.sager.step import NotTaken, OfCase, Open, Taken
from portal.policy import aktindsigt_klage
from portal.policy.aktindsigt import Svar, Undtaget
from portal.policy.aktindsigt_klage import KlageSpoergsmaal, Resultat, Skridt
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.law import Decision
from portal.policy.sagsgang import Trin, Udfald, Venter
from portal.store import aktindsigt_skridt, aktindsigter
from portal.store.aktindsigt_skridt import NewSkridt, Whole
from portal.store.database import Database, Session
from portal.wording.letters import aktindsigt as letters
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import Between

ACTION: Final = "file_complaint"
COMPLAIN: Final = "complain_of_file_answer"


@dataclass(frozen=True, slots=True)
class ComplainOfAnswer:
    """`sag`, `anmodning`: public ids. `klage`: why, in the person's own words; none is needed."""

    person_id: int
    sag: uuid.UUID
    anmodning: uuid.UUID
    klage: str | None = None


@dataclass(frozen=True, slots=True)
class FileComplaint:
    """A caseworker's step. `dag`: the Danish day it happened. `kanal`: how a complaint came.

    `resultat`: of looking at it again. `undtaget`: what is still held back then, of so many `papirer`.
    `udfald`: what was decided of the complaint.
    """

    of: OfCase
    anmodning: uuid.UUID
    skridt: Skridt
    dag: date
    kanal: str | None = None
    ord: str | None = None
    resultat: Resultat | None = None
    undtaget: tuple[Undtaget, ...] = ()
    papirer: int = 0
    udfald: Udfald | None = None


def complain_of_answer(command: ComplainOfAnswer, database: Database, now: datetime) -> Done | NotDone:
    """Keeps the complaint and writes the receipt. One transaction. Raises UnknownCase, Busy."""
    return database.write(lambda session: _complain(session, command, now))


def take(command: FileComplaint, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps the step and writes to the person. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _take(session, command, now))


def own(session: Session, found: Own, anmodning: uuid.UUID) -> Whole:
    """The person's own request of that public id. Raises UnknownCase."""
    view = aktindsigter.get_of(session, found.sag.view.public_id, anmodning)
    if view is None:
        raise UnknownCase(anmodning)
    (whole,) = aktindsigt_skridt.whole(session, (view,))
    return whole


def judge(af: Aktoer, asked: Whole, today: date, q: KlageSpoergsmaal) -> Decision:
    """What the law says of the step now. Writes nothing."""
    return aktindsigt_klage.tag(asked.gang(af), today, q)


def _complain(session: Session, command: ComplainOfAnswer, now: datetime) -> Done | NotDone:
    found = own_case.find(session, command.person_id, command.sag, now, for_update=True)
    asked = own(session, found, command.anmodning)
    words, last = command.klage or None, asked.skridt[-1] if asked.skridt else None
    if last is not None and (last.trin, last.tekst, last.kanal) == (Skridt.KLAGET, words, "portal"):
        return Done(last.letter, repeated=True)
    view, today = found.sag.view, day_of(now)
    decision = judge(view.af, asked, today, KlageSpoergsmaal(Skridt.KLAGET, today, words))
    key = own_case.keep(found, COMPLAIN, decision)
    if not decision.allowed:
        return NotDone(decision)
    person = found.person.person
    between = send_letter.from_organisation(view.organisation, person, now)
    letter = _received(between, asked, view.af, today, decided=found.sag.gang.har(Trin.AFGJORT))
    sent = send_letter.write(session, person=person, organisation=view.organisation, letter=letter, now=now)
    new = NewSkridt(Skridt.KLAGET, today, now, kanal="portal", tekst=words, decision_id=key, letter=sent)
    _kept(session, asked, new, view.af, today)
    return Done(sent)


def _take(session: Session, command: FileComplaint, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    asked = answer_file_request.find(of, command.anmodning)
    if _repeats(asked, command):
        return Taken(asked.skridt[-1].letter, repeated=True)
    question = KlageSpoergsmaal(
        command.skridt, command.dag, command.ord, command.resultat, command.undtaget, command.papirer
    )
    decision = judge(of.sag.view.af, asked, of.today, question)
    key = casework.record(session, of.seen, ACTION, decision, now)
    if not decision.allowed:
        return NotTaken(decision)
    letter = _letter(of, asked, command)
    sent = send_letter.send(session, of.seen, letter, None, now) if letter else None
    result = command.resultat or command.udfald
    anew = command.resultat in (Resultat.MEDHOLD, Resultat.DELVIST)
    new = NewSkridt(
        trin=command.skridt,
        dag=command.dag,
        at=now,
        svar=_stands(asked, command) if anew else None,
        resultat=result.value if result else None,
        kanal=command.kanal if command.skridt is Skridt.KLAGET else None,
        tekst=command.ord or None,
        caseworker_id=of.seen.worker.id,
        decision_id=key,
        letter=sent,
        undtaget=command.undtaget if command.resultat is Resultat.DELVIST else (),
    )
    _kept(session, asked, new, of.sag.view.af, of.today, _stands(asked, command))
    return Taken(sent)


def _repeats(asked: Whole, command: FileComplaint) -> bool:
    """Whether that very step was taken last: a form that was sent twice."""
    last = asked.skridt[-1] if asked.skridt else None
    result = command.resultat or command.udfald
    given = (last.trin, last.tekst, last.resultat) if last else None
    return given == (command.skridt, command.ord or None, result.value if result else None)


def _stands(asked: Whole, command: FileComplaint) -> Svar:
    before = asked.view.svar or Svar.NEJ
    return aktindsigt_klage.efter(before, command.resultat) if command.resultat else before


def _kept(
    session: Session, asked: Whole, new: NewSkridt, af: Aktoer, today: date, svar: Svar | None = None
) -> None:
    """Keeps the step, and what is next after it."""
    aktindsigt_skridt.append(session, asked, new)
    (after,) = aktindsigt_skridt.whole(session, (asked.view,))
    following = aktindsigt_klage.naeste(after.gang(af), today)
    ours = following if following is not None and following.venter is Venter.OS else None
    aktindsigter.stands(
        session,
        asked.view.id,
        svar or asked.view.svar or Svar.NEJ,
        ours.skridt if ours else None,
        ours.frist if ours else None,
        snarest=ours.snarest if ours else False,
    )


def _letter(of: Open, asked: Whole, command: FileComplaint) -> Letter | None:
    """What the person is told; nothing where the answer stands: the letter comes when it is sent on."""
    between = send_letter.between(of.seen, of.now)
    answered, words = _answered(asked), command.ord
    if command.skridt is Skridt.KLAGET:
        decided = of.sag.gang.har(Trin.AFGJORT)
        return _received(between, asked, of.sag.view.af, command.dag, decided=decided)
    if command.resultat is Resultat.MEDHOLD:
        return letters.agreed(between, answered, words)
    if command.resultat is Resultat.DELVIST:
        return letters.agreed_in_part(between, answered, command.undtaget, words)
    if command.udfald is not None:
        return letters.settled(between, answered, command.udfald, command.dag, words)
    if command.skridt is Skridt.SENDT:
        again = asked.seneste(Skridt.GENVURDERET)
        return letters.passed_on(between, answered, words or (again.tekst if again else None))
    return None


def _received(between: Between, asked: Whole, af: Aktoer, on: date, *, decided: bool) -> Letter:
    senest = asked.gang(af).klage_senest
    return letters.received(between, _answered(asked), on, senest=senest, afgjort=decided)


def _answered(asked: Whole) -> date:
    """The Danish day of the answer that is complained of."""
    step_taken = asked.seneste(Skridt.SVARET)
    return step_taken.dag if step_taken else day_of(asked.view.answered_at or asked.view.asked_at)
