"""Somebody else comes to joint times in a caseworker's stead: who of the own side can, and the change itself.

A stand-in for single times travels before and after each of them; who takes over all that a colleague had of
an interval takes over its travel as well.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import CompoundSelect, Select, and_, or_, select, union_all, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, SamtaleStatus
from portal.store.free_times import A_KASSE_FROM, A_KASSE_UNTIL
from portal.store.tables import Caseworker, table_of
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_meeting import Booking, HeldTime, Hold, Place, Slot
from portal.store.tables_times import Absence

Stretch = tuple[datetime, datetime]

_slots, _places, _absences = table_of(Slot), table_of(Place), table_of(Absence)
_slot, _place, _absence = _slots.c, _places.c, _absences.c
_bookings, _holds, _held_times = table_of(Booking), table_of(Hold), table_of(HeldTime)
_booking, _hold, _held_time = _bookings.c, _holds.c, _held_times.c
_interval = table_of(AgreementInterval).c
_planned = _booking.status == SamtaleStatus.PLANLAGT.value

_WHO: Final = {Aktoer.JOBCENTER: _slot.caseworker_id, Aktoer.A_KASSE: _slot.a_kasse_caseworker_id}
FIGURES_ONLY: Final = "supervision"


@dataclass(frozen=True, slots=True)
class Time:
    """A joint time, as one side takes part in it: `start` to `slut`, the way to it and from it where that is
    its own; `meeting`: the time itself. Aware.
    """

    slot_id: int
    start: datetime
    slut: datetime
    meeting: Stretch


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody else is to come to.

    `worker_id`: who was to come. `travel`: the way to a single time and from it, or the interval's where it
    is `whole`: all that `worker_id` has of it. `there_already`: who travels to the interval anyhow.
    """

    side: Aktoer
    worker_id: int | None
    interval_id: int | None
    times: tuple[Time, ...]
    travel: tuple[Stretch, ...]
    whole: bool
    there_already: int | None

    def takes(self, worker_id: int) -> tuple[Stretch, ...]:
        """All the time of that caseworker that it takes."""
        if worker_id == self.there_already:
            return tuple(time.meeting for time in self.times)
        return (*((time.start, time.slut) for time in self.times), *self.travel)

    @property
    def slot_ids(self) -> tuple[int, ...]:
        return tuple(time.slot_id for time in self.times)


@dataclass(frozen=True, slots=True)
class StandIn:
    """A colleague, active, who looks at people."""

    id: int
    public_id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in one of the times. `start` is aware."""

    id: int
    public_id: uuid.UUID
    person_id: int
    start: datetime


def task(session: Session, slot_id: int, side: Aktoer, now: datetime, *, whole: bool) -> Task:
    """What comes with the joint time of that key, seen from one side. `whole`: with all other times that the
    same caseworker has of its interval from `now` (aware) on.
    """
    named = select(_WHO[side].label("worker_id"), _slot.interval_id).where(_slot.id == slot_id)
    row = session.execute(named).one()
    travels = _travels(session, row.interval_id) if side is Aktoer.A_KASSE else None
    there_already = travels if travels != row.worker_id else None
    rest = _times_of(session, side, row.worker_id, row.interval_id, now)
    if not rest or not (whole or len(rest) == 1):
        time, way = _alone(session, slot_id, side)
        return Task(side, row.worker_id, row.interval_id, (time,), way, False, there_already)
    way = _travel(session, row.interval_id, row.worker_id)
    return Task(side, row.worker_id, row.interval_id, rest, way, True, there_already)


def who_can(
    session: Session, organisation_id: int, task: Task, now: datetime
) -> tuple[tuple[StandIn, bool], ...]:
    """The organisation's other caseworkers by name, each with whether nothing is in the way at `now`."""
    rows = session.execute(
        select(Caseworker.id, Caseworker.public_id, Caseworker.name)
        .where(
            Caseworker.organisation_id == organisation_id,
            Caseworker.active,
            Caseworker.role != FIGURES_ONLY,
            Caseworker.id != task.worker_id if task.worker_id is not None else Caseworker.active,
        )
        .order_by(Caseworker.name, Caseworker.id)
    )
    colleagues = [StandIn(*row) for row in rows]
    taken = _taken(session, [one.id for one in colleagues], task, now)
    return tuple((one, not _touch(task.takes(one.id), taken.get(one.id, ()))) for one in colleagues)


def of_agreement(session: Session, agreement_id: int) -> dict[int, list[tuple[datetime, str]]]:
    """To which times of an agreement's intervals (by key) somebody else comes than the interval names: when
    they begin (aware), and who comes, in order; one statement.
    """
    who = table_of(Caseworker).c
    found = (
        select(_slot.interval_id, _slot.start, who.name)
        .select_from(_slots)
        .join(table_of(AgreementInterval), _interval.id == _slot.interval_id)
        .join(
            table_of(Caseworker),
            or_(
                and_(who.id == _slot.caseworker_id, who.id != _interval.caseworker_id),
                and_(who.id == _slot.a_kasse_caseworker_id, who.id != _interval.a_kasse_caseworker_id),
            ),
        )
        .where(_interval.agreement_id == agreement_id, or_(_slot.withdrawn_at.is_(None), _slot.free == 0))
        .order_by(_slot.start, who.name)
    )
    others: dict[int, list[tuple[datetime, str]]] = {}
    for interval, start, name in session.execute(found):
        others.setdefault(interval, []).append((start, name))
    return others


def meetings(session: Session, slot_ids: Collection[int]) -> tuple[Meeting, ...]:
    """The planned meetings in these times, in the order of the people, as they are locked."""
    query = select(_booking.id, _booking.public_id, _booking.person_id, _booking.start)
    found = session.execute(
        query.where(_booking.slot_id.in_(slot_ids), _planned).order_by(_booking.person_id, _booking.id)
    )
    return tuple(Meeting(*row) for row in found)


def send(session: Session, task: Task, worker_id: int, at: datetime) -> None:
    """They come from here on: to the times, and to the meetings in them, whose `sequence` rises.

    Everything is locked: people, times and caseworkers.
    """
    ids = task.slot_ids
    column = _WHO[task.side].name
    for time in task.times:
        start, slut = _of_theirs(task, time, worker_id)
        values: dict[str, Any] = {column: worker_id}
        if task.side is Aktoer.A_KASSE:
            own_way = (start, slut) != time.meeting
            values |= {"a_kasse_from": start, "a_kasse_until": slut} if own_way else _NO_WAY
        session.execute(update(_slots).where(_slot.id == time.slot_id).values(values))
        place = update(_places).where(_place.slot_id == time.slot_id, _place.side == task.side.value)
        session.execute(place.values(caseworker_id=worker_id, start=start, slut=slut))
    kept = select(_hold.id).where(_hold.slot_id.in_(ids))
    held = update(_held_times).where(_held_time.hold_id.in_(kept), _held_time.caseworker_id == task.worker_id)
    session.execute(held.values(caseworker_id=worker_id))
    booked = update(_bookings).where(_booking.slot_id.in_(ids), _planned)
    session.execute(booked.values({column: worker_id, "sequence": _booking.sequence + 1, "updated_at": at}))
    if task.whole:
        _take_over(session, task, worker_id)


_NO_WAY: Final = {"a_kasse_from": None, "a_kasse_until": None}


def _of_theirs(task: Task, time: Time, worker_id: int) -> Stretch:
    """What the time takes of that caseworker's."""
    if worker_id == task.there_already:
        return time.meeting
    if task.travel and not task.whole:
        return task.travel[0][0], task.travel[1][1]
    return time.start, time.slut


def _take_over(session: Session, task: Task, worker_id: int) -> None:
    """The interval's travel goes to them too; who comes to it from that side is another now."""
    travels = update(_absences).where(
        _absence.interval_id == task.interval_id, _absence.caseworker_id == task.worker_id
    )
    session.execute(travels.values(caseworker_id=worker_id))
    who = _interval[_WHO[task.side].name]
    interval = update(AgreementInterval).where(_interval.id == task.interval_id, who == task.worker_id)
    session.execute(interval.values({who.name: worker_id}))


def _times_of(
    session: Session, side: Aktoer, worker_id: int | None, interval_id: int | None, now: datetime
) -> tuple[Time, ...]:
    """What the caseworker has of the interval from `now` on."""
    if interval_id is None:
        return ()
    query = _side_of_time(side).where(
        _slot.interval_id == interval_id,
        _WHO[side] == worker_id,
        or_(_slot.withdrawn_at.is_(None), _slot.free == 0),
        _slot.start > now,
    )
    return tuple(_time(row) for row in session.execute(query.order_by(_slot.start)))


def _alone(session: Session, slot_id: int, side: Aktoer) -> tuple[Time, tuple[Stretch, ...]]:
    """One time alone, and the way to it and from it, where it lies in an interval that has one."""
    time = _time(session.execute(_side_of_time(side).where(_slot.id == slot_id)).one())
    found = session.execute(
        select(_interval.travel_before, _interval.travel_after)
        .join(_slots, _slot.interval_id == _interval.id)
        .where(_slot.id == slot_id, _slot.a_kasse_from.is_(None))
    ).one_or_none()
    if side is Aktoer.JOBCENTER or found is None or not (found.travel_before or found.travel_after):
        return time, ()
    before, after = timedelta(minutes=found.travel_before), timedelta(minutes=found.travel_after)
    return time, ((time.start - before, time.start), (time.slut, time.slut + after))


def _side_of_time(side: Aktoer) -> Select[Any]:
    own = (_slot.start, _slot.slut) if side is Aktoer.JOBCENTER else (A_KASSE_FROM, A_KASSE_UNTIL)
    return select(_slot.id, own[0].label("from_"), own[1].label("until"), _slot.start, _slot.slut)


def _time(row: Any) -> Time:
    return Time(row.id, row.from_, row.until, (row.start, row.slut))


def _travel(session: Session, interval_id: int, worker_id: int | None) -> tuple[Stretch, ...]:
    rows = session.execute(
        select(_absence.start, _absence.slut).where(
            _absence.interval_id == interval_id, _absence.caseworker_id == worker_id
        )
    )
    return tuple((row.start, row.slut) for row in rows)


def _travels(session: Session, interval_id: int | None) -> int | None:
    """Who has the interval's travel in their calendar."""
    found = select(_absence.caseworker_id).where(_absence.interval_id == interval_id).limit(1)
    worker: int | None = session.execute(found).scalar_one_or_none()
    return worker


def _taken(session: Session, workers: Sequence[int], task: Task, now: datetime) -> dict[int, list[Stretch]]:
    """When each of them (by key) cannot come: absences, places, times that are kept, other joint times."""
    takes = [*task.travel, *((time.start, time.slut) for time in task.times)]
    since, until = min(start for start, _ in takes), max(slut for _, slut in takes)
    own = task.slot_ids

    def near(table: Any) -> Select[Any]:
        query = select(table.caseworker_id, table.start, table.slut)
        return query.where(table.caseworker_id.in_(workers), table.start < until, table.slut > since)

    standing = (_slot.a_kasse_id.is_not(None), _slot.withdrawn_at.is_(None), _slot.id.not_in(own))
    jobcenters = select(_slot.caseworker_id, _slot.start, _slot.slut).where(
        _slot.caseworker_id.in_(workers), *standing, _slot.start < until, _slot.slut > since
    )
    travelling = select(_slot.a_kasse_caseworker_id, A_KASSE_FROM, A_KASSE_UNTIL).where(
        _slot.a_kasse_caseworker_id.in_(workers), *standing, until > A_KASSE_FROM, since < A_KASSE_UNTIL
    )
    query: CompoundSelect[Any] = union_all(
        near(_absence),
        near(_place).where(_place.slot_id.not_in(own)),
        near(_held_time).where(_held_time.expires_at > now),
        jobcenters,
        travelling,
    )
    found: dict[int, list[Stretch]] = {}
    for worker, start, slut in session.execute(query):
        found.setdefault(worker, []).append((start, slut))
    return found


def _touch(one: Iterable[Stretch], other: Iterable[Stretch]) -> bool:
    taken = tuple(other)
    return any(start < until and since < slut for start, slut in one for since, until in taken)
