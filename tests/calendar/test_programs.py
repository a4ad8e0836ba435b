"""Real calendar programs subscribe to a running portal: they follow a booking, a move and a call-off, and
show the right time on the days the clock changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import requests

from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, call_off_jobsamtale
from portal.actions.close_calendar_feed import close_calendar_feed
from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.actions.outcome import Granted
from portal.actions.renew_calendar_feed import RenewCalendarFeed, renew_calendar_feed
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store.database import Database
from portal.store.feeds import Owner
from tests.actions.courses import in_the_a_kasse
from tests.calendar.programs import IcalJs, Shown, VdirsyncerAndKhal
from tests.load.portal import Portal, environment, free_port, running_gunicorn
from tests.store.town import Town

KEYS = (b"e" * 32, b"h" * 32)  # the town's
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
HOUR = timedelta(hours=1)


class Subscribed:
    """A person with a calendar address at a portal that is running, and what happens to their meetings."""

    def __init__(self, town: Town, portal: Portal) -> None:
        self.town = town
        self.now = datetime.now(UTC)
        self.person = town.person(in_the_a_kasse(self.now.date() - timedelta(days=30)))
        made = renew_calendar_feed(
            RenewCalendarFeed(Owner(person_id=self.person), shows_place=False, language="da"),
            town.database,
            self.now,
        )
        assert made is not None
        self.token = made.token
        self.address = f"{portal.url}/kalender/{made.token}.ics"
        self.worker = town.database.write(lambda session: town.caseworker(session, town.a_kasse, "Bo"))
        self.soon = self.now.replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=10)

    def slot(self, start: datetime) -> UUID:
        return self.town.slot(start, caseworker_id=self.worker)

    def book(self, start: datetime) -> Granted:
        slot, art = self.slot(start), SamtaleArt.JOBSAMTALE
        command = BookJobsamtale(self.person, slot, art, Samtaleform.TELEFON, uuid4(), "12345678")
        return granted(book_jobsamtale(command, self.town.database, self.now))

    def move(self, booking: UUID, start: datetime) -> Granted:
        command = MoveJobsamtale(self.person, booking, self.slot(start), Samtaleform.TELEFON, "12345678")
        return granted(move_jobsamtale(command, self.town.database, self.now + timedelta(minutes=1)))

    def call_off(self, booking: UUID) -> Granted:
        command = CallOffJobsamtale(self.person, booking)
        return granted(call_off_jobsamtale(command, self.town.database, self.now + timedelta(minutes=2)))


def granted(outcome: Any) -> Granted:
    assert isinstance(outcome, Granted), outcome
    return outcome


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calendar") / "portal.log"


@pytest.fixture(scope="module")
def running(databases: Any, log: Path) -> Iterator[tuple[Town, Portal]]:
    """On SQLite alone: what a program is sent is the same, and `tests/web` asks both."""
    url = databases.create("sqlite", migrated=True)
    portal = Portal(f"http://127.0.0.1:{free_port()}", f"http://127.0.0.1:{free_port()}")
    database = Database(url, lock_timeout_ms=10_000)
    with running_gunicorn(portal, environment(portal, url, KEYS), 2, log):
        yield Town(database), portal
    database.close()


@pytest.fixture
def subscribed(running: tuple[Town, Portal]) -> Subscribed:
    return Subscribed(*running)


@pytest.fixture(params=["vdirsyncer and khal", "ical.js"])
def program(request: pytest.FixtureRequest, subscribed: Subscribed, tmp_path: Path) -> Any:
    if request.param == "ical.js":
        return IcalJs(subscribed.address)
    folder = tmp_path / "program"
    folder.mkdir()
    return VdirsyncerAndKhal(subscribed.address, folder, subscribed.now.date())


def shown(program: Any, since: datetime) -> list[Shown]:
    """What the program shows of the days ahead."""
    return [event for event in program.fetch() if event.start >= since]


def test_a_program_follows_a_meeting_that_is_booked_moved_and_called_off(
    program: Any, subscribed: Subscribed, log: Path
) -> None:
    since, soon = subscribed.now, subscribed.soon
    assert shown(program, since) == []

    booking = subscribed.book(soon).booking
    assert shown(program, since) == [Shown(soon, soon + HOUR, "Aftale", called_off=False)]

    later = soon + timedelta(days=1, hours=2)
    subscribed.move(booking.public_id, later)
    assert shown(program, since) == [Shown(later, later + HOUR, "Aftale", called_off=False)]

    subscribed.call_off(booking.public_id)
    assert shown(program, since) == [Shown(later, later + HOUR, "Aftale", called_off=True)]

    assert subscribed.token not in log.read_text()


def test_to_ical_js_it_stays_one_meeting_and_its_number_rises(subscribed: Subscribed) -> None:
    def told() -> tuple[str, int, str]:
        event = IcalJs(subscribed.address).events()[-1]
        return event["uid"], event["sequence"], event["zone"]

    booking = subscribed.book(subscribed.soon).booking
    booked = told()
    subscribed.move(booking.public_id, subscribed.soon + timedelta(days=1))
    moved = told()
    subscribed.call_off(booking.public_id)

    uid, zone = str(booking.public_id), "Europe/Copenhagen"
    assert [booked, moved, told()] == [(uid, 0, zone), (uid, 1, zone), (uid, 2, zone)]


def test_nine_oclock_in_denmark_is_shown_at_the_right_moment_around_the_clocks_changes(
    program: Any, subscribed: Subscribed
) -> None:
    days = [day + timedelta(days=n) for day in next_changes(subscribed.now.date()) for n in (-1, 0, 1)]
    nine = [datetime.combine(day, time(9), COPENHAGEN).astimezone(UTC) for day in days]
    for start in nine:
        subscribed.town.book(subscribed.person, subscribed.slot(start))

    assert [event.start for event in shown(program, subscribed.now)] == nine
    assert len({start.time() for start in nine}) == 2


def next_changes(today: date) -> list[date]:
    """The Sundays on which the clock changes next, once forward and once back."""
    zone, found = COPENHAGEN, []
    for n in range(1, 366):
        day = today + timedelta(days=n)
        before, after = (datetime.combine(day, time(hour), zone).utcoffset() for hour in (1, 4))
        if before != after:
            found.append(day)
    return sorted(found)


def test_an_address_that_was_closed_leaves_what_was_fetched_and_brings_no_more(
    subscribed: Subscribed,
) -> None:
    assert requests.get(subscribed.address, timeout=30).status_code == 200

    close_calendar_feed(Owner(person_id=subscribed.person), subscribed.town.database, subscribed.now)

    assert requests.get(subscribed.address, timeout=30).status_code == 404


def test_who_asks_with_the_tag_of_the_last_answer_is_sent_nothing_again(subscribed: Subscribed) -> None:
    first = requests.get(subscribed.address, timeout=30)
    tag = {"If-None-Match": first.headers["ETag"]}
    again = requests.get(subscribed.address, headers=tag, timeout=30)
    assert (again.status_code, again.content) == (304, b"")

    subscribed.book(subscribed.soon)

    assert requests.get(subscribed.address, headers=tag, timeout=30).status_code == 200
