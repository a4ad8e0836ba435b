"""From a weekly pattern to times: never in a break, on a holiday or on another time; right by the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.actions.times.pattern import (
    LeftOut,
    Minutes,
    Pattern,
    Spans,
    Stretch,
    Surroundings,
    Why,
    closed_days,
    plan,
    stretch,
    without,
)
from portal.clock import COPENHAGEN

NINE, NOON, THREE = 9 * 60, 12 * 60, 15 * 60
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WEEKDAYS = dict.fromkeys(range(5), ((NINE, THREE),))
LUNCH = dict.fromkeys(range(5), ((NOON, NOON + 30),))


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}"


def test_a_day_is_filled_from_its_beginning_and_anew_after_the_break() -> None:
    monday = date(2027, 3, 1)

    found = plan(Pattern(WEEKDAYS, LUNCH, 45, 15), monday, monday, Surroundings(LONG_AGO))

    assert [wall(start)[-5:] for start, _ in found.times] == ["09:00", "10:00", "11:00", "12:30", "13:30"]
    assert all(end - start == timedelta(minutes=45) for start, end in found.times)
    assert found.left_out == ()


def test_what_is_left_out_is_said_with_its_day_and_its_reason() -> None:
    around = Surroundings(
        now=datetime(2026, 12, 21, 9, tzinfo=UTC),
        opening={0: ((NINE, NOON),), 1: ((NINE, THREE),), 2: ((NINE, THREE),)},
        closed=closed_days(date(2026, 12, 21), date(2026, 12, 31), customary=True),
        away=[(datetime(2026, 12, 22, 8, tzinfo=UTC), datetime(2026, 12, 22, 10, tzinfo=UTC))],
        taken=[(datetime(2026, 12, 23, 13, tzinfo=UTC), datetime(2026, 12, 23, 14, tzinfo=UTC))],
    )

    found = plan(Pattern(WEEKDAYS, length=60), date(2026, 12, 21), date(2026, 12, 24), around)

    assert found.left_out == (
        LeftOut(date(2026, 12, 21), Why.FORBI, 2),
        LeftOut(date(2026, 12, 21), Why.LUKKET, 3),
        LeftOut(date(2026, 12, 22), Why.FRAVAER, 2),
        LeftOut(date(2026, 12, 23), Why.OVERLAP, 1),
        LeftOut(date(2026, 12, 24), Why.HELLIGDAG, 6, "Juleaftensdag"),
    )
    assert len(found.times) == 1 + 4 + 5


def test_store_bededag_is_a_working_day_from_2024_and_grundlovsdag_only_customary() -> None:
    assert date(2023, 5, 5) in closed_days(date(2023, 1, 1), date(2023, 12, 31), customary=False)
    assert date(2024, 4, 26) not in closed_days(date(2024, 1, 1), date(2024, 12, 31), customary=True)
    assert date(2027, 6, 5) in closed_days(date(2027, 1, 1), date(2027, 12, 31), customary=True)
    assert date(2027, 6, 5) not in closed_days(date(2027, 1, 1), date(2027, 12, 31), customary=False)


def clock_changes() -> Iterator[date]:
    for year in range(2024, 2031):
        for month in (3, 10):
            last = date(year, month, 31)
            yield last - timedelta(days=(last.weekday() + 1) % 7)


@pytest.mark.parametrize("sunday", list(clock_changes()), ids=str)
def test_around_every_change_of_the_clocks_times_are_those_on_the_wall(sunday: date) -> None:
    days = [sunday - timedelta(days=1), sunday, sunday + timedelta(days=1)]
    whole_day = Pattern(dict.fromkeys(range(7), ((0, 24 * 60),)), length=30)

    for day in days:
        found = plan(whole_day, day, day, Surroundings(LONG_AGO))
        for start, end in found.times:
            assert end - start == timedelta(minutes=30)
            assert start.astimezone(COPENHAGEN).date() == day
            assert start.astimezone(COPENHAGEN).minute in (0, 30)
        walls = [wall(start) for start, _ in found.times]
        assert walls == sorted(set(walls))
        lost = {Why.URSKIFT} if day == sunday else set()
        assert {left.why for left in found.left_out} == lost
        nine = stretch(day, (NINE, NINE + 60))
        assert nine is not None
        assert wall(nine[0]) == f"{day} 09:00"


def minutes(step: int = 5) -> st.SearchStrategy[Minutes]:
    points = st.integers(0, 24 * 60 // step).map(lambda n: n * step)
    return st.tuples(points, points).filter(lambda pair: pair[0] < pair[1])


def stretches(first: date) -> st.SearchStrategy[list[Stretch]]:
    begins = datetime(first.year, first.month, first.day, tzinfo=UTC)
    one = st.tuples(st.integers(0, 20 * 24 * 60), st.integers(1, 3 * 24 * 60)).map(
        lambda pair: (begins + timedelta(minutes=pair[0]), begins + timedelta(minutes=pair[0] + pair[1]))
    )
    return st.lists(one, max_size=6)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Pattern, date, Surroundings]:
    first = draw(
        st.sampled_from([date(2024, 3, 18), date(2024, 10, 14), date(2026, 12, 14), date(2027, 5, 3)])
    )
    week = st.dictionaries(st.integers(0, 6), minutes().map(lambda pair: (pair,)))
    pattern = Pattern(draw(week), draw(week), draw(st.sampled_from([15, 45, 60])), draw(st.integers(0, 30)))
    around = Surroundings(
        now=datetime(first.year, first.month, first.day, tzinfo=UTC)
        + timedelta(days=draw(st.integers(-2, 3))),
        opening=draw(st.none() | week),
        closed=closed_days(first, first + timedelta(days=20), customary=draw(st.booleans())),
        away=draw(stretches(first)),
        taken=draw(stretches(first)),
    )
    return pattern, first, around


@given(situations())
def test_no_time_ever_lies_where_it_must_not(situation: tuple[Pattern, date, Surroundings]) -> None:
    pattern, first, around = situation

    found = plan(pattern, first, first + timedelta(days=20), around)

    for start, end in found.times:
        local, until = start.astimezone(COPENHAGEN), end.astimezone(COPENHAGEN)
        day, weekday = local.date(), local.weekday()
        begin, stop = local.hour * 60 + local.minute, (until.hour * 60 + until.minute) or 24 * 60
        assert start > around.now
        assert day not in around.closed
        assert any(a <= begin and stop <= b for a, b in pattern.hours[weekday])
        assert not any(begin < b and a < stop for a, b in pattern.breaks.get(weekday, ()))
        if around.opening is not None:
            assert any(a <= begin and stop <= b for a, b in around.opening[weekday])
        assert not any(start < b and a < end for a, b in (*around.away, *around.taken))
    for (_, ended), (began, _) in pairwise(found.times):
        assert ended <= began


@given(stretches(date(2024, 3, 18)), stretches(date(2024, 3, 18)))
def test_spans_touch_as_each_stretch_alone_would(some: list[Stretch], others: list[Stretch]) -> None:
    spans = Spans(some)

    for start, end in others:
        assert spans.touches(start, end) is any(a < end and start < b for a, b in some)


@given(st.lists(minutes(), max_size=3), st.lists(minutes(), max_size=3))
def test_hours_without_breaks_are_exactly_the_minutes_left(
    hours: list[Minutes], breaks: list[Minutes]
) -> None:
    left = without(hours, breaks)

    def every(spans: Iterable[Minutes]) -> set[int]:
        return {minute for a, b in spans for minute in range(a, b)}

    assert every(left) == every(hours) - every(breaks)
