"""What could not be delivered, each organisation's own, until somebody there has seen to it; and how much
waits. What is no organisation's own is on the lists of all administrators, who are told nobody's name.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store import organisations, overview, print_queue
from portal.store.tables import Person
from portal.store.tables_case import Letter, Outbox
from portal.store.tables_meeting import Booking
from portal.store.tables_overview import Overview
from portal.store.views import OrganisationView

MOST: Final = 200
"""How many are listed."""
SEES_NOBODYS: Final = "administrator"
"""The role that also sees to what is no organisation's own."""

_GIVEN_UP = and_(Outbox.gave_up_at.is_not(None), Outbox.settled_at.is_(None))
# Since when a row is due: who has tried to send it has set the time of the next try over the first.
_DUE_SINCE = case((Outbox.attempts > 0, Outbox.created_at), else_=Outbox.next_attempt_at)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that was given up at `gave_up_at`. `why` is a code; times are aware.

    `person` is None for what is about nobody alone, or is no organisation's own. `own`: the person is still
    the organisation's own.
    """

    id: int
    public_id: uuid.UUID
    topic: str
    payload: Mapping[str, Any]
    why: str
    created_at: datetime
    gave_up_at: datetime
    person_id: int | None
    person: uuid.UUID | None
    name: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to go one way. `since`: when the oldest of it was due (aware)."""

    lane: str
    rows: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Pressing:
    """What a start page tells: since when the oldest is due that waits (aware), how many of the
    organisation's own were given up, and how many of its letters on paper should be in the post and are not.
    """

    since: datetime | None
    given_up: int
    on_paper: int


def whose(session: Session, person_id: int | None, payload: Mapping[str, Any]) -> int | None:
    """The organisation that sees to a message: that of the letter, of the meeting, the one it names, or the
    one that answers for the person now. None: nobody's.
    """
    if letter := _by_id(session, Letter, payload.get("letter")):
        return letter
    if booking := _by_id(session, Booking, payload.get("booking")):
        return booking
    if payload.get("holder") and payload.get("organisation"):
        return organisations.find(session, Aktoer(payload["holder"]), payload["organisation"])
    return _answering(session, person_id, payload.get("holder"))


def list_own(session: Session, own: OrganisationView, role: str) -> tuple[Undelivered, ...]:
    """What somebody of that role there sees to, the oldest first, `MOST` of it at most. One statement."""
    query = _query(own, role).order_by(Outbox.gave_up_at, Outbox.id).limit(MOST)
    return tuple(_view(row) for row in session.execute(query))


def get_own(session: Session, own: OrganisationView, role: str, public_id: uuid.UUID) -> Undelivered | None:
    """The organisation's message of that id, for somebody of that role, while nobody has seen to it."""
    row = session.execute(_query(own, role).where(Outbox.public_id == public_id)).one_or_none()
    return _view(row) if row is not None else None


def try_again(session: Session, row_id: int, at: datetime) -> bool:
    """It is sent again from `at` (aware) on, as if for the first time. False: somebody else saw to it."""
    values = {"gave_up_at": None, "attempts": 0, "next_attempt_at": at, "last_error": None}
    return _change(session, row_id, {**values, "organisation_id": None})


def settle(session: Session, row_id: int, how: str, at: datetime) -> bool:
    """Somebody has seen to it at `at` (aware): `paper` or `closed`. False: somebody else did."""
    return _change(session, row_id, {"settled_at": at, "settled_how": how})


def waiting(session: Session, now: datetime) -> tuple[Waiting, ...]:
    """What is due at `now` (aware) and not sent, for each way. One statement."""
    query = (
        select(Outbox.lane, func.count(), func.min(_DUE_SINCE))
        .where(_waits(now))
        .group_by(Outbox.lane)
        .order_by(Outbox.lane)
    )
    return tuple(Waiting(*row) for row in session.execute(query))


def given_up(session: Session) -> int:
    """How many were given up and nobody has seen to, whoever's they are. One statement."""
    return session.scalar(select(func.count()).select_from(Outbox).where(_GIVEN_UP)) or 0


def given_up_since(session: Session) -> datetime | None:
    """When the first of those was given up (aware); None: there is none. One statement."""
    return session.scalar(select(func.min(Outbox.gave_up_at)).where(_GIVEN_UP))


def pressing(
    organisation_id: int, role: str, lanes: Collection[str], now: datetime
) -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    """Asks what presses at `now` (aware) on somebody of that role, of what goes those ways: the parts of a
    `Pressing`, in order.
    """
    oldest = select(func.min(_DUE_SINCE)).where(_waits(now), Outbox.lane.in_(lanes))
    count = select(func.count()).select_from(Outbox)
    own = count.where(_GIVEN_UP, _theirs(organisation_id, role))
    paper = print_queue.overdue(organisation_id, now)
    return oldest.scalar_subquery(), own.scalar_subquery(), paper


def _waits(now: datetime) -> ColumnElement[bool]:
    """It is due, or was tried. What is not due yet and nobody has tried waits for its time alone."""
    unsent = and_(Outbox.sent_at.is_(None), Outbox.gave_up_at.is_(None))
    return and_(unsent, or_(Outbox.next_attempt_at <= now, Outbox.attempts > 0))


def _theirs(organisation_id: int, role: str) -> ColumnElement[bool]:
    own: ColumnElement[bool] = Outbox.organisation_id == organisation_id
    return or_(own, Outbox.organisation_id.is_(None)) if role == SEES_NOBODYS else own


def _change(session: Session, row_id: int, values: dict[str, Any]) -> bool:
    statement = update(Outbox).where(Outbox.id == row_id, _GIVEN_UP).values(**values)
    return bool(session.execute(statement.returning(Outbox.id)).all())


def _by_id(session: Session, table: type[Letter] | type[Booking], public_id: str | None) -> int | None:
    if public_id is None:
        return None
    query = select(table.organisation_id).where(table.public_id == uuid.UUID(public_id))
    return session.execute(query).scalar_one_or_none()


def _answering(session: Session, person_id: int | None, holder: str | None) -> int | None:
    query = select(Overview.svarer, Overview.a_kasse_id, Overview.jobcenter_id)
    row = session.execute(query.where(Overview.person_id == person_id)).one_or_none()
    if row is None:
        return None
    ways: list[int | None] = [row.jobcenter_id, row.a_kasse_id]
    if (holder or row.svarer) == Aktoer.A_KASSE.value:
        ways.reverse()
    return ways[0] or ways[1]


def _query(own: OrganisationView, role: str) -> Select[Any]:
    named = and_(Person.id == Outbox.person_id, Outbox.organisation_id.is_not(None))
    return (
        select(
            Outbox.id,
            Outbox.public_id,
            Outbox.topic,
            Outbox.payload,
            Outbox.last_error,
            Outbox.created_at,
            Outbox.gave_up_at,
            Person.id.label("person_id"),
            Person.public_id.label("person"),
            Person.name,
            case((overview.own(own.id, own.holder), True), else_=False).label("own"),
        )
        .outerjoin(Person, named)
        .outerjoin(Overview, Overview.person_id == Person.id)
        .where(_GIVEN_UP, _theirs(own.id, role))
    )


def _view(row: Any) -> Undelivered:
    return Undelivered(
        id=row.id,
        public_id=row.public_id,
        topic=row.topic,
        payload=row.payload,
        why=row.last_error or "",
        created_at=row.created_at,
        gave_up_at=row.gave_up_at,
        person_id=row.person_id,
        person=row.person,
        name=row.name,
        own=bool(row.own),
    )
