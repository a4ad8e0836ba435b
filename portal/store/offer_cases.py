"""The cases in which offers are decided, found by the offer."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables_afgoerelse import Afgoerelse
from portal.store.tables_indstilling import Indstilling


def latest(session: Session, person_id: int) -> dict[int, uuid.UUID]:
    """The latest case about each of the person's offers (public id), by the offer's key. One statement."""
    query = (
        select(Indstilling.id, Afgoerelse.public_id)
        .join(Indstilling, Indstilling.id == Afgoerelse.indstilling_id)
        .where(Afgoerelse.person_id == person_id)
        .order_by(Afgoerelse.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def of_organisation(session: Session, indstilling_id: int, organisation_id: int) -> uuid.UUID | None:
    """The organisation's latest case about that offer (public id)."""
    query = (
        select(Afgoerelse.public_id)
        .where(Afgoerelse.indstilling_id == indstilling_id, Afgoerelse.organisation_id == organisation_id)
        .order_by(Afgoerelse.id.desc())
        .limit(1)
    )
    return session.scalars(query).one_or_none()
