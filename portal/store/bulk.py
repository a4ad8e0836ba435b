"""Many rows at once, for what makes data rather than serves people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.store.tables import Base
from portal.store.tables_case import Audit, Beslutning
from portal.store.tables_meeting import Booking

T = TypeVar("T", Booking, Beslutning)

_AT_ONCE = 5000


def add(session: Session, rows: Iterable[Base]) -> None:
    """Adds the rows and gives them their keys."""
    session.add_all(rows)
    session.flush()


def insert_many(session: Session, table: type[Base], rows: Iterable[Mapping[str, Any]]) -> int:
    """Inserts rows that all name the same columns, and says how many. Their keys are not known after."""
    count = 0
    for chunk in _chunks(rows):
        session.execute(insert(table), chunk)
        count += len(chunk)
    return count


def rows_of(session: Session, table: type[T], person_id: int) -> Sequence[T]:
    """The person's rows of that table, oldest first, to be changed: what is set on them is written."""
    found = session.execute(select(table).where(table.person_id == person_id).order_by(table.id))
    return found.scalars().all()


def last_time_of(session: Session, action: str) -> tuple[datetime, Mapping[str, Any]] | None:
    """When the log last holds that action, aware, and its details; None where it never does."""
    query = select(Audit.at, Audit.details).where(Audit.action == action).order_by(Audit.id.desc()).limit(1)
    found = session.execute(query).one_or_none()
    return (found.at, found.details or {}) if found else None


def _chunks(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    source = iter(rows)
    while chunk := list(islice(source, _AT_ONCE)):
        yield chunk
