"""A caseworker registers that another authority's kontrolaktion has raised a doubt (LAB § 38)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.actions import casework
from portal.actions.casework import Seen
from portal.policy import kontrolforloeb
from portal.policy.facts import Kontrol
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store import kontrol, outbox
from portal.store.database import Database, Session

ACTION = "register_kontrol"
TOPIC = "kontrol.received"


@dataclass(frozen=True, slots=True)
class RegisterKontrol:
    """`person` is a public id. `meddelelse`: the Danish day the message was received, not a later one than
    today. `udland`: the doubt is about a stay abroad.
    """

    caseworker_id: int
    person: uuid.UUID
    meddelelse: date
    udland: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """It is done. `repeated`: that message stood already, and nothing was done now."""

    decision: Decision
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """It is not done: the decision says why."""

    decision: Decision


def register_kontrol(
    command: RegisterKontrol, database: Database, now: datetime
) -> Registered | NotRegistered:
    """Keeps the message, so that the person is to be called in at once. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _register(session, command, now))


def judge(seen: Seen, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    return kontrolforloeb.meddel(seen.person.facts, now, seen.worker.organisation.holder)


def _register(session: Session, command: RegisterKontrol, now: datetime) -> Registered | NotRegistered:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    decision, facts = judge(seen, now), seen.person.facts
    if facts.kontrol == Kontrol(command.meddelelse, command.udland):
        return Registered(decision, repeated=True)
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotRegistered(decision)
    kontrol.add(session, seen.person.person_id, command.meddelelse, udland=command.udland)
    payload = {
        "meddelelse": command.meddelelse.isoformat(),
        "udland": command.udland,
        "holder": seen.worker.organisation.holder.value,
        "organisation": seen.worker.organisation.code,
    }
    outbox.enqueue(session, TOPIC, payload, seen.person.person_id, now)
    return Registered(decision)
