"""What was corrected of a person's course: by whom, when, and what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.rows import caseworker_columns, caseworker_name, organisation_columns, organisation_view
from portal.store.tables import Caseworker, Organisation
from portal.store.tables_people import Rettelse
from portal.store.views import CaseworkerName, OrganisationView


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One correction, at an aware time. `foer`, `efter`: the fact's parts as text; None: there was none.

    `svar`: each answer that it changed, a `portal.policy.aendringer.Forskel` in JSON; None: it was not asked.
    `import_run_id`: the file that brought it in; all that it corrected of the person has the same `svar`.
    """

    felt: str
    foer: dict[str, Any] | None
    efter: dict[str, Any] | None
    svar: list[dict[str, Any]] | None
    begrundelse: str | None
    import_run_id: int | None
    at: datetime
    organisation: OrganisationView
    caseworker: CaseworkerName | None


def of_person(session: Session, person_id: int) -> tuple[CorrectionView, ...]:
    """All of them, the latest first. One statement."""
    query = (
        select(
            Rettelse.felt,
            Rettelse.foer,
            Rettelse.efter,
            Rettelse.svar,
            Rettelse.begrundelse,
            Rettelse.import_run_id,
            Rettelse.at,
            *organisation_columns(Organisation, "organisation_"),
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .join(Organisation, Organisation.id == Rettelse.organisation_id)
        .outerjoin(Caseworker, Caseworker.id == Rettelse.caseworker_id)
        .where(Rettelse.person_id == person_id)
        .order_by(Rettelse.at.desc(), Rettelse.id.desc())
    )
    return tuple(
        CorrectionView(
            felt=row["felt"],
            foer=row["foer"],
            efter=row["efter"],
            svar=row["svar"],
            begrundelse=row["begrundelse"],
            import_run_id=row["import_run_id"],
            at=row["at"],
            organisation=organisation_view(row, "organisation_"),
            caseworker=caseworker_name(row, "caseworker_"),
        )
        for row in session.execute(query).mappings()
    )
