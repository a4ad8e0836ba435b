"""What an organisation must see to at once: raised once, open until it is seen to or somebody closes it.

What somebody wants of the a-kasse is moot once the meeting has begun or is not held.
Of a person it is seen to once a meeting of that kind is planned again and no other time is held for a summons
that was not sent, or once a new booking deadline was issued.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.policy.facts import Oprindelse, SamtaleStatus
from portal.policy.lokale_graenser import BOOKBARE
from portal.store import offers
from portal.store.belongs import belongs
from portal.store.tables import Person, table_of
from portal.store.tables_case import Frist
from portal.store.tables_meeting import Booking, Hold, Slot
from portal.store.tables_times import ALARMS, Alarm, TilbudtTid

NO_TIMES, CALL_ANEW, A_KASSE_WANTED = ALARMS

_alarm, _person = table_of(Alarm), table_of(Person)
_booking, _frist = table_of(Booking).c, table_of(Frist).c
_holds, _offers, _slots = table_of(Hold), table_of(TilbudtTid), table_of(Slot)
_hold, _offer, _slot = _holds.c, _offers.c, _slots.c
_called_off, _old = table_of(Booking).alias("called_off"), table_of(Booking).alias("old")
_BOOKED = sorted(BOOKBARE)


@dataclass(frozen=True, slots=True)
class AlarmView:
    """`kind`: one of `tables_times.ALARMS`. `person`: as addresses name them; None: about nobody alone.

    `held`: when the time begins that is held until the person is called anew, and until when it is; None
    where none is. `booking`: the meeting it is about. Times are aware.
    """

    public_id: uuid.UUID
    kind: str
    since: datetime
    person: uuid.UUID | None
    person_name: str | None
    held: tuple[datetime, datetime] | None = None
    booking: uuid.UUID | None = None


def raise_alarm(
    session: Session,
    organisation_id: int,
    kind: str,
    at: datetime,
    *,
    person_id: int | None = None,
    booking_id: int | None = None,
) -> None:
    """Raises the alarm at `at` (aware); an open one of its kind that nobody has seen to stays as it is."""
    earlier = _open_key(session, organisation_id, kind, person_id)
    if earlier is not None:
        values = {"organisation_id": organisation_id, "now": at}
        if not _seen_to(session.execute(_OPEN.where(_alarm.c.id == earlier), values).one()):
            return
        session.execute(update(_alarm).where(_alarm.c.id == earlier).values(closed_at=at))
    values = {
        "public_id": uuid.uuid4(),
        "organisation_id": organisation_id,
        "kind": kind,
        "person_id": person_id,
        "booking_id": booking_id,
        "since": at,
    }
    session.execute(insert(_alarm).values(**values))


def settle(session: Session, kind: str, person_id: int, at: datetime) -> None:
    """Closes the open alarms of the kind about that person at `at` (aware): there is nothing to see to."""
    of_person = update(_alarm).where(
        _alarm.c.kind == kind, _alarm.c.person_id == person_id, _alarm.c.closed_at.is_(None)
    )
    session.execute(of_person.values(closed_at=at))


def open_alarms(session: Session, organisation_id: int, now: datetime) -> tuple[AlarmView, ...]:
    """Those of the organisation that nobody has closed or seen to at `now` (aware), the oldest first; one
    statement. What is about somebody who is no longer its own is none of its business.
    """
    today = now.astimezone(COPENHAGEN).date()
    own = or_(_alarm.c.person_id.is_(None), belongs(_alarm.c.person_id, organisation_id, today))
    rows = session.execute(_OPEN.where(own), {"organisation_id": organisation_id, "now": now})
    return tuple(
        AlarmView(row.public_id, row.kind, row.since, row.person, row.name, _held(row), row.booking)
        for row in rows
        if not _seen_to(row)
    )


def close(session: Session, organisation_id: int, public_id: uuid.UUID, at: datetime) -> bool:
    """Closes the organisation's alarm of that id at `at` (aware), and lets go of the times that were held for
    whom it is about. False where none is open.
    """
    closed = update(_alarm).where(
        _alarm.c.organisation_id == organisation_id,
        _alarm.c.public_id == public_id,
        _alarm.c.closed_at.is_(None),
    )
    row = session.execute(
        closed.values(closed_at=at).returning(_alarm.c.kind, _alarm.c.person_id)
    ).one_or_none()
    if row is not None and row.kind == CALL_ANEW and row.person_id is not None:
        offers.let_go_of_summons(session, organisation_id, row.person_id, at)
    return row is not None


def _held(row: Any) -> tuple[datetime, datetime] | None:
    return (row.held_start, row.held_until) if row.held_start is not None else None


def _seen_to(row: Any) -> bool:
    issued: date | None = row.issued if row.kind != A_KASSE_WANTED else None
    if issued is not None and issued >= row.since.astimezone(COPENHAGEN).date():
        return True
    moot = row.kind == A_KASSE_WANTED and not row.ahead
    return moot or (bool(row.planned) and row.held_start is None)


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


_first_held = (
    select(_slot.start, _hold.expires_at)
    .select_from(_holds)
    .join(_offers, _offer.id == _hold.offer_id)
    .join(_old, _old.c.id == _offer.booking_id)
    .join(_slots, _slot.id == _hold.slot_id)
    .where(
        _hold.person_id == _alarm.c.person_id,
        _hold.expires_at > bindparam("now"),
        _old.c.organisation_id == _alarm.c.organisation_id,
        _old.c.oprindelse == Oprindelse.INDKALDT.value,
    )
    .order_by(_slot.start, _hold.id)
    .limit(1)
    .correlate(_alarm)
)
_OPEN = (
    select(
        _alarm.c.public_id,
        _alarm.c.kind,
        _alarm.c.since,
        _person.c.public_id.label("person"),
        _person.c.name,
        _called_off.c.public_id.label("booking"),
        and_(
            _called_off.c.status == SamtaleStatus.PLANLAGT.value, _called_off.c.start > bindparam("now")
        ).label("ahead"),
        exists()
        .where(
            _booking.person_id == _alarm.c.person_id,
            _booking.organisation_id == _alarm.c.organisation_id,
            _booking.status == SamtaleStatus.PLANLAGT.value,
            _booking.updated_at >= _alarm.c.since,
            or_(
                _called_off.c.id.is_(None),
                _called_off.c.art == _booking.art,
                and_(_called_off.c.art.in_(_BOOKED), _booking.art.in_(_BOOKED)),
            ),
        )
        .label("planned"),
        _first_held.with_only_columns(_slot.start).scalar_subquery().label("held_start"),
        _first_held.with_only_columns(_hold.expires_at).scalar_subquery().label("held_until"),
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
    .outerjoin(_called_off, _called_off.c.id == _alarm.c.booking_id)
    .where(_alarm.c.organisation_id == bindparam("organisation_id"), _alarm.c.closed_at.is_(None))
    .order_by(_alarm.c.since, _alarm.c.id)
)
