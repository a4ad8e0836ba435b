"""The times that the demo's offices publish: eight weeks, two of them gone by, on open days.

Nothing here is drawn by lot: whether somebody offers a time follows from the day, the person and the hour, so
that the calendar looks lived in and is the same whenever it is made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from portal.clock import COPENHAGEN
from portal.demo.places import Branch, branches
from portal.demo.staff import Worker, office_for, workers, workers_of
from portal.demo.workdays import workdays
from portal.policy.facts import Aktoer, Samtaleform

DAYS_BACK, DAYS_AHEAD = 14, 42
LENGTH = timedelta(minutes=45)
TRAVEL = timedelta(minutes=30)
TEAMS = (
    (Aktoer.JOBCENTER, "0101"),
    (Aktoer.JOBCENTER, "0461"),
    (Aktoer.JOBCENTER, "0751"),
    (Aktoer.A_KASSE, "AK01"),
)
"""The houses with a telephone team."""

PLACES_OF_A_TEAM = 3

_THURSDAY, _FRIDAY = 3, 4
_GRID = (time(9), time(10), time(11), time(12, 30), time(13, 30), time(14, 30))
_LATE = (time(15, 30), time(16, 30))
_SHORT = _GRID[:4]
_ALL = frozenset(Samtaleform)
_FORMS = (
    _ALL,
    _ALL,
    frozenset({Samtaleform.FREMMOEDE}),
    _ALL,
    frozenset({Samtaleform.TELEFON, Samtaleform.VIDEO}),
    frozenset({Samtaleform.FREMMOEDE, Samtaleform.TELEFON}),
)


@dataclass(frozen=True, slots=True)
class Joint:
    """The a-kasse's side of a joint time: it takes `begin` to `end` of its caseworker's day, with travel."""

    worker: Worker
    form: Samtaleform
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Time:
    """A published time, aware in UTC: `worker`'s own, or with more than one of `places` the whole team's."""

    worker: Worker
    start: datetime
    former: frozenset[Samtaleform]
    places: int = 1
    joint: Joint | None = None

    @property
    def slut(self) -> datetime:
        return self.start + LENGTH

    def takes(self) -> Iterator[tuple[Worker, datetime, datetime]]:
        """Whose time it takes, and from when to when."""
        if self.places == 1:
            yield self.worker, self.start, self.slut
        if self.joint:
            yield self.joint.worker, self.joint.begin, self.joint.end


@dataclass(frozen=True, slots=True)
class Pair:
    """A jobcenter and an a-kasse that have agreed on joint times: once a week, by these two caseworkers."""

    jobcenter: Worker
    a_kasse: Worker
    weekday: int
    at: time


class Calendar:
    """What is taken of everyone's day."""

    def __init__(self) -> None:
        self._taken: dict[tuple[int, date], list[tuple[datetime, datetime]]] = {}

    def take(self, offered: Time) -> None:
        for worker, begin, end in offered.takes():
            self._taken.setdefault((worker.number, begin.date()), []).append((begin, end))

    def has_room_for(self, offered: Time) -> bool:
        return not any(
            begin < until and since < end
            for worker, begin, end in offered.takes()
            for since, until in self._taken.get((worker.number, begin.date()), ())
        )


def published(today: date, taken: Calendar) -> Iterator[Time]:
    """Every time from two weeks before `today` to six weeks after.

    Nobody offers a time in which `taken` has them elsewhere, and joint times come before one's own.
    """
    days = tuple(workdays(today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)))
    for offered in joint_times(days):
        if taken.has_room_for(offered):
            taken.take(offered)
            yield offered
    yield from team_times(days)
    for worker in workers():
        yield from filter(taken.has_room_for, own_times(worker, days))


def own_times(worker: Worker, days: tuple[date, ...]) -> Iterator[Time]:
    """What one caseworker offers: four days a week, about three of four hours."""
    for day in days:
        number = day.toordinal() + worker.number
        if number % 5 == 0:
            continue
        for place, at in enumerate(_hours_of(day)):
            if (number * 3 + place * 7) % 4:
                yield Time(worker, _instant(day, at), _FORMS[(number + place) % len(_FORMS)])


def team_times(days: tuple[date, ...]) -> Iterator[Time]:
    """A few large houses have a telephone team as well, in which whoever is free takes the call."""
    by_telephone = frozenset({Samtaleform.TELEFON})
    for holder, code in TEAMS:
        worker = workers_of(office_for(holder, code, code, "1000"))[0]
        for day in days:
            for at in (time(8, 15), time(12)):
                yield Time(worker, _instant(day, at), by_telephone, places=PLACES_OF_A_TEAM)


def joint_times(days: tuple[date, ...]) -> Iterator[Time]:
    """One a week for every pair that has agreed; the a-kasse comes in person and by video in turns."""
    for pair in pairs():
        for day in days:
            if day.weekday() != pair.weekday:
                continue
            start = _instant(day, pair.at)
            in_person = (day.isocalendar().week + pair.a_kasse.number) % 2 == 0
            travel = TRAVEL if in_person else timedelta()
            form = Samtaleform.FREMMOEDE if in_person else Samtaleform.VIDEO
            side = Joint(pair.a_kasse, form, start - travel, start + LENGTH + travel)
            former = frozenset({form}) if in_person else _ALL  # all meet in one room
            yield Time(pair.jobcenter, start, former, joint=side)


@lru_cache(maxsize=1)
def pairs() -> tuple[Pair, ...]:
    """Every jobcenter has an agreement with each a-kasse that has an office in its kommune."""
    return tuple(
        Pair(workers_of(jobcenter)[0], workers_of(a_kasse)[0], weekday=place % 4, at=_GRID[place // 4])
        for jobcenter, a_kasser in _neighbours()
        for place, a_kasse in enumerate(a_kasser)
    )


def _neighbours() -> Iterator[tuple[Branch, tuple[Branch, ...]]]:
    main_offices = {
        branch.code: branch for branch in reversed(branches()) if branch.holder is Aktoer.JOBCENTER
    }
    for kommune, jobcenter in sorted(main_offices.items()):
        found = tuple(b for b in branches() if b.holder is Aktoer.A_KASSE and b.kommune == kommune)
        if found:
            yield jobcenter, found


def _hours_of(day: date) -> tuple[time, ...]:
    if day.weekday() == _FRIDAY:
        return _SHORT
    return _GRID + _LATE if day.weekday() == _THURSDAY else _GRID


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, COPENHAGEN).astimezone(UTC)
