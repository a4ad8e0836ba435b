"""Min Plan as it is written in the portal: each part as it reads now, and what it replaced."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store.rows import caseworker_columns, caseworker_name, organisation_columns, organisation_view
from portal.store.tables import Caseworker, Organisation
from portal.store.tables_case import PLAN_FIELDS, PlanEntry
from portal.store.views import PlanEntryView


@dataclass(frozen=True, slots=True)
class NewPlanEntry:
    """One part of the plan, written at `at` (aware). `felt` is one of `PLAN_FIELDS`.

    `item`: which of a field's items it is; None: a new one.
    """

    person_id: int
    felt: str
    text: str
    af: Aktoer
    organisation_id: int
    at: datetime
    item: uuid.UUID | None = None
    details: Mapping[str, Any] | None = None
    caseworker_id: int | None = None


def current(session: Session, person_id: int) -> tuple[PlanEntryView, ...]:
    """The plan as it reads now: the fields in the law's order, in each the oldest item first."""
    query = (
        select(
            PlanEntry,
            *organisation_columns(Organisation, "organisation_"),
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .join(Organisation, Organisation.id == PlanEntry.organisation_id)
        .outerjoin(Caseworker, Caseworker.id == PlanEntry.caseworker_id)
        .where(PlanEntry.person_id == person_id, PlanEntry.replaced_at.is_(None))
        .order_by(PlanEntry.id)
    )
    entries = [
        PlanEntryView(
            felt=row["PlanEntry"].felt,
            item=row["PlanEntry"].item,
            text=row["PlanEntry"].text,
            details=row["PlanEntry"].details or {},
            af=Aktoer(row["PlanEntry"].af),
            organisation=organisation_view(row, "organisation_"),
            caseworker=caseworker_name(row, "caseworker_"),
            written_at=row["PlanEntry"].written_at,
            seen_at=row["PlanEntry"].seen_at,
        )
        for row in session.execute(query).mappings()
    ]
    return tuple(sorted(entries, key=lambda entry: PLAN_FIELDS.index(entry.felt)))


def write(session: Session, entry: NewPlanEntry) -> uuid.UUID:
    """Writes the part; what it read before stays in the history. Gives the item's id."""
    item = entry.item or uuid.uuid4()
    if entry.item is not None:
        session.execute(
            update(PlanEntry)
            .where(
                PlanEntry.person_id == entry.person_id,
                PlanEntry.felt == entry.felt,
                PlanEntry.item == item,
                PlanEntry.replaced_at.is_(None),
            )
            .values(replaced_at=entry.at)
        )
    session.execute(
        insert(PlanEntry).values(
            person_id=entry.person_id,
            felt=entry.felt,
            item=item,
            text=entry.text,
            details=dict(entry.details) if entry.details is not None else None,
            af=entry.af.value,
            organisation_id=entry.organisation_id,
            caseworker_id=entry.caseworker_id,
            written_at=entry.at,
        )
    )
    return item
