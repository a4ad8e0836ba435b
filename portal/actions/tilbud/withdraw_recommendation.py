"""A recommendation is taken back before it is decided: by the a-kasse that wrote it, or by the person, who no
longer agrees. The jobcenter is told where it has it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework, outcome
from portal.actions.tilbud import known, over
from portal.actions.tilbud.dialogmodul import INDBAKKE, TRUKKET, Dialogmodul, besked
from portal.policy import indstilling
from portal.policy.indsigt import Del
from portal.policy.indstilling import Hvem, Status
from portal.policy.law import Decision
from portal.store import facts, indstillinger, outbox
from portal.store.database import Database, Session
from portal.store.indstillinger import IndstillingView

ACTION: Final = "withdraw_recommendation"
TOPIC: Final = "indstilling.trukket"


@dataclass(frozen=True, slots=True)
class WithdrawOwn:
    """By the person. `indstilling` is a public id."""

    person_id: int
    indstilling: uuid.UUID


@dataclass(frozen=True, slots=True)
class WithdrawWritten:
    """By the a-kasse. `person`, `indstilling`: public ids."""

    caseworker_id: int
    person: uuid.UUID
    indstilling: uuid.UUID


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """It is taken back; also where it had been before."""


@dataclass(frozen=True, slots=True)
class Stays:
    """It cannot be taken back: the decision says why."""

    decision: Decision


def withdraw_own(
    command: WithdrawOwn, database: Database, now: datetime, dialog: Dialogmodul = INDBAKKE
) -> Withdrawn | Stays:
    """The person takes it back. Raises UnknownIndstilling, Busy."""

    def work(session: Session) -> Withdrawn | Stays:
        person = facts.load(session, command.person_id, now, for_update=True)
        of = known.own(session, person.person_id, command.indstilling)
        if of.status is Status.TRUKKET:
            return Withdrawn()
        decision = indstilling.traek(of.facts, Hvem.PERSON)
        outcome.record(session, person.person_id, ACTION, decision, now)
        return _close(session, of, decision, now, dialog, None)

    return database.write(work)


def withdraw_written(
    command: WithdrawWritten, database: Database, now: datetime, dialog: Dialogmodul = INDBAKKE
) -> Withdrawn | Stays:
    """The a-kasse takes it back. Raises NotSeen, UnknownIndstilling, Busy."""

    def work(session: Session) -> Withdrawn | Stays:
        seen = casework.see(
            session, command.caseworker_id, command.person, now, Del.INDSTILLINGER, for_update=True
        )
        of = known.own(session, seen.person.person_id, command.indstilling)
        if of.a_kasse is None or of.a_kasse.id != seen.worker.organisation.id:
            raise known.UnknownIndstilling(command.indstilling)
        if of.status is Status.TRUKKET:
            return Withdrawn()
        decision = indstilling.traek(of.facts, Hvem.A_KASSE)
        casework.record(session, seen, ACTION, decision, now)
        return _close(session, of, decision, now, dialog, seen.worker.id)

    return casework.act(database, ACTION, now, work)


def _close(
    session: Session,
    of: IndstillingView,
    decision: Decision,
    now: datetime,
    dialog: Dialogmodul,
    by: int | None,
) -> Withdrawn | Stays:
    if not decision.allowed:
        return Stays(decision)
    indstillinger.close(session, of.id, Status.TRUKKET, now, by=by)
    over.nothing_to_decide(session, of, now)
    if of.sent_at is not None:
        closed = known.again(session, of)
        dialog.send(session, besked(closed, TRUKKET, til_jobcenter=True, tekst=None, by=by))
    payload = {"indstilling": str(of.public_id), "art": of.art.value, "af": "a_kasse" if by else "person"}
    outbox.enqueue(session, TOPIC, payload, of.person_id, now)
    return Withdrawn()
