"""What a caseworker did with a meeting for somebody on the telephone: booked, moved, called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker, Organisation
from portal.store.tables_calling import PhoneAct

Act = Literal["book", "move", "call_off"]


@dataclass(frozen=True, slots=True)
class PhoneActView:
    """`by` and `organisation` are names; `at` is aware."""

    booking_id: int
    act: str
    by: str
    organisation: str
    at: datetime


def record(session: Session, booking_id: int, caseworker_id: int, act: Act, at: datetime) -> None:
    """Keeps it, in the transaction of the act itself; `at` is aware."""
    session.execute(
        insert(PhoneAct).values(booking_id=booking_id, caseworker_id=caseworker_id, act=act, at=at)
    )


def of_booking(session: Session, booking_id: int) -> tuple[PhoneActView, ...]:
    """What was done with that meeting by telephone, the first first."""
    query = (
        select(
            PhoneAct.booking_id,
            PhoneAct.act,
            Caseworker.name.label("by"),
            Organisation.name.label("organisation"),
            PhoneAct.at,
        )
        .join(Caseworker, Caseworker.id == PhoneAct.caseworker_id)
        .join(Organisation, Organisation.id == Caseworker.organisation_id)
        .where(PhoneAct.booking_id == booking_id)
        .order_by(PhoneAct.id)
    )
    return tuple(PhoneActView(**row) for row in session.execute(query).mappings())
