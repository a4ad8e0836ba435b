"""An organisation's offices as its administrator sees them: the open ones and the closed ones."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables import Office

_COLUMNS = (
    "id",
    "public_id",
    "name",
    "address",
    "postcode",
    "city",
    "kommune_code",
    "access",
    "phone",
    "closed_at",
)


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office. `closed_at`: aware; None while it is open."""

    id: int
    public_id: uuid.UUID
    name: str
    address: str
    postcode: str
    city: str
    kommune_code: str
    access: str | None
    phone: str | None
    closed_at: datetime | None


def of(session: Session, organisation_id: int) -> tuple[OfficeRow, ...]:
    """All of the organisation's offices, the open ones first, each kind by name."""
    query = _select().where(Office.organisation_id == organisation_id)
    found = session.execute(query.order_by(Office.closed_at.is_not(None), Office.name, Office.id))
    return tuple(OfficeRow(**row) for row in found.mappings())


def one(
    session: Session, organisation_id: int, public_id: uuid.UUID, *, for_update: bool = False
) -> OfficeRow | None:
    """The organisation's own office of that id.

    `for_update`: nobody publishes a time or holds a meeting there until the transaction ends.
    """
    query = _select().where(Office.organisation_id == organisation_id, Office.public_id == public_id)
    found = session.execute(query.with_for_update() if for_update else query).mappings().one_or_none()
    return OfficeRow(**found) if found else None


def add(session: Session, organisation_id: int, values: dict[str, Any]) -> uuid.UUID:
    """A new office. Gives the id that addresses name it by."""
    public_id = uuid.uuid4()
    session.execute(
        insert(Office).values(values | {"organisation_id": organisation_id, "public_id": public_id})
    )
    return public_id


def change(session: Session, office_id: int, values: dict[str, Any]) -> None:
    """Sets these columns."""
    session.execute(update(Office).where(Office.id == office_id).values(values))


def _select() -> Select[*tuple[Any, ...]]:
    return select(*(getattr(Office, name) for name in _COLUMNS))
