"""When to try again what did not arrive: soon, then ever more seldom, and not for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

FIRST: Final = timedelta(seconds=10)
CEILING: Final = timedelta(hours=4)
LAST: Final = 22
"""After so many attempts it is given up: about two days after the first."""


def next_attempt(attempts: int, now: datetime, chance: float) -> datetime | None:
    """When to try again after `attempts` (1 and more) that failed, the last of them at `now` (aware).

    None: no more. Each pause is twice the one before, up to four hours, and a quarter more or less, by
    `chance` (from 0 to 1), so that what failed together does not come back together.
    """
    if attempts >= LAST:
        return None
    pause: timedelta = min(FIRST * 2 ** (attempts - 1), CEILING)
    return now + pause * (0.75 + 0.5 * chance)
