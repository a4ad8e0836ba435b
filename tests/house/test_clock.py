"""Time is read in one place, and a day is a day in Denmark."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from portal import clock

PORTAL = Path(clock.__file__).parent
READERS = {"now", "utcnow", "today", "current_timestamp", "localtimestamp", "time_ns"}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-01-14T22:59:59+00:00", date(2027, 1, 14)),
        ("2027-01-14T23:00:00+00:00", date(2027, 1, 15)),
        ("2027-06-14T21:59:59+00:00", date(2027, 6, 14)),
        ("2027-06-14T22:00:00+00:00", date(2027, 6, 15)),
    ],
)
def test_today_turns_at_midnight_in_copenhagen_in_winter_and_in_summer(moment: str, day: date) -> None:
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        assert clock.today() == day


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert clock.now().utcoffset() == timedelta(0)


def _readings_of_time(source: str) -> Iterator[int]:
    """Lines on which Python, or a database asked through SQLAlchemy, is asked what time it is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for name in node.names if name.name in {"time", "time_ns", "gmtime"})
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        of = node.func.value
        owner = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
        if node.func.attr in READERS and owner != "clock":
            yield node.lineno
        if owner == "time" and node.func.attr in {"time", "gmtime", "localtime"}:
            yield node.lineno


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "time.time()",
        "from time import time",
        "func.now()",
    ],
)
def test_the_search_for_readers_of_time_finds_each_kind(line: str) -> None:
    assert list(_readings_of_time(line)) == [1]


def test_only_the_clock_reads_time() -> None:
    found = [
        f"{path.relative_to(PORTAL.parent)}:{line}"
        for path in sorted(PORTAL.rglob("*.py"))
        if path.name != "clock.py"
        for line in _readings_of_time(path.read_text(encoding="utf-8"))
    ]

    assert found == [], "use portal.clock, or take the moment as an argument"
