"""The calendar that a program fetches without signing in: whoever has the address has the calendar.

Anybody may ask for any address. One that never was, was renewed or was closed is not found, and nothing
tells these apart. The random part of an address is looked up by its hash and written down nowhere.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from flask import Response, abort, request

from portal import clock
from portal.actions.renew_calendar_feed import digest
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.store import feeds
from portal.store.database import Busy, Session
from portal.store.feeds import FeedMeeting, OpenedFeed
from portal.store.views import BookingView, OfficeView
from portal.web.citizen.meeting import address_lines
from portal.web.context import database
from portal.web.security_headers import ASKED_FOR_AGAIN
from portal.wording import ical
from portal.wording.catalogues import reader_of
from portal.wording.ical import Appointment
from portal.wording.reader import Reader
from portal.wording.words import FORM

KEPT: Final = timedelta(days=90)
"""How far back a calendar goes. Until then a meeting that was called off stays in it, as called off."""

MIMETYPE: Final = "text/calendar"


def read(token: str) -> Response:
    """The calendar, or word that it is as it was when the program last asked."""
    now = clock.now()
    found = database().read(lambda session: _opened(session, token, now))
    if found is None:
        abort(404)
    opened, meetings = found
    _remember_use(opened, now)
    words = reader_of(opened.language)
    response = Response(_calendar(words, opened, meetings), mimetype=MIMETYPE)
    response.headers["Content-Disposition"] = 'inline; filename="aftaler.ics"'
    response.headers["Cache-Control"] = ASKED_FOR_AGAIN
    response.add_etag()
    response.make_conditional(request)
    return response


def of_citizen(
    words: Reader, meeting: FeedMeeting | BookingView, *, shows_place: bool = False
) -> Appointment:
    """A meeting in the citizen's calendar: when it is, and where one has to go if the person wants that."""
    return _appointment(
        meeting,
        summary=words.gettext("Aftale"),
        place=_place(meeting.office) if shows_place and _in_person(meeting) else None,
    )


def of_caseworker(words: Reader, meeting: FeedMeeting) -> Appointment:
    """A meeting in the caseworker's calendar: when, how and where, and never with whom."""
    place = [meeting.room, _place(meeting.office)] if _in_person(meeting) else []
    return _appointment(
        meeting,
        summary=words.gettext("Jobsamtale"),
        place=", ".join(filter(None, place)),
        details=words.gettext(FORM[meeting.form]),
    )


def _opened(session: Session, token: str, now: datetime) -> tuple[OpenedFeed, tuple[FeedMeeting, ...]] | None:
    opened = feeds.find(session, digest(token))
    if opened is None:
        return None
    return opened, feeds.meetings(session, opened.owner, now - KEPT, clock.today())


def _remember_use(opened: OpenedFeed, now: datetime) -> None:
    last = opened.last_used_at
    if last is None or now - last >= feeds.TOUCHED_EVERY:
        # Where the database is busy just now, the next fetch tells it.
        with suppress(Busy):
            database().write(lambda session: feeds.touch(session, opened.id, at=now))


def _calendar(words: Reader, opened: OpenedFeed, meetings: tuple[FeedMeeting, ...]) -> bytes:
    if opened.owner.person_id is None:
        return ical.feed_of(words.gettext("Jobsamtaler"), [of_caseworker(words, m) for m in meetings])
    told = [of_citizen(words, meeting, shows_place=opened.shows_place) for meeting in meetings]
    return ical.feed_of(words.gettext("Aftaler"), told)


def _appointment(
    meeting: FeedMeeting | BookingView, summary: str, place: str | None, details: str | None = None
) -> Appointment:
    return Appointment(
        id=meeting.public_id,
        start=meeting.start,
        slut=meeting.slut,
        changed=meeting.updated_at,
        sequence=meeting.sequence,
        called_off=meeting.status is SamtaleStatus.AFLYST,
        summary=summary,
        place=place,
        details=details,
    )


def _in_person(meeting: FeedMeeting | BookingView) -> bool:
    return meeting.form is Samtaleform.FREMMOEDE


def _place(office: OfficeView | None) -> str | None:
    return ", ".join(address_lines(office)) if office else None
