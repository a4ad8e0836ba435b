"""A caseworker is away: what they had published meanwhile is withdrawn, as `withdraw_times` does it.

What a jobcenter and an a-kasse agreed on stands. It is closed as long as the absence is there, and both sides
have it on their lists (`store.joint_conflicts`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework
from portal.actions.times import whose
from portal.actions.withdraw_times import Withdrawn, WithdrawTimes, withdraw_times
from portal.store import audit, joint_conflicts, published, timetable
from portal.store.database import Database, Session
from portal.store.joint_conflicts import Closed
from portal.store.published import Published

LOGGED_AS, REMOVED = "enter_absence", "remove_absence"


@dataclass(frozen=True, slots=True)
class EnterAbsence:
    """`worker`: who is away (public id), between two moments (aware). `call_off`: the meetings that may be
    called off.
    """

    caseworker_id: int
    worker: uuid.UUID
    start: datetime
    slut: datetime
    call_off: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class RemoveAbsence:
    caseworker_id: int
    worker: uuid.UUID
    absence: uuid.UUID


def preview(session: Session, command: EnterAbsence, now: datetime) -> tuple[Published, ...]:
    """The times that would be withdrawn. Raises NotTheirs."""
    worker = casework.working(session, command.caseworker_id)
    (who,) = whose.workers(timetable.house(session, worker.organisation.id), worker, [command.worker])
    return published.touched(session, worker.organisation.id, who.id, command.start, command.slut, now)


def closes(session: Session, command: EnterAbsence, now: datetime) -> Closed:
    """What it would close of what was agreed with another organisation. Raises NotTheirs."""
    worker = casework.working(session, command.caseworker_id)
    (who,) = whose.workers(timetable.house(session, worker.organisation.id), worker, [command.worker])
    return joint_conflicts.closed_by(session, who.id, [(command.start, command.slut)], now)


def enter_absence(command: EnterAbsence, database: Database, now: datetime) -> Withdrawn:
    """Enters the absence, so that nothing more is published in it and no agreed time can be booked, and
    withdraws what is there.

    Raises NotTheirs, Busy.
    """
    database.write(lambda session: _enter(session, command, now))
    touched = database.read(lambda session: preview(session, command, now))
    slots = frozenset(time.public_id for time in touched)
    return withdraw_times(WithdrawTimes(command.caseworker_id, slots, command.call_off), database, now)


def remove_absence(command: RemoveAbsence, database: Database, now: datetime) -> bool:
    """Takes an absence back; times that were withdrawn stay so. False: there was none. Raises NotTheirs."""
    return database.write(lambda session: _remove(session, command, now))


def _enter(session: Session, command: EnterAbsence, now: datetime) -> None:
    worker = casework.working(session, command.caseworker_id)
    (who,) = whose.workers(timetable.house(session, worker.organisation.id), worker, [command.worker])
    timetable.lock_workers(session, [who.id])
    known = timetable.absences(session, who.id, now)
    if any((one.start, one.slut) == (command.start, command.slut) for one in known):
        return
    stretch = (command.start, command.slut, None, None)
    timetable.add_absence(session, who.id, [stretch], "fravaer", worker.id, now)
    details = {"of": who.name, "from": command.start.isoformat(), "to": command.slut.isoformat()}
    audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=details))


def _remove(session: Session, command: RemoveAbsence, now: datetime) -> bool:
    worker = casework.working(session, command.caseworker_id)
    (who,) = whose.workers(timetable.house(session, worker.organisation.id), worker, [command.worker])
    if not timetable.remove_absence(session, who.id, command.absence):
        return False
    entry = casework.entry(worker, REMOVED, now, person_id=None, details={"of": who.name})
    audit.record(session, entry)
    return True
