"""Signs of life of the worker and of the daily run: the last one of each is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables_signs import RUNS, SignOfLife

WORKER, DAILY = RUNS


def give(session: Session, what: str, at: datetime) -> None:
    """`what` (WORKER or DAILY) was at work at `at` (aware)."""
    again = update(SignOfLife).where(SignOfLife.what == what).values(at=at).returning(SignOfLife.what)
    if session.execute(again, execution_options={"synchronize_session": False}).one_or_none() is None:
        session.execute(insert(SignOfLife).values(what=what, at=at))


def last(session: Session, what: str) -> datetime | None:
    """When `what` was last at work (aware); None: never. One statement."""
    return session.scalar(select(SignOfLife.at).where(SignOfLife.what == what))
