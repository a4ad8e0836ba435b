"""The inbox that a-kasse and jobcenter share: messages about recommendations, which both see."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, aliased

from portal.store.rows import caseworker_columns, caseworker_name
from portal.store.tables import Caseworker, Organisation
from portal.store.tables_indstilling import DialogBesked
from portal.store.views import CaseworkerName

_fra = aliased(Organisation)


@dataclass(frozen=True, slots=True)
class NewBesked:
    """A message, sent at `at` (aware) by one organisation to another. `art`: as in the table."""

    indstilling_id: int
    art: str
    fra_id: int
    til_id: int
    at: datetime
    tekst: str | None = None
    caseworker_id: int | None = None


@dataclass(frozen=True, slots=True)
class BeskedView:
    """A message as it was sent: by which organisation, and which caseworker of it."""

    public_id: uuid.UUID
    art: str
    fra: str
    caseworker: CaseworkerName | None
    tekst: str | None
    sent_at: datetime
    read_at: datetime | None


def write(session: Session, new: NewBesked) -> None:
    """Puts the message into the inbox."""
    session.execute(
        insert(DialogBesked).values(
            public_id=uuid.uuid4(),
            indstilling_id=new.indstilling_id,
            art=new.art,
            fra_id=new.fra_id,
            til_id=new.til_id,
            caseworker_id=new.caseworker_id,
            tekst=new.tekst,
            sent_at=new.at,
        )
    )


def about(session: Session, indstilling_id: int) -> tuple[BeskedView, ...]:
    """All about one recommendation, the first one first."""
    query = (
        select(
            DialogBesked.public_id,
            DialogBesked.art,
            DialogBesked.tekst,
            DialogBesked.sent_at,
            DialogBesked.read_at,
            _fra.name.label("fra"),
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .join(_fra, _fra.id == DialogBesked.fra_id)
        .outerjoin(Caseworker, Caseworker.id == DialogBesked.caseworker_id)
        .where(DialogBesked.indstilling_id == indstilling_id)
        .order_by(DialogBesked.id)
    )
    return tuple(_view(row) for row in session.execute(query).mappings())


def mark_read(session: Session, indstilling_id: int, til_id: int, at: datetime) -> bool:
    """The organisation saw what was sent to it about it, at `at` (aware). False: it had before."""
    statement = (
        update(DialogBesked)
        .where(
            DialogBesked.indstilling_id == indstilling_id,
            DialogBesked.til_id == til_id,
            DialogBesked.read_at.is_(None),
        )
        .values(read_at=at)
    )
    return session.execute(statement.returning(DialogBesked.id)).first() is not None


def _view(row: Any) -> BeskedView:
    names = ("public_id", "art", "fra", "tekst", "sent_at", "read_at")
    return BeskedView(**{name: row[name] for name in names}, caseworker=caseworker_name(row, "caseworker_"))
