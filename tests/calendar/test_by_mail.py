"""Real calendar programs take what comes by mail: they follow a booking, a move and a call-off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from portal.wording import ical
from portal.wording.ical import Appointment
from tests.calendar.programs import Khal, Shown, read_with_ical_js

HOUR = timedelta(hours=1)
NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
SOON = NOW.replace(hour=11) + timedelta(days=10)
BOOKED = Appointment(
    uuid4(), SOON, SOON + HOUR, NOW, 0, called_off=False, summary="Aftale", details="Log på."
)
LATER = SOON + timedelta(days=1, hours=2)
MOVED = replace(BOOKED, start=LATER, slut=LATER + HOUR, sequence=1)
CALLED_OFF = replace(MOVED, sequence=2, called_off=True)


def by_mail(appointment: Appointment) -> bytes:
    sender = ("Selvbooking", "post@selvbooking.example")
    return ical.message_of(appointment, sender, "kim@borger.example", NOW + HOUR * appointment.sequence)


@pytest.mark.long
def test_khal_has_one_entry_that_is_moved_and_called_off(tmp_path: Path) -> None:
    program = Khal(tmp_path, NOW.date())
    shown = []
    for state in (BOOKED, MOVED, CALLED_OFF):
        program.take(by_mail(state))
        shown.append(program.shown())

    assert shown == [
        [Shown(SOON, SOON + HOUR, "Aftale", called_off=False)],
        [Shown(LATER, LATER + HOUR, "Aftale", called_off=False)],
        [Shown(LATER, LATER + HOUR, "Aftale", called_off=True)],
    ]


def test_to_ical_js_each_message_says_what_to_do_with_which_entry() -> None:
    read = [event for state in (BOOKED, MOVED, CALLED_OFF) for event in read_with_ical_js(by_mail(state))]

    assert [(event["method"], event["sequence"], event["status"]) for event in read] == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]
    assert {event["uid"] for event in read} == {str(BOOKED.id)}
    assert [datetime.fromisoformat(event["start"]) for event in read] == [SOON, LATER, LATER]
