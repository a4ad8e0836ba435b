"""Requests to see the file of a case: asked, put off, answered once, and listed by the day to answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session

from portal.policy.hoering import Emne
from portal.store.rows import caseworker_columns, caseworker_name
from portal.store.tables import Caseworker, Person
from portal.store.tables_afgoerelse import Afgoerelse
from portal.store.tables_aktindsigt import Aktindsigt
from portal.store.views import CaseworkerName

MOST: Final = 500
"""So many of an organisation are listed, the earliest day first."""

_OWN = (
    "id",
    "public_id",
    "asked_at",
    "ord",
    "senest",
    "udsat_til",
    "udsat_fordi",
    "answered_at",
    "granted",
    "begrundelse",
    "letter",
)


@dataclass(frozen=True, slots=True)
class AktindsigtView:
    """A request with its answer. `sag`, `person`: public ids of the case and of whom it is about.

    `caseworker`: who answered. The rest as in the table.
    """

    id: int
    public_id: uuid.UUID
    sag: uuid.UUID
    emne: Emne
    person: uuid.UUID
    name: str
    asked_at: datetime
    ord: str | None
    senest: date
    udsat_til: date | None
    udsat_fordi: str | None
    answered_at: datetime | None
    granted: bool | None
    begrundelse: str | None
    letter: uuid.UUID | None
    caseworker: CaseworkerName | None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def frist(self) -> date:
        """The last Danish day to answer, as it stands."""
        return self.udsat_til or self.senest


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered at `at` (aware). `begrundelse`: why not, or a word with the file."""

    granted: bool
    begrundelse: str | None
    caseworker_id: int
    letter: uuid.UUID
    at: datetime


def ask(session: Session, afgoerelse_id: int, words: str | None, senest: date, at: datetime) -> uuid.UUID:
    """Keeps that the person asked at `at` (aware), and gives its public id. The database refuses a second
    open one.
    """
    public_id = uuid.uuid4()
    session.execute(
        insert(Aktindsigt).values(
            public_id=public_id, afgoerelse_id=afgoerelse_id, ord=words, senest=senest, asked_at=at
        )
    )
    return public_id


def of_case(session: Session, sag: uuid.UUID) -> tuple[AktindsigtView, ...]:
    """All of one case, the latest first. One statement."""
    return _views(session, Afgoerelse.public_id == sag)


def get_of(session: Session, sag: uuid.UUID, public_id: uuid.UUID) -> AktindsigtView | None:
    """The request of that id in that case."""
    found = _views(session, Afgoerelse.public_id == sag, Aktindsigt.public_id == public_id)
    return found[0] if found else None


def put_off(session: Session, aktindsigt_id: int, to: date, why: str) -> None:
    """It cannot be answered in time: by that Danish day, and why."""
    row = update(Aktindsigt).where(Aktindsigt.id == aktindsigt_id, Aktindsigt.answered_at.is_(None))
    session.execute(row.values(udsat_til=to, udsat_fordi=why))


def answer(session: Session, aktindsigt_id: int, given: Answer) -> None:
    row = update(Aktindsigt).where(Aktindsigt.id == aktindsigt_id, Aktindsigt.answered_at.is_(None))
    session.execute(
        row.values(
            answered_at=given.at,
            granted=given.granted,
            begrundelse=given.begrundelse,
            caseworker_id=given.caseworker_id,
            letter=given.letter,
        )
    )


def waiting(session: Session, organisation_id: int) -> tuple[AktindsigtView, ...]:
    """What the organisation still has to answer, the earliest day first, no more than `MOST`. One
    statement.
    """
    return _views(session, *_waits(organisation_id), limit=MOST)


def how_many_wait(organisation_id: int) -> ColumnElement[int]:
    """How many they are: part of another statement."""
    return (
        select(func.count())
        .select_from(Aktindsigt)
        .join(Afgoerelse, Afgoerelse.id == Aktindsigt.afgoerelse_id)
        .where(*_waits(organisation_id))
        .scalar_subquery()
    )


def _waits(organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    return Afgoerelse.organisation_id == organisation_id, Aktindsigt.answered_at.is_(None)


def _views(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[AktindsigtView, ...]:
    earliest = (func.coalesce(Aktindsigt.udsat_til, Aktindsigt.senest), Aktindsigt.id)
    order = earliest if limit else (Aktindsigt.asked_at.desc(), Aktindsigt.id.desc())
    query = (
        select(
            *(getattr(Aktindsigt, name) for name in _OWN),
            Afgoerelse.public_id.label("sag"),
            Afgoerelse.emne,
            Person.public_id.label("person"),
            Person.name,
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .join(Afgoerelse, Afgoerelse.id == Aktindsigt.afgoerelse_id)
        .join(Person, Person.id == Afgoerelse.person_id)
        .outerjoin(Caseworker, Caseworker.id == Aktindsigt.caseworker_id)
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
    )
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def _view(row: dict[str, Any]) -> AktindsigtView:
    own = {name: row[name] for name in (*_OWN, "sag", "person", "name")}
    return AktindsigtView(**own, emne=Emne(row["emne"]), caseworker=caseworker_name(row, "caseworker_"))
