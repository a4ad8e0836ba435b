"""The a-kasse says what came of a jobcenter's notice: the member and the jobcenter are told at once (AKS §
20).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework, notices, send_letter
from portal.clock import COPENHAGEN
from portal.policy import underretning
from portal.policy.law import Decision
from portal.policy.underretning import Besked, Resultat
from portal.store import underretninger
from portal.store.database import Database, Session
from portal.store.underretninger import NewBesked, UnderretningView
from portal.wording.letters import underretning as letters

ACTION = "close_notice"


@dataclass(frozen=True, slots=True)
class CloseNotice:
    """`person`, `underretning`: public ids. `forklaring`: what else the jobcenter and the member are told."""

    caseworker_id: int
    person: uuid.UUID
    underretning: uuid.UUID
    resultat: Resultat
    forklaring: str | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """It is done. `letter`: the public id of the member's; None where the same had been said before."""

    letter: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class NotClosed:
    """It is not done: the decision says why."""

    decision: Decision


def close_notice(command: CloseNotice, database: Database, now: datetime) -> Closed | NotClosed:
    """Keeps the result and writes the letter, all in one transaction. A later result corrects the one before.

    Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _close(session, command, now))


def _close(session: Session, command: CloseNotice, now: datetime) -> Closed | NotClosed:
    seen, found = notices.find(
        session, command.caseworker_id, command.person, command.underretning, now, for_update=True
    )
    forklaring = (command.forklaring or "").strip() or None
    if _says_the_same(session, found, command.resultat, forklaring):
        return Closed(None)
    af = seen.worker.organisation.holder
    decision = underretning.sig(found.tilstand, af, Besked.RESULTAT, forklaring, command.resultat)
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotClosed(decision)
    tidligere = found.resultat_at.astimezone(COPENHAGEN).date() if found.resultat_at else None
    letter = letters.closed(
        send_letter.between(seen, now),
        letters.Missed(found.art, found.form, found.start),
        found.jobcenter.name,
        letters.Closed(command.resultat, forklaring, tidligere),
    )
    written = send_letter.send(session, seen, letter, None, now, booking_id=None)
    told = NewBesked(
        Besked.RESULTAT,
        now,
        caseworker_id=seen.worker.id,
        tekst=forklaring,
        resultat=command.resultat,
        letter=written,
    )
    notices.tell(session, found, told)
    return Closed(written)


def _says_the_same(
    session: Session, found: UnderretningView, resultat: Resultat, forklaring: str | None
) -> bool:
    """A form sent twice tells the member once."""
    if found.resultat is not resultat:
        return False
    results = [one for one in underretninger.said(session, found.id) if one.art is Besked.RESULTAT]
    return results[-1].tekst == forklaring
