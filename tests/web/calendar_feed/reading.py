"""A calendar fetched and read; meetings moved and called off meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event
from werkzeug.test import TestResponse

from portal.actions.call_off_jobsamtale import CallOffJobsamtale, call_off_jobsamtale
from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.actions.outcome import Granted
from portal.store import feeds
from portal.store.feeds import FeedView, Owner
from portal.store.views import BookingView
from tests.store.town import NOW, Town

Open = Callable[..., str]
LATER = NOW + timedelta(minutes=5)


def feed_of(town: Town, owner: Owner) -> FeedView | None:
    return town.database.read(lambda session: feeds.of(session, owner))


def events(answer: TestResponse) -> list[Event]:
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.data)
    assert isinstance(calendar, Calendar)
    return calendar.events


def value(event: Event, name: str) -> str | None:
    return event[name].to_ical().decode() if name in event else None


def one(answer: TestResponse) -> Event:
    (event,) = events(answer)
    return event


def move(town: Town, person: int, booking: BookingView, slot: UUID, now: datetime = LATER) -> BookingView:
    command = MoveJobsamtale(person, booking.public_id, slot, booking.form)
    outcome = move_jobsamtale(command, town.database, now)
    assert isinstance(outcome, Granted)
    return outcome.booking


def call_off(town: Town, person: int, booking: BookingView, now: datetime = LATER) -> None:
    outcome = call_off_jobsamtale(CallOffJobsamtale(person, booking.public_id), town.database, now)
    assert isinstance(outcome, Granted)
