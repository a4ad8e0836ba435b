"""Who did or saw what, when, with which outcome. Entries are added and never touched again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker, Organisation, table_of
from portal.store.tables_case import Audit

_INSERT = insert(table_of(Audit)).inline()


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
