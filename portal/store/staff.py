"""Those who work for an organisation, as its administrator sees them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker, Office, Team

ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """Somebody who works for the organisation. `subject`: the identity provider's lasting name for them.

    `office_id`, `team_id`: as addresses name them.
    """

    id: int
    public_id: uuid.UUID
    subject: str
    name: str
    email: str | None
    role: str
    active: bool
    office_id: uuid.UUID | None
    office: str | None
    team_id: uuid.UUID | None
    team: str | None


def of(session: Session, organisation_id: int) -> tuple[WorkerRow, ...]:
    """Everybody, those who are active first, each kind by name."""
    query = _select().where(Caseworker.organisation_id == organisation_id)
    found = session.execute(query.order_by(Caseworker.active.desc(), Caseworker.name, Caseworker.id))
    return tuple(WorkerRow(**row) for row in found.mappings())


def one(
    session: Session, organisation_id: int, public_id: uuid.UUID, *, for_update: bool = False
) -> WorkerRow | None:
    """The one of that id who works for the organisation.

    `for_update`: nobody publishes a time of theirs until the transaction ends.
    """
    query = _select().where(Caseworker.organisation_id == organisation_id, Caseworker.public_id == public_id)
    query = query.with_for_update(of=Caseworker) if for_update else query
    found = session.execute(query).mappings().one_or_none()
    return WorkerRow(**found) if found else None


def subject_is_known(session: Session, organisation_id: int, subject: str) -> bool:
    """Whether somebody of the organisation, active or not, signs in as that."""
    query = select(func.count()).select_from(Caseworker)
    query = query.where(Caseworker.organisation_id == organisation_id, Caseworker.subject == subject)
    return session.execute(query).scalar_one() > 0


def other_administrators(session: Session, organisation_id: int, caseworker_id: int) -> int:
    """How many active administrators the organisation has besides this one."""
    query = select(func.count()).select_from(Caseworker)
    query = query.where(
        Caseworker.organisation_id == organisation_id,
        Caseworker.role == ADMINISTRATOR,
        Caseworker.active,
        Caseworker.id != caseworker_id,
    )
    return session.execute(query).scalar_one()


def add(session: Session, organisation_id: int, values: dict[str, Any]) -> uuid.UUID:
    """Somebody new. Gives the id that addresses name them by."""
    public_id = uuid.uuid4()
    session.execute(
        insert(Caseworker).values(values | {"organisation_id": organisation_id, "public_id": public_id})
    )
    return public_id


def make(session: Session, organisation_id: int, subject: str, name: str, role: str) -> None:
    """Whoever signs in as that is active in the role: somebody new, or one who was there before."""
    values = {"name": name, "role": role, "active": True}
    known = update(Caseworker).where(
        Caseworker.organisation_id == organisation_id, Caseworker.subject == subject
    )
    if not session.execute(known.values(values).returning(Caseworker.id)).scalars().all():
        add(session, organisation_id, values | {"subject": subject})


def end(session: Session, organisation_id: int, subject: str) -> bool:
    """Whoever signs in as that opens nothing any more. Whether there was somebody."""
    known = update(Caseworker).where(
        Caseworker.organisation_id == organisation_id, Caseworker.subject == subject, Caseworker.active
    )
    return bool(session.execute(known.values(active=False).returning(Caseworker.id)).scalars().all())


def change(session: Session, caseworker_id: int, values: dict[str, Any]) -> None:
    """Sets these columns."""
    session.execute(update(Caseworker).where(Caseworker.id == caseworker_id).values(values))


def leave_office(session: Session, office_id: int) -> None:
    """Nobody belongs to the office any more, and no team does."""
    for table in (Caseworker, Team):
        session.execute(update(table).where(table.office_id == office_id).values(office_id=None))


def _select() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Caseworker.id,
            Caseworker.public_id,
            Caseworker.subject,
            Caseworker.name,
            Caseworker.email,
            Caseworker.role,
            Caseworker.active,
            Office.public_id.label("office_id"),
            Office.name.label("office"),
            Team.public_id.label("team_id"),
            Team.name.label("team"),
        )
        .outerjoin(Office, Office.id == Caseworker.office_id)
        .outerjoin(Team, Team.id == Caseworker.team_id)
    )
