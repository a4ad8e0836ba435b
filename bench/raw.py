"""The recorded statements on the driver alone: no SQLAlchemy, no pages, no law."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Protocol
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from bench.recording import BEGIN_READING, BEGIN_WRITING, COMMIT, Role, Steps

Values = Mapping[str, Any]


class Driver(Protocol):
    """A connection of its own, set up as the portal sets up its own."""

    def run(self, steps: Steps, values: Values) -> float:
        """Runs the steps for whoever `values` says, and gives the seconds it took."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]: ...

    def close(self) -> None: ...


def driver(url: str) -> Driver:
    return _Sqlite(url) if make_url(url).get_backend_name() == "sqlite" else _Postgresql(url)


class _Sqlite:
    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(make_url(url).database or "", timeout=20, isolation_level=None)
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA synchronous = FULL")

    def run(self, steps: Steps, values: Values) -> float:
        given, cursor = dict(values), self._connection.cursor()
        begun = time.perf_counter()
        for step in steps:
            if not step.is_statement:
                cursor.execute(_SQLITE[step.sql])
                continue
            found = cursor.execute(step.sql, [_value(v, given, uuid4().hex) for v in step.values]).fetchall()
            if step.returns:
                given[step.returns] = found[0][0]
        return time.perf_counter() - begun

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def close(self) -> None:
        self._connection.close()


class _Postgresql:
    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        self._connection.execute("SET TIME ZONE 'UTC'")
        self._connection.execute("SET plan_cache_mode = force_generic_plan")
        self._connection.prepare_threshold = 0

    def run(self, steps: Steps, values: Values) -> float:
        given, cursor = dict(values), self._connection.cursor()
        begun = time.perf_counter()
        for step in steps:
            if not step.is_statement:
                cursor.execute(POSTGRESQL[step.sql])
                continue
            assert isinstance(step.values, Mapping)
            cursor.execute(step.sql, {k: _value(v, given, uuid4()) for k, v in step.values.items()})
            found = cursor.fetchall() if cursor.description else []
            if step.returns:
                given[step.returns] = found[0][0]
        return time.perf_counter() - begun

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def close(self) -> None:
        self._connection.close()


_SQLITE = {BEGIN_READING: "BEGIN", BEGIN_WRITING: "BEGIN IMMEDIATE", COMMIT: "COMMIT"}
POSTGRESQL = {
    BEGIN_READING: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    BEGIN_WRITING: "BEGIN",
    COMMIT: "COMMIT",
}


def _value(value: Any, given: Values, new: Any) -> Any:
    if not isinstance(value, Role):
        return value
    return new if value.name == "new" else given[value.name]


def per_second(url: str, steps: Steps, everybody: Sequence[Sequence[Values]]) -> float:
    """How many times a second the steps are carried out by as many clients as there are lists."""
    with ProcessPoolExecutor(len(everybody), get_context("spawn")) as pool:
        spans = list(pool.map(_client, [url] * len(everybody), [steps] * len(everybody), everybody))
    first, last = min(begun for begun, _ in spans), max(ended for _, ended in spans)
    return sum(map(len, everybody)) / (last - first)


def _client(url: str, steps: Steps, everybody: Sequence[Values]) -> tuple[float, float]:
    own = driver(url)
    begun = time.time()
    for values in everybody:
        own.run(steps, values)
    ended = time.time()
    own.close()
    return begun, ended
