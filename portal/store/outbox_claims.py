"""Who sends which row of the outbox: a row is claimed for a while, then marked as sent, put off or given up.

The rows of one person go in order, whichever ways they go: the next is begun when the one before has been
tried. One that did not arrive and is to be tried again holds back only those that go the same way, so that
a mail server that is away holds back no letter. Nobody is held back by a row that was given up, by one that
goes a way nobody works on, or by one that nobody has tried and that is not due yet: it may still be taken
back.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from portal.store.outbox import INSIDE, PAPER, POST
from portal.store.tables import Person
from portal.store.tables_case import Outbox

LEASE: Final = timedelta(minutes=5)
"""How long a row is somebody's: longer than any send takes. What a worker that died held comes free then."""

LEASE_INSIDE: Final = timedelta(minutes=1)
"""The same, of a row that nobody outside is waited for."""

_CLAIMED = (
    Outbox.id,
    Outbox.public_id,
    Outbox.person_id,
    Outbox.topic,
    Outbox.payload,
    Outbox.created_at,
    Outbox.attempts,
    Outbox.claimed_until,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is ours until `claimed_until` (aware). `attempts`: begun, this one included."""

    id: int
    public_id: uuid.UUID
    person_id: int | None
    topic: str
    payload: Mapping[str, Any]
    created_at: datetime
    attempts: int
    claimed_until: datetime


def is_due(session: Session, lane: str, now: datetime, lanes: Collection[str]) -> bool:
    """Whether a row that goes this way can be claimed at `now` (aware), as `claim` has it. One statement."""
    return session.scalar(_next(lane, now, lanes)) is not None


def claim(session: Session, lane: str, now: datetime, lanes: Collection[str]) -> Claimed | None:
    """Takes the row that goes this way and has been due the longest at `now` (aware); None: there is none.

    `lanes`: all that are worked on, among which each person's rows keep their order. What another worker is
    just taking is passed over (PostgreSQL); SQLite has one writer at a time.
    """
    free = _next(lane, now, lanes).with_for_update(skip_locked=True, of=Outbox)
    taken = (
        update(Outbox)
        .where(Outbox.id == free.scalar_subquery())
        .values(claimed_until=now + (LEASE_INSIDE if lane == INSIDE else LEASE), attempts=Outbox.attempts + 1)
        .returning(*_CLAIMED)
    )
    row = session.execute(taken, execution_options={"synchronize_session": False}).one_or_none()
    return Claimed(**row._mapping) if row is not None else None


def free_all(session: Session) -> None:
    """Every claim comes free, for whoever knows that no other worker is there."""
    held = update(Outbox).where(Outbox.claimed_until.is_not(None), _is_open(Outbox))
    _changed(session, held.values(claimed_until=None))


def mark_sent(session: Session, row_id: int, at: datetime, why_not: str | None = None) -> bool:
    """It was sent, or worked on, at `at` (aware). False: somebody else said so before; nothing changed.

    `why_not`: it is done, and nothing was sent; a code.
    """
    done = (
        update(Outbox)
        .where(Outbox.id == row_id, Outbox.sent_at.is_(None), Outbox.settled_at.is_(None))
        .values(sent_at=at, claimed_until=None, gave_up_at=None, organisation_id=None, last_error=why_not)
    )
    return _changed(session, done)


def put_off(session: Session, row: Claimed, why: str, until: datetime, *, tried: bool = True) -> bool:
    """It did not arrive, and is tried again from `until` (aware) on. `why` is a code.

    Not `tried`: it was not time for it, and it waits as if it had never been taken up.
    """
    values = {"next_attempt_at": until, "last_error": why, "claimed_until": None}
    if not tried:
        values["attempts"] = row.attempts - 1
    return _changed(session, _own(row).values(**values))


def give_up(session: Session, row: Claimed, why: str, organisation_id: int | None, at: datetime) -> bool:
    """It will not arrive. A caseworker of the organisation decides what becomes of it. `why` is a code."""
    values = {"gave_up_at": at, "last_error": why, "claimed_until": None}
    return _changed(session, _own(row).values(**values, organisation_id=organisation_id))


def _own(row: Claimed) -> Any:
    """The row while it is still ours: who comes too late changes nothing of what another worker has said."""
    return update(Outbox).where(
        Outbox.id == row.id, _is_open(Outbox), Outbox.claimed_until == row.claimed_until
    )


def _changed(session: Session, statement: Any) -> bool:
    options = {"synchronize_session": False}
    return bool(session.execute(statement.returning(Outbox.id), execution_options=options).all())


def _next(lane: str, now: datetime, lanes: Collection[str]) -> Any:
    return (
        select(Outbox.id)
        .where(
            _goes(Outbox, lane),
            _is_open(Outbox),
            Outbox.next_attempt_at <= now,
            or_(Outbox.claimed_until.is_(None), Outbox.claimed_until <= now),
            ~_held_back(now, lanes),
        )
        .order_by(Outbox.next_attempt_at, Outbox.id)
        .limit(1)
    )


def _held_back(now: datetime, lanes: Collection[str]) -> ColumnElement[bool]:
    """An earlier row of the person goes first: one that goes the same way, or whose first try, among all that
    is worked on, is to come or is not over.
    """
    earlier = aliased(Outbox)
    due = earlier.next_attempt_at <= now
    same_way = and_(earlier.lane == Outbox.lane, or_(earlier.attempts > 0, due))
    to_come = and_(earlier.attempts == 0, due, ~_behind_one_that_failed(earlier))
    not_over = and_(earlier.attempts == 1, earlier.claimed_until > now)
    worked_on = or_(*(_goes(earlier, lane) for lane in lanes))
    return exists().where(
        earlier.person_id == Outbox.person_id,
        earlier.id < Outbox.id,
        _is_open(earlier),
        or_(same_way, and_(worked_on, or_(to_come, not_over))),
    )


def _behind_one_that_failed(of: Any) -> ColumnElement[bool]:
    failed = aliased(Outbox)
    return exists().where(
        failed.person_id == of.person_id,
        failed.lane == of.lane,
        failed.id < of.id,
        _is_open(failed),
        failed.attempts > 0,
    )


def _goes(of: Any, lane: str) -> ColumnElement[bool]:
    same: ColumnElement[bool] = of.lane == (POST if lane == PAPER else lane)
    if lane != PAPER:
        return same
    exempt = select(Person.id).where(Person.digital_post.is_(False))
    return and_(same, of.person_id.in_(exempt))


def _is_open(of: Any) -> ColumnElement[bool]:
    """As the partial indexes have it."""
    condition: ColumnElement[bool] = of.sent_at.is_(None) & of.gave_up_at.is_(None)
    return condition
