"""An administrator says when an office is open: outside these hours no pattern makes times there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework
from portal.actions.times.whose import NotTheirs
from portal.store import audit, timetable
from portal.store.database import Database, Session
from portal.store.timetable import Hours

LOGGED_AS = "set_opening_hours"


@dataclass(frozen=True, slots=True)
class SetOpeningHours:
    """`hours`: minutes after midnight for each day of the week (0: Monday); none: not bound by hours."""

    caseworker_id: int
    office: uuid.UUID
    hours: Hours


def set_opening_hours(command: SetOpeningHours, database: Database, now: datetime) -> None:
    """Saves the hours. Times that are published already stay. Raises NotTheirs, Busy."""
    database.write(lambda session: _set(session, command, now))


def _set(session: Session, command: SetOpeningHours, now: datetime) -> None:
    worker = casework.working(session, command.caseworker_id)
    office = timetable.office_of(session, worker.organisation.id, command.office)
    if office is None or worker.role != "administrator":
        raise NotTheirs
    before = timetable.opening(session, office.id) or {}
    if before == command.hours:
        return
    timetable.set_opening(session, office.id, command.hours)
    details = {"office": office.name, "from": _plain(before), "to": _plain(command.hours)}
    audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=details))


def _plain(hours: Hours) -> dict[str, list[list[int]]]:
    return {str(weekday): [list(span) for span in spans] for weekday, spans in sorted(hours.items())}
