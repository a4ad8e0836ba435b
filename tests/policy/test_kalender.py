"""Danish days, months and holidays, also where the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest

from portal.policy.facts import Aktoer, Oprindelse, Samtale, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.kalender import (
    COPENHAGEN,
    age_on,
    day_of,
    midnight,
    months_after,
    next_working_day,
    public_holidays,
    utc,
    written,
)
from portal.policy.window import Window


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 15), 3, date(2024, 4, 15)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 31), 1, date(2025, 1, 31)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2020, 2, 29), 60, date(2025, 2, 28)),
    ],
)
def test_months_end_on_the_last_day_where_the_day_is_missing(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 5, 6), date(2025, 5, 5), 24),
        (date(2000, 5, 6), date(2025, 5, 6), 25),
        (date(2000, 2, 29), date(2025, 2, 28), 24),
        (date(2000, 2, 29), date(2025, 3, 1), 25),
    ],
)
def test_age_changes_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_the_public_holidays_are_those_of_the_calendar() -> None:
    # The published calendar counts Store Bededag until 2023, as we do.
    for year in range(2015, 2045):
        assert public_holidays(year) == frozenset(holidays.country_holidays("DK", years=year))


@pytest.mark.parametrize("day", [date(2024, 12, 24), date(2024, 12, 31), date(2025, 5, 1), date(2025, 6, 5)])
def test_days_off_that_are_no_public_holidays_move_nothing(day: date) -> None:
    assert next_working_day(day) == day


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2024, 12, 25), date(2024, 12, 27)),
        (date(2024, 10, 12), date(2024, 10, 14)),
        (date(2024, 3, 28), date(2024, 4, 2)),
        (date(2023, 5, 5), date(2023, 5, 8)),
        (date(2024, 4, 26), date(2024, 4, 26)),
    ],
)
def test_a_last_day_on_a_day_off_moves_to_the_next_working_day(day: date, moved: date) -> None:
    assert next_working_day(day) == moved


def test_a_day_begins_at_its_own_midnight() -> None:
    assert midnight(date(2024, 3, 31)) == datetime(2024, 3, 30, 23, 0, tzinfo=UTC)
    assert midnight(date(2024, 4, 1)) == datetime(2024, 3, 31, 22, 0, tzinfo=UTC)
    assert midnight(date(2024, 10, 28)) - midnight(date(2024, 10, 27)) == timedelta(hours=25)


def test_a_moment_belongs_to_its_danish_day() -> None:
    assert day_of(datetime(2024, 6, 30, 22, 0, tzinfo=UTC)) == date(2024, 7, 1)
    assert day_of(datetime(2024, 12, 31, 22, 59, tzinfo=UTC)) == date(2024, 12, 31)


def test_a_moment_is_written_as_the_clock_shows_it() -> None:
    assert written(datetime(2024, 6, 30, 22, 0, tzinfo=UTC)) == "2024-07-01T00:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        utc(datetime(2024, 6, 30, 22, 0))  # noqa: DTZ001


def test_a_meeting_ends_after_the_minutes_that_pass() -> None:
    night = datetime(2024, 3, 31, 1, 30, tzinfo=COPENHAGEN)
    meeting = Samtale(
        0, Aktoer.A_KASSE, night, Samtaleform.TELEFON, Oprindelse.SELVBOOKET, SamtaleStatus.PLANLAGT
    )
    assert written(meeting.slut) == "2024-03-31T03:30"


def test_a_window_reads_a_local_time_as_the_moment_it_is() -> None:
    twice = datetime(2024, 10, 27, 2, 30, tzinfo=COPENHAGEN)
    first, second = twice.replace(fold=0), twice.replace(fold=1)
    window = Window(
        Aktoer.A_KASSE,
        SamtaleArt.JOBSAMTALE,
        frozenset(Samtaleform),
        earliest=datetime(2024, 10, 27, 1, 0, tzinfo=UTC),
        latest=None,
        blocked_days=frozenset(),
        busy=((datetime(2024, 10, 27, 2, 0, tzinfo=UTC), datetime(2024, 10, 27, 3, 0, tzinfo=UTC)),),
    )
    assert not window.admits(Aktoer.A_KASSE, first, 30, Samtaleform.VIDEO)
    assert window.admits(Aktoer.A_KASSE, second, 30, Samtaleform.VIDEO)
    assert not window.admits(Aktoer.A_KASSE, second, 31, Samtaleform.VIDEO)
