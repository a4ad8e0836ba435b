"""A person sees the answers to what they asked for. When they did so first is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.actions import own
from portal.store import audit, requests
from portal.store.database import Database, Session
from portal.store.requests import OenskeView

ACTION = "read_answers"


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    person_id: int


def read_answers(command: ReadAnswers, database: Database, now: datetime) -> tuple[OenskeView, ...]:
    """The person's wishes, the latest first, as they were before they were seen."""
    found = database.read(lambda session: requests.of_person(session, command.person_id))
    if any(wish.is_unread for wish in found):
        database.write(lambda session: _seen(session, command.person_id, now))
    return found


def _seen(session: Session, person_id: int, now: datetime) -> None:
    requests.mark_read(session, person_id, now)
    audit.record(session, own.entry(person_id, ACTION, now))
