"""A caseworker decides nothing against the person after all (AKS § 22): who was heard is told so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework, hear_person, send_letter
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "drop_case"


@dataclass(frozen=True, slots=True)
class DropCase:
    """`begrundelse`: why, in words that the person reads."""

    of: OfCase
    begrundelse: str


def drop_case(command: DropCase, database: Database, now: datetime) -> Taken | NotTaken:
    """Ends the case without a decision, and the hearing with it. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _drop(session, command, now))


def _drop(session: Session, command: DropCase, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    if step.repeats(of, Trin.FRAFALDET, command.begrundelse):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.FRAFALDET, begrundelse=command.begrundelse)
    if not decision.allowed:
        return NotTaken(decision)
    emne, heard = of.sag.view.emne, of.sag.seneste(Trin.HOERT)
    hear_person.decided(session, of.seen, emne, now)
    between = send_letter.between(of.seen, now)
    letter = letters.dropped(between, emne, heard.dag, command.begrundelse) if heard else None
    _, sent = step.take(of, Trin.FRAFALDET, key, tekst=command.begrundelse, letter=letter)
    return Taken(sent)
