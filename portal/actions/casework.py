"""What every act of a caseworker begins with: whose person it is, what the organisation sees, and the log.

Whoever is not the organisation's own, or lies outside what its tasks require (`portal.policy.indsigt`), is
as if nobody were there; that somebody tried is in the log.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from portal.policy.indsigt import Del, Indsigt, indsigt
from portal.policy.kalender import day_of
from portal.policy.law import Decision
from portal.store import audit, caseworkers, decisions, facts
from portal.store.database import Database, Session
from portal.store.facts import PersonFacts
from portal.store.free_times import day_begins
from portal.store.views import CaseworkerView

T = TypeVar("T")

FIGURES_ONLY: Final = "supervision"
"""The role that sees figures and no person."""

AGENDA: Final = "see_agenda"
"""What the log says of seeing with whom one has a meeting."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A caseworker, the person they look at, and what they see of them."""

    worker: CaseworkerView
    person: PersonFacts
    indsigt: Indsigt


class NotSeen(LookupError):
    """Nobody the caseworker may look at, or not for this. `person_id`: who was asked for, if anybody."""

    def __init__(self, worker: CaseworkerView, person_id: int | None) -> None:
        super().__init__("not a person this caseworker sees")
        self.worker = worker
        self.person_id = person_id


def see(
    session: Session,
    caseworker_id: int,
    person: uuid.UUID,
    now: datetime,
    *parts: Del,
    for_update: bool = False,
) -> Seen:
    """The person an address names, where the caseworker's organisation sees these parts of them.

    `for_update`: the person is locked until the transaction ends. Raises NotSeen.
    """
    found, key = caseworkers.looking_at(session, caseworker_id, person)
    worker = _active(found, caseworker_id)
    if key is None or worker.role == FIGURES_ONLY:
        raise NotSeen(worker, key)
    known = facts.load(session, key, now, for_update=for_update)
    own = worker.organisation
    sight = indsigt(known.facts, now, own.holder, own.code)
    if not sight.egen or not all(sight.ser(part) for part in parts):
        raise NotSeen(worker, key)
    return Seen(worker, known, sight)


def working(session: Session, caseworker_id: int) -> CaseworkerView:
    """The caseworker who acts. Raises LookupError where there is none, or none any more."""
    return _active(caseworkers.by_id(session, caseworker_id), caseworker_id)


def _active(worker: CaseworkerView | None, caseworker_id: int) -> CaseworkerView:
    if worker is None or not worker.active:
        raise LookupError(f"no active caseworker {caseworker_id}")
    return worker


def act(database: Database, action: str, now: datetime, work: Callable[[Session], T]) -> T:
    """What `work` returns, in one transaction. Where it raises NotSeen, the log keeps that somebody tried."""
    try:
        return database.write(work)
    except NotSeen as nobody:
        log_refused(database, action, nobody, now)
        raise


def log_seen(
    database: Database,
    seen: Seen,
    action: str,
    now: datetime,
    details: Mapping[str, Any] | None = None,
    *,
    booking_id: int | None = None,
) -> None:
    """Keeps that the caseworker looked, before anything is shown."""
    person_id = seen.person.person_id
    looked = entry(seen.worker, action, now, person_id=person_id, booking_id=booking_id, details=details)
    database.write(lambda session: audit.record(session, looked))


def shown(
    session: Session,
    caseworker_id: int,
    organisation_id: int,
    action: str,
    people: Collection[uuid.UUID],
    now: datetime,
) -> None:
    """Keeps of each of these people (public ids) that the caseworker saw them in a list.

    Once a day is enough: whoever works from a list opens it all day, and the person shall be able to read
    what else was seen of them.
    """
    seen = audit.AuditEntry(
        at=now,
        actor_kind="caseworker",
        actor_id=caseworker_id,
        organisation_id=organisation_id,
        action=action,
        outcome="allowed",
    )
    audit.record_shown(session, seen, people, day_begins(day_of(now)))


def log_shown(
    database: Database,
    caseworker_id: int,
    organisation_id: int,
    action: str,
    people: Collection[uuid.UUID],
    now: datetime,
) -> None:
    """The same, in a transaction of its own, before the list is shown."""
    if people:
        database.write(lambda session: shown(session, caseworker_id, organisation_id, action, people, now))


def log_refused(database: Database, action: str, nobody: NotSeen, now: datetime) -> None:
    """Keeps that the caseworker tried."""
    tried = entry(nobody.worker, action, now, person_id=nobody.person_id, outcome="refused")
    database.write(lambda session: audit.record(session, tried))


def record(
    session: Session,
    seen: Seen,
    action: str,
    decision: Decision,
    now: datetime,
    *,
    booking_id: int | None = None,
) -> int:
    """Keeps the decision and its log entry, and gives the decision's key."""
    person_id = seen.person.person_id
    decision_id = decisions.save(session, person_id, decision, booking_id, now)
    audit.record(
        session,
        entry(
            seen.worker,
            action,
            now,
            person_id=person_id,
            outcome="allowed" if decision.allowed else "refused",
            booking_id=booking_id,
            decision_id=decision_id,
        ),
    )
    return decision_id


def entry(
    worker: CaseworkerView,
    action: str,
    now: datetime,
    *,
    person_id: int | None,
    outcome: str = "allowed",
    booking_id: int | None = None,
    decision_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> audit.AuditEntry:
    return audit.AuditEntry(
        at=now,
        actor_kind="caseworker",
        actor_id=worker.id,
        organisation_id=worker.organisation.id,
        person_id=person_id,
        action=action,
        outcome=outcome,
        booking_id=booking_id,
        decision_id=decision_id,
        details=details,
    )
