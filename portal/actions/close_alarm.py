"""A leader closes an alarm: it has been seen to in some other way than by a meeting or a new deadline."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions import casework
from portal.actions.times import whose
from portal.actions.times.whose import NotTheirs
from portal.store import alarms, audit
from portal.store.database import Database, Session

LOGGED_AS = "close_alarm"


def close_alarm(caseworker_id: int, alarm: uuid.UUID, database: Database, now: datetime) -> None:
    """Closes the own organisation's alarm. Raises NotTheirs where none is open, Busy."""
    database.write(lambda session: _close(session, caseworker_id, alarm, now))


def _close(session: Session, caseworker_id: int, alarm: uuid.UUID, now: datetime) -> None:
    worker = casework.working(session, caseworker_id)
    if not whose.leads(worker) or not alarms.close(session, worker.organisation.id, alarm, now):
        raise NotTheirs
    audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None))
