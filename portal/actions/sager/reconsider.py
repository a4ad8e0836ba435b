"""A jobcenter looks at its decision once more before a complaint goes on (RSL § 66)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.sager import step, undone
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.afgoerelse import Genvurdering, Trin
from portal.policy.fritagelse import Fritagelsesgrund
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "reconsider"


@dataclass(frozen=True, slots=True)
class Reconsider:
    """`begrundelse`: why it stands; the person and Ankestyrelsen read it. `grund`: of an exemption that is
    granted with it.
    """

    of: OfCase
    resultat: Genvurdering
    begrundelse: str
    grund: Fritagelsesgrund | None = None


def reconsider(command: Reconsider, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps what came of it. Where the person is right, the decision is taken back at once, with a letter.

    Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _reconsider(session, command, now))


def _reconsider(session: Session, command: Reconsider, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    resultat, words = command.resultat.value, command.begrundelse or None
    if step.repeats(of, Trin.GENVURDERET, words, resultat):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.GENVURDERET, begrundelse=words, resultat=resultat)
    if not decision.allowed:
        return NotTaken(decision)
    letter = None
    if command.resultat is Genvurdering.MEDHOLD:
        letter = letters.agreed(send_letter.between(of.seen, now), step.about(of), words)
    after, sent = step.take(of, Trin.GENVURDERET, key, tekst=words, resultat=resultat, letter=letter)
    if command.resultat is Genvurdering.MEDHOLD:
        undone.undo(of, after, key, sent, command.grund)
    return Taken(sent)
