"""Requests to see the file of a case: asked, put off, answered, complained of, and listed by what is next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from portal.policy.aktindsigt import Svar
from portal.policy.aktindsigt_klage import Skridt
from portal.policy.hoering import Emne
from portal.policy.kalender import day_of
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
    "kanal",
    "frist_oenskes",
    "snarest",
)
_NOTER = aliased(Caseworker)


@dataclass(frozen=True, slots=True)
class AktindsigtView:
    """A request with its answer. `sag`, `person`: public ids of the case and of whom it is about.

    `dag`: the Danish day it was asked. `caseworker`: who answered first; `noted_by`: who noted it. `naeste`,
    `frist_naeste`: what the organisation has to do. The rest as in the table.
    """

    id: int
    public_id: uuid.UUID
    sag: uuid.UUID
    emne: Emne
    person: uuid.UUID
    name: str
    asked_at: datetime
    dag: date
    ord: str | None
    kanal: str | None
    frist_oenskes: bool
    senest: date
    udsat_til: date | None
    udsat_fordi: str | None
    answered_at: datetime | None
    granted: bool | None
    begrundelse: str | None
    letter: uuid.UUID | None
    svar: Svar | None
    naeste: Skridt | None
    frist_naeste: date | None
    snarest: bool
    caseworker: CaseworkerName | None
    noted_by: CaseworkerName | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for its first answer."""
        return self.answered_at is None

    @property
    def frist(self) -> date:
        """The last Danish day to answer, as it stands."""
        return self.udsat_til or self.senest


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, written at `at` (aware). `senest`: the last Danish day to answer.

    `dag`, `kanal`, `noted_by_id`: where a caseworker noted it: on which Danish day and how it was asked.
    """

    ord: str | None
    senest: date
    at: datetime
    frist_oenskes: bool = False
    dag: date | None = None
    kanal: str | None = None
    noted_by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered first, at `at` (aware). `begrundelse`: why not, or a word with the file."""

    svar: Svar
    begrundelse: str | None
    caseworker_id: int
    letter: uuid.UUID
    at: datetime


def ask(session: Session, afgoerelse_id: int, asked: Asked) -> uuid.UUID:
    """Keeps what the person asked, and gives its public id. The database refuses a second open one."""
    public_id = uuid.uuid4()
    session.execute(
        insert(Aktindsigt).values(
            public_id=public_id,
            afgoerelse_id=afgoerelse_id,
            ord=asked.ord,
            senest=asked.senest,
            asked_at=asked.at,
            frist_oenskes=asked.frist_oenskes,
            dag=asked.dag,
            kanal=asked.kanal,
            noted_by_id=asked.noted_by_id,
            naeste=Skridt.SVARET.value,
            frist=asked.senest,
            snarest=False,
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
    session.execute(row.values(udsat_til=to, udsat_fordi=why, frist=to))


def answer(session: Session, aktindsigt_id: int, given: Answer) -> None:
    """The first answer."""
    row = update(Aktindsigt).where(Aktindsigt.id == aktindsigt_id, Aktindsigt.answered_at.is_(None))
    session.execute(
        row.values(
            answered_at=given.at,
            granted=given.svar is not Svar.NEJ,
            begrundelse=given.begrundelse,
            caseworker_id=given.caseworker_id,
            letter=given.letter,
            svar=given.svar.value,
            naeste=None,
            frist=None,
        )
    )


def stands(
    session: Session,
    aktindsigt_id: int,
    svar: Svar,
    naeste: Skridt | None,
    frist: date | None,
    *,
    snarest: bool = False,
) -> None:
    """The answer as it stands now, and what the organisation has to do next, if anything."""
    values: dict[str, Any] = {"svar": svar.value, "naeste": naeste.value if naeste else None}
    values |= {"frist": frist if naeste else None, "snarest": snarest and naeste is not None}
    session.execute(update(Aktindsigt).where(Aktindsigt.id == aktindsigt_id).values(values))


def waiting(session: Session, organisation_id: int) -> tuple[AktindsigtView, ...]:
    """What the organisation still has to do about them, the earliest day first, no more than `MOST`. One
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
    return Afgoerelse.organisation_id == organisation_id, Aktindsigt.naeste.is_not(None)


def _views(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[AktindsigtView, ...]:
    earliest = (Aktindsigt.frist, Aktindsigt.id)
    order = earliest if limit else (Aktindsigt.asked_at.desc(), Aktindsigt.id.desc())
    query = (
        select(
            *(getattr(Aktindsigt, name) for name in _OWN),
            Aktindsigt.dag,
            Aktindsigt.svar,
            Aktindsigt.naeste,
            Aktindsigt.frist.label("frist_naeste"),
            Afgoerelse.public_id.label("sag"),
            Afgoerelse.emne,
            Person.public_id.label("person"),
            Person.name,
            *caseworker_columns(Caseworker, "caseworker_"),
            *caseworker_columns(_NOTER, "noter_"),
        )
        .join(Afgoerelse, Afgoerelse.id == Aktindsigt.afgoerelse_id)
        .join(Person, Person.id == Afgoerelse.person_id)
        .outerjoin(Caseworker, Caseworker.id == Aktindsigt.caseworker_id)
        .outerjoin(_NOTER, _NOTER.id == Aktindsigt.noted_by_id)
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
    )
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def _view(row: dict[str, Any]) -> AktindsigtView:
    own = {name: row[name] for name in (*_OWN, "sag", "person", "name", "frist_naeste")}
    return AktindsigtView(
        **own,
        dag=row["dag"] or day_of(row["asked_at"]),
        emne=Emne(row["emne"]),
        svar=Svar(row["svar"]) if row["svar"] else None,
        naeste=Skridt(row["naeste"]) if row["naeste"] else None,
        caseworker=caseworker_name(row, "caseworker_"),
        noted_by=caseworker_name(row, "noter_"),
    )
