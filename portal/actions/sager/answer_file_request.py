"""A caseworker answers who asked to see the file of their case (FVL §§ 9, 15-16; AKS § 12): yes, no, or when.

Each answer is a letter: a no with its reasons and how to complain of it, a later day with why.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Open, Taken
from portal.policy import aktindsigt
from portal.policy.aktindsigt import Svar, SvarSpoergsmaal
from portal.policy.kalender import day_of
from portal.policy.law import Decision
from portal.store import aktindsigter
from portal.store.aktindsigter import AktindsigtView, Answer
from portal.store.database import Database, Session
from portal.wording.letters import aktindsigt as letters
from portal.wording.letters.made import last_day_to_complain

ACTION: Final = "answer_file_request"


@dataclass(frozen=True, slots=True)
class AnswerFileRequest:
    """`anmodning`: the request's public id. `ord`: why, or a word with the file. `dag`: of a later answer."""

    of: OfCase
    anmodning: uuid.UUID
    svar: Svar
    ord: str | None = None
    dag: date | None = None


def answer_file_request(command: AnswerFileRequest, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps the answer and writes it to the person. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _answer(session, command, now))


def find(of: Open, anmodning: uuid.UUID) -> AktindsigtView:
    """The request of that public id in the case. Raises NotSeen."""
    found = aktindsigter.get_of(of.session, of.sag.view.public_id, anmodning)
    if found is None:
        raise casework.NotSeen(of.seen.worker, of.seen.person.person_id)
    return found


def judge(of: Open, asked: AktindsigtView, command: AnswerFileRequest) -> Decision:
    """What the law says of that answer now. Writes nothing."""
    question = SvarSpoergsmaal(
        svar=command.svar,
        senest=asked.frist,
        begrundelse=command.ord,
        dag=command.dag,
        besvaret=not asked.is_open,
        digital=of.seen.person.person.digital_post,
    )
    return aktindsigt.svar(of.sag.view.af, of.today, question)


def _answer(session: Session, command: AnswerFileRequest, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    asked = find(of, command.anmodning)
    if _repeats(asked, command):
        return Taken(asked.letter, repeated=True)
    decision = judge(of, asked, command)
    casework.record(session, of.seen, ACTION, decision, now)
    if not decision.allowed:
        return NotTaken(decision)
    sent = _told(of, asked, command, decision)
    if command.svar is Svar.SENERE and command.dag is not None:
        aktindsigter.put_off(session, asked.id, command.dag, command.ord or "")
        return Taken(sent)
    given = Answer(command.svar is Svar.JA, command.ord or None, of.seen.worker.id, sent, now)
    aktindsigter.answer(session, asked.id, given)
    return Taken(sent)


def _repeats(asked: AktindsigtView, command: AnswerFileRequest) -> bool:
    """Whether that very answer was given: a form that was sent twice."""
    if command.svar is Svar.SENERE:
        return asked.is_open and (asked.udsat_til, asked.udsat_fordi) == (command.dag, command.ord)
    return asked.granted is (command.svar is Svar.JA) and asked.begrundelse == (command.ord or None)


def _told(of: Open, asked: AktindsigtView, command: AnswerFileRequest, decision: Decision) -> uuid.UUID:
    refused = command.svar is Svar.NEJ
    letter = letters.answered(
        send_letter.between(of.seen, of.now),
        letters.Om(of.sag.view.emne, day_of(asked.asked_at), asked.frist),
        command.svar,
        command.ord,
        ny_dag=command.dag,
        klage_senest=last_day_to_complain(decision) if refused else None,
    )
    return send_letter.send(of.session, of.seen, letter, None, of.now)
