"""Lines of a file that is brought in: who somebody is, and how much dagpenge they have had."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise


def registered(cpr: str, name: str, a_kasse: str, kommune: str, since: date) -> list[str]:
    """Somebody's lines in a file that is brought in."""
    return [
        f"{cpr};navn;{name}",
        f"{cpr};a_kasse;;{a_kasse}",
        f"{cpr};kommune;;{kommune}",
        f"{cpr};tilmelding;;;{since}",
        f"{cpr};indplacering;;;;;;;{since}",
        f"{cpr};vejledning;;;;;;;{since};ja",
    ]


def months_of_dagpenge(cpr: str, firsts: list[date]) -> list[str]:
    """The lines of a file: so many hours in each month that is over that the a-kasse's time is used up."""
    return [
        f"{cpr};forbrug;;;;{month:%Y-%m};105;{following - timedelta(days=1)}"
        for month, following in pairwise(firsts)
    ]


def four_months_until(today: date) -> list[date]:
    """The first day of this month, and of the four before it."""
    firsts = [today.replace(day=1)]
    while len(firsts) < 5:
        firsts.insert(0, (firsts[0] - timedelta(days=1)).replace(day=1))
    return firsts
