"""Calendar addresses: opened, renewed and closed, found by the hash of their random part; and what they
tell.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.store.belongs import takes_part
from portal.store.bookings import REGRETTED
from portal.store.rows import office_columns, office_or_none
from portal.store.tables import Caseworker, Office, Person
from portal.store.tables_feed import CalendarFeed
from portal.store.tables_meeting import Booking, Slot
from portal.store.views import OfficeView

TOUCHED_EVERY = timedelta(hours=1)
"""How exact `last_used_at` is: a calendar that fetches more often than this writes nothing in between."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose meetings an address tells of; one of the two keys is set."""

    person_id: int | None = None
    caseworker_id: int | None = None


@dataclass(frozen=True, slots=True)
class FeedView:
    """An open address as its owner sees it, without what opens it. Times are aware, in UTC."""

    public_id: uuid.UUID
    shows_place: bool
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenedFeed:
    """What an address opens. `language`: the owner's own choice, else the one it was made in."""

    id: int
    owner: Owner
    shows_place: bool
    language: str
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeedMeeting:
    """What a calendar may know of a meeting: nothing of who takes part. Times are aware, in UTC."""

    public_id: uuid.UUID
    start: datetime
    slut: datetime
    form: Samtaleform
    status: SamtaleStatus
    sequence: int
    updated_at: datetime
    office: OfficeView | None
    room: str | None


def of(session: Session, owner: Owner) -> FeedView | None:
    """The owner's open address, if there is one."""
    row = session.execute(
        select(
            CalendarFeed.public_id,
            CalendarFeed.shows_place,
            CalendarFeed.created_at,
            CalendarFeed.last_used_at,
        ).where(_owned(owner))
    ).one_or_none()
    return FeedView(*row) if row else None


def lock(session: Session, owner: Owner) -> None:
    """Nobody else opens or closes this owner's address until the transaction ends."""
    of_person = select(Person.id).where(Person.id == owner.person_id)
    of_caseworker = select(Caseworker.id).where(Caseworker.id == owner.caseworker_id)
    chosen = of_person if owner.person_id is not None else of_caseworker
    session.execute(chosen.with_for_update(key_share=True)).one()


def put(
    session: Session, owner: Owner, token_hash: bytes, *, shows_place: bool, language: str, at: datetime
) -> FeedView:
    """Open an address; the owner's former one, if any, opens nothing from now on. Lock the owner first."""
    close(session, owner)
    feed = CalendarFeed(
        public_id=uuid.uuid4(),
        person_id=owner.person_id,
        caseworker_id=owner.caseworker_id,
        token_hash=token_hash,
        shows_place=shows_place,
        language=language,
        created_at=at,
    )
    session.add(feed)
    session.flush()
    return FeedView(feed.public_id, shows_place, at, None)


def close(session: Session, owner: Owner) -> bool:
    """Close the owner's address. False where there was none."""
    closed = session.execute(delete(CalendarFeed).where(_owned(owner)).returning(CalendarFeed.id)).all()
    return bool(closed)


def show_place(session: Session, owner: Owner, shows: bool) -> bool:
    """Whether the owner's calendar says where meetings are. False where there is no address."""
    changed = session.execute(
        update(CalendarFeed).where(_owned(owner)).values(shows_place=shows).returning(CalendarFeed.id)
    ).all()
    return bool(changed)


def find(session: Session, token_hash: bytes) -> OpenedFeed | None:
    """What the address with this hash opens. One statement. Of a caseworker who has left, nothing."""
    row = session.execute(
        select(
            CalendarFeed.id,
            CalendarFeed.person_id,
            CalendarFeed.caseworker_id,
            CalendarFeed.shows_place,
            func.coalesce(Person.language, CalendarFeed.language).label("language"),
            CalendarFeed.last_used_at,
        )
        .outerjoin(Person, Person.id == CalendarFeed.person_id)
        .outerjoin(Caseworker, and_(Caseworker.id == CalendarFeed.caseworker_id, Caseworker.active))
        .where(CalendarFeed.token_hash == token_hash, or_(Person.id.is_not(None), Caseworker.id.is_not(None)))
    ).one_or_none()
    if row is None:
        return None
    owner = Owner(row.person_id, row.caseworker_id)
    return OpenedFeed(row.id, owner, row.shows_place, row.language, row.last_used_at)


def touch(session: Session, feed_id: int, *, at: datetime) -> None:
    """The address was fetched. Of several at once, one writes."""
    session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.id == feed_id, _not_used_since(at - TOUCHED_EVERY))
        .values(last_used_at=at)
    )


def meetings(session: Session, owner: Owner, since: datetime, today: date) -> tuple[FeedMeeting, ...]:
    """The owner's meetings that begin at `since` (aware) or later, called off ones too, by their start.

    `today`, a Danish day: whose member somebody is then, as far as a caseworker asks.
    """
    query = (
        select(
            Booking.public_id,
            Booking.start,
            Booking.slut,
            Booking.form,
            Booking.status,
            Booking.sequence,
            Booking.updated_at,
            Slot.room,
            *office_columns(Office, "office_"),
        )
        .outerjoin(Slot, Slot.id == Booking.slot_id)
        .outerjoin(Office, Office.id == Booking.office_id)
        .where(_takes_part(owner, today), Booking.start >= since)
        .where(Booking.aflyst_grund.is_distinct_from(REGRETTED))
        .order_by(Booking.start, Booking.id)
    )
    return tuple(
        FeedMeeting(
            public_id=row["public_id"],
            start=row["start"],
            slut=row["slut"],
            form=Samtaleform(row["form"]),
            status=SamtaleStatus(row["status"]),
            sequence=row["sequence"],
            updated_at=row["updated_at"],
            office=office_or_none(row, "office_"),
            room=row["room"],
        )
        for row in session.execute(query).mappings()
    )


def _owned(owner: Owner) -> ColumnElement[bool]:
    if owner.person_id is not None:
        return CalendarFeed.person_id == owner.person_id
    return CalendarFeed.caseworker_id == owner.caseworker_id


def _takes_part(owner: Owner, today: date) -> ColumnElement[bool]:
    if owner.caseworker_id is None:
        return Booking.person_id == owner.person_id
    return takes_part(Booking, owner.caseworker_id, today)


def _not_used_since(moment: datetime) -> ColumnElement[bool]:
    return or_(CalendarFeed.last_used_at.is_(None), CalendarFeed.last_used_at <= moment)
