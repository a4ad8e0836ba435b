"""A citizen, the moment, and an address made as its owner makes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from portal.actions.renew_calendar_feed import RenewCalendarFeed, renew_calendar_feed
from portal.store.feeds import Owner
from tests.actions.courses import new_in_the_a_kasse
from tests.store.town import NOW, Town
from tests.web.calendar_feed.reading import Open, feed_of


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def open_feed(town: Town) -> Open:
    """Makes an address as its owner does, and hands back what the page would show of it: its path."""

    def made(*, shows_place: bool = False, language: str = "da", **owner: int) -> str:
        whose = Owner(**owner)
        present = feed_of(town, whose)
        command = RenewCalendarFeed(whose, shows_place, language, present.public_id if present else None)
        made = renew_calendar_feed(command, town.database, NOW)
        assert made is not None
        return f"/kalender/{made.token}.ics"

    return made


@pytest.fixture
def person(town: Town) -> int:
    return town.person(new_in_the_a_kasse())
