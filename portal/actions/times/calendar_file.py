"""Times from an iCalendar file (RFC 5545): recurring events, exceptions, time zones and whole days, through
libraries. What an event is called or says is read by nobody here.

A time without a zone is one by the clock on the wall in Denmark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import recurring_ical_events
from icalendar import Calendar, Event

from portal.clock import COPENHAGEN

MOST_EVENTS: Final = 5000
MOST_FAULTS: Final = 100
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of an event, in UTC. `recurrence` tells it from the event's other times, whenever it is moved.

    `whole_day`: it is said by days, not by hours. `busy` False: the calendar's owner is free all the same.
    """

    uid: str
    recurrence: str
    start: datetime
    slut: datetime
    whole_day: bool
    busy: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """What cannot be read. `event`: the number of the event in the file, from 1; None: the whole file."""

    code: str
    event: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The times in order; none where there is trouble."""

    occurrences: tuple[Occurrence, ...]
    troubles: tuple[Trouble, ...]


def read(content: bytes, first: datetime, last: datetime) -> Reading:
    """Every time of the file's events that is not over at `first` and begins before `last` (both aware)."""
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError):
        return Reading((), (Trouble("ikke_en_kalender"),))
    if getattr(calendar, "name", None) != "VCALENDAR":
        return Reading((), (Trouble("ikke_en_kalender"),))
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    troubles = [trouble for number, event in enumerate(events, 1) for trouble in _troubles(number, event)]
    if not events:
        troubles.append(Trouble("ingen_begivenheder"))
    if troubles:
        return Reading((), tuple(troubles[:MOST_FAULTS]))
    series = {str(event["UID"]) for event in events if "RRULE" in event or "RDATE" in event}
    return _occurrences(calendar, series, first.astimezone(UTC), last.astimezone(UTC))


def _occurrences(calendar: Calendar, series: set[str], first: datetime, last: datetime) -> Reading:
    found: dict[tuple[str, str], Occurrence] = {}
    try:
        for event in recurring_ical_events.of(calendar).between(first, last):
            one = _occurrence(event, series)
            if one is not None and one.slut > first and one.start < last:
                found[one.uid, one.recurrence] = one
            if len(found) > MOST_EVENTS:
                return Reading((), (Trouble("for_mange"),))
    except (ValueError, TypeError, OverflowError, recurring_ical_events.InvalidCalendar):
        return Reading((), (Trouble("ikke_en_kalender"),))
    return Reading(tuple(sorted(found.values(), key=lambda one: (one.start, one.uid))), ())


def _occurrence(event: Any, series: set[str]) -> Occurrence | None:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    begins, ends = event.start, event.end
    whole_day = not isinstance(begins, datetime)
    start, slut = _moment(begins), _moment(ends)
    if slut <= start:
        return None
    uid = str(event["UID"])
    return Occurrence(
        uid=uid,
        recurrence=_recurrence(event, start) if uid in series else "",
        start=start,
        slut=slut,
        whole_day=whole_day,
        busy=str(event.get("TRANSP", "OPAQUE")).upper() != "TRANSPARENT",
    )


def _recurrence(event: Any, start: datetime) -> str:
    named = event.get("RECURRENCE-ID")
    return f"{(_moment(named.dt) if named is not None else start):%Y%m%dT%H%M%SZ}"


def _moment(value: date) -> datetime:
    """The moment of a day or a time, in UTC; without a zone it is Denmark's."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=COPENHAGEN).astimezone(UTC)
    return (value if value.tzinfo else value.replace(tzinfo=COPENHAGEN)).astimezone(UTC)


def _troubles(number: int, event: Event) -> Iterator[Trouble]:
    if not str(event.get("UID", "")).strip() or len(str(event["UID"])) > 255:
        yield Trouble("uden_uid", number)
    begins = event.get("DTSTART")
    if begins is None or not hasattr(begins, "dt"):
        yield Trouble("uden_start", number)
        return
    named = begins.params.get("TZID")
    if named and isinstance(begins.dt, datetime) and begins.dt.tzinfo is None:
        yield Trouble("ukendt_tidszone", number, str(named))
    if event.errors:
        yield Trouble(
            "kan_ikke_laeses", number, ", ".join(sorted({str(name) for name, _why in event.errors}))
        )
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        frequency = next(iter(rule.get("FREQ", [])), "")
        if str(frequency).upper() in _TOO_OFTEN:
            yield Trouble("for_ofte", number, str(frequency))
