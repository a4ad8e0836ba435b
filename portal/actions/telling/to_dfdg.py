"""What DFDG is told: each meeting with the a-kasse and each change of it, and what the person says of the
a-kasse at the joint meeting.

The row names the meeting only: what is told is what it is when the row leaves.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.actions.telling.row import Told
from portal.policy.facts import Aktoer
from portal.store import bookings, dfdg, facts, outbox
from portal.store.database import Session

INDKALDELSE: Final = "dfdg.indkaldelse"
DELTAGELSESVALG: Final = "dfdg.deltagelsesvalg"


def meeting(session: Session, row: Told, now: datetime) -> None:
    """For the topics `booking.*`. A meeting with the jobcenter is told by the jobcenter's own system; one
    that was told before, and became the jobcenter's, is taken back.
    """
    if row.person_id is None:
        return
    booking = bookings.get_own(session, row.person_id, uuid.UUID(row.payload["booking"]))
    if booking is None or (booking.holder is not Aktoer.A_KASSE and dfdg.told(session, booking.id) is None):
        return
    payload = {"booking": str(booking.public_id), "sequence": booking.sequence}
    outbox.enqueue(session, INDKALDELSE, payload, row.person_id, now)


def choice(session: Session, row: Told, now: datetime) -> None:
    """For the topic `valg.said`: the person's a-kasse tells it."""
    if row.person_id is None:
        return
    a_kasse = facts.load(session, row.person_id, now).a_kasse
    if a_kasse is None:
        return
    payload = {
        "holder": a_kasse.holder.value,
        "organisation": a_kasse.code,
        "sagt": row.created_at.isoformat(),
    }
    outbox.enqueue(session, DELTAGELSESVALG, payload, row.person_id, now)
