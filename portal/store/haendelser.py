"""What happened of itself: whose turn it is to be looked at, what is kept already, keeping it, reading it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.dagligt import Haendelse as Happened
from portal.policy.dagligt import Haendelsesart
from portal.policy.law import Citation
from portal.store.tables import table_of
from portal.store.tables_daily import Haendelse
from portal.store.tables_overview import Overview

_row = table_of(Overview).c
_told = table_of(Haendelse).c

_INSERT = insert(table_of(Haendelse)).inline()


@dataclass(frozen=True, slots=True)
class Turn:
    """A person to be looked at, the count of changes that is known by then, and since when it is looked.

    `since` None: nobody has looked yet.
    """

    person_id: int
    changed: int
    since: date | None


@dataclass(frozen=True, slots=True)
class HaendelseView:
    """One thing that happened on the Danish day `dag`. `booking_id`: the meeting that fell away with it.

    `read_at`: when the person had read it; None: not yet.
    """

    public_id: uuid.UUID
    art: Haendelsesart
    dag: date
    oplysninger: Mapping[str, Any]
    citations: tuple[Citation, ...]
    booking_id: int | None
    read_at: datetime | None


def turns(session: Session, today: date, limit: int, after: int = 0) -> list[Turn]:
    """Who was not looked at on the Danish day `today`, or has changed since, by key, after `after`."""
    query = (
        select(_row.person_id, _row.changed, _row.events_from)
        .where(_row.person_id > after, _due(today))
        .order_by(_row.person_id)
        .limit(limit)
    )
    return [Turn(*found) for found in session.execute(query)]


def count_turns(session: Session, today: date) -> int:
    query = select(func.count()).select_from(Overview).where(_due(today))
    return session.execute(query).scalar_one()


def turn_of(session: Session, person_id: int) -> Turn:
    """The same of one person, as it stands now. Raises LookupError for an unknown one."""
    query = select(_row.person_id, _row.changed, _row.events_from).where(_row.person_id == person_id)
    found = session.execute(query).one_or_none()
    if found is None:
        raise LookupError(f"no person {person_id}")
    return Turn(*found)


def looked(session: Session, turns: Sequence[Turn], today: date, since: date) -> None:
    """Keeps that these people were looked at on `today`; who never was before, since the day `since`.

    The count of changes is the one that the turn was taken with: what has changed since is looked at again.
    """
    if turns:
        values = [{"of_person": turn.person_id, "of_change": turn.changed} for turn in turns]
        session.execute(_LOOKED, [value | {"today": today, "since": since} for value in values])


def kept(session: Session, person_ids: Collection[int]) -> Mapping[int, set[tuple[str, str]]]:
    """What is kept of each of them already, by kind and key."""
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    query = select(_told.person_id, _told.art, _told.noegle).where(_told.person_id.in_(list(person_ids)))
    for person_id, art, noegle in session.execute(query):
        found[person_id].add((art, noegle))
    return found


def keep(session: Session, person_id: int, happened: Happened, at: datetime) -> uuid.UUID:
    """Keeps what happened, found at `at` (aware). Gives the id that it is named by outside."""
    public_id = uuid.uuid4()
    values = {
        "public_id": public_id,
        "person_id": person_id,
        "art": happened.art.value,
        "noegle": happened.noegle,
        "dag": happened.dag,
        "oplysninger": dict(happened.oplysninger),
        "citations": [[citation.law, citation.place] for citation in happened.citations],
        "booking_id": happened.samtale,
        "done_at": at,
    }
    session.execute(_INSERT, values)
    return public_id


def of_person(session: Session, person_id: int) -> tuple[HaendelseView, ...]:
    """All that happened to the person, the latest first."""
    query = (
        select(
            _told.public_id,
            _told.art,
            _told.dag,
            _told.oplysninger,
            _told.citations,
            _told.booking_id,
            _told.read_at,
        )
        .where(_told.person_id == person_id)
        .order_by(_told.dag.desc(), _told.id.desc())
    )
    return tuple(
        HaendelseView(
            row.public_id,
            Haendelsesart(row.art),
            row.dag,
            row.oplysninger,
            tuple(Citation(law, place) for law, place in row.citations),
            row.booking_id,
            row.read_at,
        )
        for row in session.execute(query)
    )


def get_own(session: Session, person_id: int, public_id: uuid.UUID) -> HaendelseView | None:
    """What of that id happened to the person."""
    return next((one for one in of_person(session, person_id) if one.public_id == public_id), None)


def with_booking(session: Session, booking_id: int) -> bool:
    """Whether the meeting fell away with something that happened."""
    query = select(_told.id).where(_told.booking_id == booking_id).limit(1)
    return session.execute(query).first() is not None


def mark_read(session: Session, person_id: int, which: Collection[uuid.UUID], at: datetime) -> None:
    """The person has read these of their own at `at` (aware); what was read before stays as it was."""
    statement = update(table_of(Haendelse)).where(
        _told.person_id == person_id, _told.public_id.in_(list(which)), _told.read_at.is_(None)
    )
    session.execute(statement.values(read_at=at))


def _due(today: date) -> Any:
    return or_(_row.events_on.is_(None), _row.events_on < today, _row.events_change != _row.changed)


_LOOKED = (
    update(table_of(Overview))
    .where(_row.person_id == bindparam("of_person"), _row.events_change <= bindparam("of_change"))
    .values(
        events_on=bindparam("today"),
        events_change=bindparam("of_change"),
        events_from=func.coalesce(_row.events_from, bindparam("since")),
    )
)
