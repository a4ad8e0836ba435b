"""That there is an earlier time leaves the house at most once a day, whenever it was to leave."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Final

from portal.clock import COPENHAGEN
from portal.delivery.channel import NotNow, Row
from portal.store import earlier
from portal.store.database import Session
from portal.store.earlier import Told

TOLD_TODAY: Final = "told_today"
_MORNING: Final = time(7)


def earlier_time(session: Session, row: Row, now: datetime) -> Told | None:
    """What the row tells of at `now` (aware). None where the time is gone, or where a message that was late
    left after the person was told of this time: whoever read that one has seen it.

    Raises NotNow, until the next morning, where another message of the kind left today.
    """
    told = earlier.told(session, uuid.UUID(row.payload["tilbud"]), now)
    latest = earlier.latest_message(session, told.person_id) if told is not None else None
    if latest is None:
        return told
    topic, left = latest
    if topic == row.topic and left >= row.created_at:
        return None
    today = now.astimezone(COPENHAGEN).date()
    if left.astimezone(COPENHAGEN).date() == today:
        until = datetime.combine(today + timedelta(days=1), _MORNING, COPENHAGEN)
        raise NotNow(TOLD_TODAY, until=until)
    return told
