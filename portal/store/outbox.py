"""What is to be sent, written in the transaction of what it tells and sent afterwards by somebody else."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.store.tables import table_of
from portal.store.tables_case import Outbox
from portal.store.views import BookingView

_INSERT = insert(table_of(Outbox)).inline()

INSIDE: Final = "inside"
POST: Final = "post"
MAIL: Final = "mail"
SMS: Final = "sms"
DFDG: Final = "dfdg"
AUTHORITY: Final = "authority"

PAPER: Final = "paper"
"""Where Digital Post is not set up: what goes by post to those who have no Digital Post. No row names it."""

LANE_OF: Final[Mapping[str, str]] = {
    "letter.written": POST,
    "letter.copy": POST,
    "mail.send": MAIL,
    "sms.send": SMS,
    "dfdg.visitation": DFDG,
    "dfdg.afmelding": DFDG,
    "dfdg.indkaldelse": DFDG,
    "dfdg.deltagelsesvalg": DFDG,
    "authority.notice": AUTHORITY,
}
"""Which way each topic goes. All others stay inside: there they become letters and notices."""


def enqueue(
    session: Session, topic: str, payload: Mapping[str, Any], person_id: int | None, at: datetime
) -> uuid.UUID:
    """Adds a row to be sent from `at` (aware) on. Gives the receiver's idempotency key.

    `payload` holds JSON values: keys and times, never a CPR number.
    """
    public_id = uuid.uuid4()
    values = {
        "public_id": public_id,
        "person_id": person_id,
        "topic": topic,
        "lane": LANE_OF.get(topic, INSIDE),
        "payload": dict(payload),
        "created_at": at,
        "next_attempt_at": at,
    }
    session.execute(_INSERT, values)
    return public_id


def about(booking: BookingView) -> dict[str, Any]:
    """What a receiver is told of a meeting.

    `sequence` rises with each change: of two messages, the higher one holds.

    Times are ISO, in UTC.
    """
    return {
        "booking": str(booking.public_id),
        "sequence": booking.sequence,
        "status": booking.status.value,
        "art": booking.art.value,
        "holder": booking.holder.value,
        "organisation": booking.organisation.code,
        "start": booking.start.isoformat(),
        "slut": booking.slut.isoformat(),
        "form": booking.form.value,
        "a_kasse": booking.a_kasse.code if booking.a_kasse else None,
        "a_kasse_form": booking.a_kasse_form,
    }
