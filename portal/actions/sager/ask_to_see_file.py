"""A citizen asks to see the file of their own case (FVL § 9; AKS § 12): always taken in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions.sager import own_case
from portal.policy import aktindsigt
from portal.policy.kalender import day_of
from portal.policy.klageafbrydelse import kan_afbrydes
from portal.store import aktindsigter, outbox
from portal.store.database import Database, Session

ACTION: Final = "ask_to_see_file"
TOPIC: Final = "aktindsigt.asked"


@dataclass(frozen=True, slots=True)
class AskToSeeFile:
    """`sag`: the case's public id. `ord`: what the person adds, if anything.

    `frist_oenskes`: that the time to complain of the decision waits (FVL § 17), where that can be asked.
    """

    person_id: int
    sag: uuid.UUID
    ord: str | None = None
    frist_oenskes: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """It is answered by the Danish day `senest`. `repeated`: it was asked before and waits."""

    anmodning: uuid.UUID
    senest: date
    repeated: bool = False


def ask_to_see_file(command: AskToSeeFile, database: Database, now: datetime) -> Asked:
    """Keeps the request with its last day to answer. One transaction. Raises UnknownCase, Busy."""
    return database.write(lambda session: _ask(session, command, now))


def _ask(session: Session, command: AskToSeeFile, now: datetime) -> Asked:
    own = own_case.find(session, command.person_id, command.sag, now, for_update=True)
    known = aktindsigter.of_case(session, command.sag)
    waiting = next((one for one in known if one.is_open), None)
    if waiting is not None:
        return Asked(waiting.public_id, waiting.frist, repeated=True)
    decision = aktindsigt.bed(own.sag.view.af, day_of(now))
    own_case.keep(own, ACTION, decision)
    senest = date.fromisoformat(str(decision.result["senest"]))
    waits = command.frist_oenskes and kan_afbrydes(own.sag.gang, day_of(now))
    asked = aktindsigter.Asked(command.ord or None, senest, now, frist_oenskes=waits)
    public_id = aktindsigter.ask(session, own.sag.view.id, asked)
    payload = {"aktindsigt": str(public_id), "sag": str(command.sag), "senest": senest.isoformat()}
    outbox.enqueue(session, TOPIC, payload, command.person_id, now)
    return Asked(public_id, senest)
