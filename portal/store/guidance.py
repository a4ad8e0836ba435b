"""Guidance on selvbooking, and on what follows from not booking: there the duty begins (BAB § 44, stk. 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store.tables import Organisation
from portal.store.tables_people import Vejledning


@dataclass(frozen=True, slots=True)
class Guidance:
    """The person was guided on the Danish day `dato`. `noteret`: what about (AKV § 34, stk. 2)."""

    person_id: int
    organisation_id: int
    caseworker_id: int | None
    dato: date
    skriftlig: bool = True
    noteret: str | None = None


def given(session: Session, person_id: int) -> date | None:
    """The first day on which guidance that counts was given; None: none was.

    An a-kasse has to guide in writing (AKV § 33); for a jobcenter's guidance no form is set.
    """
    query = (
        select(func.min(Vejledning.dato))
        .join(Organisation, Organisation.id == Vejledning.organisation_id)
        .where(
            Vejledning.person_id == person_id,
            or_(Vejledning.skriftlig, Organisation.holder == Aktoer.JOBCENTER.value),
        )
    )
    return session.execute(query).scalar_one()


def record(session: Session, guidance: Guidance) -> None:
    """Keeps that it was given. Of the same organisation on the same day, what was kept last holds."""
    values = {"skriftlig": guidance.skriftlig, "noteret": guidance.noteret}
    same = (
        Vejledning.person_id == guidance.person_id,
        Vejledning.organisation_id == guidance.organisation_id,
        Vejledning.dato == guidance.dato,
    )
    if session.execute(update(Vejledning).where(*same).values(**values).returning(Vejledning.id)).first():
        return
    session.execute(
        insert(Vejledning).values(
            person_id=guidance.person_id,
            organisation_id=guidance.organisation_id,
            caseworker_id=guidance.caseworker_id,
            dato=guidance.dato,
            **values,
        )
    )
