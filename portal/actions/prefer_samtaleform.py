"""A person says how they would rather hold meetings. A wish, and no more: each meeting has its own form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import own
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
    said = {"form": command.form.value if command.form else None}
    audit.record(session, own.entry(command.person_id, ACTION, now, details=said))
