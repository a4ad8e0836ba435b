"""A caseworker has done what was left to do in a case: it is closed. A complaint may still come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session

ACTION: Final = "close_case"


@dataclass(frozen=True, slots=True)
class CloseCase:
    """`begrundelse`: what was done."""

    of: OfCase
    begrundelse: str


def close_case(command: CloseCase, database: Database, now: datetime) -> Taken | NotTaken:
    """Nothing in the case waits for anybody any more. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _close(session, command, now))


def _close(session: Session, command: CloseCase, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    if step.repeats(of, Trin.LUKKET, command.begrundelse):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.LUKKET, begrundelse=command.begrundelse)
    if not decision.allowed:
        return NotTaken(decision)
    step.take(of, Trin.LUKKET, key, tekst=command.begrundelse)
    return Taken()
