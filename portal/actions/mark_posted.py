"""Somebody says that the letters of a file were put in the post."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.actions import casework
from portal.actions.gather_prints import log
from portal.store import print_queue
from portal.store.database import Database, Session

ACTION: Final = "mark_posted"


def mark_posted(database: Database, caseworker_id: int, batch: uuid.UUID, now: datetime) -> bool:
    """False where somebody has said so before, or the organisation has no such file. When a letter on paper
    reaches the person, nobody knows. Raises LookupError, Busy.
    """

    def work(session: Session) -> bool:
        worker = casework.working(session, caseworker_id)
        if not print_queue.mark_sent(session, worker.organisation.id, batch, worker.id, now):
            return False
        log(session, worker.id, batch, ACTION, now)
        return True

    return database.write(work)
