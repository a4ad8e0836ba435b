"""What RFC 5546 (iTIP) and RFC 6047 (iMIP) ask of a meeting that goes into a calendar by mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar, Event

from portal.wording import ical
from portal.wording.ical import Appointment

WRITTEN = datetime(2027, 3, 1, 7, 1, 2, 999, tzinfo=UTC)
MEETING = Appointment(
    id=UUID("0e18d76f-f123-4b50-8594-7702ef3c732e"),
    start=datetime(2027, 3, 29, 7, 0, tzinfo=UTC),
    slut=datetime(2027, 3, 29, 8, 0, tzinfo=UTC),
    changed=WRITTEN - timedelta(hours=3),
    sequence=2,
    called_off=False,
    summary="Aftale",
    details="Et svar i kalenderen ændrer intet.",
)
CANCELLED = replace(MEETING, sequence=3, called_off=True)
ORGANIZER = ("Selvbooking", "post@selvbooking.example")
ATTENDEE = "kim@borger.example"


def message(appointment: Appointment) -> bytes:
    return ical.message_of(appointment, ORGANIZER, ATTENDEE, WRITTEN)


def parts(appointment: Appointment) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(message(appointment))
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return calendar, event


@pytest.mark.parametrize(
    ("appointment", "method", "status"),
    [(MEETING, "REQUEST", "CONFIRMED"), (CANCELLED, "CANCEL", "CANCELLED")],
)
def test_a_message_has_what_its_method_must_have_and_nothing_it_must_not(
    appointment: Appointment, method: str, status: str
) -> None:
    """RFC 5546, 3.2.2 and 3.2.5: the tables of what stands how often."""
    calendar, event = parts(appointment)

    assert (calendar["METHOD"], calendar["VERSION"]) == (method, "2.0")
    assert method == ical.method_of(appointment)
    for once in (
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "ORGANIZER",
        "ATTENDEE",
        "SEQUENCE",
        "SUMMARY",
        "UID",
        "STATUS",
    ):
        assert not isinstance(event[once], list), once
    assert event["STATUS"] == status
    for never in ("REQUEST-STATUS", "DURATION", "RECURRENCE-ID", "RRULE"):
        assert never not in event
    assert event.subcomponents == []  # no VALARM in a CANCEL, and no one else's alarm clock in a REQUEST
    assert {str(one.name) for one in calendar.subcomponents} == {"VTIMEZONE", "VEVENT"}


def test_the_organizer_is_the_portal_and_the_attendee_is_asked_for_no_answer() -> None:
    _, event = parts(MEETING)

    assert str(event["ORGANIZER"]) == "mailto:post@selvbooking.example"
    assert event["ORGANIZER"].params == {"CN": "Selvbooking"}
    assert str(event["ATTENDEE"]) == "mailto:kim@borger.example"
    assert event["ATTENDEE"].params == {
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "ACCEPTED",
        "RSVP": "FALSE",
    }


def test_a_cancel_names_the_same_meeting_with_a_higher_number() -> None:
    """RFC 5546, 2.1.4 and 2.1.5: by UID, then SEQUENCE, then DTSTAMP, which is when it was written."""
    (_, asked), (_, cancelled) = parts(MEETING), parts(CANCELLED)

    assert asked["UID"] == cancelled["UID"] == str(MEETING.id)
    assert int(cancelled["SEQUENCE"]) > int(asked["SEQUENCE"])
    assert asked["DTSTAMP"].dt == WRITTEN.replace(microsecond=0)
    # The same entry as in the feed, should somebody have both.
    feed = Calendar.from_ical(ical.feed_of("Aftaler", [MEETING]))
    assert isinstance(feed, Calendar)
    assert feed.events[0]["UID"] == asked["UID"]


def test_the_times_are_the_ones_of_the_zone_that_comes_with_it() -> None:
    told = message(MEETING).decode().replace("\r\n ", "").split("\r\n")

    assert "DTSTART;TZID=Europe/Copenhagen:20270329T090000" in told
    assert "TZID:Europe/Copenhagen" in told
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in told
    assert all(len(line) <= 75 for line in message(MEETING).split(b"\r\n"))
