"""A week as it is typed into a form: the hours of each day, breaks, the first and the last day it holds for.

`typed` is each field as it was typed. Whatever is wrong is named at its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from portal.actions.publish_times import FURTHEST
from portal.actions.times.pattern import Minutes, Pattern
from portal.web.caseworker.times import fields
from portal.web.days import read_day
from portal.web.locale import _
from portal.wording.times_words import WEEKDAYS

DAYS: Final = tuple(range(7))
HOURS: Final = tuple(f"d{day}_{part}" for day in DAYS for part in ("fra", "til", "pause_fra", "pause_til"))
"""The fields of the week itself."""

AHEAD: Final = 27
"""Days that a form asks for unless told otherwise, the first one aside."""


def weekdays() -> list[tuple[int, str]]:
    return [(day, _(WEEKDAYS[day])) for day in DAYS]


def hours(typed: Mapping[str, str], day: int, begins: str, ends: str) -> Minutes | None:
    """From and to of that day of the week; None where either is empty or no hour."""
    start, end = (fields.minutes_of(typed.get(f"d{day}_{part}", "")) for part in (begins, ends))
    return (start, end) if start is not None and end is not None and start < end else None


def pattern(typed: Mapping[str, str], length: int, pause: int) -> Pattern:
    """The week, for times of `length` minutes with `pause` between them."""
    open_hours = {day: (found,) for day in DAYS if (found := hours(typed, day, "fra", "til"))}
    breaks = {day: (found,) for day in DAYS if (found := hours(typed, day, "pause_fra", "pause_til"))}
    return Pattern(open_hours, breaks, length, pause)


def number(typed: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    text = typed.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        return None
    return int(text) if least <= int(text) <= most else None


def wrong_days(typed: Mapping[str, str], today: date) -> dict[str, str]:
    first, last = (read_day(typed.get(name)) for name in ("fra_dag", "til_dag"))
    if first is None:
        return {"fra_dag": _("Skriv den første dag.")}
    if last is None:
        return {"til_dag": _("Skriv den sidste dag.")}
    if last < first:
        return {"til_dag": _("Den sidste dag ligger før den første.")}
    if last < today:
        return {"til_dag": _("Dagene er gået.")}
    if last > today + FURTHEST:
        return {"til_dag": _("Tider kan udgives højst 400 dage frem.")}
    return {}


def wrong_hours(typed: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for day in DAYS:
        for begins, ends in (("fra", "til"), ("pause_fra", "pause_til")):
            one, other = (typed.get(f"d{day}_{part}", "") for part in (begins, ends))
            if (one or other) and hours(typed, day, begins, ends) is None:
                text = _("{dag}: Skriv klokkeslæt som 9.00, og det første før det andet.")
                found[f"d{day}_{begins}"] = text.format(dag=_(WEEKDAYS[day]))
    if not found and not any(hours(typed, day, "fra", "til") for day in DAYS):
        found["d0_fra"] = _("Skriv arbejdstiden for mindst én dag.")
    return found


def next_weeks(today: date) -> dict[str, str]:
    """The four weeks from next Monday."""
    monday = today + timedelta(days=7 - today.weekday())
    return {"fra_dag": monday.isoformat(), "til_dag": (monday + timedelta(days=AHEAD)).isoformat()}
