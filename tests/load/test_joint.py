"""Many at once on agreed times whose two sides sell the same minutes each for themselves as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
import requests
from sqlalchemy import select

from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.policy.facts import AKasseMed, SamtaleStatus
from portal.store import slots
from portal.store.tables_meeting import Booking, Place, Slot
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.at_once import at_once
from tests.load.portal import Browser
from tests.load.test_one_place import (
    City,
    booking_form,
    checked,
    city,
    log,
    long_ago,
    statuses,
)

__all__ = ["city", "log"]

pytestmark = [pytest.mark.alone, pytest.mark.long]

DAYS = 8
TOGETHER, EACH_ALONE = 4, 2
"""Of each day's times: how many want the joint one, and how many want each of the two sides' own."""

Send = Callable[[], requests.Response]


def test_64_citizens_book_joint_times_and_both_sides_own_at_once_and_nobody_is_in_two_places(
    city: City,
) -> None:
    joint, a_kasses, jobcenters = _published(city)
    with_both = city.citizens([with_the_jobcenter(long_ago(140))] * (DAYS * TOGETHER))
    without = city.citizens([with_the_jobcenter(long_ago(140))] * (DAYS * EACH_ALONE))
    members = city.citizens([in_the_a_kasse(long_ago(28))] * (DAYS * EACH_ALONE))
    for people, choice in ((with_both, AKasseMed.JA), (without, AKasseMed.NEJ)):
        for key, _ in people:
            choose_a_kasse_med(ChooseAKasseMed(key, choice), city.town.database, datetime.now(UTC))
    sends: list[Send] = []
    for n, (_, browser) in enumerate(with_both):
        sends.append(_book(browser, joint[n % DAYS], "fremmoede"))
        sends.append(_book(browser.tab(), joint[(n + 1) % DAYS], "fremmoede"))
    for times, people in ((jobcenters, without), (a_kasses, members)):
        sends += [_book(browser, times[n % DAYS], "telefon") for n, (_, browser) in enumerate(people)]
    assert len(with_both) + len(without) + len(members) == 64

    answers = at_once(*sends)

    assert set(statuses(answers)) == {303, 409}
    booked = _planned(city)
    assert len(booked) == statuses(answers)[303]
    assert len({row.person_id for row in booked}) == len(booked), "everybody has one at most"
    assert _nobody_is_in_two_places(city)
    for day in zip(joint, a_kasses, jobcenters, strict=True):
        assert [_to_be_had(city, slot) for slot in day] == [False] * 3, "as many are booked as can be"
        assert len([row for row in booked if row.slot in day]) in (1, 2)


def _published(city: City) -> tuple[list[UUID], list[UUID], list[UUID]]:
    """A joint time of Anna and Jens every day, and the same minutes of each of them alone."""
    starts = [city.soon + timedelta(days=day) for day in range(DAYS)]
    return (
        [city.town.joint_slot(start) for start in starts],
        [city.town.slot(start) for start in starts],
        [city.town.jobcenter_slot(start) for start in starts],
    )


def _book(browser: Browser, slot: UUID, form: str) -> Send:
    return booking_form(browser, checked(browser, slot, form))


def _planned(city: City) -> Sequence[Any]:
    query = (
        select(Booking.person_id, Slot.public_id.label("slot"))
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Booking.status == SamtaleStatus.PLANLAGT.value)
    )
    return city.town.database.read(lambda session: session.execute(query).all())


def _nobody_is_in_two_places(city: City) -> bool:
    query = select(Place.caseworker_id, Place.start, Place.slut).order_by(Place.caseworker_id, Place.start)
    places = city.town.database.read(lambda session: session.execute(query).all())
    assert places
    return all(
        one.caseworker_id != next_one.caseworker_id or one.slut <= next_one.start
        for one, next_one in pairwise(places)
    )


def _to_be_had(city: City, slot: UUID) -> bool:
    found = city.town.database.read(lambda s: slots.get(s, slot, now=datetime.now(UTC)))
    assert found is not None
    return found.free > 0
