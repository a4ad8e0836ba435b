"""Whoever reads a text: the language, and how days, times and numbers are written in it.

Danish is the language of the source; another language is looked up by the Danish sentence. Days and times are
always shown in Europe/Copenhagen.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, Protocol
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")

_LOCALES: Final = {"da": "da_DK", "en": "en_GB"}
_PATTERNS: Final = {
    "day": {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"},
    "short_day": {"da": "EEEE 'den' d. MMMM", "en": "EEEE d MMMM"},
    "plain_day": {"da": "d. MMMM y", "en": "d MMMM y"},
    "month": {"da": "MMMM y", "en": "MMMM y"},
    "clock": {"da": "HH.mm", "en": "HH:mm"},
    "brief_day": {"da": "d. MMM y", "en": "d MMM y"},
    "brief_moment": {"da": "EEE d. MMM y 'kl.' HH.mm", "en": "EEE d MMM y 'at' HH:mm"},
    "moment": {"da": "EEEE 'den' d. MMMM y 'kl.' HH.mm", "en": "EEEE d MMMM y 'at' HH:mm"},
}


class AsWritten(str):
    """Words that somebody wrote in Danish; they stay so on a page in another language, which says so."""

    __slots__ = ()
    language: Final = "da"


class Reader(Protocol):
    """A language to read in: `da` or `en`, and the look-up of a Danish sentence in it."""

    @property
    def language(self) -> str: ...

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, one: str, many: str, count: int, /) -> str: ...


def N_(message: str) -> str:
    """Mark a sentence for the catalogues without looking it up yet."""
    return message


def day(reader: Reader, value: date) -> str:
    """`tirsdag den 3. marts 2026`. A datetime is read in Europe/Copenhagen."""
    return _day(reader, value, "day")


def short_day(reader: Reader, value: date) -> str:
    """`tirsdag den 3. marts`, where the year goes without saying."""
    return _day(reader, value, "short_day")


def plain_day(reader: Reader, value: date) -> str:
    """`3. marts 2026`, without the day of the week."""
    return _day(reader, value, "plain_day")


def brief_day(reader: Reader, value: date) -> str:
    """`3. mar. 2026`, for tables that are read all day."""
    return _day(reader, value, "brief_day")


def month(reader: Reader, value: date) -> str:
    """`marts 2026`."""
    return _day(reader, value, "month")


def clock(reader: Reader, value: datetime) -> str:
    """`10.30`, of an aware time, in Europe/Copenhagen."""
    return _clock(reader.language, _local(value).time().replace(second=0, microsecond=0))


def moment(reader: Reader, value: datetime) -> str:
    """`tirsdag den 3. marts 2026 kl. 10.30`, of an aware time, in Europe/Copenhagen."""
    return _moment(reader.language, _local(value), "moment")


def brief_moment(reader: Reader, value: datetime) -> str:
    """`tir. 3. mar. 2026 kl. 10.30`, for tables; of an aware time, in Europe/Copenhagen."""
    return _moment(reader.language, _local(value), "brief_moment")


def last_moment(ends: datetime) -> datetime:
    """What ends with a day (`ends` aware) ends on that day, not at the beginning of the next."""
    return ends - timedelta(seconds=1) if _local(ends).time() == time.min else ends


def number(reader: Reader, value: Decimal | int | float) -> str:
    """A number with the language's own signs, at most two decimals."""
    return format_decimal(value, format="#,##0.##", locale=_LOCALES[reader.language])


def listed(reader: Reader, parts: list[str], *, either: bool = False) -> str:
    """`a, b og c`, or with `either` `a, b eller c`."""
    return _listed(reader.language, tuple(parts), "or" if either else "standard")


def capitalised(text: str) -> str:
    """The text with a capital first letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def _day(reader: Reader, value: date, pattern: str) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(COPENHAGEN).date()
    return _written(reader.language, value, pattern)


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return value.astimezone(COPENHAGEN)


# Writing a day or an hour takes longer than most else of a page, and the same few are written on every page.


@lru_cache(maxsize=2000)
def _written(language: str, value: date, pattern: str) -> str:
    return format_date(value, _PATTERNS[pattern][language], locale=_LOCALES[language])


@lru_cache(maxsize=2000)
def _moment(language: str, local: datetime, pattern: str) -> str:
    return format_datetime(local, _PATTERNS[pattern][language], locale=_LOCALES[language])


@lru_cache(maxsize=2000)
def _clock(language: str, local: time) -> str:
    return format_time(local, _PATTERNS["clock"][language], locale=_LOCALES[language])


@lru_cache(maxsize=2000)
def _listed(language: str, parts: tuple[str, ...], style: Literal["or", "standard"]) -> str:
    return format_list(parts, style=style, locale=_LOCALES[language])
