"""Joint times that somebody of either side cannot come to: what stands on the work lists of both.

Nothing of it is stored. A line is there as long as what stands in the way is, and nobody's name is in it but
the caseworkers'.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, null, or_, select
from sqlalchemy.orm import Session

from portal.store.free_times import A_KASSE_FROM, A_KASSE_UNTIL, Condition, is_away, is_elsewhere
from portal.store.tables import Caseworker, Office, Organisation, table_of
from portal.store.tables_meeting import Agreement, Hold, Slot
from portal.store.tables_times import Absence

_slots, _agreements = table_of(Slot), table_of(Agreement)
_slot, _agreement, _office = _slots.c, _agreements.c, table_of(Office).c
_hold, _absence = table_of(Hold).c, table_of(Absence).c
_caseworkers, _organisations = table_of(Caseworker), table_of(Organisation)
_theirs, _ours = _caseworkers.alias("theirs"), _caseworkers.alias("ours")
_jobcenter, _a_kasse = _organisations.alias("jobcenter"), _organisations.alias("a_kasse")


class Obstacle(Enum):
    """Why a caseworker does not come: in general terms, for the other side reads it too."""

    AWAY = "fravaer"
    BUSY = "optaget"
    LEFT = "fratraadt"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A joint time, and for each side what keeps its caseworker from it; None: nothing.

    `slot`, `agreement`: public ids. `start`, `slut` are aware. `booked`: somebody has a meeting in it;
    `held`: it is kept for somebody.
    """

    slot_id: int
    slot: uuid.UUID
    agreement: uuid.UUID
    interval_id: int | None
    start: datetime
    slut: datetime
    office: str
    jobcenter_id: int
    jobcenter: str
    jobcenter_phone: str | None
    a_kasse: str
    caseworker_id: int | None
    caseworker: str | None
    a_kasse_caseworker_id: int | None
    a_kasse_caseworker: str | None
    a_kasse_form: str
    booked: bool
    held: bool
    of_jobcenter: Obstacle | None
    of_a_kasse: Obstacle | None


@dataclass(frozen=True, slots=True)
class Closed:
    """How many agreed times an absence closes, and in how many of them somebody has a meeting."""

    times: int
    booked: int


NONE_CLOSED: Final = Closed(0, 0)


def of(session: Session, organisation_id: int, now: datetime) -> tuple[Conflict, ...]:
    """The organisation's, of either side, from `now` (aware) on: booked ones first; one statement."""
    query = _all(now).where(_own(organisation_id), _blocked()).order_by(_slot.free, _slot.start, _slot.id)
    return tuple(_view(row) for row in session.execute(query))


def one(session: Session, organisation_id: int, slot: uuid.UUID, now: datetime) -> Conflict | None:
    """The organisation's joint time of that id that is ahead and stands, whether anything is in the way or
    not.
    """
    query = _all(now).where(_own(organisation_id), _slot.public_id == slot)
    row = session.execute(query).one_or_none()
    return _view(row) if row is not None else None


def how_many(organisation_id: int, now: datetime) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Asks in how many joint times with a meeting somebody cannot come, and how many free ones are closed."""
    count = (
        select(func.count())
        .select_from(_slots)
        .join(_agreements, _agreement.id == _slot.agreement_id)
        .where(_own(organisation_id), *_ahead(now), _blocked())
    )
    return count.where(_slot.free == 0).scalar_subquery(), count.where(_slot.free > 0).scalar_subquery()


def closed_by(
    session: Session, worker_id: int, stretches: Sequence[tuple[datetime, datetime]], now: datetime
) -> Closed:
    """What it closes that the caseworker (key, of either side) cannot be met in these stretches (aware)."""
    if not stretches:
        return NONE_CLOSED
    rows = session.execute(
        select(
            _slot.free,
            _slot.caseworker_id,
            _slot.start,
            _slot.slut,
            A_KASSE_FROM.label("a_kasse_from"),
            A_KASSE_UNTIL.label("a_kasse_until"),
        ).where(*_ahead(now), or_(_slot.caseworker_id == worker_id, _slot.a_kasse_caseworker_id == worker_id))
    ).all()
    closed = [row for row in rows if _in_any(_time_of(row, worker_id), stretches)]
    return Closed(len(closed), sum(row.free == 0 for row in closed))


def _time_of(row: Any, worker_id: int) -> tuple[datetime, datetime]:
    if row.caseworker_id == worker_id:
        return row.start, row.slut
    return row.a_kasse_from, row.a_kasse_until


def _in_any(time: tuple[datetime, datetime], stretches: Collection[tuple[datetime, datetime]]) -> bool:
    return any(start < time[1] and time[0] < slut for start, slut in stretches)


def _all(now: datetime) -> Select[Any]:
    held = exists().where(_hold.slot_id == _slot.id, _hold.expires_at > now)
    return (
        select(
            _slot.id.label("slot_id"),
            _slot.public_id.label("slot"),
            _agreement.public_id.label("agreement"),
            _slot.interval_id,
            _slot.start,
            _slot.slut,
            _office.name.label("office"),
            _slot.organisation_id.label("jobcenter_id"),
            _jobcenter.c.name.label("jobcenter"),
            _jobcenter.c.phone.label("jobcenter_phone"),
            _a_kasse.c.name.label("a_kasse"),
            _slot.caseworker_id,
            _theirs.c.name.label("caseworker"),
            _slot.a_kasse_caseworker_id,
            _ours.c.name.label("a_kasse_caseworker"),
            _slot.a_kasse_form,
            (_slot.free == 0).label("booked"),
            held.label("held"),
            _obstacle(*_OF_JOBCENTER).label("of_jobcenter"),
            _obstacle(*_OF_A_KASSE).label("of_a_kasse"),
        )
        .join(_agreements, _agreement.id == _slot.agreement_id)
        .join(table_of(Office), _office.id == _slot.office_id)
        .join(_jobcenter, _jobcenter.c.id == _agreement.jobcenter_id)
        .join(_a_kasse, _a_kasse.c.id == _agreement.a_kasse_id)
        .outerjoin(_theirs, _theirs.c.id == _slot.caseworker_id)
        .outerjoin(_ours, _ours.c.id == _slot.a_kasse_caseworker_id)
        .where(*_ahead(now))
    )


def _own(organisation_id: int) -> Condition:
    return or_(_agreement.jobcenter_id == organisation_id, _agreement.a_kasse_id == organisation_id)


def _ahead(now: datetime) -> tuple[Condition, ...]:
    """Those that were withdrawn, and in which a meeting still stands, are among them."""
    stands = or_(_slot.withdrawn_at.is_(None), _slot.free == 0)
    return _slot.a_kasse_id.is_not(None), _slot.start > now, stands


_OF_JOBCENTER: Final = (_slot.caseworker_id, _slot.start, _slot.slut)
_OF_A_KASSE: Final = (_slot.a_kasse_caseworker_id, A_KASSE_FROM, A_KASSE_UNTIL)


def _blocked() -> Condition:
    return or_(_cannot_come(*_OF_JOBCENTER), _cannot_come(*_OF_A_KASSE))


def _cannot_come(worker: Any, start: Any, slut: Any) -> Condition:
    return or_(is_away(worker, start, slut), _is_taken(worker, start, slut), _has_left(worker))


def _obstacle(worker: Any, start: Any, slut: Any) -> ColumnElement[Any]:
    away = is_away(worker, start, slut, "fravaer")
    return case(
        (_has_left(worker), Obstacle.LEFT.value),
        (away, Obstacle.AWAY.value),
        (or_(is_away(worker, start, slut), _is_taken(worker, start, slut)), Obstacle.BUSY.value),
        else_=null(),
    )


def _is_taken(worker: Any, start: Any, slut: Any) -> Condition:
    """Somewhere else; who has a meeting in the time itself is nowhere else."""
    return and_(_slot.free > 0, is_elsewhere(worker, start, slut))


def _has_left(worker: Any) -> Condition:
    gone = select(_caseworkers.c.id).where(_caseworkers.c.id == worker, _caseworkers.c.active.is_(False))
    return exists(gone.correlate(_slots))


def _view(row: Any) -> Conflict:
    values = dict(row._mapping)
    for side in ("of_jobcenter", "of_a_kasse"):
        values[side] = Obstacle(values[side]) if values[side] else None
    return Conflict(**values | {"booked": bool(row.booked), "held": bool(row.held)})
