"""A caseworker lifts the organisation's own decision that the duties stand (LAB § 106, stk. 3)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework, sagsskridt, send_letter
from portal.actions.uphold_duty import standing
from portal.policy import fastholdelse
from portal.policy.beslutninger import key_of
from portal.policy.fastholdelse import OphaevFastholdelseSpoergsmaal
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store import beslutninger
from portal.store.database import Database, Session
from portal.wording.letters import fastholdelse as letters

ACTION: Final = "lift_upheld_duty"


@dataclass(frozen=True, slots=True)
class LiftUpheldDuty:
    """`person` is a public id."""

    caseworker_id: int
    person: uuid.UUID
    begrundelse: str


@dataclass(frozen=True, slots=True)
class DutyLifted:
    """It is done. `letter`: its public id; None where it was `repeated`: nothing binds any more."""

    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class DutyStays:
    """It is not done: the decision says what is missing."""

    decision: Decision


def lift_upheld_duty(command: LiftUpheldDuty, database: Database, now: datetime) -> DutyLifted | DutyStays:
    """Lifts it from today on and writes the letter, all in one transaction. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _lift(session, command, now))


def _lift(session: Session, command: LiftUpheldDuty, now: datetime) -> DutyLifted | DutyStays:
    seen = casework.see(
        session, command.caseworker_id, command.person, now, Del.EGNE_BESLUTNINGER, for_update=True
    )
    binding = standing(seen, now)
    if binding is None:
        return DutyLifted(None, repeated=True)
    af = seen.worker.organisation.holder
    asked = OphaevFastholdelseSpoergsmaal(af, command.begrundelse)
    decision = fastholdelse.ophaev_fastholdelse(seen.person.facts, now, asked)
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return DutyStays(decision)
    written = letters.lifted(send_letter.between(seen, now), binding.dato, command.begrundelse)
    key = key_of(binding)
    beslutninger.lift_one(session, key, written.day)
    sent = send_letter.send(session, seen, written, key, now)
    sagsskridt.lifted(session, seen, key, command.begrundelse, sent, now)
    return DutyLifted(sent)
