"""From a weekly pattern to times. Pure: no database, no clock.

The pattern is said by the clock on the wall in Denmark, and stays so when the clocks change. A time is made
only where its wall-clock hours exist and last as long as they say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import holidays

from portal.clock import COPENHAGEN

MINUTES_A_DAY: Final = 24 * 60

Minutes = tuple[int, int]
"""From and to, in minutes after midnight by the clock on the wall."""

Stretch = tuple[datetime, datetime]
"""From and to, aware."""


class Why(StrEnum):
    """Why a time that the pattern asks for is not made."""

    HELLIGDAG = "helligdag"
    LUKKET = "lukket"
    FRAVAER = "fravaer"
    OVERLAP = "overlap"
    URSKIFT = "urskift"
    FORBI = "forbi"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One week. `hours`: for each day of the week (0: Monday), from when to when; `breaks`: what is taken
    out.

    `length` of a time and `pause` after it, in minutes. After a break the times begin anew.
    """

    hours: Mapping[int, tuple[Minutes, ...]]
    breaks: Mapping[int, tuple[Minutes, ...]] = field(default_factory=lambda: MappingProxyType({}))
    length: int = 45
    pause: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a pattern meets. `opening`: the office's hours, None where it has none; `closed`: days with nobody
    there, by name; `away`: when the caseworker is; `taken`: times that are there already. `now`: aware.
    """

    now: datetime
    opening: Mapping[int, tuple[Minutes, ...]] | None = None
    closed: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    away: Sequence[Stretch] = ()
    taken: Sequence[Stretch] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many times of that day are not made. `name`: the holiday's, in Danish."""

    day: date
    why: Why
    count: int
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The times, in UTC and in order, and what was left out."""

    times: tuple[Stretch, ...]
    left_out: tuple[LeftOut, ...]


class Spans:
    """Stretches of time that may overlap each other, asked whether another one touches any of them."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        for start, end in sorted((s.astimezone(UTC), e.astimezone(UTC)) for s, e in stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: datetime, end: datetime) -> bool:
        """Whether any of them overlaps from `start` to `end` (aware); one that only meets it does not."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self._ends[before] > start

    def add(self, start: datetime, end: datetime) -> None:
        """One more, in UTC, that touches none of them."""
        place = bisect_left(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)


def plan(pattern: Pattern, first: date, last: date, around: Surroundings) -> Plan:
    """Every time of the pattern from `first` to `last` (Danish days, both inside), and what is left out."""
    away, taken = Spans(around.away), Spans(around.taken)
    times: list[Stretch] = []
    left: list[LeftOut] = []
    for day in _days(first, last):
        wanted = tuple(_grid(pattern, day.weekday()))
        if not wanted:
            continue
        if day in around.closed:
            left.append(LeftOut(day, Why.HELLIGDAG, len(wanted), around.closed[day]))
            continue
        made, not_made = _day(day, wanted, around, away, taken)
        times += made
        left += not_made
    return Plan(tuple(times), tuple(left))


def _day(
    day: date, wanted: tuple[Minutes, ...], around: Surroundings, away: Spans, taken: Spans
) -> tuple[list[Stretch], list[LeftOut]]:
    made: list[Stretch] = []
    counts: dict[Why, int] = {}
    for minutes in wanted:
        why, found = _judged(day, minutes, around, away, taken)
        if found is not None:
            made.append(found)
        elif why is not None:
            counts[why] = counts.get(why, 0) + 1
    return made, [LeftOut(day, why, count) for why, count in counts.items()]


def _judged(
    day: date, minutes: Minutes, around: Surroundings, away: Spans, taken: Spans
) -> tuple[Why | None, Stretch | None]:
    if around.opening is not None and not _within(minutes, around.opening.get(day.weekday(), ())):
        return Why.LUKKET, None
    found = stretch(day, minutes)
    if found is None:
        return Why.URSKIFT, None
    if found[0] <= around.now:
        return Why.FORBI, None
    if away.touches(*found):
        return Why.FRAVAER, None
    if taken.touches(*found):
        return Why.OVERLAP, None
    return None, found


def stretch(day: date, minutes: Minutes) -> Stretch | None:
    """The wall-clock hours of a Danish day, in UTC; None where they do not exist, or last another time than
    they say, because the clocks change.
    """
    start, end = (_instant(day, at) for at in minutes)
    if start is None or end is None or end - start != timedelta(minutes=minutes[1] - minutes[0]):
        return None
    return start, end


def _instant(day: date, minutes: int) -> datetime | None:
    over, rest = divmod(minutes, MINUTES_A_DAY)
    wall = datetime.combine(day + timedelta(days=over), datetime.min.time()) + timedelta(minutes=rest)
    moment = wall.replace(tzinfo=COPENHAGEN).astimezone(UTC)
    return moment if moment.astimezone(COPENHAGEN).replace(tzinfo=None) == wall else None


def _grid(pattern: Pattern, weekday: int) -> Iterator[Minutes]:
    for start, end in without(pattern.hours.get(weekday, ()), pattern.breaks.get(weekday, ())):
        at = start
        while at + pattern.length <= end:
            yield at, at + pattern.length
            at += pattern.length + pattern.pause


def without(hours: Iterable[Minutes], breaks: Iterable[Minutes]) -> tuple[Minutes, ...]:
    """The hours with the breaks taken out."""
    left = list(hours)
    for begin, end in breaks:
        cut: list[Minutes] = []
        for start, stop in left:
            if end <= start or stop <= begin:
                cut.append((start, stop))
                continue
            if start < begin:
                cut.append((start, begin))
            if end < stop:
                cut.append((end, stop))
        left = cut
    return tuple(sorted(left))


def _within(minutes: Minutes, hours: Iterable[Minutes]) -> bool:
    return any(start <= minutes[0] and minutes[1] <= end for start, end in hours)


def closed_days(first: date, last: date, *, customary: bool) -> Mapping[date, str]:
    """The public holidays from `first` to `last`, by their Danish names.

    `customary`: also 1 May, Grundlovsdag, 24 and 31 December, on which no law closes an office.
    """
    known = _holidays(customary, first.year, last.year)
    return {day: name for day, name in known.items() if first <= day <= last}


@lru_cache(maxsize=8)
def _holidays(customary: bool, first: int, last: int) -> Mapping[date, str]:
    categories = ("public", "optional") if customary else ("public",)
    found = holidays.country_holidays(
        "DK", years=range(first, last + 1), categories=categories, language="da"
    )
    return MappingProxyType(dict(found.items()))


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
