"""A jobcenter or an a-kasse sends somebody else of its own to a joint time that was agreed.

The other side's part is not touched, and the meeting stands: both calendars show who comes from there on, and
whoever has booked is told (VEJ 10044 3.2: how the a-kasse takes part is known beforehand).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from portal.actions import casework
from portal.actions.times import whose
from portal.policy.facts import Aktoer
from portal.store import audit, joint_conflicts, outbox, people, published, stand_ins, timetable
from portal.store.database import Conflict, Database, Session
from portal.store.joint_conflicts import Conflict as JointTime
from portal.store.joint_conflicts import Obstacle
from portal.store.stand_ins import Meeting, StandIn, Task
from portal.store.views import CaseworkerView

LOGGED_AS: Final = "send_another"
TOLD_PERSON, TOLD_OTHER = "booking.worker_changed", "agreement.worker_changed"


class Why(Enum):
    """Why nobody else was sent. `CHANGED`: the time was booked, or given up, at the same moment."""

    NOBODY = "ikke_jeres"
    BUSY = "optaget"
    CHANGED = "aendret"


@dataclass(frozen=True, slots=True)
class SendAnother:
    """`slot`: the joint time; `worker`: who comes (public ids). `whole`: to all other times as well that the
    same caseworker has of that interval.
    """

    caseworker_id: int
    slot: uuid.UUID
    worker: uuid.UUID
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague who can come to the time; `whole`: to all of the interval's."""

    who: StandIn
    whole: bool


@dataclass(frozen=True, slots=True)
class Open:
    """The time, the side that looks, how many times the one who was to come has there in all, and who else
    can.
    """

    time: JointTime
    side: Aktoer
    together: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """To how many times, and in how many of them somebody has a meeting; none where it was done before."""

    times: int
    meetings: int


@dataclass(frozen=True, slots=True)
class Refused:
    why: Why


class UnknownTime(LookupError):
    """No joint time of the caseworker's organisation that is ahead and stands."""


def look(session: Session, caseworker_id: int, slot: uuid.UUID, now: datetime) -> Open:
    """What there is to choose from. Raises UnknownTime."""
    worker = casework.working(session, caseworker_id)
    time = _time(session, worker, slot, now)
    own, side = worker.organisation.id, worker.organisation.holder
    alone = stand_ins.task(session, time.slot_id, side, now, whole=False)
    together = stand_ins.task(session, time.slot_id, side, now, whole=True)
    for_all = {one.id for one, free in stand_ins.who_can(session, own, together, now) if free}
    choices = tuple(
        Choice(one, one.id in for_all)
        for one, free in stand_ins.who_can(session, own, alone, now)
        if free or one.id in for_all
    )
    return Open(time, side, len(together.times), choices)


def send_another(command: SendAnother, database: Database, now: datetime) -> Sent | Refused:
    """Sends them, in one transaction, or says why not. Raises UnknownTime, Busy."""
    try:
        return database.write(lambda session: _send(session, command, now))
    except Conflict:
        return Refused(Why.BUSY)


def _send(session: Session, command: SendAnother, now: datetime) -> Sent | Refused:
    worker = casework.working(session, command.caseworker_id)
    time = _time(session, worker, command.slot, now)
    before = _task(session, worker, time, command, now)
    met = stand_ins.meetings(session, before.slot_ids)
    for meeting in met:
        people.lock(session, meeting.person_id)
    published.lock(session, before.slot_ids)
    who = timetable.house(session, worker.organisation.id).worker(command.worker)
    if who is None:
        return Refused(Why.NOBODY)
    timetable.lock_workers(session, [one for one in (who.id, before.worker_id) if one is not None])
    task = _task(session, worker, _time(session, worker, command.slot, now), command, now)
    if task != before or stand_ins.meetings(session, task.slot_ids) != met:
        return Refused(Why.CHANGED)
    if who.id == task.worker_id and _obstacle(worker, time) is None:
        return Sent(0, 0)  # the form was sent before
    colleagues = {one.id: free for one, free in stand_ins.who_can(session, worker.organisation.id, task, now)}
    if who.id not in colleagues:
        return Refused(Why.NOBODY)
    if not colleagues[who.id]:
        return Refused(Why.BUSY)
    stand_ins.send(session, task, who.id, now)
    _tell(session, worker, time, task, met, who.name, now)
    return Sent(len(task.times), len(met))


def _task(
    session: Session, worker: CaseworkerView, time: JointTime, command: SendAnother, now: datetime
) -> Task:
    side = worker.organisation.holder
    return stand_ins.task(session, time.slot_id, side, now, whole=command.whole)


def _time(session: Session, worker: CaseworkerView, slot: uuid.UUID, now: datetime) -> JointTime:
    found = joint_conflicts.one(session, worker.organisation.id, slot, now) if whose.leads(worker) else None
    if found is None:
        raise UnknownTime(slot)
    return found


def _obstacle(worker: CaseworkerView, time: JointTime) -> Obstacle | None:
    """What keeps whoever is to come from the own side from the time."""
    return time.of_jobcenter if worker.organisation.holder is Aktoer.JOBCENTER else time.of_a_kasse


def _tell(
    session: Session,
    worker: CaseworkerView,
    time: JointTime,
    task: Task,
    met: tuple[Meeting, ...],
    name: str,
    now: datetime,
) -> None:
    """Whoever has booked, the other side's calendar, and the log."""
    side = worker.organisation.holder
    details = {
        "of": time.caseworker if side is Aktoer.JOBCENTER else time.a_kasse_caseworker,
        "to": name,
        "times": len(task.times),
        "first": min(one.meeting[0] for one in task.times).isoformat(),
    }
    for meeting in met:
        payload = {
            "booking": str(meeting.public_id),
            "start": meeting.start.isoformat(),
            "side": side.value,
        }
        outbox.enqueue(session, TOLD_PERSON, payload, meeting.person_id, now)
        entry = casework.entry(
            worker, LOGGED_AS, now, person_id=meeting.person_id, booking_id=meeting.id, details=details
        )
        audit.record(session, entry)
    told = {"agreement": str(time.agreement), "slot": str(time.slot), "side": side.value}
    outbox.enqueue(session, TOLD_OTHER, told | {"times": len(task.times)}, None, now)
    if not met:
        audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=details))
