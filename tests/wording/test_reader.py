"""Days, times and numbers, as the reader's language writes them and as the clock in Denmark shows them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.wording import reader as words
from portal.wording.catalogues import reader_of

DA, EN = reader_of("da"), reader_of("en")


def test_a_day_is_written_in_full() -> None:
    assert words.day(DA, date(2026, 3, 3)) == "tirsdag den 3. marts 2026"
    assert words.day(EN, date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert words.short_day(DA, date(2026, 3, 3)) == "tirsdag den 3. marts"


def test_a_moment_is_shown_by_the_clock_in_denmark_summer_and_winter() -> None:
    winter, summer = datetime(2027, 3, 27, 8, 30, tzinfo=UTC), datetime(2027, 3, 28, 8, 30, tzinfo=UTC)

    assert words.moment(DA, winter) == "lørdag den 27. marts 2027 kl. 09.30"
    assert words.moment(DA, summer) == "søndag den 28. marts 2027 kl. 10.30"
    assert words.moment(EN, summer) == "Sunday 28 March 2027 at 10:30"


def test_tables_are_written_briefly() -> None:
    moment = datetime(2024, 7, 2, 8, 30, tzinfo=UTC)

    assert words.brief_day(DA, date(2024, 7, 2)) == "2. jul. 2024"
    assert words.brief_moment(DA, moment) == "tirs. 2. jul. 2024 kl. 10.30"
    assert words.brief_day(EN, date(2024, 7, 2)) == "2 Jul 2024"
    assert words.brief_moment(EN, moment) == "Tue 2 Jul 2024 at 10:30"


def test_a_moment_late_in_the_evening_belongs_to_the_danish_day() -> None:
    assert words.day(DA, datetime(2026, 3, 2, 23, 30, tzinfo=UTC)) == "tirsdag den 3. marts 2026"


def test_a_time_without_a_zone_is_not_shown() -> None:
    with pytest.raises(ValueError, match="zone"):
        words.clock(DA, datetime(2026, 3, 3, 10, 0))  # noqa: DTZ001 - the very thing that is refused


def test_numbers_and_lists_follow_the_language() -> None:
    assert (words.number(DA, Decimal("2565.28")), words.number(EN, Decimal("2565.28"))) == (
        "2.565,28",
        "2,565.28",
    )
    assert words.listed(DA, ["a", "b", "c"]) == "a, b og c"
    assert words.listed(EN, ["a", "b"], either=True) == "a or b"
