"""An earlier time is there: it stands in Min Plan at once, and goes by mail or text message by choice."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.actions.telling.row import Told
from portal.store import earlier, notices, outbox
from portal.store.database import Session

MAIL: Final = "mail.send"
SMS: Final = "sms.send"


def time_free(session: Session, row: Told, now: datetime) -> None:
    """For the topic `tid.ledig`. A mail goes only to an address that the person has shown to be theirs."""
    told = earlier.told(session, uuid.UUID(row.payload["tilbud"]), now)
    if told is None:
        return
    payload = {"what": "earlier", "tilbud": row.payload["tilbud"]}
    if told.told_by == "sms":
        outbox.enqueue(session, SMS, payload, told.person_id, now)
    elif told.told_by == "mail" and notices.of(session, told.person_id).email:
        outbox.enqueue(session, MAIL, payload, told.person_id, now)
