"""A letter reached the person: Digital Post has said so. What counts from that day counts from then on.

When one on paper does, nobody knows: what was expected of Digital Post does not hold for it.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.clock import COPENHAGEN
from portal.policy import klage
from portal.store import afgoerelser, audit, beslutninger, post
from portal.store.database import Session

ACTION: Final = "letter_arrived"


def letter_arrived(session: Session, letter_public_id: uuid.UUID, at: datetime) -> bool:
    """Keeps when the letter was in the person's mailbox (`at`, aware). The first time holds; False: it is
    known already.
    """
    person_id = post.arrived(session, letter_public_id, at)
    if person_id is None:
        return False
    day = at.astimezone(COPENHAGEN).date()
    senest = klage.sidste_dag(day)
    beslutninger.complaint_counts_from_arrival(session, letter_public_id, senest)
    afgoerelser.arrived(session, letter_public_id, senest, at)
    audit.record(
        session,
        audit.AuditEntry(
            at=at,
            actor_kind="system",
            actor_id=None,
            person_id=person_id,
            action=ACTION,
            outcome="allowed",
            details={"letter": str(letter_public_id)},
        ),
    )
    return True


def day_unknown(session: Session, letter_public_id: uuid.UUID, at: datetime) -> None:
    """The letter goes on paper at `at` (aware): the last day to complain of what it decides is not known."""
    beslutninger.complaint_counts_from_arrival(session, letter_public_id, None)
    afgoerelser.arrived(session, letter_public_id, None, at)
