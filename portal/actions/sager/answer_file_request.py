"""A caseworker answers who asked to see the file of their case (FVL §§ 9, 10, 12-17; AKS § 12): yes, in part,
no, or when.

Each answer is a letter: what is held back with its reasons and how to complain of it, a later day with why.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Open, Taken
from portal.policy import aktindsigt, klageafbrydelse
from portal.policy.aktindsigt import Hensyn, Svar, SvarSpoergsmaal, Undtaget
from portal.policy.aktindsigt_klage import Skridt
from portal.policy.law import Decision, Finding
from portal.store import afgoerelser, aktindsigt_skridt, aktindsigter
from portal.store.aktindsigt_skridt import NewSkridt, Whole
from portal.store.aktindsigter import Answer
from portal.store.database import Database, Session
from portal.wording.letters import aktindsigt as letters
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import last_day_to_complain

ACTION: Final = "answer_file_request"


@dataclass(frozen=True, slots=True)
class AnswerFileRequest:
    """`anmodning`: the request's public id. `ord`: why, or a word with the file. `dag`: of a later answer.

    `hensyn`: the paragraph of a no. `undtaget`: what is held back of an answer in part, of so many
    `papirer`. `overvejet`: it was thought of giving more (FVL § 10). `afbryd`: the time to complain of the
    decision has waited (FVL § 17).
    """

    of: OfCase
    anmodning: uuid.UUID
    svar: Svar
    ord: str | None = None
    dag: date | None = None
    hensyn: Hensyn | None = None
    undtaget: tuple[Undtaget, ...] = ()
    papirer: int = 0
    overvejet: bool = False
    afbryd: bool = False


def answer_file_request(command: AnswerFileRequest, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps the answer and writes it to the person. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _answer(session, command, now))


def find(of: Open, anmodning: uuid.UUID) -> Whole:
    """The request of that public id in the case, with its steps. Raises NotSeen."""
    found = aktindsigter.get_of(of.session, of.sag.view.public_id, anmodning)
    if found is None:
        raise casework.NotSeen(of.seen.worker, of.seen.person.person_id)
    (whole,) = aktindsigt_skridt.whole(of.session, (found,))
    return whole


def judge(of: Open, asked: Whole, command: AnswerFileRequest) -> Decision:
    """What the law says of that answer now. Writes nothing."""
    question = SvarSpoergsmaal(
        svar=command.svar,
        senest=asked.view.frist,
        begrundelse=command.ord,
        dag=command.dag,
        besvaret=asked.view.naeste is not Skridt.SVARET,
        digital=of.seen.person.person.digital_post,
        hensyn=command.hensyn,
        undtaget=command.undtaget,
        papirer=command.papirer,
        overvejet=command.overvejet,
    )
    decision = aktindsigt.svar(of.sag.view.af, of.today, question)
    waits = _of_the_time(of, asked, command)
    if waits is None or not decision.allowed:
        return decision
    return replace(decision, findings=(*decision.findings, waits))


def can_wait(of: Open, asked: Whole) -> bool:
    """Whether the time to complain of the decision can be said to have waited for the file."""
    return klageafbrydelse.kan_afbrydes(of.sag.gang, asked.view.dag)


def _of_the_time(of: Open, asked: Whole, command: AnswerFileRequest) -> Finding | None:
    """What is decided of the time to complain of the decision itself; None: nobody asked, and it runs."""
    if command.svar is Svar.SENERE or not can_wait(of, asked):
        return None
    if command.afbryd:
        arrives = of.today if of.seen.person.person.digital_post else None
        return klageafbrydelse.afbryd(of.sag.gang, asked.view.dag, arrives)
    return klageafbrydelse.afslaa(of.sag.gang) if asked.view.frist_oenskes else None


def _answer(session: Session, command: AnswerFileRequest, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    asked = find(of, command.anmodning)
    if _repeats(asked, command):
        return Taken(asked.skridt[-1].letter, repeated=True)
    decision = judge(of, asked, command)
    key = casework.record(session, of.seen, ACTION, decision, now)
    if not decision.allowed:
        return NotTaken(decision)
    waits = _waits(decision)
    sent = send_letter.send(session, of.seen, _letter(of, asked, command, decision, waits), None, now)
    held = command.svar in (Svar.DELVIS, Svar.NEJ)
    new = NewSkridt(
        trin=Skridt.UDSAT if command.svar is Svar.SENERE else Skridt.SVARET,
        dag=of.today,
        at=now,
        frist=command.dag if command.svar is Svar.SENERE else None,
        svar=None if command.svar is Svar.SENERE else command.svar,
        hensyn=command.hensyn if command.svar is Svar.NEJ else None,
        klage_senest=last_day_to_complain(decision) if held else None,
        afbrudt=waits.afbrudt if waits else None,
        klagefrist=waits.til if waits else None,
        tekst=command.ord or None,
        caseworker_id=of.seen.worker.id,
        decision_id=key,
        letter=sent,
        undtaget=command.undtaget if command.svar is Svar.DELVIS else (),
    )
    aktindsigt_skridt.append(session, asked, new)
    _stands(of, asked, command, sent)
    if waits is not None and waits.afbrudt:
        afgoerelser.complain_until(session, of.sag, waits.til, now)
    return Taken(sent)


def _stands(of: Open, asked: Whole, command: AnswerFileRequest, sent: uuid.UUID) -> None:
    """The request as it is after the answer: put off, answered, or answered anew after a complaint."""
    if command.svar is Svar.SENERE and command.dag is not None:
        if asked.view.is_open:
            aktindsigter.put_off(of.session, asked.view.id, command.dag, command.ord or "")
        else:
            now = asked.view.svar or Svar.NEJ
            aktindsigter.stands(of.session, asked.view.id, now, Skridt.SVARET, command.dag)
        return
    if asked.view.is_open:
        given = Answer(command.svar, command.ord or None, of.seen.worker.id, sent, of.now)
        aktindsigter.answer(of.session, asked.view.id, given)
        return
    aktindsigter.stands(of.session, asked.view.id, command.svar, None, None)


def _repeats(asked: Whole, command: AnswerFileRequest) -> bool:
    """Whether that very answer was given last: a form that was sent twice."""
    last = asked.skridt[-1] if asked.skridt else None
    if last is None:
        return False
    words = command.ord or None
    if command.svar is Svar.SENERE:
        return (last.trin, last.frist, last.tekst) == (Skridt.UDSAT, command.dag, words)
    given = (last.trin, last.svar, last.tekst, last.undtaget)
    return given == (Skridt.SVARET, command.svar, words, command.undtaget)


def _waits(decision: Decision) -> letters.Klagefrist | None:
    for one in decision.findings:
        if one.code == "klagefrist_ikke_afbrudt":
            return letters.Klagefrist(afbrudt=False)
        if one.code == "klagefrist_afbrudt":
            senest = one.facts["senest"]
            return letters.Klagefrist(True, date.fromisoformat(str(senest)) if senest else None)
    return None


def _letter(
    of: Open,
    asked: Whole,
    command: AnswerFileRequest,
    decision: Decision,
    waits: letters.Klagefrist | None,
) -> Letter:
    view = asked.view
    held = command.svar in (Svar.DELVIS, Svar.NEJ)
    return letters.answered(
        send_letter.between(of.seen, of.now),
        letters.Om(of.sag.view.emne, view.dag, view.frist, noteret=view.kanal is not None),
        letters.Sagt(
            svar=command.svar,
            ord=command.ord,
            undtaget=command.undtaget if command.svar is Svar.DELVIS else (),
            hensyn=command.hensyn if command.svar is Svar.NEJ else None,
            ny_dag=command.dag if command.svar is Svar.SENERE else None,
            klage_senest=last_day_to_complain(decision) if held else None,
            klagefrist=waits,
        ),
    )
