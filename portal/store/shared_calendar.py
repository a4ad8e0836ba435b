"""The calendar that a jobcenter and an a-kasse share: the joint times of the two, and one side's own beside.

Nothing of a citizen is in it: a joint time is free, booked, kept or closed. What closes it is told in general
terms, whose time it is and whether they are away or busy; with what is nobody else's business.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, SamtaleStatus
from portal.store.agreements import AgreementView
from portal.store.tables import Caseworker, Organisation, table_of
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_meeting import Agreement, Booking, HeldTime, Hold, Place, Slot
from portal.store.tables_times import Absence

_slots, _holds, _organisations = table_of(Slot), table_of(Hold), table_of(Organisation)
_slot, _hold, _booking, _place = _slots.c, _holds.c, table_of(Booking).c, table_of(Place).c
_absence, _agreement = table_of(Absence).c, table_of(Agreement).c
_interval, _held_time = table_of(AgreementInterval).c, table_of(HeldTime).c
_workers = table_of(Caseworker)


class Stands(Enum):
    """What is with a time. `CLOSED`: free, and somebody of it cannot be met."""

    FREE = "free"
    HELD = "held"
    BOOKED = "booked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Taken(Enum):
    """How a caseworker's time is taken: away, busy, on the way to or from agreed times."""

    AWAY = "fravaer"
    BUSY = "optaget"
    TRAVELS = "transport"


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Of whom a time is taken, and how."""

    caseworker: str
    taken: Taken


@dataclass(frozen=True, slots=True)
class JointTime:
    """A joint time of the two organisations. Times are aware; `agreement`, `interval`: public ids.

    `in_the_way`: who of the two cannot be met. A time that is booked all the same is a conflict. `link`:
    where the a-kasse meets by video.
    """

    public_id: uuid.UUID
    agreement: uuid.UUID
    interval: uuid.UUID | None
    start: datetime
    slut: datetime
    stands: Stands
    caseworker: str
    a_kasse_caseworker: str
    a_kasse_form: str
    in_the_way: tuple[InTheWay, ...]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class OwnTime:
    """What else one of the own caseworkers has. `stands`: a published time; `taken`: no time to meet anybody.

    `joint_with`: the other organisation, where it is a joint time with one that is not looked at.
    """

    caseworker: str
    start: datetime
    slut: datetime
    stands: Stands | None = None
    taken: Taken | None = None
    joint_with: str | None = None


@dataclass(frozen=True, slots=True)
class _Busy:
    """A stretch of a caseworker's time. `slot_id`: the time that takes it; None: an absence."""

    caseworker_id: int
    start: datetime
    slut: datetime
    taken: Taken
    slot_id: int | None


@dataclass(frozen=True, slots=True)
class SharedCalendar:
    joint: tuple[JointTime, ...]
    own: tuple[OwnTime, ...]


def between(
    session: Session,
    agreement: AgreementView,
    workers: Collection[int],
    since: datetime,
    until: datetime,
    now: datetime,
) -> SharedCalendar:
    """What lies between two moments (aware), as it is at `now`.

    Of all that the two organisations of the agreement have agreed on; and of the own caseworkers who come to
    it, and `workers` (keys). A handful of statements, however much there is.
    """
    rows = session.execute(_joint(agreement, since, until, now)).all()
    ours = {worker for row in rows if (worker := _own_worker(agreement, row)) is not None} | set(workers)
    everybody = ours | {row.caseworker_id for row in rows} | {row.a_kasse_caseworker_id for row in rows}
    busy = _busy(session, {worker for worker in everybody if worker is not None}, since, until, now)
    joint = tuple(_joint_time(row, busy) for row in rows)
    return SharedCalendar(joint, _own(session, agreement, ours, busy, since, until, now))


def _joint(agreement: AgreementView, since: datetime, until: datetime, now: datetime) -> Select[Any]:
    """What was withdrawn is told as well, unless the interval has ended with the agreement."""
    theirs, ours = _workers.alias("theirs"), _workers.alias("ours")
    planned = exists().where(_booking.slot_id == _slot.id, _booking.status == SamtaleStatus.PLANLAGT.value)
    return (
        select(
            _slot.id,
            _slot.public_id,
            _slot.start,
            _slot.slut,
            _slot.free,
            _slot.withdrawn_at,
            _slot.caseworker_id,
            _slot.a_kasse_caseworker_id,
            _slot.a_kasse_form,
            func.coalesce(_slot.video_link, _slot.a_kasse_link).label("link"),
            func.coalesce(_slot.a_kasse_from, _slot.start, type_=_slot.start.type).label("a_kasse_from"),
            func.coalesce(_slot.a_kasse_until, _slot.slut, type_=_slot.slut.type).label("a_kasse_until"),
            _agreement.public_id.label("agreement"),
            _interval.public_id.label("interval"),
            theirs.c.name.label("caseworker"),
            ours.c.name.label("a_kasse_caseworker"),
            planned.label("planned"),
            _held(now).label("held"),
        )
        .join(table_of(Agreement), _agreement.id == _slot.agreement_id)
        .outerjoin(table_of(AgreementInterval), _interval.id == _slot.interval_id)
        .outerjoin(theirs, theirs.c.id == _slot.caseworker_id)
        .outerjoin(ours, ours.c.id == _slot.a_kasse_caseworker_id)
        .where(
            _agreement.jobcenter_id == agreement.jobcenter.id,
            _agreement.a_kasse_id == agreement.a_kasse.id,
            _slot.start >= since,
            _slot.start < until,
            or_(_slot.withdrawn_at.is_(None), planned, _interval.status == "agreed"),
        )
        .order_by(_slot.start, theirs.c.name, _slot.id)
    )


def _held(now: datetime) -> ColumnElement[int]:
    held = select(func.count()).where(_hold.slot_id == _slot.id, _hold.expires_at > now)
    return held.correlate(_slots).scalar_subquery()


def _own_worker(agreement: AgreementView, row: Any) -> int | None:
    key = "caseworker_id" if agreement.side is Aktoer.JOBCENTER else "a_kasse_caseworker_id"
    found: int | None = getattr(row, key)
    return found


def _busy(
    session: Session, workers: Collection[int], since: datetime, until: datetime, now: datetime
) -> tuple[_Busy, ...]:
    """Absences, places that are taken and times that are kept; one statement."""

    def of(table: Any, taken: ColumnElement[Any], slot: ColumnElement[Any]) -> Select[Any]:
        inside = (table.start < until, table.slut > since, table.caseworker_id.in_(workers))
        return select(table.caseworker_id, table.start, table.slut, taken, slot).where(*inside)

    kind = case((_absence.interval_id.is_not(None), literal(Taken.TRAVELS.value)), else_=_absence.kind)
    kept = of(_held_time, literal(Taken.BUSY.value), _hold.slot_id).join(
        _holds, and_(_hold.id == _held_time.hold_id, _held_time.expires_at > now)
    )
    query = union_all(
        of(_absence, kind.label("taken"), null().label("slot_id")),
        of(_place, literal(Taken.BUSY.value), _place.slot_id),
        kept,
    )
    return tuple(_Busy(row[0], row[1], row[2], Taken(row[3]), row[4]) for row in session.execute(query))


def _joint_time(row: Any, busy: Iterable[_Busy]) -> JointTime:
    sides = (
        (row.caseworker_id, row.caseworker, row.start, row.slut),
        (row.a_kasse_caseworker_id, row.a_kasse_caseworker, row.a_kasse_from, row.a_kasse_until),
    )
    in_the_way = tuple(
        InTheWay(name, taken)
        for key, name, start, slut in sides
        for taken in _overlapping(busy, key, row.id, start, slut)
    )
    return JointTime(
        public_id=row.public_id,
        agreement=row.agreement,
        interval=row.interval,
        start=row.start,
        slut=row.slut,
        stands=_stands(row, closed=bool(in_the_way)),
        caseworker=row.caseworker or "",
        a_kasse_caseworker=row.a_kasse_caseworker or "",
        a_kasse_form=row.a_kasse_form,
        in_the_way=in_the_way,
        link=row.link if row.a_kasse_form == "video" else None,
    )


def _stands(row: Any, *, closed: bool) -> Stands:
    if row.planned or (not row.free and row.withdrawn_at is None):
        return Stands.BOOKED
    if row.withdrawn_at is not None:
        return Stands.WITHDRAWN
    if closed:
        return Stands.CLOSED
    return Stands.HELD if row.held else Stands.FREE


def _own(
    session: Session,
    agreement: AgreementView,
    workers: Collection[int],
    busy: Iterable[_Busy],
    since: datetime,
    until: datetime,
    now: datetime,
) -> tuple[OwnTime, ...]:
    """The caseworkers' own published times, their joint times with others, and when they cannot be met."""
    other = _organisations.alias("other")
    pair = and_(_slot.organisation_id == agreement.jobcenter.id, _slot.a_kasse_id == agreement.a_kasse.id)
    partner = _slot.a_kasse_id if agreement.side is Aktoer.JOBCENTER else _slot.organisation_id
    named = select(_workers.c.id, _workers.c.name).where(_workers.c.id.in_(workers))
    names = {row.id: row.name for row in session.execute(named)}
    query = (
        select(
            _slot.id,
            _slot.caseworker_id,
            _slot.a_kasse_caseworker_id,
            _slot.start,
            _slot.slut,
            _slot.free,
            other.c.name.label("joint_with"),
            _held(now).label("held"),
        )
        .outerjoin(other, and_(_slot.a_kasse_id.is_not(None), other.c.id == partner))
        .where(
            or_(_slot.caseworker_id.in_(workers), _slot.a_kasse_caseworker_id.in_(workers)),
            or_(_slot.a_kasse_id.is_(None), ~pair),
            _slot.withdrawn_at.is_(None),
            _slot.start >= since,
            _slot.start < until,
        )
    )
    published = [_own_time(row, names, busy) for row in session.execute(query)]
    away = [
        OwnTime(names[one.caseworker_id], one.start, one.slut, taken=one.taken)
        for one in busy
        if one.slot_id is None and one.caseworker_id in names
    ]
    return tuple(sorted((*published, *away), key=lambda time: (time.start, time.caseworker, time.slut)))


def _own_time(row: Any, names: Mapping[int, str], busy: Iterable[_Busy]) -> OwnTime:
    who = row.caseworker_id if row.caseworker_id in names else row.a_kasse_caseworker_id
    stands = Stands.BOOKED
    if row.free:
        closed = _overlapping(busy, who, row.id, row.start, row.slut)
        stands = Stands.CLOSED if closed else Stands.HELD if row.held else Stands.FREE
    return OwnTime(names[who], row.start, row.slut, stands=stands, joint_with=row.joint_with)


def _overlapping(
    busy: Iterable[_Busy], worker_id: int | None, slot_id: int, start: datetime, slut: datetime
) -> tuple[Taken, ...]:
    """How the caseworker is taken in that time, by anything but the time itself."""
    found = {
        one.taken
        for one in busy
        if one.caseworker_id == worker_id and one.slot_id != slot_id and one.start < slut and one.slut > start
    }
    return tuple(sorted(found, key=lambda taken: taken.value))
