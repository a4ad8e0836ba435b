"""Which tables a request has changed: seen from below, of every transaction that was committed.

What is begun by a request and goes on in a thread of its own, as a file that is read in, is no part of the
requests that come meanwhile: only what the thread of the visitors commits is counted.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from typing import Any

from sqlalchemy import event

from portal.store.database import Database

_WRITES = re.compile(r"\b(?:INSERT INTO|DELETE FROM|(?<!FOR )(?<!KEY )UPDATE) +\"?(\w+)", re.IGNORECASE)


class Written:
    def __init__(self, database: Database) -> None:
        self._open: dict[int, set[str]] = defaultdict(set)
        self._committed = set[str]()
        self._thread = threading.get_ident()
        event.listen(database.engine, "after_cursor_execute", self._note)
        event.listen(database.engine, "commit", self._keep)
        event.listen(database.engine, "rollback", self._drop)

    def take(self) -> set[str]:
        """What was changed since this was last asked."""
        taken, self._committed = self._committed, set()
        return taken

    def _note(self, connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if cursor.rowcount != 0:
            self._open[id(connection.connection.dbapi_connection)] |= set(_WRITES.findall(statement))

    def _keep(self, connection: Any) -> None:
        changed = self._open.pop(id(connection.connection.dbapi_connection), set())
        if threading.get_ident() == self._thread:
            self._committed |= changed

    def _drop(self, connection: Any) -> None:
        self._open.pop(id(connection.connection.dbapi_connection), None)
