"""A caseworker registers a complaint that came by letter, telephone or Ankestyrelsen (LAB §§ 204, 207).

It is taken in however late it comes (RSL §§ 59 b, 67), and nothing waits for it (RSL § 72).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.afgoerelse import har_klagevej
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "register_complaint"


@dataclass(frozen=True, slots=True)
class RegisterComplaint:
    """`dag`: the Danish day it came. `kanal`: `papir` or `ankestyrelsen`. `klage`: its words, if any."""

    of: OfCase
    dag: date
    kanal: str
    klage: str | None = None


def register_complaint(command: RegisterComplaint, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps the complaint and writes the receipt. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _register(session, command, now))


def _register(session: Session, command: RegisterComplaint, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    if step.repeats(of, Trin.KLAGET, command.klage):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.KLAGET, dag=command.dag)
    if not decision.allowed:
        return NotTaken(decision)
    view = of.sag.view
    letter = letters.received(
        send_letter.between(of.seen, now),
        step.about(of),
        command.dag,
        senest=view.klage_senest,
        klagevej=har_klagevej(view.emne, view.af),
    )
    _, sent = step.take(
        of, Trin.KLAGET, key, dag=command.dag, tekst=command.klage, kanal=command.kanal, letter=letter
    )
    return Taken(sent)
