"""What a check answers: one line, and what to do where something does not work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeVar

from portal.settings import Settings
from portal.store.condition import Condition, Unreachable, condition
from portal.store.database import Database, Session

T = TypeVar("T")
State = Literal["works", "fails", "not set up"]

HTTP_SECONDS: Final = 8
"""How long a check waits for each answer of another system."""


@dataclass(frozen=True, slots=True)
class Line:
    """`found`: what was found, a sentence; `advice`: what to do about it, or nothing."""

    state: State
    found: str
    advice: str = ""


def works(found: str) -> Line:
    return Line("works", found)


def fails(found: str, advice: str) -> Line:
    return Line("fails", found, advice)


def not_set_up(found: str, advice: str) -> Line:
    return Line("not set up", found, advice)


class NotAsked(Exception):
    """The database has to be put right before this can be looked at."""


class About:
    """What the checks look at. Safe in threads. `now`: aware."""

    def __init__(self, settings: Settings, database: Database, now: datetime) -> None:
        self.settings = settings
        self.now = now
        self._database = database
        self._lock = threading.Lock()
        self._condition: Condition | Unreachable | None = None

    @property
    def condition(self) -> Condition | Unreachable:
        """The database's: looked at once, whoever asks first."""
        with self._lock:
            if self._condition is None:
                try:
                    self._condition = condition(self.settings.database_url)
                except Unreachable as error:
                    self._condition = error
            return self._condition

    def read(self, work: Callable[[Session], T]) -> T:
        """What `work` finds in the database. Raises NotAsked where it is not fit to be asked."""
        found = self.condition
        if isinstance(found, Unreachable) or not found.is_current:
            raise NotAsked
        return self._database.read(work)


Check = Callable[[About], Line]
