"""The step of the uddannelsespålæg that a person is at (LAB § 30; BAB § 41, stk. 2), as the jobcenter wrote
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker, Organisation
from portal.store.tables_held import Uddannelsestrin


@dataclass(frozen=True, slots=True)
class StepView:
    """The step as it reads now, with who wrote it and when (aware)."""

    tekst: str
    written_at: datetime
    by: str
    organisation: str


def current(session: Session, person_id: int) -> StepView | None:
    """The present step; None where none is written."""
    query = (
        select(
            Uddannelsestrin.tekst,
            Uddannelsestrin.written_at,
            Caseworker.name.label("by"),
            Organisation.name.label("organisation"),
        )
        .join(Caseworker, Caseworker.id == Uddannelsestrin.caseworker_id)
        .join(Organisation, Organisation.id == Uddannelsestrin.organisation_id)
        .where(Uddannelsestrin.person_id == person_id, Uddannelsestrin.replaced_at.is_(None))
    )
    row = session.execute(query).mappings().one_or_none()
    return StepView(**dict(row)) if row is not None else None


def write(
    session: Session, person_id: int, tekst: str, organisation_id: int, caseworker_id: int, at: datetime
) -> None:
    """The step from `at` (aware) on; the one before it is kept as replaced."""
    standing = Uddannelsestrin.person_id == person_id, Uddannelsestrin.replaced_at.is_(None)
    session.execute(update(Uddannelsestrin).where(*standing).values(replaced_at=at))
    session.execute(
        insert(Uddannelsestrin).values(
            person_id=person_id,
            organisation_id=organisation_id,
            caseworker_id=caseworker_id,
            tekst=tekst,
            written_at=at,
        )
    )
