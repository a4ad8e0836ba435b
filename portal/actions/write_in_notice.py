"""The a-kasse asks the jobcenter more about a notice, or the jobcenter answers (DBK §§ 124, 129).

The member is not told of what the two write to each other in between (VEJ 10044 14.2).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework, notices
from portal.policy import underretning
from portal.policy.facts import Aktoer
from portal.policy.law import Decision
from portal.policy.underretning import Besked
from portal.store import underretninger
from portal.store.database import Database, Session
from portal.store.underretninger import NewBesked

ACTION = "write_in_notice"


@dataclass(frozen=True, slots=True)
class WriteInNotice:
    """`person`, `underretning`: public ids. An a-kasse's words are a question, a jobcenter's an answer."""

    caseworker_id: int
    person: uuid.UUID
    underretning: uuid.UUID
    tekst: str


@dataclass(frozen=True, slots=True)
class Written:
    """It is told. `repeated`: the very same was told last, and nothing was told now."""

    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotWritten:
    """It is not told: the decision says why."""

    decision: Decision


def write_in_notice(command: WriteInNotice, database: Database, now: datetime) -> Written | NotWritten:
    """Keeps the words and tells the other, in one transaction. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _write(session, command, now))


def _write(session: Session, command: WriteInNotice, now: datetime) -> Written | NotWritten:
    seen, found = notices.find(
        session, command.caseworker_id, command.person, command.underretning, now, for_update=True
    )
    af, tekst = seen.worker.organisation.holder, command.tekst.strip()
    besked = Besked.SPOERGSMAAL if af is Aktoer.A_KASSE else Besked.OPLYSNING
    last = underretninger.said(session, found.id)[-1]
    if (last.art, last.tekst) == (besked, tekst):
        return Written(repeated=True)
    decision = underretning.sig(found.tilstand, af, besked, tekst)
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotWritten(decision)
    notices.tell(session, found, NewBesked(besked, now, caseworker_id=seen.worker.id, tekst=tekst))
    return Written()
