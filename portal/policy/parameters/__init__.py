"""The law's dated numbers. Each stands in a file beside this one, with its first day, its citation and the
day somebody last checked it against the text.

An entry is never changed: a new wording of the law is a new entry with a later first day. A temporary rule is
two entries, one that begins it and one that ends it.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from portal.policy.law import AppliedValue, Citation


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of one number: what is applied from `applied.first_day`, and when it was last checked."""

    applied: AppliedValue
    unit: str
    checked: date


def value(name: str, day: date) -> AppliedValue:
    """The number as it stands on `day`. KeyError for an unknown name, LookupError before its first day."""
    history = _first_days()[name]
    index = bisect_right(history, day)
    if index == 0:
        raise LookupError(
            f"{name} has no value on {day.isoformat()}: its first day is {history[0].isoformat()}"
        )
    return entries()[name][index - 1].applied


def known(name: str, day: date) -> bool:
    """Whether the number has its first day by `day`. KeyError for an unknown name."""
    return _first_days()[name][0] <= day


def begins(name: str, number: int) -> date:
    """The first day on which it is `number`. KeyError for an unknown name, LookupError where it never is."""
    for entry in entries()[name]:
        if entry.applied.value == number:
            return entry.applied.first_day
    raise LookupError(f"{name} is never {number}")


def stale(day: date, age: int) -> tuple[Entry, ...]:
    """The entries last checked more than `age` days before `day`, the longest ago first."""
    old = [entry for history in entries().values() for entry in history if (day - entry.checked).days > age]
    return tuple(sorted(old, key=lambda entry: (entry.checked, entry.applied.name, entry.applied.first_day)))


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """All numbers by name, oldest first."""
    found: dict[str, tuple[Entry, ...]] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for name, history in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[name] = history_of(name, history)
    return MappingProxyType(found)


def history_of(name: str, written: list[dict[str, Any]]) -> tuple[Entry, ...]:
    """The entries of one number as a file writes them. ValueError where the days do not rise strictly."""
    history = tuple(_entry(name, entry) for entry in written)
    days = [entry.applied.first_day for entry in history]
    if any(earlier >= later for earlier, later in pairwise(days)):
        raise ValueError(f"the first days of {name} do not rise")
    return history


def _entry(name: str, written: dict[str, Any]) -> Entry:
    citation = Citation(written["law"], written["place"])
    applied = AppliedValue(name, Decimal(written["value"]), written["first_day"], citation)
    return Entry(applied, written["unit"], written["checked"])


@cache
def _first_days() -> Mapping[str, list[date]]:
    return {name: [entry.applied.first_day for entry in history] for name, history in entries().items()}
