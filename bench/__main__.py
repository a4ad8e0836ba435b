"""`python -m bench`: measures and prints the table. `--size small` is a first look, not a result."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from bench import cases, databases
from bench.country import CITIZENS, COUNTRIES, Country
from bench.databases import Urls
from bench.measuring import Effort, Law, Measured, measure
from bench.report import table

Kept = Callable[[Sequence[Country], int], AbstractContextManager[Urls]]
DATABASES: dict[str, Kept] = {"SQLite": databases.sqlite, "PostgreSQL": databases.postgresql}

FULL = Effort(searchers=20, rounds=5, bookers=60, heats=3, each=80, raw_each=160)
SMALL = Effort(searchers=10, rounds=2, bookers=15, heats=2, each=25, raw_each=100)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--size", choices=("full", "small"), default="full")
    parser.add_argument("--only", choices=tuple(DATABASES), help="one database")
    given = parser.parse_args()
    small = given.size == "small"
    countries = [c for c in COUNTRIES if not small or c.total <= 100_000]
    citizens = CITIZENS // 5 if small else CITIZENS
    largest = max(c.total for c in countries)
    raced = [c.name for c in countries if c.total == largest]
    results: dict[str, tuple[list[Measured], Law]] = {}
    for name, kept in DATABASES.items():
        if given.only in (None, name):
            _tell(f"{name}: the data (made the first time, then kept in var/bench)")
            with kept(countries, citizens) as urls:
                _tell(f"{name}: measuring")
                results[name] = measure(urls, countries, citizens, SMALL if small else FULL, raced)
    _tell("law cases: measuring")
    check = cases.checked()
    _tell("done")
    sys.stdout.write(table(results, check) + "\n")


def _tell(what: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


if __name__ == "__main__":
    main()
