"""Danish calendar days, months and public holidays, and the way from a moment to its day and back.

Every rule of the law counts either Danish calendar days or real elapsed time. Days come from `day_of`;
elapsed time is only ever counted between UTC moments, since Python subtracts by the wall clock inside one
time zone.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_DAY = timedelta(days=1)
_SATURDAY = 5
_STORE_BEDEDAG_ABOLISHED = 2024


def utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The Danish calendar day of an aware moment."""
    return moment.astimezone(COPENHAGEN).date()


def midnight(day: date) -> datetime:
    """The moment the Danish day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN).astimezone(UTC)


def written(moment: datetime) -> str:
    """A moment as the law cases write it: local, to the minute."""
    return moment.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M")


def day_after(day: date) -> date:
    return day + _DAY


def days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last day where it has none (30 November + 3: 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_begins(day: date) -> date:
    return day.replace(day=1)


@lru_cache(maxsize=4096)
def month_ends(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def age_on(born: date, day: date) -> int:
    """Full years. Who is born on 29 February has the birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def next_working_day(day: date) -> date:
    """`day`, or the next one that is no Saturday, Sunday or public holiday (helligdag)."""
    while day.weekday() >= _SATURDAY or day in public_holidays(day.year):
        day += _DAY
    return day


def working_days_after(day: date, days: int) -> date:
    """The last of so many working days after `day`, which itself does not count."""
    for _ in range(days):
        day = next_working_day(day + _DAY)
    return day


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The helligdage of a year: not 24 or 31 December, 1 May or 5 June; Store Bededag until 2023."""
    easter = _easter_sunday(year)
    moving = [-3, -2, 0, 1, 39, 49, 50]
    if year < _STORE_BEDEDAG_ABOLISHED:
        moving.append(26)
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    return frozenset(fixed + [easter + timedelta(days=days) for days in moving])


def _easter_sunday(year: int) -> date:
    # Butcher's reckoning of the Gregorian Easter.
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
