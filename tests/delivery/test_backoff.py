"""What did not arrive is tried again soon, then ever more seldom, and given up after about two days."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.delivery.backoff import CEILING, FIRST, LAST, next_attempt

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def pauses(chances: list[float]) -> list[timedelta]:
    found = (next_attempt(n, NOW, chance) for n, chance in enumerate(chances, 1))
    return [when - NOW for when in found if when is not None]


def test_each_pause_is_twice_the_one_before_up_to_a_ceiling() -> None:
    middle = pauses([0.5] * LAST)
    assert middle[0] == FIRST
    assert all(after == min(2 * before, CEILING) for before, after in pairwise(middle))
    assert middle[-1] == CEILING


@given(st.lists(st.floats(0, 1), min_size=LAST, max_size=LAST))
def test_it_is_given_up_after_about_two_days_whatever_chance_says(chances: list[float]) -> None:
    tried_again = pauses(chances)
    assert len(tried_again) == LAST - 1
    assert timedelta(hours=34) < sum(tried_again, timedelta()) < timedelta(hours=64)
    assert next_attempt(LAST, NOW, chances[0]) is None


def test_what_failed_together_does_not_come_back_together() -> None:
    assert next_attempt(5, NOW, 0.1) != next_attempt(5, NOW, 0.9)
