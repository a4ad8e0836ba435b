"""That the a-kasse has written what it found of the availability: said by mail, and never what it is."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions.telling.notice import about_availability
from portal.actions.telling.row import Told
from portal.store.database import Session


def assessed(session: Session, row: Told, now: datetime) -> None:
    """What it is, and until when something has to be documented, the person reads in Min Plan."""
    if row.person_id is not None:
        about_availability(session, row.person_id, uuid.UUID(row.payload["booking"]), now)
