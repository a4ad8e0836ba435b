"""A deadline that nobody is held to, because there was no free time to book (DBK §§ 12, 13 and 87)."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.policy.facts import Frist as Known
from portal.store.tables_case import Frist


def suspend(session: Session, person_id: int, frist: Known) -> None:
    """From here on it is known of the person's deadline that no times were there."""
    session.execute(
        update(Frist)
        .where(
            Frist.person_id == person_id,
            Frist.af == frist.af.value,
            Frist.udstedt == frist.udstedt,
            Frist.frist == frist.frist,
        )
        .values(tider_fandtes=False)
    )
