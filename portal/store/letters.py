"""Letters to a person, with the words they went out with: written once, listed, opened, marked as read."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session

from portal.store.rows import organisation_columns, organisation_view
from portal.store.tables import Organisation, Person
from portal.store.tables_case import Letter
from portal.store.views import OrganisationView

_OWN = (
    "id",
    "public_id",
    "person_id",
    "beslutning_id",
    "kind",
    "version",
    "language",
    "title",
    "written_at",
    "delivered_at",
    "read_at",
)


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter, written at `at` (aware). `version`: of its text. `body`: its words, as they go out."""

    person_id: int
    organisation_id: int
    kind: str
    version: int
    language: str
    title: str
    body: str
    at: datetime
    beslutning_id: int | None = None
    booking_id: int | None = None


@dataclass(frozen=True, slots=True)
class LetterView:
    """What a list shows of a letter. `delivered_at`: when it was in the person's digital mailbox, where that
    is known. `read_at`: when the person opened it here first, None: not yet.
    """

    id: int
    public_id: uuid.UUID
    person_id: int
    beslutning_id: int | None
    organisation: OrganisationView
    kind: str
    version: int
    language: str
    title: str
    written_at: datetime
    delivered_at: datetime | None
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class FullLetter:
    """A letter with its words."""

    view: LetterView
    body: str


def write(session: Session, new: NewLetter) -> uuid.UUID:
    """Keeps the letter. Gives the id that addresses name it by."""
    public_id = uuid.uuid4()
    session.execute(
        insert(Letter).values(
            public_id=public_id,
            person_id=new.person_id,
            organisation_id=new.organisation_id,
            beslutning_id=new.beslutning_id,
            booking_id=new.booking_id,
            kind=new.kind,
            version=new.version,
            language=new.language,
            title=new.title,
            body=new.body,
            written_at=new.at,
        )
    )
    return public_id


def of_person(session: Session, person_id: int) -> tuple[LetterView, ...]:
    """The person's letters without their words, the latest first; none that was taken back unread."""
    query = (
        select(*_columns())
        .join(Organisation, Organisation.id == Letter.organisation_id)
        .where(Letter.person_id == person_id, Letter.withdrawn_at.is_(None))
        .order_by(Letter.written_at.desc(), Letter.id.desc())
    )
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def get_own(session: Session, person_id: int, public_id: uuid.UUID) -> FullLetter | None:
    """The person's own letter of that id."""
    return _one(
        session,
        Letter.public_id == public_id,
        Letter.person_id == person_id,
        Letter.withdrawn_at.is_(None),
    )


def get_of(
    session: Session, organisation_id: int, person: uuid.UUID, public_id: uuid.UUID
) -> FullLetter | None:
    """The letter of that id that the organisation wrote to that person."""
    return _one(
        session,
        Letter.public_id == public_id,
        Letter.organisation_id == organisation_id,
        Letter.person_id == select(Person.id).where(Person.public_id == person).scalar_subquery(),
    )


def by_ids(session: Session, public_ids: Collection[uuid.UUID]) -> tuple[FullLetter, ...]:
    """The letters of those ids with their words, in the order they were written; one statement."""
    query = (
        select(*_columns(), Letter.body)
        .join(Organisation, Organisation.id == Letter.organisation_id)
        .where(Letter.public_id.in_(public_ids))
        .order_by(Letter.written_at, Letter.id)
    )
    found = session.execute(query).mappings()
    return tuple(FullLetter(_view(dict(row)), row["body"]) for row in found)


def count(session: Session, person_id: int) -> tuple[int, int]:
    """How many letters the person has, and how many of them were never opened."""
    query = select(func.count(), func.count() - func.count(Letter.read_at))
    own = query.where(Letter.person_id == person_id, Letter.withdrawn_at.is_(None))
    found = session.execute(own).one()
    return found[0], found[1]


def mark_read(session: Session, letter_id: int, at: datetime) -> bool:
    """The person opened the letter at `at` (aware). Gives whether it was for the first time."""
    statement = update(Letter).where(Letter.id == letter_id, Letter.read_at.is_(None)).values(read_at=at)
    return bool(session.execute(statement.returning(Letter.id)).scalars().all())


def _one(session: Session, *conditions: ColumnElement[bool]) -> FullLetter | None:
    query = (
        select(*_columns(), Letter.body)
        .join(Organisation, Organisation.id == Letter.organisation_id)
        .where(*conditions)
    )
    found = session.execute(query).mappings().one_or_none()
    return FullLetter(_view(dict(found)), found["body"]) if found is not None else None


def _columns() -> tuple[ColumnElement[object], ...]:
    own = tuple(getattr(Letter, name) for name in _OWN)
    return (*own, *organisation_columns(Organisation, "organisation_"))


def _view(row: dict[str, object]) -> LetterView:
    own = {name: row[name] for name in _OWN}
    return LetterView(**own, organisation=organisation_view(row, "organisation_"))  # type: ignore[arg-type]
