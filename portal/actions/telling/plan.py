"""That something was changed in Min Plan: said by mail to whoever wants it, and never what it is."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions.telling.notice import about_plan
from portal.actions.telling.row import Told
from portal.store.database import Session


def changed(session: Session, row: Told, now: datetime) -> None:
    """What it is, the person reads in Min Plan, where it stands as new until they say that they saw it."""
    if row.person_id is not None:
        about_plan(session, row.person_id, uuid.UUID(row.payload["entry"]), now)
