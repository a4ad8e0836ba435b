"""The calendar's own rules (RFC 5545, RFC 7986), and the clock of Denmark on the days it changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from portal.wording import ical
from portal.wording.ical import Appointment

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CHANGED = datetime(2027, 3, 1, 7, 1, 2, 999, tzinfo=UTC)
MEETING = Appointment(
    id=UUID("0e18d76f-f123-4b50-8594-7702ef3c732e"),
    start=datetime(2027, 3, 29, 7, 0, tzinfo=UTC),
    slut=datetime(2027, 3, 29, 8, 0, tzinfo=UTC),
    changed=CHANGED,
    sequence=2,
    called_off=False,
    summary="Aftale",
)


def read(text: bytes) -> Calendar:
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    return calendar


def lines(text: bytes) -> list[str]:
    """As they were before they were folded."""
    return text.decode().replace("\r\n ", "").split("\r\n")


def test_a_feed_says_how_it_is_called_and_how_often_to_ask_in_both_ways_that_programs_know() -> None:
    told = lines(ical.feed_of("Aftaler", [MEETING]))

    assert told[0] == "BEGIN:VCALENDAR"
    for line in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "NAME:Aftaler",
        "X-WR-CALNAME:Aftaler",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ):
        assert told.count(line) == 1, line
    assert told[-2:] == ["END:VCALENDAR", ""]


def test_an_appointment_says_when_and_no_more_than_it_was_given() -> None:
    (event,) = read(ical.feed_of("Aftaler", [MEETING])).events

    assert {name: value.to_ical().decode() for name, value in event.items()} == {
        "UID": "0e18d76f-f123-4b50-8594-7702ef3c732e",
        "DTSTAMP": "20270301T070102Z",
        "LAST-MODIFIED": "20270301T070102Z",
        "SEQUENCE": "2",
        "DTSTART": "20270329T090000",
        "DTEND": "20270329T100000",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "CLASS": "PRIVATE",
        "SUMMARY": "Aftale",
    }
    assert event["DTSTART"].params == {"TZID": "Europe/Copenhagen"}


def test_a_meeting_that_was_called_off_stays_as_such_and_takes_no_time() -> None:
    (event,) = read(ical.feed_of("Aftaler", [replace(MEETING, called_off=True)])).events

    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_the_same_meetings_are_the_same_bytes() -> None:
    assert ical.feed_of("Aftaler", [MEETING]) == ical.feed_of("Aftaler", [MEETING])


def test_a_calendar_without_meetings_is_still_one() -> None:
    calendar = read(ical.feed_of("Aftaler", []))

    assert calendar.events == []
    assert len(calendar.timezones) == 1  # RFC 5545, 3.6: at least one component


def test_lines_end_and_are_folded_as_told_and_text_is_escaped() -> None:
    place = "Jobcenter Ærø; Hus 1, " + "Blåbærgrød " * 12
    text = ical.file_of(replace(MEETING, place=place.strip(), details="Telefon"))

    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert "LOCATION:Jobcenter Ærø\\; Hus 1\\, Blåbærgrød" in "\n".join(lines(text))
    (event,) = read(text).events
    assert (str(event["LOCATION"]), str(event["DESCRIPTION"])) == (place.strip(), "Telefon")


def test_a_file_is_one_appointment_and_asks_nobody_to_come_back() -> None:
    told = lines(ical.file_of(MEETING))

    assert told.count("BEGIN:VEVENT") == 1
    assert "METHOD:PUBLISH" in told
    assert not any(re.match("REFRESH|X-|NAME", line) for line in told)


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        ("2027-03-27", 8),  # the day before the clock goes forward
        ("2027-03-28", 7),
        ("2027-03-29", 7),  # and the day after
        ("2027-10-30", 7),
        ("2027-10-31", 8),
        ("2027-11-01", 8),
    ],
)
def test_nine_oclock_is_nine_oclock_around_the_days_the_clock_changes(day: str, utc: int) -> None:
    start = datetime.fromisoformat(f"{day}T{utc:02}:00:00+00:00")
    meeting = replace(MEETING, start=start, slut=start + timedelta(hours=1))

    told = lines(ical.file_of(meeting))

    compact = day.replace("-", "")
    assert f"DTSTART;TZID=Europe/Copenhagen:{compact}T090000" in told
    assert f"DTEND;TZID=Europe/Copenhagen:{compact}T100000" in told


def test_the_zone_that_is_written_out_is_the_one_of_the_time_zone_database() -> None:
    """Every half hour near a change, and every day, for as long as any meeting may be planned.

    Fails on the day Denmark decides to change its clock in another way: then `ical._ZONE` is to change.
    """
    (zone,) = read(ical.feed_of("Aftaler", [])).timezones
    written = zone.to_tz(lookup_tzid=False)
    first = datetime(2020, 1, 1, tzinfo=UTC)
    moments = {first + timedelta(days=n, hours=12) for n in range(366 * 20)}
    for year in range(2020, 2040):
        for month in (3, 10):
            last = datetime(year, month, 31, tzinfo=UTC)
            sunday = last - timedelta(days=(last.weekday() + 1) % 7)
            moments |= {sunday + timedelta(minutes=30 * n) for n in range(-4, 10)}

    wrong = [
        moment
        for moment in sorted(moments)
        if moment.astimezone(written).utcoffset() != moment.astimezone(COPENHAGEN).utcoffset()
    ]
    assert wrong == []


def test_the_zone_changes_by_a_rule_because_outlook_reads_no_list_of_dates() -> None:
    told = lines(ical.feed_of("Aftaler", [MEETING]))

    assert [line for line in told if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]
    assert not any(line.startswith("RDATE") for line in told)
