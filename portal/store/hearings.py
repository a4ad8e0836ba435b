"""Hearings before a decision against a person: sent, found while they are open, closed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session

from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag
from portal.policy.hoering import Emne
from portal.store.tables_letters import Partshoering


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing that was sent. `sendt`, `frist`: Danish days. `letter`: its public id."""

    emne: Emne
    grundlag: Grundlag | Fastholdelsesgrund | None
    baggrund: str
    sendt: date
    frist: date
    letter: uuid.UUID


def send(
    session: Session, person_id: int, organisation_id: int, caseworker_id: int, new: Hearing, at: datetime
) -> None:
    """Keeps it, open from now on. One on the same that was open is closed at `at` (aware)."""
    close(session, person_id, organisation_id, new.emne, at)
    session.execute(
        insert(Partshoering).values(
            public_id=uuid.uuid4(),
            person_id=person_id,
            organisation_id=organisation_id,
            caseworker_id=caseworker_id,
            emne=new.emne.value,
            grundlag=new.grundlag.value if new.grundlag else None,
            baggrund=new.baggrund,
            sendt=new.sendt,
            frist=new.frist,
            letter=new.letter,
            at=at,
        )
    )


def open_one(session: Session, person_id: int, organisation_id: int, emne: Emne) -> Hearing | None:
    """The organisation's hearing on that which no decision has come of yet."""
    found = session.scalars(
        select(Partshoering).where(*_open(person_id, organisation_id, emne))
    ).one_or_none()
    if found is None:
        return None
    return Hearing(
        emne=emne,
        grundlag=_grundlag(found.grundlag) if found.grundlag else None,
        baggrund=found.baggrund,
        sendt=found.sendt,
        frist=found.frist,
        letter=found.letter,
    )


def close(session: Session, person_id: int, organisation_id: int, emne: Emne, at: datetime) -> None:
    """It was decided at `at` (aware), or nobody thinks of it any more."""
    statement = update(Partshoering).where(*_open(person_id, organisation_id, emne)).values(closed_at=at)
    session.execute(statement)


def _grundlag(value: str) -> Grundlag | Fastholdelsesgrund:
    return Grundlag(value) if value in set(Grundlag) else Fastholdelsesgrund(value)


def _open(person_id: int, organisation_id: int, emne: Emne) -> tuple[ColumnElement[bool], ...]:
    return (
        Partshoering.person_id == person_id,
        Partshoering.organisation_id == organisation_id,
        Partshoering.emne == emne.value,
        Partshoering.closed_at.is_(None),
    )
