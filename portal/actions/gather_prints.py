"""Somebody puts the letters that wait for paper together in a file, to print them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.actions import casework
from portal.store import audit, print_queue
from portal.store.database import Database, Session

ACTION: Final = "gather_prints"
MOST: Final = 200
"""Letters in one file: more take long to make, and nobody folds them in one go."""


def gather_prints(database: Database, caseworker_id: int, now: datetime) -> uuid.UUID | None:
    """The new file; None where no letter waits. A letter is in one file only. Raises LookupError, Busy."""

    def work(session: Session) -> uuid.UUID | None:
        worker = casework.working(session, caseworker_id)
        own = worker.organisation.id
        batch = print_queue.gather(session, own, worker.id, now, MOST)
        if batch is not None:
            log(session, caseworker_id, batch, ACTION, now)
        return batch

    return database.write(work)


def log(session: Session, caseworker_id: int, batch: uuid.UUID, action: str, now: datetime) -> None:
    """One entry for each letter in the file, with the person it is to."""
    worker = casework.working(session, caseworker_id)
    found = print_queue.letters(session, worker.organisation.id, batch)
    audit.record_all(
        session,
        [
            casework.entry(worker, action, now, person_id=one.person_id, details={"letter": one.letter_id})
            for one in found
        ],
    )
