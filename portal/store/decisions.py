"""Decisions of the policy, kept as JSON beside what they decided, so that the reasons can be read years
later.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.policy.law import Decision
from portal.store import tables_case
from portal.store.tables import table_of

_decisions = table_of(tables_case.Decision)
_INSERT = insert(_decisions).returning(_decisions.c.id)


def save(session: Session, person_id: int, decision: Decision, booking_id: int | None, at: datetime) -> int:
    """Keeps the decision, taken at `at` (aware), and gives its key. The database never lets it be changed."""
    values = {
        "person_id": person_id,
        "booking_id": booking_id,
        "question": decision.question,
        "allowed": decision.allowed,
        "decided_at": at,
        "findings": decision.as_json(),
    }
    key: int = session.execute(_INSERT, values).scalar_one()
    return key


def by_id(session: Session, decision_id: int) -> Decision | None:
    """The decision as it was taken."""
    row = tables_case.Decision
    kept = session.execute(select(row.findings).where(row.id == decision_id)).scalar_one_or_none()
    return Decision.from_json(kept) if kept is not None else None


def by_ids(session: Session, keys: Collection[int]) -> tuple[Kept, ...]:
    """The decisions of those keys, the first one first; one statement."""
    row = tables_case.Decision
    query = select(row.findings, row.decided_at).where(row.id.in_(keys)).order_by(row.id)
    return tuple(Kept(Decision.from_json(kept), at) for kept, at in session.execute(query))


def latest_of_booking(session: Session, booking_id: int) -> Decision | None:
    """The last decision on this meeting that granted something: what stands is what it decided."""
    row = tables_case.Decision
    query = select(row.findings).where(row.booking_id == booking_id, row.allowed)
    query = query.order_by(row.id.desc()).limit(1)
    kept = session.execute(query).scalar_one_or_none()
    return Decision.from_json(kept) if kept is not None else None


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision as it was taken, and when (aware)."""

    decision: Decision
    at: datetime


def granted_of_booking(session: Session, booking_id: int) -> tuple[Kept, ...]:
    """Everything that was granted about this meeting, the first one first."""
    row = tables_case.Decision
    query = select(row.findings, row.decided_at).where(row.booking_id == booking_id, row.allowed)
    found = session.execute(query.order_by(row.id)).all()
    return tuple(Kept(Decision.from_json(kept), at) for kept, at in found)
