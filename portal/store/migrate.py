"""Brings a database's schema to a revision.

Several processes may try at once: one does it, the others wait and find it done.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

PATIENCE_SECONDS = 60
"""How long a process waits for another one's migration."""

TABLE_LOCK_SECONDS = 5
"""How long a migration waits for a table that is in use."""

_POSTGRESQL_LOCK = 7_031_964
"""The number of the advisory lock. Any number does, as long as it stays the same."""


class OtherVersion(Exception):
    """The database stands at a revision that this version of the portal does not know."""


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the schema up to the revision, in one transaction. Does nothing where it is there already.

    Raises OtherVersion.
    """
    _migrate(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Bring the schema down to the revision (`base`: nothing left), in one transaction."""
    _migrate(url, lambda config: command.downgrade(config, revision))


def current(url: str) -> str | None:
    """The revision that the database stands at; None where it has no schema."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return revision_of(connection)


def is_current(url: str) -> bool:
    """Whether the database has the schema that this version of the portal needs."""
    return current(url) == needed()


def revision_of(connection: Connection) -> str | None:
    """As `current`."""
    return MigrationContext.configure(connection).get_current_revision()


def needed() -> str:
    """The revision that this version of the portal needs."""
    return str(_scripts().get_current_head())


def knows(revision: str) -> bool:
    """Whether this version of the portal has that revision."""
    return revision in {script.revision for script in _scripts().walk_revisions()}


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _migrate(url: str, run: Callable[[Config], None]) -> None:
    with _connected(url) as connection:
        stands_at = revision_of(connection)
        if stands_at is not None and not knows(stands_at):
            raise OtherVersion
        config = _config()
        config.attributes["connection"] = connection
        run(config)
        if connection.dialect.name == "sqlite":
            _insist_on_foreign_keys(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "portal.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """One transaction, beside which no other process migrates."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_LOCK})")
            # A change of a table that waits for its lock makes everybody else wait behind it.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{TABLE_LOCK_SECONDS}s'")
        yield connection


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
    # A table that is made anew is dropped first, and with foreign keys on, SQLite would empty it before.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = FULL")
    _keep_a_write_ahead_log(connection)


def _keep_a_write_ahead_log(connection: Any) -> None:
    """Readers and the writer do not wait for each other. The file remembers it: said once, it stays."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # For this one statement SQLite does not wait by itself.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.05)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _insist_on_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration leaves rows that refer to nothing: {broken[:5]}")
