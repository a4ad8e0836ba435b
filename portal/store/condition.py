"""In what condition a database is, found out without changing it: whether it answers, and its version."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from portal import clock
from portal.store import migrate

CONNECT_SECONDS: Final = 5

_WHY: Final[Mapping[str, str]] = {
    "password authentication failed": "password",
    "no password supplied": "password",
    "does not exist": "unknown",
    "Connection refused": "no_server",
    "No such file or directory": "no_server",
    "resolve host": "no_server",
    "translate host name": "no_server",
    "is unreachable": "no_server",
    "No route to host": "no_server",
    "timeout": "no_server",
    "too many clients": "full",
    "connection slots": "full",
    "not a database": "no_database",
}
"""What the drivers say, each part of a sentence, and what it comes down to."""


class Unreachable(Exception):
    """`why`: `no_file`, `read_only` or `no_database` (SQLite), `password`, `unknown` (the user or the
    database), `no_server`, `full`, or `other`. What the driver said is not repeated.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Condition:
    """`revision`: where the schema stands, None without one; `needed`: what this version needs; `known`:
    whether this version knows the way from the one to the other. `ahead`: how far the database's clock is
    before this machine's; None where it is the same.
    """

    kind: str
    revision: str | None
    needed: str
    known: bool
    ahead: timedelta | None

    @property
    def is_current(self) -> bool:
        return self.revision == self.needed


def condition(url: str) -> Condition:
    """`url` as SQLAlchemy writes it. Raises Unreachable."""
    parsed = make_url(url)
    limit = "connect_timeout" if parsed.get_backend_name() == "postgresql" else "timeout"
    if limit == "timeout":
        _insist_on_file(parsed)
    engine = create_engine(parsed, poolclass=NullPool, connect_args={limit: CONNECT_SECONDS})
    try:
        with engine.connect() as connection:
            revision = migrate.revision_of(connection)
            return Condition(
                kind=engine.dialect.name,
                revision=revision,
                needed=migrate.needed(),
                known=revision is None or migrate.knows(revision),
                ahead=_ahead(connection),
            )
    except SQLAlchemyError as error:
        raise Unreachable(_why(error)) from None


def _insist_on_file(url: URL) -> None:
    """For SQLite would make one where there is none."""
    file = Path(str(url.database))
    if not file.is_file():
        raise Unreachable("no_file")
    if not os.access(file, os.R_OK | os.W_OK) or not os.access(file.parent, os.W_OK):
        raise Unreachable("read_only")


def _ahead(connection: Connection) -> timedelta | None:
    if connection.dialect.name == "sqlite":
        return None
    before = clock.now()
    theirs: Any = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    after = clock.now()
    return timedelta(seconds=(theirs - (before + (after - before) / 2)).total_seconds())


def _why(error: SQLAlchemyError) -> str:
    said = str(getattr(error, "orig", error))
    return next((why for words, why in _WHY.items() if words in said), "other")
