"""A meeting that was booked, moved or called off goes to the calendar by mail, where the person wants that.

The row only names the meeting: what the calendar has to be told is seen when the mail is about to leave, from
what the meeting is then and what the calendar was told last.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions.telling.row import Told
from portal.store import notices, outbox
from portal.store.database import Session
from portal.store.notices import NoticedMeeting, NoticeView

TOPIC = "mail.send"


def calendar_mail(session: Session, row: Told, now: datetime) -> None:
    """For the topics `booking.booked`, `.moved`, `.called` and `.called_off`."""
    if row.person_id is None:
        return
    chosen = notices.of(session, row.person_id)
    if chosen.email is None:
        return
    meeting = notices.meeting(session, row.person_id, uuid.UUID(row.payload["booking"]))
    if meeting is not None and belongs_in(meeting, chosen):
        tell(session, row.person_id, meeting.public_id, now)


def tell(session: Session, person_id: int, meeting: uuid.UUID, now: datetime) -> None:
    """The calendar is told what the meeting is by then."""
    outbox.enqueue(session, TOPIC, {"what": "calendar", "booking": str(meeting)}, person_id, now)


def tell_all(session: Session, person_id: int, now: datetime) -> None:
    """All meetings ahead go to a calendar that is to have them from now on."""
    for meeting in notices.planned(session, person_id, now):
        tell(session, person_id, meeting, now)


def belongs_in(meeting: NoticedMeeting, chosen: NoticeView) -> bool:
    """Whether the calendar is to be told of the meeting.

    What was put there is kept right also for whoever wants no more: a wrong time must not stay there.
    """
    return chosen.mail_calendar or _in_calendar(meeting, chosen)


def _in_calendar(meeting: NoticedMeeting, chosen: NoticeView) -> bool:
    told = meeting.told
    return told is not None and not told.called_off and told.email == chosen.email
