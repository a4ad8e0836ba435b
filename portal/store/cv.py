"""What was found each time that somebody looked at a person's CV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker, Organisation
from portal.store.tables_people import CvTjek


@dataclass(frozen=True, slots=True)
class CvCheck:
    """Looked at on the Danish day `dato`. `by`: the caseworker's name, where it is known."""

    dato: date
    fyldestgoerende: bool
    mangler: str | None
    organisation_id: int
    organisation: str
    by: str | None


def of_person(session: Session, person_id: int) -> tuple[CvCheck, ...]:
    """The latest first; one statement."""
    query = (
        select(
            CvTjek.dato,
            CvTjek.fyldestgoerende,
            CvTjek.mangler,
            CvTjek.organisation_id,
            Organisation.name.label("organisation"),
            Caseworker.name.label("by"),
        )
        .join(Organisation, Organisation.id == CvTjek.organisation_id)
        .outerjoin(Caseworker, Caseworker.id == CvTjek.caseworker_id)
        .where(CvTjek.person_id == person_id)
        .order_by(CvTjek.dato.desc(), CvTjek.id.desc())
    )
    return tuple(CvCheck(**dict(row)) for row in session.execute(query).mappings())
