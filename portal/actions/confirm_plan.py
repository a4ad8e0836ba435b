"""A person says that they have seen what was changed in their Min Plan (BAB § 51, stk. 2)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import own
from portal.store import audit, people, plan
from portal.store.database import Database, Session

ACTION: Final = "confirm_plan"


@dataclass(frozen=True, slots=True)
class ConfirmPlan:
    """`which`: the wordings that were shown, and no other that was written since."""

    person_id: int
    which: Collection[uuid.UUID]


def confirm_plan(command: ConfirmPlan, database: Database, now: datetime) -> int:
    """Keeps it in one transaction, and gives how many they had not seen before. Raises Busy."""
    return database.write(lambda session: _confirm(session, command, now))


def _confirm(session: Session, command: ConfirmPlan, now: datetime) -> int:
    people.lock(session, command.person_id)
    seen = plan.mark_seen(session, command.person_id, command.which, now)
    if not seen:
        return 0
    audit.record(session, own.entry(command.person_id, ACTION, now, details={"antal": seen}))
    return seen
