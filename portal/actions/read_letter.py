"""A person opens one of their letters. When they did so first is kept."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import own
from portal.store import audit, letters
from portal.store.database import Database, Session
from portal.store.letters import FullLetter

ACTION = "read_letter"


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """`letter` is a public id."""

    person_id: int
    letter: uuid.UUID


def read_letter(command: ReadLetter, database: Database, now: datetime) -> FullLetter | None:
    """The letter as it went out; None where the person has no such letter."""
    found = database.read(lambda session: letters.get_own(session, command.person_id, command.letter))
    if found is not None and found.view.read_at is None:
        first = found.view.id
        database.write(lambda session: _opened(session, command.person_id, first, now))
    return found


def _opened(session: Session, person_id: int, letter_id: int, now: datetime) -> None:
    if not letters.mark_read(session, letter_id, now):
        return  # opened in another tab a moment ago
    audit.record(session, own.entry(person_id, ACTION, now, details={"letter": letter_id}))
