"""Booking deadlines as they are issued (BAB § 44). Which one binds, the policy says of the facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store.tables_case import Frist


@dataclass(frozen=True, slots=True)
class NewFrist:
    """A deadline for a person who was guided, within which there are free times. Days are Danish ones."""

    person_id: int
    organisation_id: int
    af: Aktoer
    udstedt: date
    frist: date
    decision_id: int


def issue(session: Session, new: NewFrist) -> int:
    """Writes the deadline and gives its key. Earlier ones stay; the one issued last binds (DBK § 23)."""
    statement = insert(Frist).values(
        person_id=new.person_id,
        organisation_id=new.organisation_id,
        af=new.af.value,
        udstedt=new.udstedt,
        frist=new.frist,
        vejledt=True,
        tider_fandtes=True,
        decision_id=new.decision_id,
    )
    return session.execute(statement.returning(Frist.id)).scalar_one()
