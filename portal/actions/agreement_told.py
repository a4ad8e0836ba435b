"""One side takes agreed times back outside any answer: a step of the agreement, which the other side sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from portal.actions import agree_slots
from portal.store import agreement_ends, agreement_writes, published
from portal.store.agreement_ends import AgreedTime, Travelled
from portal.store.agreements import AgreementView
from portal.store.database import Session
from portal.store.views import CaseworkerView


def lock_times(session: Session, slot_ids: Collection[int]) -> None:
    """Nobody changes or books these times (by key) until the transaction ends, nor takes a step in what they
    were agreed on by.

    Whoever locks several things locks people first, then agreements, then times, then caseworkers.
    """
    agreed = agreement_ends.of_slots(session, slot_ids)
    agreement_writes.lock_all(session, {time.agreement for time in agreed})
    published.lock(session, slot_ids)


def given_up(
    session: Session,
    worker: CaseworkerView,
    times: Collection[AgreedTime],
    now: datetime,
    *,
    stopped: str | None = None,
) -> None:
    """The worker's organisation has withdrawn these times at `now` (aware): a step of each agreement.

    Intervals that are left empty are over. `stopped`: the name of who works there no more, where that is why.
    The times were locked by `lock_times`.
    Part of the transaction that withdraws them, so that no agreed time goes without the other side's
    knowledge.
    """
    own = worker.organisation
    for public_id, of_it in agreement_ends.by_agreement(times).items():
        agreement = agreement_writes.lock(session, public_id, own.id)
        if agreement is None:
            raise LookupError(f"agreement {public_id} is between others")
        intervals = [time.interval_id for time in of_it if time.interval_id]
        left = agreement_ends.end_if_empty(session, intervals, now)
        travel_anew(session, agreement, left, worker, now)
        details: dict[str, Any] = {
            "times": len(of_it),
            "meetings": sum(time.booked for time in of_it),
            "first_time": of_it[0].start.isoformat(),
            "last_time": of_it[-1].start.isoformat(),
        }
        if stopped is not None:
            details["stopped"] = stopped
        agreement_writes.take_step(
            session, agreement, own.holder, "withdrawn", worker.id, now, details=details
        )


def travel_anew(
    session: Session,
    agreement: AgreementView,
    left: Collection[Travelled],
    worker: CaseworkerView,
    now: datetime,
) -> None:
    """Whoever was to come to an interval that is over may have another one that day, and travels to that."""
    days: defaultdict[int, list[date]] = defaultdict(list)
    for one in left:
        days[one.worker_id].append(one.day)
    for worker_id, theirs in sorted(days.items()):
        agree_slots.lay_travel(session, agreement.a_kasse.id, worker_id, theirs, worker.id, now)
