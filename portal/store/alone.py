"""What only one process at a time may do: whoever is first does it, and it comes free when that process ends.

PostgreSQL holds a lock for as long as a connection is open; on SQLite a file beside the database is locked.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from portal.store.database import Database


def several_may_write(database: Database) -> bool:
    """Whether several workers can share the work: SQLite has one writer at a time."""
    return database.engine.dialect.name != "sqlite"


@contextmanager
def alone(database: Database, what: str) -> Iterator[bool]:
    """Whether nobody else does this (`what`: a plain word) just now; if so, nobody does until the end."""
    if several_may_write(database):
        with _locked_in_the_database(database, what) as first:
            yield first
        return
    with _locked_beside(Path(str(database.engine.url.database)), what) as first:
        yield first


@contextmanager
def _locked_in_the_database(database: Database, what: str) -> Iterator[bool]:
    key = func.hashtextextended(f"portal.{what}", 0)
    # The lock is the connection's and not a transaction's: none is held open meanwhile.
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        first = bool(connection.scalar(select(func.pg_try_advisory_lock(key))))
        try:
            yield first
        finally:
            if first:
                connection.execute(select(func.pg_advisory_unlock(key)))


@contextmanager
def _locked_beside(database: Path, what: str) -> Iterator[bool]:
    with database.with_name(f"{database.name}-{what}.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
