"""A time that is held: whose it is, until when, and what nobody else can have meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform
from portal.store import holds, people, slots
from portal.store.tables_meeting import HeldTime, Hold
from tests.at_once import at_once
from tests.store.counting import statements
from tests.store.town import NOW, TEN, Town

HOUR = timedelta(hours=1)
UNTIL = NOW + timedelta(minutes=5)


def hold(town: Town, person: int, slot: UUID, now: datetime = NOW) -> bool:
    """Locks as an action does, looks, and holds what is left."""

    def work(session: Session) -> bool:
        people.lock(session, person)
        found = slots.lock(session, slot, person_id=person, now=now)
        assert found is not None
        if found.free:
            holds.put(session, person, found.id, Samtaleform.TELEFON, now + timedelta(minutes=5))
        return found.free > 0

    return town.database.write(work)


def free(town: Town, person: int | None, slot: UUID, now: datetime = NOW) -> int:
    found = town.database.read(lambda session: slots.get(session, slot, person_id=person, now=now))
    assert found is not None
    return found.free


def test_a_hold_is_its_persons_and_ends_by_itself(town: Town) -> None:
    slot, person, other = town.slot(), town.person(), town.person()

    assert hold(town, person, slot)

    own = town.database.read(lambda session: holds.of(session, person, NOW))
    assert own == holds.HoldView(slot, Samtaleform.TELEFON, UNTIL)
    assert (free(town, person, slot), free(town, other, slot), free(town, None, slot)) == (1, 0, 0)
    assert town.database.read(lambda session: holds.of(session, other, NOW)) is None
    assert town.database.read(lambda session: holds.of(session, person, UNTIL)) is None
    assert free(town, other, slot, UNTIL) == 1
    assert hold(town, other, slot, UNTIL)


def test_a_new_hold_lets_go_of_the_old_one(town: Town) -> None:
    first, second, person = town.slot(), town.slot(TEN + HOUR), town.person()

    hold(town, person, first)
    hold(town, person, second)

    assert (free(town, None, first), free(town, None, second)) == (1, 0)
    assert (town.count(Hold), town.count(HeldTime)) == (1, 1)


def test_what_is_let_go_can_be_had(town: Town) -> None:
    slot, person = town.slot(), town.person()
    hold(town, person, slot)

    town.database.write(lambda session: holds.let_go(session, person))

    assert free(town, None, slot) == 1
    assert (town.count(Hold), town.count(HeldTime)) == (0, 0)


def test_a_held_joint_time_keeps_both_caseworkers_own_times(town: Town) -> None:
    person, other = town.person(), town.person()
    joint = town.joint_slot(a_kasse_from=TEN - HOUR / 2, a_kasse_until=TEN + HOUR)
    on_the_way = town.slot(TEN - HOUR / 2, 30)
    a_kasse, jobcenter = town.slot(TEN + HOUR / 2), town.jobcenter_slot(TEN + HOUR / 2)
    before, after = town.slot(TEN - HOUR, 30), town.slot(TEN + HOUR)

    hold(town, person, joint)

    for overlapping in (on_the_way, a_kasse, jobcenter):
        assert (free(town, other, overlapping), free(town, person, overlapping)) == (0, 1)
        assert not hold(town, other, overlapping)
    assert (free(town, other, before), free(town, other, after)) == (1, 1)


@pytest.mark.parametrize("side", ["slot", "jobcenter_slot"])
def test_a_held_time_of_one_side_keeps_the_joint_one(town: Town, side: str) -> None:
    person, other, joint = town.person(), town.person(), town.joint_slot()
    own = getattr(town, side)(TEN + HOUR / 2)

    hold(town, person, own)

    assert (free(town, other, joint), free(town, person, joint)) == (0, 1)


def test_of_several_places_each_can_be_held_once(town: Town) -> None:
    slot = town.slot(caseworker_id=None, capacity=2)

    assert [hold(town, town.person(), slot) for _ in range(3)] == [True, True, False]


def test_of_many_who_hold_at_once_one_does(town: Town) -> None:
    slot = town.slot()

    assert sum(_all_hold(town, [slot] * 8)) == 1


def test_of_a_joint_time_and_the_sides_own_times_one_is_held(town: Town) -> None:
    times = [town.joint_slot(), town.slot(TEN + HOUR / 2), town.joint_slot(TEN + HOUR / 4)] * 2

    assert sum(_all_hold(town, times)) == 1


def _all_hold(town: Town, times: list[UUID]) -> list[bool]:
    everybody = [town.person() for _ in times]
    pairs = zip(everybody, times, strict=True)
    return at_once(*(lambda person=person, slot=slot: hold(town, person, slot) for person, slot in pairs))


def test_holding_costs_the_same_however_many_hold(town: Town) -> None:
    def cost(slot: UUID) -> int:
        person = town.person()
        with statements(town.database) as said:
            assert hold(town, person, slot)
        return len(said)

    first = cost(town.slot())
    for number in range(1, 10):
        hold(town, town.person(), town.slot(TEN + number * HOUR))

    assert cost(town.slot(TEN + 10 * HOUR)) == first
