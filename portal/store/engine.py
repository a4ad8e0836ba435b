"""How the portal speaks with SQLite and with PostgreSQL: the settings of a connection, and how a
transaction begins.

Both make the same promises. A write is alone with what it locks, waits for a lock no longer than it was
told, and is on the disk once it has been acknowledged. A read sees one moment of the database and can
change nothing.
"""

from __future__ import annotations

import select
import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DisconnectionError, OperationalError

POOL_SIZE = 16
"""Connections that one process keeps at most: one for each thread that answers requests, and some to spare.
"""

READ_ONLY = "portal_read_only"
"""The execution option that tells a read from a write."""


def make_engine(url: str, lock_timeout_ms: int) -> Engine:
    """An engine that writes. Connections open when first needed, never here."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed, lock_timeout_ms)
    return _postgresql_engine(parsed, lock_timeout_ms)


def for_reading(engine: Engine) -> Engine:
    """The same engine and the same connections, for transactions that see one moment and change nothing."""
    options: dict[str, Any] = {READ_ONLY: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**options)


def for_looking(engine: Engine) -> Engine:
    """The same connections, for one statement by itself: it needs no transaction to see one moment."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return for_reading(engine)


def _sqlite_engine(url: URL, lock_timeout_ms: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=lock_timeout_ms / 1000,
        connect_args={"timeout": lock_timeout_ms / 1000, "check_same_thread": False},
        hide_parameters=True,  # an error is logged, and what a statement was about is nobody's in a log
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # The driver would begin transactions by itself, and too late: it must not.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        # With WAL alone, the last commits could be lost with the power: a booking that was confirmed must
        # not be.
        connection.execute("PRAGMA synchronous = FULL")
        # What a search walks through among a million times is kept; SQLite's own 2 MB are too few for it.
        connection.execute("PRAGMA cache_size = -16000")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READ_ONLY, False)
        # IMMEDIATE takes the write lock before anything is looked at, so that no check is older than its
        # write.
        how = "BEGIN" if reading else "BEGIN IMMEDIATE"
        cursor = connection.connection.cursor()
        try:
            cursor.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
            cursor.execute(how)
        except sqlite3.Error as error:
            raise OperationalError(how, None, error) from error
        finally:
            cursor.close()

    return engine


def _postgresql_engine(url: URL, lock_timeout_ms: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=lock_timeout_ms / 1000,
        # The connection used last is the one that knows the most statements.
        pool_use_lifo=True,
        isolation_level="READ COMMITTED",
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute("SET TIME ZONE 'UTC'")
        connection.execute(f"SET lock_timeout = {int(lock_timeout_ms)}")
        connection.execute("SET idle_in_transaction_session_timeout = '60s'")
        # Every statement walks an index that it was written for, whoever asks. It is planned when a
        # connection first meets it, and not for each person anew: that took longer than carrying it out.
        connection.execute("SET plan_cache_mode = force_generic_plan")
        connection.prepare_threshold = 0
        connection.autocommit = False

    @event.listens_for(engine, "checkout")
    def still_open(connection: Any, _record: Any, _proxy: Any) -> None:
        # Nothing is to be read from a connection at rest, unless the server ended it. To look is free; to
        # ask would be one more way there and back for every transaction.
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN)
        if waiting.poll(0):
            raise DisconnectionError

    return engine
