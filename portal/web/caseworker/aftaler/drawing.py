"""A day drawn as bars, one line for each caseworker, to be taken in at a glance. Tables say it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.clock import COPENHAGEN

EARLIEST, LATEST = 8, 16
"""The hours that are drawn whether there is anything in them or not."""

_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A bar: where it begins and how long it is, in percent of the line; `kind`: how it looks."""

    x: str
    width: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A caseworker's line."""

    name: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Span:
    """Which hours of the day are drawn, by the clock on the wall."""

    first: int
    last: int

    def piece(self, start: datetime, slut: datetime, kind: str) -> Piece:
        """What is of it between the two hours (aware times); a day that goes on ends with the line."""
        begins, ends = self._at(_minutes(start)), self._at(_end(start, slut))
        return Piece(_percent(begins), _percent(max(ends - begins, 0.5)), kind)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Where each hour is written, and the hour."""
        return [(_percent(self._at(hour * _HOUR)), str(hour)) for hour in range(self.first, self.last)]

    def _at(self, minutes: int) -> float:
        all_of_it = (self.last - self.first) * _HOUR
        return min(max(100 * (minutes - self.first * _HOUR) / all_of_it, 0.0), 100.0)


def around(times: Iterable[tuple[datetime, datetime]]) -> Span:
    """The hours in which all of these lie (aware), and those of an ordinary day."""
    first, last = EARLIEST, LATEST
    for start, slut in times:
        first = min(first, _minutes(start) // _HOUR)
        last = max(last, -(-_end(start, slut) // _HOUR))
    return Span(first, last)


def _minutes(at: datetime) -> int:
    local = at.astimezone(COPENHAGEN)
    return local.hour * _HOUR + local.minute


def _end(start: datetime, slut: datetime) -> int:
    same_day = start.astimezone(COPENHAGEN).date() == slut.astimezone(COPENHAGEN).date()
    return _minutes(slut) if same_day else 24 * _HOUR


def _percent(number: float) -> str:
    return f"{number:.2f}%"
