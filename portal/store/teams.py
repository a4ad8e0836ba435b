"""An organisation's teams, and who is in them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker, Office, Team


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team. `closed_at`: aware; None while it stands. `office`: its office's name, where it has one."""

    id: int
    public_id: uuid.UUID
    name: str
    office_id: uuid.UUID | None
    office: str | None
    closed_at: datetime | None


def of(session: Session, organisation_id: int) -> tuple[TeamRow, ...]:
    """All of the organisation's teams, those that stand first, each kind by name."""
    query = _select().where(Team.organisation_id == organisation_id)
    found = session.execute(query.order_by(Team.closed_at.is_not(None), Team.name, Team.id))
    return tuple(TeamRow(**row) for row in found.mappings())


def one(
    session: Session, organisation_id: int, public_id: uuid.UUID, *, for_update: bool = False
) -> TeamRow | None:
    """The organisation's own team of that id. `for_update`: it is locked until the transaction ends."""
    query = _select().where(Team.organisation_id == organisation_id, Team.public_id == public_id)
    found = session.execute(query.with_for_update(of=Team) if for_update else query).mappings().one_or_none()
    return TeamRow(**found) if found else None


def add(session: Session, organisation_id: int, name: str, office_id: int | None) -> tuple[int, uuid.UUID]:
    """A new team. Gives its key, and the id that addresses name it by."""
    public_id = uuid.uuid4()
    values = {
        "organisation_id": organisation_id,
        "public_id": public_id,
        "name": name,
        "office_id": office_id,
    }
    key = session.execute(insert(Team).values(values).returning(Team.id)).scalar_one()
    return key, public_id


def change(session: Session, team_id: int, values: dict[str, Any]) -> None:
    """Sets these columns."""
    session.execute(update(Team).where(Team.id == team_id).values(values))


def set_members(session: Session, team_id: int, caseworkers: Collection[int]) -> None:
    """The team's members are these, by key, and nobody else; they leave the team they were in."""
    left = update(Caseworker).where(Caseworker.team_id == team_id, Caseworker.id.not_in(caseworkers))
    session.execute(left.values(team_id=None))
    if caseworkers:
        session.execute(update(Caseworker).where(Caseworker.id.in_(caseworkers)).values(team_id=team_id))


def _select() -> Select[*tuple[Any, ...]]:
    return select(
        Team.id,
        Team.public_id,
        Team.name,
        Office.public_id.label("office_id"),
        Office.name.label("office"),
        Team.closed_at,
    ).outerjoin(Office, Office.id == Team.office_id)
