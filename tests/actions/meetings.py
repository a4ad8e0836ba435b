"""Meetings that have begun, for the tests of what became of them: `LATER` is an hour after `TEN`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from portal.actions.correct_meeting import CorrectMeeting, correct_meeting
from portal.actions.register_contact import Contacted, NotContacted, RegisterContact, register_contact
from portal.actions.register_meeting import (
    NotRegistered,
    Registered,
    RegisterMeeting,
    register_meeting,
)
from portal.policy.afholdelse import Udfald
from portal.policy.facts import Samtaleform
from portal.store.meeting_content import Content
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import TEN, Town

LATER = TEN + timedelta(hours=1)
HELD = Content(Udfald.AFHOLDT, Samtaleform.FREMMOEDE)
MISSED = Content(Udfald.UDEBLEVET, Samtaleform.FREMMOEDE)


def called_off(grund: str | None = "Din sagsbehandler er syg.") -> Content:
    return Content(Udfald.AFLYST, Samtaleform.FREMMOEDE, grund=grund)


def register(
    town: Town, person: int, booking: BookingView, content: Content, **more: Any
) -> Registered | NotRegistered:
    worker, now, trin = more.get("worker", town.a_kasse_worker), more.get("now", LATER), more.get("trin")
    command = RegisterMeeting(worker, public_id(town, person), booking.public_id, content, trin)
    return register_meeting(command, town.database, now)


def correct(
    town: Town, person: int, booking: BookingView, content: Content, kommentar: str, **more: Any
) -> Registered | NotRegistered:
    worker, now = more.get("worker", town.a_kasse_worker), more.get("now", LATER + timedelta(hours=1))
    command = CorrectMeeting(worker, public_id(town, person), booking.public_id, content, kommentar)
    return correct_meeting(command, town.database, now)


def contact(
    town: Town, person: int, booking: BookingView, dato: Any, kommentar: str | None = None, **more: Any
) -> Contacted | NotContacted:
    worker, now = more.get("worker", town.a_kasse_worker), more.get("now", LATER + timedelta(days=2))
    command = RegisterContact(worker, public_id(town, person), booking.public_id, dato, kommentar)
    return register_contact(command, town.database, now)


def of_kind(town: Town, booking: BookingView, **values: Any) -> None:
    """Makes the meeting one of another kind, as if it had been booked or called so."""
    change = update(Booking).where(Booking.id == booking.id).values(**values)
    town.database.write(lambda session: session.execute(change) and None)
