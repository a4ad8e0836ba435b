"""What an organisation's administrators changed, read from the audit log: who, when, from what to what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker
from portal.store.tables_case import Audit


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `at`: aware, in UTC. `who`: the name they have today. `details`: as it was logged."""

    at: datetime
    who: str
    action: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Some of the changes, the latest first. `more`: whether there are earlier ones after these."""

    changes: tuple[Change, ...]
    more: bool


def changes(
    session: Session, organisation_id: int, actions: Collection[str], *, skip: int, limit: int
) -> ChangePage:
    """The organisation's changes of these kinds. One statement."""
    query = (
        select(Audit.at, Caseworker.name, Audit.action, Audit.details)
        .join(Caseworker, and_(Caseworker.id == Audit.actor_id, Audit.actor_kind == "caseworker"))
        .where(
            Audit.organisation_id == organisation_id,
            Audit.person_id.is_(None),
            Audit.action.in_(actions),
            Audit.outcome == "allowed",
        )
        .order_by(Audit.id.desc())
        .offset(skip)
        .limit(limit + 1)
    )
    found = [Change(row.at, row.name, row.action, row.details or {}) for row in session.execute(query).all()]
    return ChangePage(tuple(found[:limit]), more=len(found) > limit)
