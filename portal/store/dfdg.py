"""What DFDG knows of each meeting by now, as the portal told it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables import Organisation
from portal.store.tables_dfdg import DfdgIndkaldelse


@dataclass(frozen=True, slots=True)
class Told:
    """`indhold` in DFDG's words; None: it was taken back. `a_kasse`: the code of the one that told it."""

    indhold: Mapping[str, Any] | None
    organisation_id: int
    a_kasse: str


def told(session: Session, booking_id: int) -> Told | None:
    """What was told last of the meeting; None: nothing was."""
    query = (
        select(DfdgIndkaldelse.indhold, DfdgIndkaldelse.organisation_id, Organisation.code)
        .join(Organisation, Organisation.id == DfdgIndkaldelse.organisation_id)
        .where(DfdgIndkaldelse.booking_id == booking_id)
    )
    row = session.execute(query).one_or_none()
    return Told(*row) if row is not None else None


def keep(
    session: Session, booking_id: int, organisation_id: int, indhold: Mapping[str, Any] | None, at: datetime
) -> None:
    """Keeps what was told of the meeting at `at` (aware), in the place of what stood there before."""
    values = {
        "organisation_id": organisation_id,
        "indhold": dict(indhold) if indhold is not None else None,
        "told_at": at,
    }
    own = DfdgIndkaldelse.booking_id == booking_id
    changed = update(DfdgIndkaldelse).where(own).values(**values).returning(DfdgIndkaldelse.id)
    if not session.execute(changed, execution_options={"synchronize_session": False}).all():
        session.execute(insert(DfdgIndkaldelse).values(booking_id=booking_id, **values))
