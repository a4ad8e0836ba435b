"""A jobcenter or an a-kasse answers the other side's intervals: yes, no, or other times (VEJ 10044 4.2).

Either side answers when it is its turn, every open interval in one answer. What is agreed becomes times at
once (`agree_slots`); what is countered waits for the other side. All of it holds, or nothing does.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from portal.actions import agree_slots, agreement_answers, casework, end_agreement
from portal.actions.agreement_answers import Accept as Accept
from portal.actions.agreement_answers import Answer, Read, form_of, judge, known, leader, read
from portal.actions.agreement_answers import Counter as Counter
from portal.actions.agreement_answers import Decline as Decline
from portal.actions.agreement_answers import Outdated as Outdated
from portal.actions.agreement_answers import Refused as Refused
from portal.actions.agreement_answers import UnknownAgreement as UnknownAgreement
from portal.actions.offer_time import offer_others
from portal.actions.times.whose import NotTheirs
from portal.policy import tidsaftale
from portal.policy.law import Decision
from portal.store import agreement_writes, agreements, audit
from portal.store.agreements import AgreementView, StepView, Stretch
from portal.store.database import Conflict, Database, Session
from portal.store.views import CaseworkerView

ANSWERED: Final = "answer_agreement"
WITHDRAWN: Final = "withdraw_proposal"

Times = Mapping[int, Sequence[Stretch]]

_COUNTED: Final = ("agreed", "declined", "countered", "lapsed", "meetings")


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

    `status`: the agreement's now. `meetings`: how many times are made of what is agreed. `repeated`: the form
    had been sent before, and nothing was done now.
    """

    decision: Decision
    status: str
    agreed: int
    declined: int
    countered: int
    lapsed: int
    meetings: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """`status`: the agreement's now: `declined`, or `accepted` where some of it was agreed before."""

    status: str


def check_answer(session: Session, command: AnswerAgreement, now: datetime) -> Answered | Refused | Outdated:
    """What the answer would do at `now` (aware). Writes nothing. Raises as `answer_agreement` does."""
    worker = leader(session, command.caseworker_id)
    agreement = known(agreements.get(session, command.agreement, worker.organisation.id))
    if agreement.last_step != command.seen:
        return Outdated(agreement.last_step)
    found = read(session, agreement, worker, command.answers, now)
    decided = judge(session, agreement, found, now)
    if isinstance(decided, Refused):
        return decided
    return _done(agreement, found, decided, agree_slots.times_of(session, found.accepted))


def answer_agreement(
    command: AnswerAgreement, database: Database, now: datetime
) -> Answered | Refused | Outdated:
    """Answers at `now` (aware), and tells the other side, in one transaction.

    Raises UnknownAgreement, NotTheirs (a caseworker or an interval that is not there), Busy.
    """
    try:
        return _once(command, database, now)
    except Conflict as conflict:
        # The office was closed, or somebody left, at the very moment.
        raise NotTheirs from conflict


def _once(command: AnswerAgreement, database: Database, now: datetime) -> Answered | Refused | Outdated:
    try:
        return database.write(lambda session: _answer(session, command, now))
    except Conflict as conflict:
        if conflict.kind != "caseworker_busy":
            raise
    # Somebody booked at the very moment: now it is there to be seen, and to be told.
    return database.write(lambda session: _answer(session, command, now))


def withdraw_proposal(
    command: WithdrawProposal, database: Database, now: datetime
) -> Withdrawn | Refused | Outdated:
    """Takes it back, and tells the a-kasse, in one transaction. Raises UnknownAgreement, NotTheirs, Busy."""
    return database.write(lambda session: _withdraw(session, command, now))


def _answer(session: Session, command: AnswerAgreement, now: datetime) -> Answered | Refused | Outdated:
    worker = leader(session, command.caseworker_id)
    own = worker.organisation.id
    unlocked = known(agreements.get(session, command.agreement, own))
    held_for = end_agreement.lock_replaced(session, unlocked, now)
    agreement = known(agreement_writes.lock(session, command.agreement, own))
    if agreement.last_step != command.seen:
        before = _own_step(session, agreement, worker, command.seen)
        if before is not None and before.details.get("form") == form_of(command.answers, command.message):
            return _again(agreement, before)
        return Outdated(agreement.last_step)
    found = read(session, agreement, worker, command.answers, now)
    agree_slots.lock(session, agreement, found.accepted, now)
    decided = judge(session, agreement, found, now)
    if isinstance(decided, Refused):
        _log(session, worker, ANSWERED, agreement, now, outcome="refused")
        return decided
    times = agree_slots.times_of(session, found.accepted)
    done = _done(agreement, found, decided, times)
    _agree(session, agreement, found, times, worker, now)
    offer_others(session, held_for if found.accepted else (), now)
    _settle(session, agreement, found, now)
    agreement_writes.set_status(session, agreement.id, done.status, now)
    details = _counted(done)
    act = "countered" if done.countered else "accepted" if done.agreed else "declined"
    agreement_writes.take_step(
        session,
        agreement,
        agreement.side,
        act,
        worker.id,
        now,
        message=command.message,
        details=details | {"decision": decided.as_json(), "form": form_of(command.answers, command.message)},
    )
    _log(session, worker, ANSWERED, agreement, now, details=details)
    return done


def _agree(
    session: Session,
    agreement: AgreementView,
    found: Read,
    times: Times,
    worker: CaseworkerView,
    now: datetime,
) -> None:
    """Times come of what is agreed; the agreement that this is a change of ends the day before."""
    if not found.accepted:
        return
    agreement_writes.set_status(session, agreement.id, "accepted", now)
    if found.older is not None:
        end_agreement.end_replaced(session, found.older, agreement, worker, now)
    agree_slots.agree(session, agreement, found.accepted, times, worker.id, now)


def _settle(session: Session, agreement: AgreementView, found: Read, now: datetime) -> None:
    agreement_writes.settle(session, found.declined, "declined", now)
    agreement_writes.settle(session, found.lapsed, "ended", now)
    agreement_writes.settle(session, [one.interval.id for one in found.countered], "replaced", now)
    agreement_writes.add_intervals(
        session,
        agreement.id,
        [agreement_answers.new_interval(agreement, one.interval) for one in found.countered],
    )


def _withdraw(session: Session, command: WithdrawProposal, now: datetime) -> Withdrawn | Refused | Outdated:
    worker = leader(session, command.caseworker_id)
    agreement = known(agreement_writes.lock(session, command.agreement, worker.organisation.id))
    if agreement.last_step != command.seen:
        before = _own_step(session, agreement, worker, command.seen)
        if before is not None and before.act == "withdrawn":
            return Withdrawn(agreement.status)
        return Outdated(agreement.last_step)
    decision = tidsaftale.traek(agreement.side, agreement.status)
    if not decision.allowed:
        _log(session, worker, WITHDRAWN, agreement, now, outcome="refused")
        return Refused(decision)
    waiting = [one.id for one in agreements.intervals(session, agreement.id) if one.status == "open"]
    agreement_writes.settle(session, waiting, "ended", now)
    status = "accepted" if agreement.agreed else "declined"
    agreement_writes.set_status(session, agreement.id, status, now)
    agreement_writes.take_step(
        session,
        agreement,
        agreement.side,
        "withdrawn",
        worker.id,
        now,
        message=command.message,
        details={"intervals": len(waiting), "decision": decision.as_json()},
    )
    _log(session, worker, WITHDRAWN, agreement, now)
    return Withdrawn(status)


def _own_step(
    session: Session, agreement: AgreementView, worker: CaseworkerView, seen: int
) -> StepView | None:
    """The last step, where it is the one after `seen` and the caseworker's own: their form was sent twice."""
    last = agreements.steps(session, agreement.id)[-1]
    own = last.number == seen + 1 and last.caseworker.public_id == worker.public_id
    return last if own else None


def _again(agreement: AgreementView, before: StepView) -> Answered:
    """What the form did when it was sent before."""
    counted = {name: before.details[name] for name in _COUNTED}
    decision = Decision.from_json(before.details["decision"])
    return Answered(decision, agreement.status, **counted, repeated=True)


def _done(agreement: AgreementView, found: Read, decision: Decision, times: Times) -> Answered:
    status = tidsaftale.naeste_status(
        agreement.side,
        aftalt=bool(found.accepted) or agreement.agreed > 0,
        modforslag=bool(found.countered),
    )
    return Answered(
        decision=decision,
        status=status,
        agreed=len(found.accepted),
        declined=len(found.declined),
        countered=len(found.countered),
        lapsed=len(found.lapsed),
        meetings=sum(map(len, times.values())),
    )


def _counted(done: Answered) -> dict[str, Any]:
    return {name: getattr(done, name) for name in _COUNTED}


def _log(
    session: Session,
    worker: CaseworkerView,
    action: str,
    agreement: AgreementView,
    now: datetime,
    *,
    outcome: str = "allowed",
    details: Mapping[str, Any] | None = None,
) -> None:
    logged = {"agreement": str(agreement.public_id), "with": agreement.other.name, **(details or {})}
    audit.record(
        session,
        casework.entry(worker, action, now, person_id=None, outcome=outcome, details=logged),
    )
