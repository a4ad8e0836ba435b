"""Somebody chooses whether their calendar says where meetings are held."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from portal.actions.renew_calendar_feed import entry
from portal.store import audit, feeds
from portal.store.database import Database, Session
from portal.store.feeds import Owner

ACTION: Final = "show_place_in_calendar"


def show_place_in_calendar(owner: Owner, shows: bool, database: Database, now: datetime) -> None:
    """Where no address is open, nothing happens; `now` is aware."""
    database.write(lambda session: _show(session, owner, shows, now))


def _show(session: Session, owner: Owner, shows: bool, now: datetime) -> None:
    if feeds.show_place(session, owner, shows):
        audit.record(session, replace(entry(owner, ACTION, now), details={"shows_place": shows}))
