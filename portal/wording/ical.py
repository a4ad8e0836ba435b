"""Meetings as a calendar program reads them (RFC 5545, RFC 7986), fetched, or sent by mail (RFC 5546, RFC
6047), told so that anybody may see the calendar.

A calendar is shared, shown on a wall, synchronised to a telephone. So an appointment says when, and no more
than its maker chose to say: the words are given, and nothing here looks for a name, a place or a link.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from portal.wording.reader import COPENHAGEN

REFRESHED_EVERY: Final = timedelta(hours=1)
"""How often a program is asked to fetch the calendar again. Some do so only once or twice a day."""

_PRODUCT: Final = "-//Aftaler//Aftaler 1.0//DA"

# Written out, not made by a library: a list of the changes' dates (RDATE) is lawful and Outlook does not read
# it, so that half the year was an hour off; from a yearly rule every program tells the same time. That it is
# what the time zone database says, a test holds; the day the rule changes, the test fails and this changes.
_ZONE: Final = Timezone.from_ical(
    """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One meeting as a calendar may show it.

    `id` stays the same and `sequence` rises whatever becomes of the meeting; `changed` is when it last did.
    All times are aware. `summary`, `place` and `details` are shown as they are.
    """

    id: uuid.UUID
    start: datetime
    slut: datetime
    changed: datetime
    sequence: int
    called_off: bool
    summary: str
    place: str | None = None
    details: str | None = None


def file_of(appointment: Appointment) -> bytes:
    """A calendar with one appointment, to be opened once."""
    return _written(_calendar(), [appointment])


def feed_of(name: str, appointments: Iterable[Appointment]) -> bytes:
    """A calendar to be fetched again and again. The same appointments give the same bytes.

    `name` is what the program calls the calendar.
    """
    calendar = _calendar()
    calendar.add("name", name)
    # Two of each, for there are programs that know the one and programs that know the other.
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESHED_EVERY // timedelta(hours=1)}H")
    return _written(calendar, appointments)


def message_of(
    appointment: Appointment, organizer: tuple[str, str], attendee: str, written: datetime
) -> bytes:
    """What a mail puts into one person's calendar, or takes out of it where the appointment is called off.

    `organizer`: name and mail address; `attendee`: the person's mail address; `written`: when the message
    was (aware): of two with the same sequence, the later one holds (RFC 5546, 2.1.5).
    """
    calendar = _calendar(method_of(appointment))
    event = _event(appointment)
    event["dtstamp"] = Event.new(stamp=written.astimezone(UTC))["dtstamp"]
    name, address = organizer
    sender = vCalAddress(f"mailto:{address}")
    sender.params["CN"] = vText(name)
    event["organizer"] = sender
    # No answer is asked for: it would reach nobody, and change nothing.
    person = vCalAddress(f"mailto:{attendee}")
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["PARTSTAT"] = vText("ACCEPTED")
    person.params["RSVP"] = vText("FALSE")
    event["attendee"] = person
    calendar.add_component(_ZONE)
    calendar.add_component(event)
    written_out: bytes = calendar.to_ical()
    return written_out


def method_of(appointment: Appointment) -> str:
    """REQUEST or CANCEL (RFC 5546, 3.2.2 and 3.2.5)."""
    return "CANCEL" if appointment.called_off else "REQUEST"


def _calendar(method: str = "PUBLISH") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _written(calendar: Calendar, appointments: Iterable[Appointment]) -> bytes:
    calendar.add_component(_ZONE)
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    written: bytes = calendar.to_ical()
    return written


def _event(appointment: Appointment) -> Event:
    """As it is published: nobody is invited, so there is no organiser, which RFC 5545 forbids there."""
    event = Event()
    event.add("uid", str(appointment.id))
    event.add("dtstamp", appointment.changed.astimezone(UTC))
    event.add("last-modified", appointment.changed.astimezone(UTC))
    event.add("sequence", appointment.sequence)
    event.add("dtstart", appointment.start.astimezone(COPENHAGEN))
    event.add("dtend", appointment.slut.astimezone(COPENHAGEN))
    event.add("status", "CANCELLED" if appointment.called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if appointment.called_off else "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("summary", appointment.summary)
    if appointment.place:
        event.add("location", appointment.place)
    if appointment.details:
        event.add("description", appointment.details)
    return event
