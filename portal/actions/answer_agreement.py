"""A jobcenter or an a-kasse answers the other side's intervals: yes, no, or other times (VEJ 10044 4.2).

Either side answers when it is its turn, every open interval in one answer. What is agreed becomes times at
once (`agree_slots`); what is countered waits for the other side. All of it holds, or nothing does.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from portal.policy.facts import Samtaleform
from portal.policy.law import Decision, Finding
from portal.store.database import Database, Session

ANSWERED: Final = "answer_agreement"
WITHDRAWN: Final = "withdraw_proposal"


@dataclass(frozen=True, slots=True)
class Accept:
    """`worker`: who comes from the a-kasse (public id), chosen by the a-kasse; None: whoever the interval
    names already, which is all a jobcenter can say yes to.
    """

    worker: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """No."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Another interval in the place of this one, for meetings of the same length.

    From `start` to `slut` (aware), the same Danish day or another one. Travel in minutes; None: not said.
    `worker`: who comes from the own side (public id); None: whoever the interval names. `room`: the
    jobcenter's alone to change; None: as it is.
    """

    start: datetime
    slut: datetime
    a_kasse_form: str
    former: frozenset[Samtaleform]
    travel_before: int | None = None
    travel_after: int | None = None
    worker: uuid.UUID | None = None
    room: str | None = None


Answer = Accept | Decline | Counter


@dataclass(frozen=True, slots=True)
class AnswerAgreement:
    """`agreement`: public id. `seen`: the number of the last step that the form showed. `answers`: one for
    each open interval, by its public id; one that has begun meanwhile needs none, and lapses.
    """

    caseworker_id: int
    agreement: uuid.UUID
    seen: int
    answers: Mapping[uuid.UUID, Answer]
    message: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawProposal:
    """The jobcenter takes back what waits for an answer; intervals that are agreed stay so."""

    caseworker_id: int
    agreement: uuid.UUID
    seen: int
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """How many intervals were agreed, declined, countered, and lapsed because they had begun.

    `status`: the agreement's now. `meetings`: how many times were made of what was agreed.
    """

    decision: Decision
    status: str
    agreed: int
    declined: int
    countered: int
    lapsed: int
    meetings: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done. `decision`: why; `by_interval`: what is in the way of which one, by its public id."""

    decision: Decision
    by_interval: Mapping[uuid.UUID, tuple[Finding, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Outdated:
    """Somebody took a step since the form was made, and nothing was done. `last_step`: the last one now."""

    last_step: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """`status`: the agreement's now: `declined`, or `accepted` where some of it was agreed before."""

    status: str


class UnknownAgreement(LookupError):
    """The organisation has no such agreement."""


def answer_agreement(
    command: AnswerAgreement, database: Database, now: datetime
) -> Answered | Refused | Outdated:
    """Answers at `now` (aware), and tells the other side, in one transaction.

    Raises UnknownAgreement, NotTheirs (a caseworker or an interval that is not there), Busy.
    """
    raise NotImplementedError


def check_answer(session: Session, command: AnswerAgreement, now: datetime) -> Answered | Refused | Outdated:
    """What the answer would do at `now` (aware). Writes nothing. Raises as `answer_agreement` does."""
    raise NotImplementedError


def withdraw_proposal(
    command: WithdrawProposal, database: Database, now: datetime
) -> Withdrawn | Refused | Outdated:
    """Takes it back, and tells the a-kasse, in one transaction. Raises UnknownAgreement, Busy."""
    raise NotImplementedError
