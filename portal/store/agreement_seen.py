"""Up to which step an organisation has seen an agreement."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.store.tables_agreement import AgreementSeen


def mark(session: Session, agreement_id: int, organisation_id: int, number: int) -> None:
    """The organisation has seen it up to that step. What was seen stays seen."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    values = {"agreement_id": agreement_id, "organisation_id": organisation_id, "number": number}
    session.execute(dialect.insert(AgreementSeen).values(**values).on_conflict_do_nothing())
    session.execute(
        update(AgreementSeen)
        .where(
            AgreementSeen.agreement_id == agreement_id,
            AgreementSeen.organisation_id == organisation_id,
            AgreementSeen.number < number,
        )
        .values(number=number)
    )
