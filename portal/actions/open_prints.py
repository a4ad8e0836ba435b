"""Somebody opens a file of letters to print them. Whose letters were seen is kept."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.actions import casework
from portal.actions.gather_prints import log
from portal.store import print_queue
from portal.store.database import Database, Session
from portal.store.print_queue import PrintedLetter

ACTION: Final = "open_prints"


def open_prints(
    database: Database, caseworker_id: int, batch: uuid.UUID, now: datetime
) -> tuple[PrintedLetter, ...]:
    """The letters in the file of that id; none where the organisation has no such file. Raises LookupError,
    Busy.
    """

    def work(session: Session) -> tuple[PrintedLetter, ...]:
        worker = casework.working(session, caseworker_id)
        log(session, worker.id, batch, ACTION, now)
        return print_queue.letters(session, worker.organisation.id, batch)

    return database.write(work)
