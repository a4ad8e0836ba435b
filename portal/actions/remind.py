"""Reminds people of their meetings, two days and two hours ahead, as each of them chose.

A reminder goes by text message or by mail, and says no more than that there is something to see; what there
is to see, two days ahead, is a letter. A meeting that was booked or moved later than the moment of a
reminder gets none for it, nor does a choice made later; and each goes once, which the database sees to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from portal.clock import COPENHAGEN
from portal.store import notices, outbox
from portal.store.database import Database, Session
from portal.store.notices import Remindable

TOPICS: Final = {"sms": "sms.send", "mail": "mail.send"}

TOPIC_LETTER: Final = "booking.reminded"

DAYS: Final = "days"
HOURS: Final = "hours"

MORNING: Final = time(8)
EVENING: Final = time(20)
"""The first and the last time of a day at which somebody is reminded of what is two days ahead."""

_TWO_HOURS: Final = timedelta(hours=2)
_A_DAY: Final = timedelta(days=1)
_NIGHT: Final = time(21)
_PORTION: Final = 500


def remind(database: Database, now: datetime) -> int:
    """Puts the reminders that are due at `now` (aware) on their way, each once. How many. Raises Busy."""
    waiting = database.read(lambda session: _due(notices.remindable(session, now), now))
    people = sorted({one.person_id for one, _ in waiting})[:_PORTION]
    return database.write(lambda session: _remind(session, people, now)) if people else 0


def moment_of(kind: str, start: datetime) -> datetime:
    """When a meeting that begins at `start` (aware) is reminded of; aware.

    `days`: two days before by the calendar, at the same time of the day, but neither early nor late; `hours`:
    two hours before.
    """
    if kind == HOURS:
        return start - _TWO_HOURS
    local = start.astimezone(COPENHAGEN)
    at = min(max(local.time(), MORNING), EVENING)
    return datetime.combine(local.date() - timedelta(days=2), at, COPENHAGEN)


def still_time(kind: str, start: datetime, now: datetime) -> bool:
    """Whether a reminder that is late still helps: never once the meeting has begun (all aware)."""
    return now < (start - _A_DAY if kind == DAYS else start)


def at_night(kind: str, now: datetime) -> bool:
    """Whether a reminder of this kind has to wait for the morning (`now` aware)."""
    return kind == DAYS and not MORNING <= now.astimezone(COPENHAGEN).time() < _NIGHT


def next_morning(now: datetime) -> datetime:
    """When the night that it is at `now` is over; both aware."""
    local = now.astimezone(COPENHAGEN)
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, COPENHAGEN)


def _remind(session: Session, people: list[int], now: datetime) -> int:
    mine = notices.lock_unlocked(session, people)
    # Looked at anew: who had them locked a moment ago has reminded them by now.
    due = list(_due(notices.remindable(session, now, mine), now)) if mine else []
    for one, kind in due:
        notices.keep_reminder(session, one, kind, now)
        payload = {
            "what": "reminder",
            "kind": kind,
            "booking": str(one.public_id),
            "start": one.start.isoformat(),
        }
        outbox.enqueue(session, TOPICS[one.notice.remind_by], payload, one.person_id, now)
        if kind == DAYS:
            outbox.enqueue(session, TOPIC_LETTER, payload, one.person_id, now)
    return len(due)


def _due(meetings: tuple[Remindable, ...], now: datetime) -> list[tuple[Remindable, str]]:
    return [(one, kind) for one in meetings for kind in _kinds(one, now)]


def _kinds(one: Remindable, now: datetime) -> Iterator[str]:
    since = one.notice.remind_from
    for kind in (DAYS, HOURS):
        moment = moment_of(kind, one.start)
        if not one.notice.wants(kind) or kind in one.done or not moment <= now:
            continue
        if since is None or since > moment or (one.given is not None and one.given > moment):
            continue
        if one.notice.remind_by == "mail" and one.notice.email is None:
            continue
        if still_time(kind, one.start, now) and not at_night(kind, now):
            yield kind
