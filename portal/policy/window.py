"""What a person may book, asked once: the windows that the store turns into a query and nothing more.

`selvbooking.book` judges one time; the windows here say the same of all times at once. A property test holds
the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.law import Finding

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class Window:
    """Times of one holder that the person may have.

    A meeting may begin at `earliest` or later and before `latest` (aware; `latest` None: no end), on a day
    (Danish calendar) that is not in `blocked_days`, in one of `former`, without overlapping a span of `busy`
    (from, to). `faelles`: only times in which the a-kasse takes part, agreed with the a-kasse whose code is
    `aftalt_med`; not `faelles`: only ordinary times. `a_kasse_form`: `fremmoede` where the a-kasse must come
    in person, `video_tilladt` where it may come by video, None where it does not take part.
    """

    holder: Aktoer
    art: SamtaleArt
    former: frozenset[Samtaleform]
    earliest: datetime
    latest: datetime | None
    blocked_days: frozenset[date]
    busy: tuple[tuple[datetime, datetime], ...]
    faelles: bool = False
    aftalt_med: str | None = None
    a_kasse_form: str | None = None

    def admits(
        self,
        holder: Aktoer,
        start: datetime,
        varighed: int,
        form: Samtaleform,
        *,
        faelles: bool = False,
        aftalt_med: str | None = None,
    ) -> bool:
        """Whether a time (aware start, minutes) lies in this window."""
        if holder is not self.holder or form not in self.former or faelles is not self.faelles:
            return False
        if faelles and aftalt_med != self.aftalt_med:
            return False
        # In UTC: inside one time zone Python would add and compare by the wall clock.
        start = start.astimezone(UTC)
        if start < self.earliest or (self.latest is not None and start >= self.latest):
            return False
        if self.blocked_days and start.astimezone(_COPENHAGEN).date() in self.blocked_days:
            return False
        if not self.busy:
            return True
        end = start + timedelta(minutes=varighed)
        return not any(start < busy_to and busy_from < end for busy_from, busy_to in self.busy)


@dataclass(frozen=True, slots=True)
class Bookable:
    """All a person may book now.

    No windows: `findings` say why (at least one is not met). With windows, `findings` explain their bounds.
    `relaxed`: what may be booked instead where no free time lies in `windows` because of the holder's local
    limits alone (they never stop a person from meeting a deadline); None where nothing may.
    """

    windows: tuple[Window, ...]
    findings: tuple[Finding, ...]
    relaxed: Bookable | None = None
