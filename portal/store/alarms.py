"""What an organisation must see to at once: raised once, open until it is seen to or somebody closes it.

Of a person it is seen to once a meeting is planned again, or a new booking deadline was issued.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, exists, func, insert, select, update
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.policy.facts import SamtaleStatus
from portal.store.tables import Person, table_of
from portal.store.tables_case import Frist
from portal.store.tables_meeting import Booking
from portal.store.tables_times import Alarm

_alarm, _person = table_of(Alarm), table_of(Person)
_booking, _frist = table_of(Booking).c, table_of(Frist).c


@dataclass(frozen=True, slots=True)
class AlarmView:
    """`kind`: one of `tables_times.ALARMS`. `person`: as addresses name them; None: about nobody alone.

    `since` is aware.
    """

    public_id: uuid.UUID
    kind: str
    since: datetime
    person: uuid.UUID | None
    person_name: str | None


def raise_alarm(
    session: Session,
    organisation_id: int,
    kind: str,
    at: datetime,
    *,
    person_id: int | None = None,
    booking_id: int | None = None,
) -> None:
    """Raises the alarm at `at` (aware); one of its kind that is open stays as it is."""
    if _open_key(session, organisation_id, kind, person_id) is not None:
        return
    values = {
        "public_id": uuid.uuid4(),
        "organisation_id": organisation_id,
        "kind": kind,
        "person_id": person_id,
        "booking_id": booking_id,
        "since": at,
    }
    session.execute(insert(_alarm).values(**values))


def open_alarms(session: Session, organisation_id: int) -> tuple[AlarmView, ...]:
    """Those of the organisation that nobody has closed or seen to, the oldest first; one statement."""
    rows = session.execute(_OPEN, {"organisation_id": organisation_id})
    return tuple(
        AlarmView(row.public_id, row.kind, row.since, row.person, row.name)
        for row in rows
        if not row.planned and not _issued_since(row.issued, row.since)
    )


def close(session: Session, organisation_id: int, public_id: uuid.UUID, at: datetime) -> bool:
    """Closes the organisation's alarm of that id at `at` (aware). False where none is open."""
    closed = update(_alarm).where(
        _alarm.c.organisation_id == organisation_id,
        _alarm.c.public_id == public_id,
        _alarm.c.closed_at.is_(None),
    )
    return bool(session.execute(closed.values(closed_at=at).returning(_alarm.c.id)).all())


def _issued_since(issued: date | None, since: datetime) -> bool:
    return issued is not None and issued >= since.astimezone(COPENHAGEN).date()


def _open_key(session: Session, organisation_id: int, kind: str, person_id: int | None) -> int | None:
    about = _alarm.c.person_id.is_(None) if person_id is None else _alarm.c.person_id == person_id
    found = select(_alarm.c.id).where(
        _alarm.c.organisation_id == organisation_id,
        _alarm.c.kind == kind,
        _alarm.c.closed_at.is_(None),
        about,
    )
    key: int | None = session.execute(found).scalar_one_or_none()
    return key


_OPEN = (
    select(
        _alarm.c.public_id,
        _alarm.c.kind,
        _alarm.c.since,
        _person.c.public_id.label("person"),
        _person.c.name,
        exists()
        .where(
            _booking.person_id == _alarm.c.person_id,
            _booking.organisation_id == _alarm.c.organisation_id,
            _booking.status == SamtaleStatus.PLANLAGT.value,
            _booking.updated_at >= _alarm.c.since,
        )
        .label("planned"),
        select(func.max(_frist.udstedt))
        .where(
            _frist.person_id == _alarm.c.person_id,
            _frist.organisation_id == _alarm.c.organisation_id,
            _frist.tider_fandtes,
            _frist.withdrawn_at.is_(None),
        )
        .scalar_subquery()
        .label("issued"),
    )
    .outerjoin(_person, _person.c.id == _alarm.c.person_id)
    .where(_alarm.c.organisation_id == bindparam("organisation_id"), _alarm.c.closed_at.is_(None))
    .order_by(_alarm.c.since, _alarm.c.id)
)
