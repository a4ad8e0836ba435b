"""On which days an office is open: no weekends, no public holidays, nor days that Danish offices close on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import holidays

_DAY = timedelta(days=1)
_FIRST_WEEKEND_DAY = 5  # Saturday, as date.weekday() counts


@lru_cache(maxsize=1)
def _closed() -> holidays.HolidayBase:
    # "optional" adds 1 May, Grundlovsdag, 24 and 31 December: no holidays, and yet nobody is at the counter.
    return holidays.country_holidays("DK", categories=("public", "optional"))


def is_workday(day: date) -> bool:
    return day.weekday() < _FIRST_WEEKEND_DAY and day not in _closed()


def workday_from(day: date) -> date:
    """The day itself if offices are open, else the next one that they are."""
    while not is_workday(day):
        day += _DAY
    return day


def workday_until(day: date) -> date:
    """The day itself if offices are open, else the last one before it that they were."""
    while not is_workday(day):
        day -= _DAY
    return day


def workdays(first: date, last: date) -> Iterator[date]:
    """Every day with open offices from `first` to `last`, both inside."""
    day = first
    while day <= last:
        if is_workday(day):
            yield day
        day += _DAY


def last_weekdays(month: date, count: int) -> date:
    """The day of `month` (its first day) from which that many Mondays to Fridays are left in it.

    Holidays count: benefits are paid for them as well.
    """
    day = next_month(month)
    while count:
        day -= _DAY
        count -= day.weekday() < _FIRST_WEEKEND_DAY
    return day


def weekdays_between(first: date, last: date) -> int:
    """How many Mondays to Fridays lie from `first` to `last`, both inside."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(day.weekday() < _FIRST_WEEKEND_DAY for day in days)


def month_of(day: date, back: int = 0) -> date:
    """The first day of the month in which `day` lies, or of the one that many months earlier."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def next_month(month: date) -> date:
    return month_of(month, back=-1)
