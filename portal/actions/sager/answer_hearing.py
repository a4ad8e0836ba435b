"""A citizen answers a hearing (FVL §§ 19, 21; AKS §§ 4, 9): in time or late, while nothing is decided."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions.sager import own_case
from portal.actions.sager.own_case import Done, NotDone
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session

ACTION: Final = "answer_hearing"


@dataclass(frozen=True, slots=True)
class AnswerHearing:
    """`sag`: the case's public id. `svar`: the person's own words."""

    person_id: int
    sag: uuid.UUID
    svar: str


def answer_hearing(command: AnswerHearing, database: Database, now: datetime) -> Done | NotDone:
    """Keeps the answer: the decision has to tell it. One transaction. Raises UnknownCase, Busy."""
    return database.write(lambda session: _answer(session, command, now))


def _answer(session: Session, command: AnswerHearing, now: datetime) -> Done | NotDone:
    own = own_case.find(session, command.person_id, command.sag, now, for_update=True)
    last = own.sag.skridt[-1]
    if (last.trin, last.tekst) == (Trin.SVARET, command.svar):
        return Done(repeated=True)
    decision = own_case.judge(own, Trin.SVARET, command.svar)
    key = own_case.keep(own, ACTION, decision)
    if not decision.allowed:
        return NotDone(decision)
    own_case.take(own, Trin.SVARET, command.svar, key)
    return Done()
