"""A person moves a meeting, or calls it off: the old time is let go, and nothing is done twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, LawfulReason, call_off_jobsamtale
from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.actions.outcome import Granted, Refused, UnknownBooking
from portal.policy.facts import AflystAf, SamtaleArt, Samtaleform, SamtaleStatus
from portal.store.tables_case import Outbox
from portal.store.tables_meeting import Slot
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_book_jobsamtale import codes, limit
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)


@pytest.fixture
def booking(town: Town) -> BookingView:
    command = BookJobsamtale(
        town.person(in_the_a_kasse()), town.slot(), SamtaleArt.JOBSAMTALE, Samtaleform.TELEFON, uuid4()
    )
    outcome = book_jobsamtale(command, town.database, NOW)
    assert isinstance(outcome, Granted)
    return outcome.booking


def move(
    town: Town,
    booking: BookingView,
    slot: UUID,
    form: Samtaleform = Samtaleform.TELEFON,
    now: datetime = NOW,
) -> Granted | Refused:
    return move_jobsamtale(
        MoveJobsamtale(booking.person_id, booking.public_id, slot, form), town.database, now
    )


def call_off(town: Town, booking: BookingView, reason: LawfulReason | None = None) -> Granted | Refused:
    command = CallOffJobsamtale(booking.person_id, booking.public_id, reason)
    return call_off_jobsamtale(command, town.database, NOW)


def test_a_moved_meeting_keeps_its_id_and_lets_the_old_time_go(town: Town, booking: BookingView) -> None:
    other = town.slot(TEN + DAY)

    outcome = move(town, booking, other, Samtaleform.VIDEO)

    assert isinstance(outcome, Granted)
    moved = outcome.booking
    assert (moved.public_id, moved.start, moved.form) == (booking.public_id, TEN + DAY, Samtaleform.VIDEO)
    assert (moved.ombookninger, moved.sequence) == (1, booking.sequence + 1)
    assert town.free(other) == 0
    assert isinstance(move(town, moved, town.slot(TEN + 2 * DAY)), Granted)
    assert town.free(other) == 1


def test_the_same_move_sent_twice_moves_once(town: Town, booking: BookingView) -> None:
    other = town.slot(TEN + DAY)
    move(town, booking, other)

    again = move(town, booking, other)

    assert isinstance(again, Granted)
    assert again.repeated
    assert again.booking.ombookninger == 1
    assert town.count(Outbox) == 2


def test_a_meeting_is_not_moved_later_than_the_cut_off(town: Town, booking: BookingView) -> None:
    limit(town, ombookning_senest_timer=24 * 9)
    other = town.slot(TEN + DAY)

    outcome = move(town, booking, other)

    assert codes(outcome) == {"ombookning_for_sent"}
    assert town.free(other) == 1


def test_a_move_to_a_time_that_is_gone_keeps_the_meeting_where_it_was(
    town: Town, booking: BookingView
) -> None:
    taken, left = town.slot(TEN + DAY), town.slot(TEN + 2 * DAY)
    other = town.person(in_the_a_kasse())
    book_jobsamtale(
        BookJobsamtale(other, taken, SamtaleArt.JOBSAMTALE, Samtaleform.TELEFON, uuid4()), town.database, NOW
    )

    outcome = move(town, booking, taken)

    assert isinstance(outcome, Refused)
    assert codes(outcome) == {"tiden_er_taget"}
    assert [slot.public_id for slot in outcome.nearest] == [left]


def test_calling_off_frees_the_time_and_says_what_it_costs(town: Town, booking: BookingView) -> None:
    assert booking.slot_id is not None

    outcome = call_off(town, booking, LawfulReason.ARBEJDE)

    assert isinstance(outcome, Granted)
    assert outcome.decision.result["udebliver"] is True
    assert (outcome.booking.status, outcome.booking.aflyst_af) == (SamtaleStatus.AFLYST, AflystAf.PERSON)
    assert outcome.booking.aflyst_grund == "arbejde"
    again = town.person(in_the_a_kasse())
    command = BookJobsamtale(
        again, _slot_of(town, booking), SamtaleArt.JOBSAMTALE, Samtaleform.TELEFON, uuid4()
    )
    assert isinstance(book_jobsamtale(command, town.database, NOW), Granted)


def _slot_of(town: Town, booking: BookingView) -> UUID:
    query = select(Slot.public_id).where(Slot.id == booking.slot_id)
    return town.database.read(lambda session: session.execute(query).scalar_one())


def test_calling_off_twice_is_done_once(town: Town, booking: BookingView) -> None:
    call_off(town, booking)

    again = call_off(town, booking)

    assert isinstance(again, Granted)
    assert again.repeated
    assert town.count(Outbox) == 2


def test_a_meeting_that_has_begun_is_not_called_off(town: Town, booking: BookingView) -> None:
    command = CallOffJobsamtale(booking.person_id, booking.public_id)

    outcome = call_off_jobsamtale(command, town.database, TEN)

    assert codes(outcome) == {"tid_i_fortiden"}


def test_somebody_elses_meeting_is_neither_moved_nor_called_off(town: Town, booking: BookingView) -> None:
    stranger = town.person(in_the_a_kasse())

    with pytest.raises(UnknownBooking):
        call_off_jobsamtale(CallOffJobsamtale(stranger, booking.public_id), town.database, NOW)
    command = MoveJobsamtale(stranger, booking.public_id, town.slot(TEN + DAY), Samtaleform.TELEFON)
    with pytest.raises(UnknownBooking):
        move_jobsamtale(command, town.database, NOW)


def test_a_meeting_called_off_is_not_moved(town: Town, booking: BookingView) -> None:
    call_off(town, booking)

    with pytest.raises(UnknownBooking):
        move(town, booking, town.slot(TEN + DAY))
