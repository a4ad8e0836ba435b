"""A caseworker gives back the right to book: the organisation's own revocation no longer binds (LAB § 35)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework, sagsskridt, send_letter
from portal.actions.revoke_selvbooking import standing
from portal.policy import fratagelse
from portal.policy.beslutninger import key_of
from portal.policy.fratagelse import OphaevSpoergsmaal
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store import beslutninger
from portal.store.database import Database, Session
from portal.wording.letters import fratagelse as letters

ACTION = "lift_fratagelse"


@dataclass(frozen=True, slots=True)
class LiftFratagelse:
    """`person` is a public id."""

    caseworker_id: int
    person: uuid.UUID
    begrundelse: str


@dataclass(frozen=True, slots=True)
class Lifted:
    """It is done. `letter`: its public id; None where it was `repeated`: nothing binds any more."""

    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotLifted:
    """It is not done: the decision says what is missing."""

    decision: Decision


def lift_fratagelse(command: LiftFratagelse, database: Database, now: datetime) -> Lifted | NotLifted:
    """Lifts it from today on and writes the letter, all in one transaction. The person books at once.

    Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _lift(session, command, now))


def _lift(session: Session, command: LiftFratagelse, now: datetime) -> Lifted | NotLifted:
    seen = casework.see(
        session, command.caseworker_id, command.person, now, Del.EGNE_BESLUTNINGER, for_update=True
    )
    binding = standing(seen, now)
    if binding is None:
        return Lifted(None, repeated=True)
    af = seen.worker.organisation.holder
    decision = fratagelse.ophaev(seen.person.facts, now, OphaevSpoergsmaal(af, command.begrundelse))
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotLifted(decision)
    written = letters.lifted(send_letter.between(seen, now), binding.dato, command.begrundelse)
    key = key_of(binding)
    beslutninger.lift_one(session, key, written.day)
    sent = send_letter.send(session, seen, written, key, now)
    sagsskridt.lifted(session, seen, key, command.begrundelse, sent, now)
    return Lifted(sent)
