"""A time is kept while the answers are checked: for one person, for five minutes, as often as asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from portal.actions.book_jobsamtale import BookJobsamtale, UnknownSlot, book_jobsamtale
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, call_off_jobsamtale
from portal.actions.extend_hold import extend_hold
from portal.actions.hold_time import hold_time
from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.actions.outcome import Granted, Refused, UnknownBooking
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store.tables_case import Audit, Decision, Outbox
from portal.store.tables_meeting import Hold
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.test_book_jobsamtale import codes
from tests.store.test_holds import free
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)
FIVE = timedelta(minutes=5)


def wanted(person: int, slot: UUID) -> BookJobsamtale:
    return BookJobsamtale(person, slot, SamtaleArt.JOBSAMTALE, Samtaleform.VIDEO, uuid4())


def hold(town: Town, person: int, slot: UUID, now: datetime = NOW) -> datetime | None:
    return hold_time(wanted(person, slot), town.database, now)


def book(town: Town, person: int, slot: UUID, now: datetime = NOW) -> Granted | Refused:
    return book_jobsamtale(wanted(person, slot), town.database, now)


def two(town: Town) -> tuple[int, int]:
    return town.person(in_the_a_kasse()), town.person(in_the_a_kasse())


def test_a_held_time_is_booked_by_its_holder_and_by_nobody_else(town: Town) -> None:
    slot, later = town.slot(), town.slot(TEN + DAY)
    holder, other = two(town)

    assert hold(town, holder, slot) == NOW + FIVE
    assert hold(town, other, slot) is None
    refused = book(town, other, slot)

    assert isinstance(refused, Refused)
    assert codes(refused) == {"tiden_er_taget"}
    assert [near.public_id for near in refused.nearest] == [later]
    assert isinstance(book(town, holder, slot), Granted)
    assert town.count(Hold) == 0


def test_a_hold_writes_nothing_that_lasts(town: Town) -> None:
    hold(town, two(town)[0], town.slot())

    assert [town.count(table) for table in (Decision, Audit, Outbox)] == [0, 0, 0]


def test_after_five_minutes_the_time_is_booked_all_the_same_if_it_is_free(town: Town) -> None:
    slot = town.slot()
    holder, _ = two(town)
    hold(town, holder, slot)

    assert isinstance(book(town, holder, slot, NOW + 2 * FIVE), Granted)


def test_after_five_minutes_somebody_else_may_have_it(town: Town) -> None:
    slot, later = town.slot(), town.slot(TEN + DAY)
    holder, other = two(town)
    hold(town, holder, slot)

    assert isinstance(book(town, other, slot, NOW + FIVE), Granted)
    late = book(town, holder, slot, NOW + FIVE)

    assert isinstance(late, Refused)
    assert codes(late) == {"tiden_er_taget"}
    assert [near.public_id for near in late.nearest] == [later]


def test_a_hold_is_extended_ten_times_and_more(town: Town) -> None:
    slot = town.slot()
    holder, other = two(town)
    hold(town, holder, slot)
    now = NOW

    for _ in range(12):
        now += FIVE - timedelta(seconds=1)
        assert extend_hold(wanted(holder, slot), town.database, now) == now + FIVE
        assert hold(town, other, slot, now) is None


def test_a_hold_that_ran_out_is_made_anew_only_where_the_time_is_free(town: Town) -> None:
    slot = town.slot()
    holder, other = two(town)
    hold(town, holder, slot)

    assert extend_hold(wanted(holder, slot), town.database, NOW + FIVE) == NOW + 2 * FIVE
    assert hold(town, other, slot, NOW + 2 * FIVE) == NOW + 3 * FIVE
    assert extend_hold(wanted(holder, slot), town.database, NOW + 2 * FIVE) is None


def test_what_the_law_refuses_is_not_held_and_the_old_hold_stays(town: Town) -> None:
    slot, past = town.slot(), town.slot(NOW - DAY)
    holder, _ = two(town)
    hold(town, holder, slot)

    assert hold(town, holder, past) is None
    assert free(town, None, slot) == 0
    assert hold(town, town.person(new_in_the_a_kasse()), town.slot(TEN + DAY)) is None


def test_booking_or_moving_or_calling_off_lets_go_of_what_was_held(town: Town) -> None:
    first, second, held = town.slot(), town.slot(TEN + DAY), town.slot(TEN + 2 * DAY)
    holder, _ = two(town)

    hold(town, holder, held)
    booked = book(town, holder, first)
    assert isinstance(booked, Granted)
    assert town.count(Hold) == 0

    move = MoveJobsamtale(holder, booked.booking.public_id, second, Samtaleform.VIDEO)
    hold(town, holder, held)
    assert isinstance(move_jobsamtale(move, town.database, NOW), Granted)
    assert town.count(Hold) == 0

    hold(town, holder, held)
    call_off_jobsamtale(CallOffJobsamtale(holder, booked.booking.public_id), town.database, NOW)
    assert town.count(Hold) == 0


def test_a_time_to_move_to_is_held_even_where_the_meeting_itself_is_in_the_way(town: Town) -> None:
    holder, other = two(town)
    booked = book(town, holder, town.slot())
    overlapping = town.slot(TEN + timedelta(minutes=30))
    assert isinstance(booked, Granted)
    move = MoveJobsamtale(holder, booked.booking.public_id, overlapping, Samtaleform.VIDEO)

    assert hold_time(move, town.database, NOW) == NOW + FIVE
    assert extend_hold(move, town.database, NOW) == NOW + FIVE
    assert isinstance(move_jobsamtale(move, town.database, NOW), Granted)
    with pytest.raises(UnknownBooking):
        hold_time(MoveJobsamtale(other, move.booking, overlapping, move.form), town.database, NOW)


def test_a_time_that_was_never_published_is_not_held(town: Town) -> None:
    with pytest.raises(UnknownSlot):
        hold(town, two(town)[0], uuid4())
