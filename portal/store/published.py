"""The organisation's own published times, as those see them who publish: shown by the week, published many at
once, changed and withdrawn.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.store import bulk
from portal.store.free_times import FORM_COLUMNS, somebody_is_away
from portal.store.tables import Caseworker, Office, Person, Team, table_of
from portal.store.tables_meeting import Booking, Hold, Slot
from portal.store.tables_times import ImportedTime

_slots, _bookings, _holds = table_of(Slot), table_of(Booking), table_of(Hold)
_slot, _booking, _hold = _slots.c, _bookings.c, _holds.c
_planned = _booking.status == SamtaleStatus.PLANLAGT.value
_stands = or_(_slot.withdrawn_at.is_(None), exists().where(_booking.slot_id == _slot.id, _planned))
"""Published still; or withdrawn, and a meeting in it has not been called off yet."""


@dataclass(frozen=True, slots=True)
class NewTime:
    """A time to publish, aware. `caseworker_id` None: the team's, with `capacity` places."""

    start: datetime
    slut: datetime
    office_id: int
    former: frozenset[Samtaleform]
    caseworker_id: int | None = None
    team_id: int | None = None
    capacity: int = 1
    room: str | None = None
    video_link: str | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """A planned meeting in a time. `person`: as addresses name them."""

    id: int
    public_id: uuid.UUID
    person_id: int
    person: uuid.UUID
    name: str
    form: Samtaleform


@dataclass(frozen=True, slots=True)
class Published:
    """A published time. `free`: places that are not taken; `held`: how many of these are kept for somebody
    now.

    `closed`: a joint one to which somebody of the two cannot come. `booked`: the planned meetings in it.
    `a_kasse_form`: how the a-kasse takes part; `a_kasse_link`: where it meets, where the citizen may not by
    video.
    """

    id: int
    public_id: uuid.UUID
    start: datetime
    slut: datetime
    office: str
    caseworker_id: int | None
    caseworker: str | None
    team_id: int | None
    team: str | None
    former: frozenset[Samtaleform]
    capacity: int
    free: int
    held: int
    room: str | None
    video_link: str | None
    joint: bool
    withdrawn: bool
    closed: bool = False
    booked: tuple[Booked, ...] = ()
    a_kasse_form: str | None = None
    a_kasse_link: str | None = None

    @property
    def lacks_link(self) -> bool:
        """It is free and offers video, and there is no address to meet at: nobody can choose video in it."""
        offers_video = Samtaleform.VIDEO in self.former and not self.video_link
        return offers_video and self.free > 0 and not self.withdrawn

    @property
    def meets_by_video(self) -> bool:
        """Somebody comes by video, or may: the citizen, or the a-kasse."""
        return Samtaleform.VIDEO in self.former or self.a_kasse_form == "video"


@dataclass(frozen=True, slots=True)
class Of:
    """Whose times: a caseworker's, a team's, or all of an office. Keys."""

    caseworker_id: int | None = None
    team_id: int | None = None
    office_id: int | None = None


def publish(session: Session, organisation_id: int, times: Iterable[NewTime], at: datetime) -> int:
    """Publishes the times at `at` (aware), and says how many."""
    return bulk.insert_many(session, Slot, (_row(organisation_id, time, at) for time in times))


def publish_events(
    session: Session,
    organisation_id: int,
    worker_id: int,
    times: Sequence[tuple[NewTime, str, str]],
    at: datetime,
) -> None:
    """Publishes times that come from a calendar's events, each with its event's uid and recurrence."""
    if not times:
        return
    rows = [_row(organisation_id, time, at) for time, _uid, _recurrence in times]
    bulk.insert_many(session, Slot, rows)
    ids = [row["public_id"] for row in rows]
    found = select(_slot.public_id, _slot.id).where(_slot.public_id.in_(ids))
    keys = {row.public_id: row.id for row in session.execute(found)}
    values = [
        {"slot_id": keys[row["public_id"]], "caseworker_id": worker_id, "uid": uid, "recurrence": recurrence}
        for row, (_time, uid, recurrence) in zip(rows, times, strict=True)
    ]
    session.execute(insert(ImportedTime), values)


def events(session: Session, worker_id: int) -> frozenset[tuple[str, str]]:
    """The calendar events that the caseworker's times came from, also of those that were withdrawn since."""
    rows = session.execute(
        select(ImportedTime.uid, ImportedTime.recurrence).where(ImportedTime.caseworker_id == worker_id)
    )
    return frozenset((row.uid, row.recurrence) for row in rows)


def standing_events(session: Session, worker_id: int, now: datetime) -> dict[tuple[str, str], uuid.UUID]:
    """The caseworker's times to come that came from calendar events and were not withdrawn, by event."""
    rows = session.execute(
        select(ImportedTime.uid, ImportedTime.recurrence, _slot.public_id)
        .join(_slots, _slot.id == ImportedTime.slot_id)
        .where(ImportedTime.caseworker_id == worker_id, _slot.withdrawn_at.is_(None), _slot.start > now)
    )
    return {(row.uid, row.recurrence): row.public_id for row in rows}


def between(
    session: Session, organisation_id: int, of: Of, since: datetime, until: datetime, now: datetime
) -> tuple[Published, ...]:
    """Their times that begin between two moments (aware), in order; two statements."""
    query = _all(now).where(
        _slot.organisation_id == organisation_id,
        _stands,
        _slot.start >= since,
        _slot.start < until,
    )
    if of.caseworker_id is not None:
        query = query.where(_slot.caseworker_id == of.caseworker_id)
    if of.team_id is not None:
        members = select(Caseworker.id).where(Caseworker.team_id == of.team_id)
        query = query.where(or_(_slot.team_id == of.team_id, _slot.caseworker_id.in_(members)))
    if of.office_id is not None:
        query = query.where(_slot.office_id == of.office_id)
    return _found(session, query)


def chosen(
    session: Session, organisation_id: int, ids: Collection[uuid.UUID], now: datetime
) -> tuple[Published, ...]:
    """The organisation's times of these ids that stand and are not over at `now` (aware), in order."""
    query = _all(now).where(
        _slot.organisation_id == organisation_id,
        _slot.public_id.in_(ids),
        _stands,
        _slot.start > now,
    )
    return _found(session, query)


def touched(
    session: Session,
    organisation_id: int,
    worker_id: int,
    since: datetime,
    until: datetime,
    now: datetime,
) -> tuple[Published, ...]:
    """The caseworker's own times that stand, are to come and overlap with what lies between two moments.

    Not what was agreed with an a-kasse: one side alone does not withdraw it, it is closed meanwhile.
    """
    query = _all(now).where(
        _slot.organisation_id == organisation_id,
        _slot.caseworker_id == worker_id,
        _slot.a_kasse_id.is_(None),
        _stands,
        _slot.start > now,
        _slot.start < until,
        _slot.slut > since,
    )
    return _found(session, query)


def withdraw_unbooked(session: Session, slot_ids: Collection[int], at: datetime) -> frozenset[int]:
    """Withdraws those of the times (by key) in which nobody has booked; gives the keys of these."""
    if not slot_ids:
        return frozenset()
    booked = exists().where(_booking.slot_id == _slot.id, _planned)
    statement = (
        update(_slots)
        .where(
            _slot.id.in_(slot_ids),
            _slot.withdrawn_at.is_(None),
            _slot.free == _slot.capacity,
            ~booked,
        )
        .values(withdrawn_at=at)
        .returning(_slot.id)
    )
    return frozenset(session.execute(statement).scalars())


def withdraw(session: Session, slot_id: int, at: datetime) -> None:
    """Withdraws the time, whoever has booked in it: nobody else can book it from here on."""
    statement = update(_slots).where(_slot.id == slot_id, _slot.withdrawn_at.is_(None))
    session.execute(statement.values(withdrawn_at=at))


def lock(session: Session, slot_ids: Collection[int]) -> None:
    """Nobody else changes or books these times until the transaction ends."""
    query = select(_slot.id).where(_slot.id.in_(slot_ids)).order_by(_slot.id)
    session.execute(query.with_for_update(key_share=True)).all()


def booked_in(session: Session, slot_id: int) -> frozenset[uuid.UUID]:
    """The planned meetings in the time, by their public ids."""
    return frozenset(
        session.execute(select(_booking.public_id).where(_booking.slot_id == slot_id, _planned)).scalars()
    )


def change(session: Session, slot_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of the time; `capacity` moves `free` along."""
    changed = dict(values)
    if "capacity" in changed:
        changed["free"] = _slot.free + changed["capacity"] - _slot.capacity
    session.execute(update(_slots).where(_slot.id == slot_id).values(**changed))


def follow_link(session: Session, slot_id: int, link: str, at: datetime) -> tuple[tuple[int, uuid.UUID], ...]:
    """Video meetings planned in the time have its new link; gives (person key, id) of each."""
    statement = (
        update(_bookings)
        .where(_booking.slot_id == slot_id, _planned, _booking.form == Samtaleform.VIDEO.value)
        .values(video_link=link, sequence=_booking.sequence + 1, updated_at=at)
        .returning(_booking.person_id, _booking.public_id)
    )
    return tuple((row.person_id, row.public_id) for row in session.execute(statement))


def form_values(former: frozenset[Samtaleform]) -> dict[str, bool]:
    """The columns that say which forms a time offers."""
    return {column.key: form in former for form, column in FORM_COLUMNS.items()}


def _all(now: datetime) -> Select[Any]:
    held = (
        select(func.count())
        .where(_hold.slot_id == _slot.id, _hold.expires_at > now)
        .correlate(_slots)
        .scalar_subquery()
    )
    office, worker, team = table_of(Office).c, table_of(Caseworker).c, table_of(Team).c
    return (
        select(
            _slot.id,
            _slot.public_id,
            _slot.start,
            _slot.slut,
            office.name.label("office"),
            _slot.caseworker_id,
            worker.name.label("caseworker"),
            _slot.team_id,
            team.name.label("team"),
            _slot.fremmoede,
            _slot.telefon,
            _slot.video,
            _slot.capacity,
            _slot.free,
            held.label("held"),
            _slot.room,
            _slot.video_link,
            _slot.a_kasse_id,
            _slot.a_kasse_form,
            _slot.a_kasse_link,
            _slot.withdrawn_at,
            and_(_slot.a_kasse_id.is_not(None), somebody_is_away()).label("closed"),
        )
        .join(table_of(Office), office.id == _slot.office_id)
        .outerjoin(table_of(Caseworker), worker.id == _slot.caseworker_id)
        .outerjoin(table_of(Team), team.id == _slot.team_id)
        .order_by(_slot.start, worker.name, _slot.id)
    )


def _found(session: Session, query: Select[Any]) -> tuple[Published, ...]:
    rows = session.execute(query).all()
    booked = _booked(session, [row.id for row in rows if row.free < row.capacity])
    return tuple(
        Published(
            id=row.id,
            public_id=row.public_id,
            start=row.start,
            slut=row.slut,
            office=row.office,
            caseworker_id=row.caseworker_id,
            caseworker=row.caseworker,
            team_id=row.team_id,
            team=row.team,
            former=frozenset(form for form, column in FORM_COLUMNS.items() if getattr(row, column.key)),
            capacity=row.capacity,
            free=row.free,
            held=row.held,
            room=row.room,
            video_link=row.video_link,
            joint=row.a_kasse_id is not None,
            withdrawn=row.withdrawn_at is not None,
            closed=bool(row.closed),
            booked=booked.get(row.id, ()),
            a_kasse_form=row.a_kasse_form,
            a_kasse_link=row.a_kasse_link,
        )
        for row in rows
    )


def _booked(session: Session, slot_ids: list[int]) -> dict[int, tuple[Booked, ...]]:
    if not slot_ids:
        return {}
    person = table_of(Person).c
    rows = session.execute(
        select(
            _booking.slot_id,
            _booking.id,
            _booking.public_id,
            _booking.person_id,
            person.public_id.label("person"),
            person.name,
            _booking.form,
        )
        .join(table_of(Person), person.id == _booking.person_id)
        .where(and_(_booking.slot_id.in_(slot_ids), _planned))
        .order_by(_booking.id)
    )
    found: defaultdict[int, list[Booked]] = defaultdict(list)
    for row in rows:
        found[row.slot_id].append(
            Booked(row.id, row.public_id, row.person_id, row.person, row.name, Samtaleform(row.form))
        )
    return {slot: tuple(meetings) for slot, meetings in found.items()}


def _row(organisation_id: int, time: NewTime, at: datetime) -> dict[str, Any]:
    return {
        "public_id": uuid.uuid4(),
        "organisation_id": organisation_id,
        "office_id": time.office_id,
        "caseworker_id": time.caseworker_id,
        "team_id": time.team_id,
        "start": time.start,
        "slut": time.slut,
        **form_values(time.former),
        "capacity": time.capacity,
        "free": time.capacity,
        "room": time.room if Samtaleform.FREMMOEDE in time.former else None,
        "video_link": time.video_link if Samtaleform.VIDEO in time.former else None,
        "published_at": at,
    }
