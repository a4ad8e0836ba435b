"""Somebody closes the address of their calendar: from then on it opens nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from portal.actions.renew_calendar_feed import entry
from portal.store import audit, feeds
from portal.store.database import Database, Session
from portal.store.feeds import Owner

ACTION: Final = "close_calendar_feed"


def close_calendar_feed(owner: Owner, database: Database, now: datetime) -> None:
    """Where none is open, nothing happens; `now` is aware."""
    database.write(lambda session: _close(session, owner, now))


def _close(session: Session, owner: Owner, now: datetime) -> None:
    feeds.lock(session, owner)
    if feeds.close(session, owner):
        audit.record(session, entry(owner, ACTION, now))
