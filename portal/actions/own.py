"""What people do in their own matters: the log says that it was they, about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.store import audit


def entry(
    person_id: int,
    action: str,
    now: datetime,
    *,
    outcome: str = "allowed",
    booking_id: int | None = None,
    decision_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> audit.AuditEntry:
    """The line of the log; `now` is aware."""
    return audit.AuditEntry(
        at=now,
        actor_kind="citizen",
        actor_id=person_id,
        person_id=person_id,
        action=action,
        outcome=outcome,
        booking_id=booking_id,
        decision_id=decision_id,
        details=details,
    )
