"""The query finds the times that a window admits and that can be had: all of them, no other, page by page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.window import Window
from portal.store import slot_statements as statements
from portal.store.slot_query import understood
from portal.store.slots import SlotQuery
from tests.store.stage import Stage
from tests.store.town import NOW, Town
from tests.store.worlds import COPENHAGEN, HALF_AN_HOUR, Published, World, worlds


def _admitted(world: World, published: Published) -> frozenset[Samtaleform]:
    """The forms in which some window admits the time: the law's own word on each single time."""
    return frozenset(
        form
        for form in published.offered
        for window in world.windows
        if published.owner == window.holder.value
        and window.admits(
            Aktoer(published.owner),
            published.start,
            world.minutes or published.minutes,
            form,
            faelles=published.joint_with is not None,
            aftalt_med={"a_kasse": "AK1", "foreign": "AK2", None: None}[published.joint_with],
        )
        and (window.a_kasse_form != "fremmoede" or published.a_kasse_form == "fremmoede")
    )


def _wanted(world: World, published: Published) -> bool:
    day = published.start.astimezone(COPENHAGEN).date()
    return (
        (world.from_day is None or day >= world.from_day)
        and (world.to_day is None or day <= world.to_day)
        and (world.minutes is None or published.minutes >= world.minutes)
        and (world.form is None or world.form in _admitted(world, published))
    )


def _can_be_had(world: World, index: int) -> bool:
    published = world.published[index]
    held = sum(1 for person, slot, hours in world.holds if slot == index and person != 0 and hours > 0)
    sends = published.joint_with is not None and published.a_kasse_sends
    return (
        published.free > held
        and not published.withdrawn
        and not _is_elsewhere(world, published.worker, published.start, published.slut)
        and not (sends and _is_elsewhere(world, 1, published.a_kasse_from, published.slut))
        and not _is_closed(world, published)
        and not any(
            worker == kept and start < until and since < slut
            for worker, start, slut in _caseworkers_time(published)
            for kept, since, until in _kept(world)
        )
    )


def _caseworkers_time(published: Published) -> list[tuple[int, datetime, datetime]]:
    """Whose time it takes, and when."""
    times = [(published.worker, published.start, published.slut)] if published.worker else []
    if published.joint_with is not None and published.a_kasse_sends:
        times.append((1, published.a_kasse_from, published.slut))
    return times


def _kept(world: World) -> list[tuple[int, datetime, datetime]]:
    """The caseworkers' time that others hold."""
    return [
        time
        for person, slot, hours in world.holds
        if person != 0 and hours > 0
        for time in _caseworkers_time(world.published[slot])
    ]


def _is_closed(world: World, published: Published) -> bool:
    """A joint time stands while one of its two is away, and is not to be had."""
    return published.joint_with is not None and any(
        worker == away and start < since + timedelta(minutes=minutes) and since < slut
        for worker, start, slut in _caseworkers_time(published)
        for away, since, minutes in world.away
    )


def _is_elsewhere(world: World, worker: int, start: datetime, slut: datetime) -> bool:
    return any(w == worker and taken < slut and start < taken + HALF_AN_HOUR for w, taken in world.elsewhere)


def _expected(world: World, index: int) -> frozenset[Samtaleform]:
    """The forms in which the time is to be found; empty where it is not."""
    published = world.published[index]
    if _wanted(world, published) and _can_be_had(world, index):
        return _admitted(world, published)
    return frozenset()


def _check(stage: Stage, world: World) -> None:
    ids, found, to_be_had = stage.find(world)

    expected = {ids[i]: _expected(world, i) for i in range(len(ids)) if _expected(world, i)}
    assert {slot.public_id: slot.former for slot in found} == expected
    assert len(found) == len(expected)
    assert to_be_had == [_can_be_had(world, index) for index in range(len(ids))]
    distance = {"1620": 780, "2450": 50, "2000": 10_400}
    order = [(slot.start, distance[slot.office.postcode], slot.public_id) for slot in found]
    assert order == sorted(order)


_SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_search_and_the_window_never_disagree(town: Town) -> None:
    stage = Stage(town)

    @settings(_SETTINGS, max_examples=250)
    @given(worlds())
    def agrees(world: World) -> None:
        _check(stage, world)

    agrees()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_the_search_and_the_window_never_disagree_on_postgresql(town: Town) -> None:
    stage = Stage(town)

    @settings(_SETTINGS, max_examples=60)
    @given(worlds())
    def agrees(world: World) -> None:
        _check(stage, world)

    agrees()


def test_a_search_for_ordinary_times_asks_nothing_of_absences(town: Town) -> None:
    stage = Stage(town)
    windows = {
        joint: Window(
            holder=Aktoer.JOBCENTER,
            art=SamtaleArt.JOBSAMTALE,
            former=frozenset(Samtaleform),
            earliest=NOW,
            latest=None,
            blocked_days=frozenset(),
            busy=(),
            faelles=joint,
            aftalt_med="AK1" if joint else None,
            a_kasse_form="video_tilladt" if joint else None,
        )
        for joint in (False, True)
    }

    def asked(*, joint: bool) -> str:
        query = SlotQuery(
            windows=(windows[joint],), a_kasse=stage.a_kasse, jobcenter=stage.jobcenter, now=NOW
        )
        shape, _values = understood(query)
        return str(statements.page(shape))

    assert "absence" in asked(joint=True)
    assert "absence" not in asked(joint=False)
