"""A caseworker registers what Ankestyrelsen decided on a complaint (RSL §§ 59 a, 59 b, 68)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.sager import step, undone
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.hoering import Emne
from portal.policy.sagsgang import BINDER_IKKE, Trin, Udfald
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "register_outcome"


@dataclass(frozen=True, slots=True)
class RegisterOutcome:
    """`dag`: of Ankestyrelsen's decision. `begrundelse`: what else is to be said of it."""

    of: OfCase
    dag: date
    udfald: Udfald
    begrundelse: str | None = None


def register_outcome(command: RegisterOutcome, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps the outcome and tells the person what it means here. What was set aside binds no longer.

    Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _register(session, command, now))


def _register(session: Session, command: RegisterOutcome, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    udfald, words = command.udfald, command.begrundelse or None
    if step.repeats(of, Trin.UDFALD, words, udfald.value):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.UDFALD, dag=command.dag, resultat=udfald.value)
    if not decision.allowed:
        return NotTaken(decision)
    between = send_letter.between(of.seen, now)
    letter = letters.settled(between, step.about(of), udfald, command.dag, words)
    after, sent = step.take(
        of, Trin.UDFALD, key, dag=command.dag, tekst=words, resultat=udfald.value, letter=letter
    )
    # Where an exemption was refused, there is nothing that could stop to bind: it is decided anew. One that
    # was lifted is back with its ground.
    if udfald in BINDER_IKKE and after.view.emne is not Emne.FRITAGELSE_AFSLAG:
        undone.undo(of, after, key, sent, None)
    return Taken(sent)
