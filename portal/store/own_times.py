"""A time that a caseworker has free and did not publish, made for one meeting; and where it can be held."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.store.rows import office_columns, office_view
from portal.store.tables import Caseworker, Office
from portal.store.tables_meeting import Slot
from portal.store.views import OfficeView


@dataclass(frozen=True, slots=True)
class OwnTime:
    """From `start` to `slut` (aware), in the office of that key, by telephone or there."""

    organisation_id: int
    caseworker_id: int
    office_id: int
    start: datetime
    slut: datetime
    room: str | None = None


def offices(session: Session, organisation_id: int, caseworker_id: int) -> tuple[OfficeView, ...]:
    """The organisation's offices, the caseworker's own first, then by name."""
    own = select(Caseworker.office_id).where(Caseworker.id == caseworker_id).scalar_subquery()
    query = (
        select(*office_columns(Office, "office_"))
        .where(Office.organisation_id == organisation_id, Office.closed_at.is_(None))
        .order_by((Office.id == own).desc(), Office.name, Office.id)
    )
    return tuple(office_view(row, "office_") for row in session.execute(query).mappings())


def make(session: Session, time: OwnTime, at: datetime) -> uuid.UUID:
    """Writes the time, with one place; gives its public id. Whoever looks for times sees it once committed,
    so that its place is to be taken in the same transaction.
    """
    public_id = uuid.uuid4()
    session.execute(
        insert(Slot).values(
            public_id=public_id,
            organisation_id=time.organisation_id,
            office_id=time.office_id,
            caseworker_id=time.caseworker_id,
            start=time.start,
            slut=time.slut,
            fremmoede=True,
            telefon=True,
            video=False,
            capacity=1,
            free=1,
            room=time.room,
            published_at=at,
        )
    )
    return public_id
