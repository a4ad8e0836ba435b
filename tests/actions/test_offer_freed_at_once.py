"""Of many who wait, who asked first is told first; of two workers at once, one tells. On both databases."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.actions.offer_freed import HEAD_START
from portal.store.tables_case import Outbox
from portal.store.tables_earlier import FreedSlot
from portal.store.tables_meeting import Slot
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_move_and_call_off import call_off, move
from tests.actions.test_offer_freed import FREED, MINUTE, PHONE, looked, planned, told, waits
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town


def test_who_asked_first_is_told_first_and_the_next_one_after_a_head_start(town: Town) -> None:
    (first, one), (second, two), (third, three) = (planned(town, day) for day in (20, 10, 15))
    other = town.person(in_the_a_kasse())
    taken = town.book(other, freed := town.slot(FREED))
    for person, booking in ((first, one), (second, two), (third, three)):
        waits(town, booking, person)
    waits(town, three, third, frozenset({PHONE}))  # a change keeps the turn

    assert looked(town) == 0
    call_off(town, taken)
    assert (looked(town), looked(town)) == (1, 0)
    assert looked(town, NOW + MINUTE + HEAD_START - MINUTE) == 0
    assert looked(town, NOW + MINUTE + HEAD_START) == 1
    assert told(town) == [(first, freed), (second, freed)]

    left = town.database.read(lambda s: s.get_one(Slot, two.slot_id).public_id)
    move(town, two, freed)  # taken again: nobody else hears of it, but of the time that is left
    assert looked(town, NOW + 2 * HEAD_START + 2 * MINUTE) == 1
    assert told(town)[2:] == [(third, left)]
    assert town.count(FreedSlot) == 1
    rows = town.database.read(
        lambda s: s.scalars(select(Outbox.payload).where(Outbox.topic == "tid.ledig")).all()
    )
    assert [sorted(row) for row in rows] == [["tilbud"]] * 3


def test_two_workers_at_once_tell_nobody_twice(town: Town) -> None:
    people = [planned(town, 20 + n) for n in range(4)]
    for person, booking in people:
        waits(town, booking, person)
    for n in range(8):
        town.slot(TEN + n * timedelta(hours=2))

    count = sum(at_once(*[lambda: looked(town)] * 2))

    found = told(town)
    assert count == len(found) == len({person for person, _ in found}) == 4
