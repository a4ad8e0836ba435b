"""What a person says of the a-kasse at the joint meeting. Every saying is kept; the latest one counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.policy.facts import AKasseMed
from portal.store.tables import Valg


def say(
    session: Session, person_id: int, a_kasse_med: AKasseMed | None, a_kasse_fysisk: bool, at: datetime
) -> None:
    """Keeps what was said at `at` (aware). `a_kasse_fysisk`: the a-kasse is asked to come in person."""
    session.execute(
        insert(Valg).values(
            person_id=person_id,
            a_kasse_med=a_kasse_med.value if a_kasse_med else None,
            a_kasse_fysisk=a_kasse_fysisk,
            sagt=at,
        )
    )
