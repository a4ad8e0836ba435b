"""The statements behind a request, as they reach the driver, to be run again without the portal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event

from portal.store.engine import READ_ONLY

BEGIN_READING, BEGIN_WRITING, COMMIT = "begin reading", "begin writing", "commit"


@dataclass(frozen=True)
class Role:
    """Stands for a value that is another one for everybody: `person`, `slot` … `new`: a UUID never used.

    What a statement returns (`booking`, `decision` …) is the role of later ones.
    """

    name: str


@dataclass(frozen=True)
class Step:
    """A statement, or how a transaction begins or ends. `returns`: the table whose new key it gives back."""

    sql: str
    values: Mapping[str, Any] | Sequence[Any] = ()
    returns: str | None = None

    @property
    def is_statement(self) -> bool:
        return self.sql not in (BEGIN_READING, BEGIN_WRITING, COMMIT)


Steps = list[Step]


@contextmanager
def recorded(engine: Engine) -> Iterator[Steps]:
    """What is sent while it is open."""
    steps: Steps = []

    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READ_ONLY, False)
        steps.append(Step(BEGIN_READING if reading else BEGIN_WRITING))

    def end(_connection: Connection) -> None:
        steps.append(Step(COMMIT))

    def statement(_connection: Any, _cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        returning = re.search(r"INSERT INTO (\w+) .* RETURNING (\w+\.)?id$", sql, re.DOTALL)
        steps.append(Step(sql, values, returning[1] if returning else None))

    listeners = {"begin": begin, "commit": end, "rollback": end, "before_cursor_execute": statement}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield steps
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)


def for_anybody(steps: Steps, known: Mapping[str, Any]) -> Steps:
    """The steps with roles in the place of one person's values. `known`: those values, by role."""
    roles = {value: Role(name) for name, value in known.items() if value is not None}

    def general(value: Any, inserts: bool) -> Any:
        if isinstance(value, memoryview):
            value = bytes(value)
        if not isinstance(value, int | str | bytes | UUID | datetime) or isinstance(value, bool):
            return value
        if value in roles:
            return roles[value]
        return Role("new") if inserts and _is_uuid(value) else value

    found = []
    for step in steps:
        inserts = step.sql.startswith("INSERT")
        if isinstance(step.values, Mapping):
            values: Any = {name: general(value, inserts) for name, value in step.values.items()}
        else:
            values = tuple(general(value, inserts) for value in step.values)
        found.append(Step(step.sql, values, step.returns))
    return found


def _is_uuid(value: Any) -> bool:
    return isinstance(value, UUID) or (
        isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32}", value) is not None
    )
