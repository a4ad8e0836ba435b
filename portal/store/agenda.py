"""A caseworker's own meetings ahead."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.policy.anmodning import STAAENDE
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.store.belongs import takes_part
from portal.store.tables import Office, Person
from portal.store.tables_meeting import Booking
from portal.store.tables_requests import Oenske


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One planned meeting. Times are aware, in UTC. `person_id`, `booking`: as addresses name them.

    `needs`: the person wants something at every meeting: an interpreter, special premises.
    """

    start: datetime
    slut: datetime
    form: Samtaleform
    person: str
    person_id: uuid.UUID
    booking: uuid.UUID
    office: str | None
    needs: bool


def upcoming(session: Session, caseworker_id: int, since: datetime, today: date) -> tuple[AgendaEntry, ...]:
    """The planned meetings, from this moment on, that take this caseworker's time; the first one first.

    `today`, a Danish day: whose member somebody is then.
    """
    wanted = select(Oenske.id).where(
        Oenske.person_id == Person.id, Oenske.art.in_(STAAENDE), Oenske.withdrawn_at.is_(None)
    )
    query = (
        select(
            Booking.start,
            Booking.slut,
            Booking.form,
            Person.name,
            Person.public_id,
            Booking.public_id.label("booking"),
            Office.name.label("office"),
            wanted.exists().label("needs"),
        )
        .join(Person, Person.id == Booking.person_id)
        .outerjoin(Office, Office.id == Booking.office_id)
        .where(
            Booking.status == SamtaleStatus.PLANLAGT.value,
            Booking.start >= since,
            takes_part(Booking, caseworker_id, today),
        )
        .order_by(Booking.start, Booking.id)
    )
    return tuple(
        AgendaEntry(
            row.start,
            row.slut,
            Samtaleform(row.form),
            row.name,
            row.public_id,
            row.booking,
            row.office,
            bool(row.needs),
        )
        for row in session.execute(query)
    )
