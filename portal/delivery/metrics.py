"""How much waits, how old the oldest of it is, and what was given up: for whoever watches the worker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from portal.store import undelivered
from portal.store.database import Database, Session


def report(database: Database, lanes: Collection[str], alarm_after: timedelta, now: datetime) -> list[str]:
    """A line for each way that something waits to go at `now` (aware), and one for what was given up.

    Each ends in how it is: `ok`, `ALARM` (the oldest is older than `alarm_after`), or `not set up`, where it
    is not among `lanes`.
    """

    def read(session: Session) -> tuple[tuple[undelivered.Waiting, ...], int]:
        return undelivered.waiting(session, now), undelivered.given_up(session)

    waiting, given_up = database.read(read)
    lines = [_line(one, lanes, alarm_after, now) for one in waiting]
    return [*lines, f"given up: {given_up} ({'ALARM' if given_up else 'ok'})"]


def _line(one: undelivered.Waiting, lanes: Collection[str], alarm_after: timedelta, now: datetime) -> str:
    age = now - one.since
    state = "not set up" if one.lane not in lanes else "ALARM" if age > alarm_after else "ok"
    return f"{one.lane}: {one.rows} waiting, the oldest for {age.total_seconds():.0f} seconds ({state})"
