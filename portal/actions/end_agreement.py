"""One side ends an agreement on joint times, with its notice (LAB § 34, stk. 1; VEJ 10044 4.2).

It holds up to and with its last day. Times after it that nobody has booked are withdrawn. Meetings after it
stay, or the jobcenter calls them off: each in a transaction of its own, and another agreed time is held for
the person (`withdraw_times`). A form that was stopped on the way goes on where it was when it is sent again.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from portal.actions import agreement_told, casework
from portal.actions.agreement_answers import Outdated, Refused, UnknownAgreement
from portal.actions.offer_time import HeldFor, lock_whom_it_is_held_for, offer_others
from portal.actions.times import whose
from portal.actions.times.whose import NotTheirs
from portal.actions.withdraw_times import CalledOff, WithdrawTimes, withdraw_times
from portal.policy import tidsaftale
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of, days_after, midnight
from portal.policy.law import Decision
from portal.store import agreement_ends, agreement_writes, agreements, audit, published
from portal.store.agreement_ends import AgreedTime
from portal.store.agreements import AgreementView
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

LOGGED_AS: Final = "end_agreement"


@dataclass(frozen=True, slots=True)
class EndAgreement:
    """`agreement`: public id. `seen`: the number of the last step that the form showed. `last`: a Danish day.
    `keep_booked` False: the jobcenter calls off what is booked after it.
    """

    caseworker_id: int
    agreement: uuid.UUID
    seen: int
    last: date
    keep_booked: bool = True
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end would do. `earliest`: the first day that can be the last one, whatever was asked for.

    After `last`, `free` times are withdrawn, and `booked` ones have a meeting in them.
    """

    agreement: AgreementView
    earliest: date
    free: int
    booked: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Ended:
    """`withdrawn`: free times that are gone. `kept`: meetings after the last day that stand. `called_off`:
    those that were called off, and what was done for the person.
    """

    decision: Decision
    last: date
    withdrawn: int
    kept: int
    called_off: tuple[CalledOff, ...] = ()


def earliest(agreement: AgreementView, now: datetime) -> date:
    """The first Danish day that can be the agreement's last one, where that is said at `now` (aware)."""
    return days_after(tidsaftale.tidligst(agreement.notice_days, day_of(now)), -1)


def preview(session: Session, command: EndAgreement, now: datetime) -> Ending:
    """What would come of it at `now` (aware). Writes nothing. Raises UnknownAgreement, NotTheirs."""
    worker = _leader(session, command.caseworker_id)
    agreement = agreements.get(session, command.agreement, worker.organisation.id)
    if agreement is None:
        raise UnknownAgreement
    found = agreement_ends.count(_after(session, agreement, command.last, now))
    decision = _decide(session, command, agreement, now)
    return Ending(agreement, earliest(agreement, now), found.free, found.booked, decision)


def end_agreement(command: EndAgreement, database: Database, now: datetime) -> Ended | Refused | Outdated:
    """Ends it at `now` (aware), and tells the other side. Raises UnknownAgreement, NotTheirs, Busy."""
    outcome = database.write(lambda session: _end(session, command, now))
    if not isinstance(outcome, Ended) or command.keep_booked:
        return outcome
    return _call_off(command, outcome, database, now)


def lock_replaced(session: Session, new: AgreementView, now: datetime) -> HeldFor:
    """Locks what would go if `new`, a change of another agreement, were agreed on: the people whom its times
    are held for, both agreements, and the times. Nothing where it is no change of one that still holds.

    Gives for whom: once the times of `new` are there, they get another one (`offer_time.offer_others`).
    """
    own = new.jobcenter if new.side is Aktoer.JOBCENTER else new.a_kasse
    old = agreements.get(session, new.replaces, own.id) if new.replaces is not None else None
    if old is None or old.status != "accepted":
        return ()
    slots = [time.id for time in _after(session, old, days_after(new.fra, -1), now)]
    held_for = lock_whom_it_is_held_for(session, slots, now)
    agreement_writes.lock_all(session, {old.public_id, new.public_id})
    published.lock(session, slots)
    return held_for


def end_replaced(
    session: Session, old: AgreementView, new: AgreementView, worker: CaseworkerView, now: datetime
) -> None:
    """The change `new` of `old` has been agreed on by the worker's organisation, which made the last step.

    `old` ends the day before `new` begins: its free times after that are withdrawn, its meetings stand. Part
    of the transaction that agrees to the change, before the times of `new` are made, after `lock_replaced`.
    """
    if old.status != "accepted":
        return
    last = days_after(new.fra, -1)
    gone = _close(session, old, last, worker, now)
    found = agreement_ends.count(gone)
    details: dict[str, Any] = {"last": last.isoformat(), "times": found.free, "meetings": found.booked}
    details["replaced_by"] = str(new.public_id)
    side = worker.organisation.holder
    agreement_writes.take_step(session, old, side, "ended", worker.id, now, details=details)


def _end(session: Session, command: EndAgreement, now: datetime) -> Ended | Refused | Outdated:
    worker = _leader(session, command.caseworker_id)
    own = worker.organisation
    held_for = _lock_people(session, command, worker, now)
    agreement = agreement_writes.lock(session, command.agreement, own.id)
    if agreement is None:
        raise UnknownAgreement
    again = _done_before(session, command, agreement)
    if again is not None:
        return again
    if agreement.last_step != command.seen:
        return Outdated(agreement.last_step)
    decision = _decide(session, command, agreement, now)
    details: dict[str, Any] = {"agreement": str(agreement.public_id), "decision": decision.as_json()}
    outcome = "allowed" if decision.allowed else "refused"
    entry = casework.entry(worker, LOGGED_AS, now, person_id=None, outcome=outcome, details=details)
    audit.record(session, entry)
    if not decision.allowed:
        return Refused(decision)
    found = agreement_ends.count(_close(session, agreement, command.last, worker, now))
    agreement_writes.take_step(
        session,
        agreement,
        own.holder,
        "ended",
        worker.id,
        now,
        message=command.message,
        details={
            "last": command.last.isoformat(),
            "times": found.free,
            "meetings": found.booked,
            "keep_booked": command.keep_booked,
            "decision": decision.as_json(),
        },
    )
    offer_others(session, held_for, now)
    return Ended(decision, command.last, found.free, found.booked)


def _lock_people(session: Session, command: EndAgreement, worker: CaseworkerView, now: datetime) -> HeldFor:
    """For whom a time is held that would go. Whoever is locked is locked before the times are."""
    agreement = agreements.get(session, command.agreement, worker.organisation.id)
    if agreement is None or agreement.status != "accepted":
        return ()
    gone = _after(session, agreement, command.last, now)
    return lock_whom_it_is_held_for(session, [time.id for time in gone], now)


def _close(
    session: Session, agreement: AgreementView, last: date, worker: CaseworkerView, now: datetime
) -> tuple[AgreedTime, ...]:
    """Nothing of it is booked after that day; gives the times that could have been, or were."""
    seen = _after(session, agreement, last, now)
    published.lock(session, [time.id for time in seen])
    gone = _after(session, agreement, last, now)
    agreement_ends.withdraw(session, gone, now)
    left = agreement_ends.end_intervals(session, agreement.id, _since(last, now), now)
    agreement_ends.end(session, agreement.id, last, now)
    agreement_told.travel_anew(session, agreement, left, worker, now)
    return gone


def _after(session: Session, agreement: AgreementView, last: date, now: datetime) -> tuple[AgreedTime, ...]:
    return agreement_ends.after(session, agreement.id, _since(last, now))


def _since(last: date, now: datetime) -> datetime:
    return max(midnight(days_after(last, 1)), now)


def _decide(session: Session, command: EndAgreement, agreement: AgreementView, now: datetime) -> Decision:
    question = tidsaftale.Ophoer(
        side=agreement.side,
        status=agreement.status,
        til=agreement.til,
        varsel_dage=agreement.notice_days,
        sidste=command.last,
        aflyser=not command.keep_booked,
        andre_tider=agreement_ends.holds_after(session, agreement.id, command.last),
    )
    return tidsaftale.afslut(question, day_of(now))


def _done_before(session: Session, command: EndAgreement, agreement: AgreementView) -> Ended | None:
    """What the same form did when it was sent before; None where it was not."""
    if agreement.status != "ended" or agreement.ends_on != command.last:
        return None
    step = next(
        (one for one in agreements.steps(session, agreement.id) if one.number == command.seen + 1), None
    )
    if step is None or step.act != "ended" or step.details.get("keep_booked") is not command.keep_booked:
        return None
    decision = Decision.from_json(step.details["decision"])
    return Ended(decision, command.last, step.details["times"], step.details["meetings"])


def _call_off(command: EndAgreement, ended: Ended, database: Database, now: datetime) -> Ended:
    """The meetings after the last day, one by one. Those that were moved there meanwhile are none of it."""

    def booked(session: Session) -> tuple[AgreementView, Collection[published.Published]]:
        worker = _leader(session, command.caseworker_id)
        agreement = agreements.get(session, command.agreement, worker.organisation.id)
        if agreement is None:
            raise UnknownAgreement
        slots = agreement_ends.withdrawn_after(session, agreement.id, _since(command.last, now))
        return agreement, published.chosen(session, worker.organisation.id, slots, now)

    agreement, times = database.read(booked)
    meetings = frozenset(meeting.public_id for time in times for meeting in time.booked)
    wish = WithdrawTimes(command.caseworker_id, frozenset(time.public_id for time in times), meetings)
    done = withdraw_times(wish, database, now)
    database.write(lambda session: agreement_ends.stay_at_home(session, agreement.id))
    kept = sum(len(time.booked) for time in done.left)
    return Ended(ended.decision, ended.last, ended.withdrawn, kept, done.called_off)


def _leader(session: Session, caseworker_id: int) -> CaseworkerView:
    worker = casework.working(session, caseworker_id)
    if not whose.leads(worker):
        raise NotTheirs
    return worker
