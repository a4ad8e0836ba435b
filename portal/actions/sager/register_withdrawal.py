"""A caseworker registers that a person took a complaint back by letter, telephone or at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework, sagsskridt, send_letter
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Taken
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "register_withdrawal"


@dataclass(frozen=True, slots=True)
class RegisterWithdrawal:
    """`dag`: the Danish day the person said so. `ord`: in which words, if they are known."""

    of: OfCase
    dag: date
    ord: str | None = None


def register_withdrawal(command: RegisterWithdrawal, database: Database, now: datetime) -> Taken | NotTaken:
    """Ends the complaint and writes the receipt. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _register(session, command, now))


def _register(session: Session, command: RegisterWithdrawal, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    if step.repeats(of, Trin.TRUKKET, command.ord):
        return Taken(repeated=True)
    decision, key = step.ask(of, ACTION, Trin.TRUKKET, dag=command.dag)
    if not decision.allowed:
        return NotTaken(decision)
    again = sagsskridt.still_to_complain(of.sag, of.today)
    letter = letters.withdrawn(send_letter.between(of.seen, now), step.about(of), command.dag, again)
    _, sent = step.take(
        of, Trin.TRUKKET, key, dag=command.dag, tekst=command.ord, kanal="papir", letter=letter
    )
    return Taken(sent)
