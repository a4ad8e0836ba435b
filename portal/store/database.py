"""The unit of work: one transaction, begun, tried again where that may help, and committed whole or not at
all.

The other rooms give a function that takes a session; they never see SQL. What the database refuses comes
out as a `Conflict` that says what was in the way.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session as Session

from portal.store.engine import for_looking, for_reading, make_engine
from portal.store.refusals import conflict_of, is_lock_timeout, is_worth_another_try

T = TypeVar("T")

TRIES = 3
PAUSE_SECONDS = 0.05


class Conflict(Exception):
    """The database refused, because somebody else was first. Nothing of the transaction is left.

    `kind`: `place_taken`, `person_busy`, `caseworker_busy`, `submission_used`, `office_closed`,
    `caseworker_gone` or `last_administrator`.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Busy(Exception):
    """A lock, or a connection, was not to be had in time.

    Nothing was changed; the same may work in a moment.
    """


class Database:
    """The way to the data. Safe to share between threads, and to carry across a fork.

    `url` as SQLAlchemy writes it (`sqlite:////…`, `postgresql+psycopg://…`); `lock_timeout_ms`: how long to
    wait for somebody else's lock.
    """

    def __init__(self, url: str, lock_timeout_ms: int) -> None:
        self._url = url
        self._lock_timeout_ms = lock_timeout_ms
        self._opening = threading.Lock()
        self._engine: Engine | None = None
        self._opened_by = 0

    @property
    def engine(self) -> Engine:
        """This process's engine. A connection that a parent process opened is never used by its children."""
        if self._engine is None or self._opened_by != os.getpid():
            with self._opening:
                if self._engine is None or self._opened_by != os.getpid():
                    if self._engine is not None:
                        self._engine.dispose(close=False)
                    self._engine = make_engine(self._url, self._lock_timeout_ms)
                    self._opened_by = os.getpid()
        return self._engine

    def write(self, work: Callable[[Session], T]) -> T:
        """What `work` returns, after all it wrote has been committed as one.

        A deadlock, or two transactions that cannot be put in order, is tried again up to three times in
        all, so `work` must have no effect outside its session. Raises Conflict where a constraint refused,
        Busy where a lock timed out, and whatever `work` raises; then nothing is written.
        """
        for attempt in range(1, TRIES):
            try:
                return self._write_once(work)
            except DBAPIError as error:
                if not is_worth_another_try(error):
                    raise
            # Whoever was in the way gets through first, or both would meet again.
            time.sleep(PAUSE_SECONDS * attempt)
        return self._write_once(work)

    def read(self, work: Callable[[Session], T]) -> T:
        """What `work` returns, having seen one moment of the database. It can change nothing. Raises Busy."""
        return self._see(for_reading, work)

    def look(self, work: Callable[[Session], T]) -> T:
        """As `read`, of work that is one statement: it costs the database no transaction. Raises Busy."""
        return self._see(for_looking, work)

    def close(self) -> None:
        """Let go of every connection."""
        if self._engine is not None and self._opened_by == os.getpid():
            self._engine.dispose()

    def _see(self, way: Callable[[Engine], Engine], work: Callable[[Session], T]) -> T:
        try:
            return self._see_once(way(self.engine), work)
        except PoolTimeoutError as error:
            raise Busy from error
        except DBAPIError as error:
            # The server ended the connection just as it was asked: another one answers as well.
            if not error.connection_invalidated:
                raise
        return self._see_once(way(self.engine), work)

    def _see_once(self, engine: Engine, work: Callable[[Session], T]) -> T:
        with Session(engine, autoflush=False, expire_on_commit=False) as session:
            found = work(session)
            # Nothing was written. But at a rollback the driver forgets every statement that the server
            # has planned for this connection, and each would be planned anew.
            session.commit()
            return found

    def _write_once(self, work: Callable[[Session], T]) -> T:
        try:
            with Session(self.engine, autoflush=False, expire_on_commit=False) as session, session.begin():
                return work(session)
        except IntegrityError as error:
            kind = conflict_of(error)
            if kind is None:
                raise
            raise Conflict(kind) from error
        except OperationalError as error:
            if is_lock_timeout(error):
                raise Busy from error
            raise
        except PoolTimeoutError as error:
            raise Busy from error
