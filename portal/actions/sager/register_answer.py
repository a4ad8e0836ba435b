"""A caseworker writes down what a person answered to a hearing in another way (AKS § 4; FVL § 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session

ACTION: Final = "register_answer"


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """`dag`: the Danish day it came. `svar`: its words."""

    of: OfCase
    dag: date
    svar: str


def register_answer(command: RegisterAnswer, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps the answer: the decision has to tell it. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _register(session, command, now))


def _register(session: Session, command: RegisterAnswer, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    if step.repeats(of, Trin.SVARET, command.svar):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.SVARET, dag=command.dag, begrundelse=command.svar)
    if not decision.allowed:
        return NotTaken(decision)
    step.take(of, Trin.SVARET, key, dag=command.dag, tekst=command.svar, kanal="papir")
    return Taken()
