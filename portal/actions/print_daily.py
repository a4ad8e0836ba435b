"""Every morning the letters that wait for paper are put in files by themselves, ready to be printed.

It is looked at every minute, and asks for nothing but what waited at the last `AT`: a second look finds
nothing, one that comes late catches up, and a letter is in one file only, however many look. It is the worker
that looks, for it also is what puts letters among those that wait, and in the night it writes what comes of
the daily run: at `AT` that is done.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from portal.actions.gather_prints import ACTION, MOST
from portal.clock import COPENHAGEN
from portal.store import audit, print_queue
from portal.store.audit import AuditEntry
from portal.store.database import Database, Session

AT: Final = time(6)
"""When the day's file is made, in Denmark."""


def print_daily(database: Database, now: datetime) -> int:
    """Makes the files that are due at `now` (aware). How many. Raises Busy."""
    until, made = last(now), 0
    for organisation in database.look(partial(print_queue.with_waiting, until=until)):
        while database.write(partial(_gather, organisation=organisation, until=until, now=now)):
            made += 1
    return made


def last(now: datetime) -> datetime:
    """The latest moment at which the day's file was due; both aware."""
    today = _at(now, 0)
    return today if today <= now else _at(now, -1)


def next_one(now: datetime) -> datetime:
    """When the next file is made, of what waits at `now`; both aware."""
    today = _at(now, 0)
    return today if now < today else _at(now, 1)


def _at(now: datetime, days: int) -> datetime:
    day = now.astimezone(COPENHAGEN).date() + timedelta(days=days)
    return datetime.combine(day, AT, COPENHAGEN)


def _gather(session: Session, organisation: int, until: datetime, now: datetime) -> bool:
    batch = print_queue.gather(session, organisation, None, now, MOST, until)
    if batch is None:
        return False
    found = print_queue.letters(session, organisation, batch)
    audit.record_all(
        session,
        [
            AuditEntry(
                at=now,
                actor_kind="system",
                actor_id=None,
                action=ACTION,
                outcome="allowed",
                organisation_id=organisation,
                person_id=one.person_id,
                details={"letter": one.letter_id},
            )
            for one in found
        ],
    )
    return True
