"""From a weekly pattern to intervals, from intervals to times and travel: by the clock, with no database."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from portal.actions.agree_slots import travel
from portal.actions.propose_agreement import gathered
from portal.actions.times.pattern import Pattern, Surroundings, plan
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.kalender import day_of
from portal.store.agreements import IntervalView, meetings_in
from portal.store.timetable import Who
from portal.store.views import CaseworkerName, OfficeView

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ONE = uuid.UUID(int=1)
JENS = Who(1, ONE, "Jens", None, None, None, "jens")
CLOCKS_CHANGE = (date(2024, 3, 31), date(2024, 10, 27))
MINUTE = timedelta(minutes=1)

hours = st.tuples(st.integers(0, 23 * 60), st.integers(5, 600)).map(lambda o: (o[0], min(o[0] + o[1], 1440)))


@given(
    st.sampled_from([*CLOCKS_CHANGE, date(2024, 9, 10)]),
    st.lists(hours, min_size=1, max_size=2),
    st.integers(5, 120),
    st.integers(0, 30),
)
@example(CLOCKS_CHANGE[0], [(60, 300)], 30, 0)
@example(CLOCKS_CHANGE[1], [(60, 300)], 30, 0)
def test_the_times_of_intervals_are_those_of_the_pattern_and_lie_apart_inside_them(
    day: date, spans: list[tuple[int, int]], length: int, pause: int
) -> None:
    week = dict.fromkeys(range(7), _apart(spans))
    made = plan(Pattern(week, {}, length, pause), day, day, Surroundings(LONG_AGO))

    intervals = gathered(JENS, made.times, timedelta(minutes=pause))

    found = [(one, meetings_in(one.start, one.slut, length, pause)) for one in intervals]
    assert [meeting for _, meetings in found for meeting in meetings] == list(made.times)
    for one, meetings in found:
        assert len(meetings) == one.count
        assert (one.start, one.slut) == (meetings[0][0], meetings[-1][1])
        assert all(slut - start == length * MINUTE for start, slut in meetings)
        assert all(after[0] - before[1] == pause * MINUTE for before, after in pairwise(meetings))
        assert {day_of(start) for start, _ in meetings} == {day}
    assert all(before.slut <= after.start for before, after in pairwise(intervals))


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(30, 240), st.integers(0, 120), st.integers(0, 120)),
        max_size=4,
    ),
    st.lists(st.sampled_from([1, 2]), min_size=4, max_size=4),
)
def test_nobody_travels_while_they_are_in_that_house_and_all_of_the_travel_is_said(
    days: list[tuple[int, int, int, int]], houses: list[int]
) -> None:
    at = datetime(2024, 9, 10, 6, 0, tzinfo=UTC)
    intervals: list[IntervalView] = []
    for (gap, length, before, after), house in zip(days, houses, strict=False):
        start = at + gap * MINUTE
        at = start + length * MINUTE
        intervals.append(_interval(len(intervals), start, at, before, after, house))

    legs = list(travel(intervals))

    for key, start, slut in legs:
        mine = intervals[key]
        assert mine.away[0] <= start < slut <= mine.away[1]
        assert start == mine.slut or slut == mine.start
        there = [one for one in intervals if one.office.id == mine.office.id]
        assert not any(start < one.slut and one.start < slut for one in there)
    travelling = {key for key, _, _ in legs}
    alone = [one for one in intervals if sum(each.office.id == one.office.id for each in intervals) == 1]
    for one in alone:
        assert (one.id in travelling) is bool(one.travel_before or one.travel_after)


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Those that do not begin before the one before them ends."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _interval(key: int, start: datetime, slut: datetime, before: int, after: int, house: int) -> IntervalView:
    return IntervalView(
        id=key,
        public_id=ONE,
        agreement_id=1,
        stands_for=None,
        by_side=Aktoer.JOBCENTER,
        status="agreed",
        start=start,
        slut=slut,
        minutes=30,
        pause=0,
        office=OfficeView(house, ONE, "Kontoret", "Gaden 1", "2450", "København", "0101", None, None),
        a_kasse_form="fremmoede",
        travel_before=before,
        travel_after=after,
        former=frozenset({Samtaleform.FREMMOEDE}),
        video_link=None,
        a_kasse_link=None,
        room=None,
        caseworker_id=1,
        caseworker=CaseworkerName(ONE, "Jens"),
        a_kasse_caseworker_id=2,
        a_kasse_caseworker=CaseworkerName(ONE, "Anna"),
        settled_at=None,
    )
