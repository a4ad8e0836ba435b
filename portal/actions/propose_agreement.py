"""A jobcenter proposes times for joint meetings to an a-kasse (LAB § 34, stk. 1, 2. pkt.; VEJ 10044 4.2).

The weekly pattern is spelled out into intervals of single days, by the function that also makes the preview.
Nothing can be booked before the a-kasse has said yes (`answer_agreement`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions.times.pattern import LeftOut, Pattern
from portal.policy.facts import Samtaleform
from portal.policy.law import Decision
from portal.store.database import Database, Session

LOGGED_AS: Final = "propose_agreement"


@dataclass(frozen=True, slots=True)
class ProposeAgreement:
    """`submission`: the form's own id, which the agreement gets: sent twice, it is proposed once.

    `a_kasse`, `office`, `workers`: public ids; each caseworker of the jobcenter gets intervals of their own.
    Days are Danish, both inside. `pattern`: its `length` and `pause` are those of the meetings. `count`: at
    most so many meetings in a stretch of a day; None: as many as lie in it. `a_kasse_form`: `fremmoede` or
    `video`. Travel in minutes; None: not said. `customary`: the days on which nobody works by custom are left
    out too. `video_link` may hold `links.OWN`. `replaces`: the agreement that this is a change of.
    """

    caseworker_id: int
    submission: uuid.UUID
    a_kasse: uuid.UUID
    first: date
    last: date
    pattern: Pattern
    office: uuid.UUID
    workers: tuple[uuid.UUID, ...]
    a_kasse_form: str
    former: frozenset[Samtaleform]
    travel_before: int | None = None
    travel_after: int | None = None
    count: int | None = None
    room: str | None = None
    video_link: str | None = None
    notice_days: int = 28
    message: str | None = None
    customary: bool = True
    replaces: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class PlannedInterval:
    """An interval that would be proposed. Times are aware; `caseworker`: who comes from the jobcenter."""

    caseworker_id: int
    caseworker: str
    start: datetime
    slut: datetime
    count: int


@dataclass(frozen=True, slots=True)
class NotMade:
    """Meetings of the pattern that are left out for a caseworker."""

    caseworker: str
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be proposed. `decision`: whether it may be, and what is to be considered (`warnings`)."""

    intervals: tuple[PlannedInterval, ...]
    left_out: tuple[NotMade, ...]
    decision: Decision

    @property
    def meetings(self) -> int:
        return sum(one.count for one in self.intervals)


@dataclass(frozen=True, slots=True)
class Proposed:
    """`repeated`: the form had been sent before, and nothing was done now."""

    agreement: uuid.UUID
    decision: Decision
    intervals: int
    meetings: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done. `decision`: why."""

    decision: Decision


def preview(session: Session, command: ProposeAgreement, now: datetime) -> Preview:
    """What would be proposed at `now` (aware). Writes nothing. Raises NotTheirs, WrongLink."""
    raise NotImplementedError


def propose_agreement(command: ProposeAgreement, database: Database, now: datetime) -> Proposed | Refused:
    """Proposes it, and tells the a-kasse, in one transaction. Raises NotTheirs, WrongLink, Busy."""
    raise NotImplementedError
