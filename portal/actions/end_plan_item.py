"""A caseworker ends something that was agreed in Min Plan: it leaves the plan, and stays in the history."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework
from portal.actions.casework import Seen
from portal.actions.write_plan import NotWritten, Outdated, Written, standing, tell
from portal.policy import min_plan
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.policy.min_plan import Felt
from portal.store import plan
from portal.store.database import Database, Session
from portal.store.plan import NewPlanEntry

ACTION: Final = "end_plan_item"


@dataclass(frozen=True, slots=True)
class EndPlanItem:
    """`expected`: the wording that was shown. `fordi`: why, in words that the person reads, tidied."""

    caseworker_id: int
    person: uuid.UUID
    felt: Felt
    item: uuid.UUID
    expected: uuid.UUID
    fordi: str


def end_plan_item(command: EndPlanItem, database: Database, now: datetime) -> Written | NotWritten:
    """Ends it in one transaction; ended twice, it is ended once.

    Raises NotSeen, Outdated, Busy, and ValueError for what never ends.
    """
    return casework.act(database, ACTION, now, lambda session: _end(session, command, now))


def judge(seen: Seen, felt: Felt, fordi: str, now: datetime) -> Decision:
    """What the law says of ending it. Writes nothing."""
    return min_plan.afslut_plan(seen.person.facts, now, seen.worker.organisation.holder, felt, fordi)


def _end(session: Session, command: EndPlanItem, now: datetime) -> Written | NotWritten:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    person_id, own = seen.person.person_id, seen.worker.organisation
    decision = judge(seen, command.felt, command.fordi, now)
    if not decision.allowed:
        casework.record(session, seen, ACTION, decision, now)
        return NotWritten(decision)
    before = standing(session, person_id, command.felt, command.item)
    if before is not None and before.afsluttet_fordi == command.fordi:
        return Written(repeated=True)
    if before is None or before.ended or before.public_id != command.expected:
        raise Outdated
    decision_id = casework.record(session, seen, ACTION, decision, now)
    plan.write(
        session,
        NewPlanEntry(
            person_id=person_id,
            felt=before.felt,
            text=before.text,
            af=own.holder,
            organisation_id=own.id,
            at=now,
            item=before.item,
            details=before.details or None,
            caseworker_id=seen.worker.id,
            decision_id=decision_id,
            afsluttet_fordi=command.fordi,
        ),
    )
    tell(session, seen, command.felt, before.item, now)
    return Written()
