"""A caseworker writes a part of Min Plan, together with the person (LAB §§ 41, 42; RÅB § 14; BAB § 51).

What stood before stays in the history. Whoever writes over what they have not seen, is told what stands now,
and nothing of theirs is lost.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from portal.actions import casework
from portal.actions.casework import Seen
from portal.policy import min_plan
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.policy.min_plan import EN_TEKST, TEKST, Felt
from portal.store import outbox, plan
from portal.store.database import Database, Session
from portal.store.plan import NewPlanEntry
from portal.store.views import PlanEntryView

ACTION: Final = "write_plan"
TOPIC: Final = "plan.changed"


@dataclass(frozen=True, slots=True)
class WritePlan:
    """`item`: which one; a new one has an id that nobody used. `expected`: the wording that was shown, None
    for a new one. `skrevet`: by the names of `min_plan.INDHOLD`, tidied.
    """

    caseworker_id: int
    person: uuid.UUID
    felt: Felt
    item: uuid.UUID
    expected: uuid.UUID | None
    skrevet: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """It stands. `repeated`: it stood so already, and nothing was done now."""

    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotWritten:
    """It may not be written, or not like that."""

    decision: Decision


class Outdated(Exception):
    """Somebody else has written there since it was shown."""


def write_plan(command: WritePlan, database: Database, now: datetime) -> Written | NotWritten:
    """Writes it in one transaction. Raises NotSeen, Outdated, Busy."""
    return casework.act(database, ACTION, now, lambda session: _write(session, command, now))


def judge(seen: Seen, felt: Felt, skrevet: Mapping[str, str], now: datetime) -> Decision:
    """What the law says of these words by this caseworker. Writes nothing."""
    return min_plan.skriv_plan(seen.person.facts, now, seen.worker.organisation.holder, felt, skrevet)


def standing(session: Session, person_id: int, felt: Felt, item: uuid.UUID) -> PlanEntryView | None:
    """How the item reads, ended or not; of what there is only one, how that reads, whatever it is called."""
    entries = [one for one in plan.standing(session, person_id) if one.felt == felt.value]
    if felt in EN_TEKST:
        return next(iter(entries), None)
    return next((one for one in entries if one.item == item), None)


def words_of(entry: PlanEntryView) -> dict[str, str]:
    """What an entry says, by the names of `min_plan.INDHOLD`."""
    return {TEKST: entry.text} | {name: str(value) for name, value in entry.details.items() if value}


def tell(session: Session, seen: Seen, felt: Felt, item: uuid.UUID, now: datetime) -> None:
    """Puts it on its way to the person."""
    person_id = seen.person.person_id
    entry = standing(session, person_id, felt, item)
    assert entry is not None  # noqa: S101 - written a moment ago
    payload = {"entry": str(entry.public_id), "felt": felt.value}
    outbox.enqueue(session, TOPIC, payload, person_id, now)


def _write(session: Session, command: WritePlan, now: datetime) -> Written | NotWritten:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    felt, person_id = command.felt, seen.person.person_id
    decision = judge(seen, felt, command.skrevet, now)
    if not decision.allowed:
        casework.record(session, seen, ACTION, decision, now)
        return NotWritten(decision)
    before = standing(session, person_id, felt, command.item)
    said = {name: words for name, words in command.skrevet.items() if words}
    if before is not None and not before.ended and words_of(before) == said:
        return Written(repeated=True)
    if (before.public_id if before else None) != command.expected or (before is not None and before.ended):
        raise Outdated
    decision_id = casework.record(session, seen, ACTION, decision, now)
    item = before.item if before is not None else command.item
    plan.write(session, _entry(seen, felt, item, said, decision_id, now))
    tell(session, seen, felt, item, now)
    return Written()


def _entry(
    seen: Seen, felt: Felt, item: uuid.UUID, said: Mapping[str, str], decision_id: int, now: datetime
) -> NewPlanEntry:
    own = seen.worker.organisation
    details: dict[str, Any] = {name: words for name, words in said.items() if name != TEKST}
    return NewPlanEntry(
        person_id=seen.person.person_id,
        felt=felt.value,
        text=said[TEKST],
        af=own.holder,
        organisation_id=own.id,
        at=now,
        item=item,
        details=details or None,
        caseworker_id=seen.worker.id,
        decision_id=decision_id,
    )
