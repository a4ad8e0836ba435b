"""A caseworker looks for a person among the organisation's own. Every search is in the log, and every hit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.actions import casework
from portal.actions.casework import FIGURES_ONLY, NotSeen
from portal.clock import COPENHAGEN
from portal.store import audit, people, search_people
from portal.store.database import Database, Session
from portal.store.search_people import Found
from portal.store.views import CaseworkerView

ACTION = "find_person"


@dataclass(frozen=True, slots=True)
class ByCpr:
    """`lookup`: the hash of the number (`CprVault.lookup`); the number itself is not kept anywhere."""

    caseworker_id: int
    lookup: bytes


@dataclass(frozen=True, slots=True)
class ByName:
    caseworker_id: int
    name: str
    born: date


def find_person(command: ByCpr | ByName, database: Database, now: datetime) -> tuple[Found, ...]:
    """Those who are found, by name. Raises NotSeen for whoever may look at nobody."""
    return casework.act(database, ACTION, now, lambda session: _find(session, command, now))


def _find(session: Session, command: ByCpr | ByName, now: datetime) -> tuple[Found, ...]:
    worker = casework.working(session, command.caseworker_id)
    if worker.role == FIGURES_ONLY:
        raise NotSeen(worker, None)
    own, today = worker.organisation, now.astimezone(COPENHAGEN).date()
    if isinstance(command, ByName):
        found = search_people.by_name(session, command.name, command.born, own.id, own.holder, today)
        _log(session, worker, now, found, {"by": "name"}, None)
        return found
    found = search_people.by_cpr(session, command.lookup, own.id, own.holder, today)
    # Whose number it was that a stranger looked for is known here, and told to nobody but the log.
    other = None if found else people.find_by_cpr(session, command.lookup)
    _log(session, worker, now, found, {"by": "cpr"}, other.id if other else None)
    return found


def _log(
    session: Session,
    worker: CaseworkerView,
    now: datetime,
    found: tuple[Found, ...],
    details: dict[str, Any],
    other: int | None,
) -> None:
    for person in found:
        audit.record(session, casework.entry(worker, ACTION, now, person_id=person.id, details=details))
    if not found:
        nobody = casework.entry(worker, ACTION, now, person_id=other, outcome="refused", details=details)
        audit.record(session, nobody)
