"""A person says how they would rather hold meetings. A wish, and no more: each meeting has its own form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.policy.facts import Samtaleform
from portal.store import audit, people
from portal.store.database import Database, Session

ACTION: Final = "prefer_samtaleform"


@dataclass(frozen=True, slots=True)
class PreferSamtaleform:
    """`form` None: no wish any more."""

    person_id: int
    form: Samtaleform | None


def prefer_samtaleform(command: PreferSamtaleform, database: Database, now: datetime) -> None:
    """Keeps the wish; `now` is aware. Meetings that are planned stay as they are."""
    database.write(lambda session: _prefer(session, command, now))


def _prefer(session: Session, command: PreferSamtaleform, now: datetime) -> None:
    people.prefer_form(session, command.person_id, command.form)
    audit.record(
        session,
        audit.AuditEntry(
            at=now,
            actor_kind="citizen",
            actor_id=command.person_id,
            person_id=command.person_id,
            action=ACTION,
            outcome="allowed",
            details={"form": command.form.value if command.form else None},
        ),
    )
