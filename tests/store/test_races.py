"""Many at once: one place, one person, one caseworker are had by one, and the others are told so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform
from portal.store import bookings, people, slots
from portal.store.database import Conflict
from portal.store.tables_meeting import Booking, Place, Slot
from portal.store.views import BookingView
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town, new_booking

HOUR = timedelta(hours=1)
MANY = 8


def _tried_at_once(*work: Callable[[], Any]) -> list[Any]:
    """What each gave, or the conflict it ended with."""

    def tried(one: Callable[[], Any]) -> Any:
        try:
            return one()
        except Conflict as conflict:
            return conflict

    return at_once(*(lambda one=one: tried(one) for one in work))


def _conflicts(results: list[Any]) -> list[str]:
    return sorted(result.kind for result in results if isinstance(result, Conflict))


def _booked(results: list[Any]) -> list[BookingView]:
    return [result for result in results if isinstance(result, BookingView)]


def _places_and_free_counts_agree(town: Town) -> bool:
    def work(session: Session) -> bool:
        taken = (
            select(func.count())
            .where(Place.slot_id == Slot.id, Place.side == "a_kasse")
            .correlate(Slot)
            .scalar_subquery()
        )
        rows = session.execute(select(Slot.capacity, Slot.free, taken).where(Slot.a_kasse_id.is_(None)))
        return all(capacity - free == places for capacity, free, places in rows)

    return town.database.read(work)


def test_of_many_who_want_one_place_one_gets_it(town: Town) -> None:
    slot = town.slot()
    everybody = [town.person() for _ in range(MANY)]

    results = _tried_at_once(*(lambda who=who: town.book(who, slot) for who in everybody))

    assert len(_booked(results)) == 1
    assert _conflicts(results) == ["place_taken"] * (MANY - 1)
    assert town.count(Booking) == town.count(Place) == 1


def test_of_many_who_want_three_places_three_get_one(town: Town) -> None:
    slot = town.slot(caseworker_id=None, capacity=3)
    everybody = [town.person() for _ in range(MANY)]

    results = _tried_at_once(*(lambda who=who: town.book(who, slot) for who in everybody))

    assert len(_booked(results)) == 3
    assert _conflicts(results) == ["place_taken"] * (MANY - 3)
    assert _places_and_free_counts_agree(town)


def test_one_person_in_many_tabs_gets_one_of_the_times_that_overlap(town: Town) -> None:
    person = town.person()
    times = [town.slot(TEN + number * HOUR / 10, caseworker_id=None) for number in range(MANY)]

    results = _tried_at_once(*(lambda slot=slot: town.book(person, slot) for slot in times))

    assert len(_booked(results)) == 1
    assert _conflicts(results) == ["person_busy"] * (MANY - 1)
    assert sum(town.free(slot) for slot in times) == MANY - 1


def test_a_joint_time_and_one_side_s_own_time_are_not_both_had(town: Town) -> None:
    own, joint = town.slot(TEN + HOUR / 2), town.joint_slot()
    one, other = town.person(), town.person()

    results = _tried_at_once(lambda: town.book(one, own), lambda: town.book(other, joint))

    assert len(_booked(results)) == 1
    assert _conflicts(results) == ["caseworker_busy"]
    assert town.free(own) + town.free(joint) == 1


def test_two_joint_times_of_the_same_two_caseworkers_never_wait_for_each_other(town: Town) -> None:
    times = [town.joint_slot(TEN + number * HOUR / 10) for number in range(4)]
    everybody = [town.person() for _ in times]

    work = [
        lambda who=who, slot=slot: town.book(who, slot) for who, slot in zip(everybody, times, strict=True)
    ]
    results = _tried_at_once(*work)

    assert len(_booked(results)) == 1
    assert _conflicts(results) == ["caseworker_busy"] * 3


def test_a_form_sent_twice_at_once_books_once(town: Town) -> None:
    person, submission = town.person(), uuid4()
    slot = town.slot(caseworker_id=None, capacity=MANY)

    def send() -> BookingView:
        def work(session: Session) -> BookingView:
            people.lock(session, person)
            earlier = bookings.by_submission(session, person, submission)
            if earlier is not None:
                return earlier
            found = slots.lock(session, slot)
            assert found is not None
            return bookings.insert(session, new_booking(person, found, submission=submission))

        return town.database.write(work)

    results = _tried_at_once(*[send] * 4)

    assert len({booking.id for booking in _booked(results)}) == 1
    assert len(_booked(results)) == 4
    assert town.count(Booking) == 1


def test_two_who_want_each_other_s_times_both_keep_their_own(town: Town) -> None:
    here, there = town.slot(caseworker_id=None), town.slot(TEN + 2 * HOUR, caseworker_id=None)
    mine, yours = town.book(town.person(), here), town.book(town.person(), there)

    results = _tried_at_once(lambda: _move(town, mine, there), lambda: _move(town, yours, here))

    assert _conflicts(results) == ["place_taken"] * 2
    assert _places_and_free_counts_agree(town)


def test_a_place_given_up_and_taken_at_once_is_never_had_by_two(town: Town) -> None:
    slot, elsewhere = town.slot(), town.slot(TEN + 2 * HOUR)
    leaving = town.book(town.person(), slot)
    newcomers = [town.person() for _ in range(3)]

    results = _tried_at_once(
        lambda: _move(town, leaving, elsewhere), *(lambda who=who: town.book(who, slot) for who in newcomers)
    )

    assert isinstance(results[0], BookingView)
    assert len(_booked(results)) <= 2
    assert _places_and_free_counts_agree(town)


def _move(town: Town, booking: BookingView, slot: UUID) -> BookingView:
    def work(session: Session) -> BookingView:
        people.lock(session, booking.person_id)
        found = slots.lock(session, slot, leaving=booking.slot_id)
        assert found is not None
        return bookings.move(session, booking, found, Samtaleform.FREMMOEDE, None, NOW)

    return town.database.write(work)


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_without_the_lock_two_see_the_same_free_place_and_the_database_still_gives_it_to_one(
    town: Town,
) -> None:
    """The race is there: only the lock hides it from the actions, and only the guards stop it."""
    slot = town.slot()
    seen = threading.Barrier(2)
    saw: list[int] = []

    def book(person: int) -> BookingView:
        def work(session: Session) -> BookingView:
            found = slots.get(session, slot)
            assert found is not None
            saw.append(found.free)
            seen.wait(30)
            return bookings.insert(session, new_booking(person, found))

        return town.database.write(work)

    everybody = [town.person(), town.person()]
    results = _tried_at_once(*(lambda who=who: book(who) for who in everybody))

    assert saw == [1, 1]
    assert len(_booked(results)) == 1
    assert _conflicts(results) == ["place_taken"]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_with_the_lock_the_second_one_sees_that_the_place_is_gone(town: Town) -> None:
    slot = town.slot()

    def look_and_book(person: int) -> int:
        def work(session: Session) -> int:
            found = slots.lock(session, slot)
            assert found is not None
            if found.free:
                bookings.insert(session, new_booking(person, found))
            return found.free

        return town.database.write(work)

    everybody = [town.person() for _ in range(4)]
    results = _tried_at_once(*(lambda who=who: look_and_book(who) for who in everybody))

    assert sorted(results) == [0, 0, 0, 1]
