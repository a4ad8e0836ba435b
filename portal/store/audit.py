"""Who did or saw what, when, with which outcome. Entries are added and never touched again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, exists, insert, literal, not_, null, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import TypeEngine

from portal.store.tables import Caseworker, Organisation, Person, table_of
from portal.store.tables_case import Audit

_INSERT = insert(table_of(Audit)).inline()

AT_ONCE: Final = 10_000
"""How many people one statement names: SQLite takes only so many values."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log. `at` is aware; `outcome` is `allowed`, `refused` or `conflict`.

    `actor_id`: the key of the person or the caseworker; None for the system. `person_id`: whom it is about.
    `details` holds JSON values, never a CPR number.
    """

    at: datetime
    actor_kind: Literal["citizen", "caseworker", "system"]
    actor_id: int | None
    action: str
    outcome: str
    organisation_id: int | None = None
    person_id: int | None = None
    booking_id: int | None = None
    decision_id: int | None = None
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody who works for an organisation did or saw of a person. `at` is aware."""

    at: datetime
    action: str
    outcome: str
    caseworker: str | None
    organisation: str | None


def record(session: Session, entry: AuditEntry) -> None:
    """Adds the entry, in the transaction of what it tells."""
    session.execute(_INSERT, _values(entry))


def record_all(session: Session, entries: Sequence[AuditEntry]) -> None:
    """Adds many entries at once."""
    if entries:
        session.execute(_INSERT, [_values(entry) for entry in entries])


def record_shown(session: Session, entry: AuditEntry, people: Collection[uuid.UUID], since: datetime) -> None:
    """Adds the entry for each of these people (public ids), but for those of whom the log says the same of
    the same actor since then (aware). One statement for each ten thousand of them.
    """
    log, person, before = table_of(Audit), table_of(Person).c, aliased(Audit)
    told = {**_values(entry), "person_id": person.id}
    values = [_literal(told[column.name], column.type) for column in log.c if column.name in told]
    said = exists().where(
        before.person_id == person.id,
        before.at >= since,
        before.actor_kind == entry.actor_kind,
        before.actor_id == entry.actor_id,
        before.action == entry.action,
    )
    names = [column.name for column in log.c if column.name in told]
    for some in batched(people, AT_ONCE):
        shown = select(*values).where(person.public_id.in_(some), not_(said)).order_by(person.id)
        session.execute(insert(log).from_select(names, shown))


def _literal(value: Any, of: TypeEngine[Any]) -> Any:
    if isinstance(value, ColumnElement):
        return value
    return null() if value is None else literal(value, of)


def batched(people: Collection[uuid.UUID], most: int) -> Iterator[list[uuid.UUID]]:
    """The people, so many at a time."""
    every = iter(people)
    while some := list(islice(every, most)):
        yield some


def _values(entry: AuditEntry) -> dict[str, Any]:
    return asdict(entry) | {"details": dict(entry.details) if entry.details is not None else None}


def looked(session: Session, person_id: int, *, skip: int, limit: int) -> tuple[Looked, ...]:
    """What organisations did or saw of the person, latest first, without the first `skip`. One statement."""
    query = (
        select(
            Audit.at, Audit.action, Audit.outcome, Caseworker.name, Organisation.name.label("organisation")
        )
        .outerjoin(Caseworker, Caseworker.id == Audit.actor_id)
        .outerjoin(Organisation, Organisation.id == Audit.organisation_id)
        .where(Audit.person_id == person_id, Audit.actor_kind == "caseworker")
        .order_by(Audit.at.desc(), Audit.id.desc())
        .offset(skip)
        .limit(limit)
    )
    return tuple(
        Looked(row.at, row.action, row.outcome, row.name, row.organisation) for row in session.execute(query)
    )
