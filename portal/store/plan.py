"""Min Plan as it is written in the portal: each part as it reads now, and what it replaced."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, insert, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store.rows import caseworker_columns, caseworker_name, organisation_columns, organisation_view
from portal.store.tables import Caseworker, Organisation, table_of
from portal.store.tables_case import PLAN_FIELDS, PlanEntry
from portal.store.views import PlanEntryView

_row = table_of(PlanEntry).c
_STANDS = _row.replaced_at.is_(None)
_OWN = (
    "public_id",
    "felt",
    "item",
    "text",
    "caseworker_id",
    "written_at",
    "seen_at",
    "replaced_at",
    "afsluttet_fordi",
)


@dataclass(frozen=True, slots=True)
class NewPlanEntry:
    """One part of the plan, written at `at` (aware). `felt` is one of `PLAN_FIELDS`.

    `item`: which of a field's items it is; None: a new one. `afsluttet_fordi`: the item ends with this.
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
    decision_id: int | None = None
    afsluttet_fordi: str | None = None


def standing(session: Session, person_id: int) -> tuple[PlanEntryView, ...]:
    """The latest wording of every item, ended or not: the fields in the law's order, in each the oldest item
    first.
    """
    entries = _found(session, _row.person_id == person_id, _STANDS)
    return tuple(sorted(entries, key=lambda entry: PLAN_FIELDS.index(entry.felt)))


def current(session: Session, person_id: int) -> tuple[PlanEntryView, ...]:
    """The plan as it reads now: the same without what has ended."""
    return tuple(entry for entry in standing(session, person_id) if not entry.ended)


def history(session: Session, person_id: int) -> tuple[PlanEntryView, ...]:
    """Every wording there ever was, the latest first."""
    return tuple(reversed(_found(session, _row.person_id == person_id)))


def is_unseen(session: Session, public_id: uuid.UUID) -> bool:
    """Whether the wording stands, and the person has not said that they have seen it."""
    query = select(_row.id).where(_row.public_id == public_id, _STANDS, _row.seen_at.is_(None))
    return session.execute(query).first() is not None


def write(session: Session, entry: NewPlanEntry) -> uuid.UUID:
    """Writes the part; what it read before stays in the history. Gives the item's id."""
    item = entry.item or uuid.uuid4()
    if entry.item is not None:
        before = update(table_of(PlanEntry)).where(
            _row.person_id == entry.person_id, _row.felt == entry.felt, _row.item == item, _STANDS
        )
        session.execute(before.values(replaced_at=entry.at))
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
            decision_id=entry.decision_id,
            afsluttet_fordi=entry.afsluttet_fordi,
        )
    )
    return item


def mark_seen(session: Session, person_id: int, which: Collection[uuid.UUID], at: datetime) -> int:
    """The person has seen these wordings of their own at `at` (aware). Gives how many they had not seen
    before.
    """
    seen = update(table_of(PlanEntry)).where(
        _row.person_id == person_id, _row.public_id.in_(list(which)), _row.seen_at.is_(None)
    )
    return len(session.execute(seen.values(seen_at=at).returning(_row.id)).all())


def _found(session: Session, *conditions: ColumnElement[bool]) -> list[PlanEntryView]:
    """In the order they were written."""
    earlier = table_of(PlanEntry).alias("earlier")
    same = (earlier.c.person_id == _row.person_id, earlier.c.felt == _row.felt, earlier.c.item == _row.item)
    query = (
        select(
            *(_row[name] for name in _OWN),
            _row.details,
            _row.af,
            exists().where(*same, earlier.c.id < _row.id).label("changed"),
            *organisation_columns(Organisation, "organisation_"),
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .select_from(table_of(PlanEntry))
        .join(Organisation, Organisation.id == _row.organisation_id)
        .outerjoin(Caseworker, Caseworker.id == _row.caseworker_id)
        .where(*conditions)
        .order_by(_row.written_at, _row.id)
    )
    return [
        PlanEntryView(
            **{name: row[name] for name in _OWN},
            details=row["details"] or {},
            af=Aktoer(row["af"]),
            changed=row["changed"],
            organisation=organisation_view(row, "organisation_"),
            caseworker=caseworker_name(row, "caseworker_"),
        )
        for row in session.execute(query).mappings()
    ]
