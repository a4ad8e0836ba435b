"""Until when a person can complain: four weeks from when the decision reached them (LAB § 204; RSL § 72)."""

from __future__ import annotations

from datetime import date

import pytest

from portal.policy.klage import sidste_dag


@pytest.mark.parametrize(
    ("arrived", "last"),
    [
        (date(2024, 9, 2), date(2024, 9, 30)),
        (date(2024, 9, 7), date(2024, 10, 7)),  # four weeks end on a Saturday
        (date(2024, 11, 28), date(2024, 12, 27)),  # on the second day of Christmas
    ],
)
def test_four_weeks_count_from_the_day_a_decision_arrived(arrived: date, last: date) -> None:
    assert sidste_dag(arrived) == last
