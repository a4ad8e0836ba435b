"""Reads a law case strictly: what does not fit is refused with the key and what was expected.

A case is one YAML file. Dates, months and times stay text until they are read here, for YAML would guess at
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, overload

import yaml

from portal.policy import parameters
from portal.policy.kalender import COPENHAGEN, day_of, month_begins

T = TypeVar("T")
D = TypeVar("D")
E = TypeVar("E", bound=Enum)
Reader = Callable[[Any, str], T]

_MISSING = object()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_CODE = re.compile(r"\d{4}")
_YEARS = range(1900, 2200)
"""Outside these a date is a slip of the pen, and reckoning on from it may leave the calendar."""

_MOST = 10_000_000


class Misfit(ValueError):
    """A case that does not fit: which key, and what was expected there."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(f"{key}: expected {expected}")
        self.key = key
        self.expected = expected


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C one where it is built
    """Safe YAML that leaves dates as text and refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for name in names:
            if names.count(name) > 1:
                raise Misfit(str(name), "the key once")
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def load(path: Path) -> Any:
    """The file's one YAML document. Misfit where it is not YAML, not UTF-8, or cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark is not None else ""
        raise Misfit(
            "the file", f"one YAML document: {getattr(error, 'problem', None) or error}{line}"
        ) from error
    except UnicodeDecodeError as error:
        raise Misfit("the file", "UTF-8 text") from error
    except OSError as error:
        raise Misfit("the file", f"a readable file ({error.strerror})") from error


class Mapping:
    """A YAML mapping that is emptied key by key; what is left over is refused."""

    def __init__(self, value: Any, key: str) -> None:
        if not isinstance(value, dict):
            raise Misfit(key or "the file", "a mapping")
        self._left = dict(value)
        self._known: list[str] = []
        self.key = key

    def path(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name

    def has(self, name: str) -> bool:
        return name in self._left

    @overload
    def take(self, name: str, reader: Reader[T]) -> T: ...
    @overload
    def take(self, name: str, reader: Reader[T], default: D) -> T | D: ...
    def take(self, name: str, reader: Reader[Any], default: Any = _MISSING) -> Any:
        """The value of a key, read; `default` where it is absent or null. Misfit where it must be there."""
        self._known.append(name)
        if name not in self._left:
            if default is _MISSING:
                raise Misfit(self.path(name), "the key to be there")
            return default
        value = self._left.pop(name)
        return default if value is None and default is not _MISSING else reader(value, self.path(name))

    def done(self) -> None:
        """Refuses what nobody asked for."""
        for name in self._left:
            raise Misfit(self.path(str(name)), "no such key; known here: " + ", ".join(self._known))


def text(value: Any, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Misfit(key, "words")
    return value


def words_or_nothing(value: Any, key: str) -> str | None:
    """Words, or the lack of them: empty, blank or null."""
    if value is not None and not isinstance(value, str):
        raise Misfit(key, "words, or null")
    return value


def boolean(value: Any, key: str) -> bool:
    if not isinstance(value, bool):
        raise Misfit(key, "true or false")
    return value


def number(least: int) -> Reader[int]:
    def read(value: Any, key: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise Misfit(key, f"a whole number, {least} or more")
        if value > _MOST:
            raise Misfit(key, f"a whole number, at most {_MOST}")
        return value

    return read


def hours(value: Any, key: str) -> Decimal:
    # Neither infinity nor "not a number" lies in the range.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST:
        raise Misfit(key, "a number of hours")
    return Decimal(str(value))


def day(value: Any, key: str) -> date:
    return _parsed(value, key, _DAY, "a date, YYYY-MM-DD", date.fromisoformat)


def month(value: Any, key: str) -> date:
    """The first day of a month."""
    return _parsed(
        value, key, _MONTH, "a month, YYYY-MM", lambda text: month_begins(date.fromisoformat(f"{text}-01"))
    )


def moment(value: Any, key: str) -> datetime:
    """A local time, as a moment in UTC; of an hour that comes twice the first."""
    local = _parsed(value, key, _MOMENT, "a local time, YYYY-MM-DDTHH:MM", datetime.fromisoformat)
    found = local.replace(tzinfo=COPENHAGEN).astimezone(UTC)
    if found.astimezone(COPENHAGEN).replace(tzinfo=None) != local:
        raise Misfit(key, "a time that the clocks show; that one is skipped in spring")
    return found


def day_with_rules(value: Any, key: str) -> date:
    """A date on which the first set of rules has begun."""
    found = day(value, key)
    _has_rules(found, key)
    return found


def moment_with_rules(value: Any, key: str) -> datetime:
    """A local time, as a moment in UTC, when the first set of rules has begun."""
    found = moment(value, key)
    _has_rules(day_of(found), key)
    return found


def _has_rules(dag: date, key: str) -> None:
    first = parameters.entries()["regelsaet"][0].applied.first_day
    if dag < first:
        raise Misfit(key, f"a day from {first.isoformat()} on: no rules are known before it")


def code(value: Any, key: str) -> str:
    """A kommune's code: four digits, quoted."""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise Misfit(key, 'a quoted code of four digits, as "0101"')
    return value


def choice(members: type[E], *allowed: E) -> Reader[E]:
    """One of an enumeration's words, or one of `allowed` where given."""
    options = allowed or tuple(members)

    def read(value: Any, key: str) -> E:
        for option in options:
            if isinstance(value, str) and value == option.value:
                return option
        raise Misfit(key, "one of " + ", ".join(str(option.value) for option in options))

    return read


def listing(reader: Reader[T]) -> Reader[list[T]]:
    def read(value: Any, key: str) -> list[T]:
        if not isinstance(value, list):
            raise Misfit(key, "a list")
        return [reader(item, f"{key}[{n}]") for n, item in enumerate(value)]

    return read


def _parsed(value: Any, key: str, pattern: re.Pattern[str], expected: str, parse: Callable[[str], T]) -> T:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Misfit(key, expected)
    if int(value[:4]) not in _YEARS:
        raise Misfit(key, f"{expected}, between {_YEARS.start} and {_YEARS.stop - 1}")
    try:
        return parse(value)
    except ValueError:
        raise Misfit(key, expected) from None
