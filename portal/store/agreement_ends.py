"""What becomes of agreed times when an agreement ends, or when one side gives single times up.

A time in which somebody has a meeting can be given up too: nobody else books it, and the meeting stands.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import SamtaleStatus
from portal.policy.kalender import day_of
from portal.store.tables import table_of
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_meeting import Agreement, Booking, Slot
from portal.store.tables_times import Absence

_slots, _slot, _booking = table_of(Slot), table_of(Slot).c, table_of(Booking).c
_intervals, _agreements, _absences = table_of(AgreementInterval), table_of(Agreement), table_of(Absence)
_interval, _agreement, _absence = _intervals.c, _agreements.c, _absences.c
_planned = exists().where(_booking.slot_id == _slot.id, _booking.status == SamtaleStatus.PLANLAGT.value)


@dataclass(frozen=True, slots=True)
class AgreedTime:
    """An agreed time that nobody has withdrawn. `booked`: somebody has a meeting in it. `start` is aware.

    `agreement`: a public id.
    """

    id: int
    public_id: uuid.UUID
    agreement: uuid.UUID
    interval_id: int | None
    start: datetime
    booked: bool


@dataclass(frozen=True, slots=True)
class Travelled:
    """A caseworker of the a-kasse (by key) who was to come on a Danish day."""

    worker_id: int
    day: date


@dataclass(frozen=True, slots=True)
class Ahead:
    """The agreed times after a day: `free` ones, and those in which somebody has a meeting."""

    free: int
    booked: int


def after(session: Session, agreement_id: int, since: datetime) -> tuple[AgreedTime, ...]:
    """The agreement's times that begin at `since` (aware) or later, in order."""
    return _found(session, _slot.agreement_id == agreement_id, _slot.start >= since)


def withdrawn_after(session: Session, agreement_id: int, since: datetime) -> frozenset[uuid.UUID]:
    """The agreement's times (public ids) from `since` (aware) on that are withdrawn and have a meeting."""
    query = select(_slot.public_id).where(
        _slot.agreement_id == agreement_id, _slot.start >= since, _slot.withdrawn_at.is_not(None), _planned
    )
    return frozenset(session.execute(query).scalars())


def of_caseworker(session: Session, caseworker_id: int, since: datetime) -> tuple[AgreedTime, ...]:
    """The agreed times after `since` (aware) to which the caseworker comes, from either side."""
    comes = or_(_slot.caseworker_id == caseworker_id, _slot.a_kasse_caseworker_id == caseworker_id)
    return _found(session, comes, _slot.start > since)


def of_slots(session: Session, slot_ids: Collection[int]) -> tuple[AgreedTime, ...]:
    """Those of the times (by key) that two have agreed on."""
    return _found(session, _slot.id.in_(slot_ids)) if slot_ids else ()


def count(times: Collection[AgreedTime]) -> Ahead:
    booked = sum(time.booked for time in times)
    return Ahead(len(times) - booked, booked)


def by_agreement(times: Collection[AgreedTime]) -> Mapping[uuid.UUID, tuple[AgreedTime, ...]]:
    """The times of each agreement, in the order of the agreements' ids, so that nobody waits for another."""
    found: defaultdict[uuid.UUID, list[AgreedTime]] = defaultdict(list)
    for time in times:
        found[time.agreement].append(time)
    return {key: tuple(found[key]) for key in sorted(found)}


def withdraw(session: Session, times: Collection[AgreedTime], at: datetime) -> None:
    """Nobody books them from `at` (aware) on; meetings in them stand."""
    keys = [time.id for time in times]
    statement = update(_slots).where(_slot.id.in_(keys), _slot.withdrawn_at.is_(None))
    session.execute(statement.values(withdrawn_at=at))


def end_intervals(session: Session, agreement_id: int, since: datetime, at: datetime) -> frozenset[Travelled]:
    """The agreement's intervals from `since` (aware) on hold no more; what was not answered has lapsed.

    Gives who comes to them no more.
    """
    which = (_interval.agreement_id == agreement_id, _interval.start >= since)
    return _over(session, at, *which, _interval.status.in_(("open", "agreed")))


def end_if_empty(session: Session, intervals: Collection[int], at: datetime) -> frozenset[Travelled]:
    """Those of the agreed intervals (by key) in which no time is left and nobody has a meeting are over.

    Gives who comes to them no more.
    """
    stands = exists().where(_slot.interval_id == _interval.id, or_(_slot.withdrawn_at.is_(None), _planned))
    return _over(session, at, _interval.id.in_(intervals), _interval.status == "agreed", ~stands)


def stay_at_home(session: Session, agreement_id: int) -> None:
    """Nobody travels to intervals of the agreement that are over, except where somebody has a meeting."""
    over = (_interval.agreement_id == agreement_id, _interval.status == "ended")
    _no_travel(session, select(_interval.id).where(*over))


def end(session: Session, agreement_id: int, last: date, at: datetime) -> None:
    """The agreement holds up to and with that Danish day."""
    statement = update(_agreements).where(_agreement.id == agreement_id)
    session.execute(statement.values(status="ended", ends_on=last, updated_at=at))


def holds_after(session: Session, agreement_id: int, last: date) -> bool:
    """Whether the two have another agreement that holds on days after that one."""
    mine = select(_agreement.jobcenter_id, _agreement.a_kasse_id).where(_agreement.id == agreement_id)
    jobcenter, a_kasse = session.execute(mine).one()
    open_ended = or_(_agreement.til.is_(None), _agreement.til > last)
    other = select(_agreement.id).where(
        _agreement.jobcenter_id == jobcenter,
        _agreement.a_kasse_id == a_kasse,
        _agreement.id != agreement_id,
        _agreement.status == "accepted",
        open_ended,
    )
    return session.execute(other.limit(1)).one_or_none() is not None


def _over(session: Session, at: datetime, *which: ColumnElement[bool]) -> frozenset[Travelled]:
    statement = (
        update(_intervals)
        .where(*which)
        .values(status="ended", settled_at=func.coalesce(_interval.settled_at, at))
        .returning(_interval.id, _interval.a_kasse_caseworker_id, _interval.start)
    )
    rows = session.execute(statement).all()
    _no_travel(session, [row.id for row in rows])
    return frozenset(
        Travelled(row.a_kasse_caseworker_id, day_of(row.start)) for row in rows if row.a_kasse_caseworker_id
    )


def _no_travel(session: Session, intervals: Select[Any] | list[int]) -> None:
    meets = exists().where(_slot.interval_id == _absence.interval_id, _planned)
    session.execute(delete(_absences).where(_absence.interval_id.in_(intervals), ~meets))


def _found(session: Session, *which: ColumnElement[bool]) -> tuple[AgreedTime, ...]:
    query = (
        select(
            _slot.id,
            _slot.public_id,
            _agreement.public_id,
            _slot.interval_id,
            _slot.start,
            _planned.label("booked"),
        )
        .join(_agreements, _agreement.id == _slot.agreement_id)
        .where(_slot.withdrawn_at.is_(None), *which)
        .order_by(_slot.start, _slot.id)
    )
    return tuple(AgreedTime(*row) for row in session.execute(query))
