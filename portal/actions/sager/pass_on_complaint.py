"""A caseworker has sent a complaint to Ankestyrelsen, with the case's file (RSL §§ 59 b, 66; AKS § 22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.sagsgang import Genvurdering, Trin
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "pass_on_complaint"


@dataclass(frozen=True, slots=True)
class PassOnComplaint:
    """That it is sent."""

    of: OfCase


def pass_on_complaint(command: PassOnComplaint, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps that it is sent, and tells the person, with the reasons of whoever looked again.

    Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _pass_on(session, command, now))


def _pass_on(session: Session, command: PassOnComplaint, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    if step.repeats(of, Trin.SENDT, None):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.SENDT)
    if not decision.allowed:
        return NotTaken(decision)
    again = of.sag.seneste(Trin.GENVURDERET)
    between = send_letter.between(of.seen, now)
    in_part = again is not None and again.resultat == Genvurdering.DELVIST
    letter = letters.passed_on(between, step.about(of), again.tekst if again else None, i_en_del=in_part)
    _, sent = step.take(of, Trin.SENDT, key, letter=letter)
    return Taken(sent)
