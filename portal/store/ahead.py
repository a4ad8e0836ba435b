"""What lies ahead in an office, for a team or for a caseworker: free times and planned meetings, counted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.store.tables import Caseworker, Office, Person, Team
from portal.store.tables_meeting import Booking, Slot

Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class AheadRow:
    """What one has ahead in one office, from the first day to the last (aware, in UTC).

    `who`: the caseworker's name or the team's; None where nobody is named. `times`: with a free place.
    """

    office: str | None
    who: str | None
    times: int
    meetings: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Ahead:
    """Everything ahead. `joint`: times of jobcentres, not booked, in which the a-kasse's caseworker is."""

    rows: tuple[AheadRow, ...]
    joint: int = 0

    @property
    def times(self) -> int:
        return sum(row.times for row in self.rows)

    @property
    def meetings(self) -> int:
        return sum(row.meetings for row in self.rows)

    @property
    def nothing(self) -> bool:
        return not self.rows and not self.joint


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    """A planned meeting, without who the citizen is. `person`, `samtale`: as addresses name them."""

    start: datetime
    form: Samtaleform
    office: str | None
    person: uuid.UUID
    samtale: uuid.UUID


def of_office(session: Session, organisation_id: int, office_id: int, now: datetime) -> Ahead:
    """What is ahead in the organisation's office from `now` (aware)."""
    times = _times(Slot.office_id == office_id, now)
    meetings = _meetings(
        and_(Booking.organisation_id == organisation_id, Booking.office_id == office_id), now
    )
    return Ahead(_rows(session, times, meetings))


def of_team(session: Session, organisation_id: int, team_id: int, now: datetime) -> Ahead:
    """What the organisation's team has ahead from `now` (aware)."""
    times = _times(and_(Slot.organisation_id == organisation_id, Slot.team_id == team_id), now)
    meetings = _meetings(and_(Booking.organisation_id == organisation_id, Slot.team_id == team_id), now)
    return Ahead(_rows(session, times, meetings))


def of_caseworker(session: Session, caseworker_id: int, now: datetime) -> Ahead:
    """What the caseworker has ahead from `now` (aware), their part in joint meetings included."""
    times = _times(Slot.caseworker_id == caseworker_id, now)
    joint = select(func.count()).select_from(Slot)
    joint = joint.where(Slot.a_kasse_caseworker_id == caseworker_id, *_free(now))
    return Ahead(
        _rows(session, times, _meetings(_takes_part(caseworker_id), now)),
        joint=session.execute(joint).scalar_one(),
    )


def meetings_of(
    session: Session, caseworker_id: int, now: datetime, *, limit: int
) -> tuple[MeetingAhead, ...]:
    """The caseworker's planned meetings from `now` (aware), the first one first."""
    query = (
        select(
            Booking.start,
            Booking.form,
            Office.name.label("office"),
            Person.public_id.label("person"),
            Booking.public_id.label("samtale"),
        )
        .join(Person, Person.id == Booking.person_id)
        .outerjoin(Office, Office.id == Booking.office_id)
        .where(_takes_part(caseworker_id), *_planned(now))
        .order_by(Booking.start, Booking.id)
        .limit(limit)
    )
    return tuple(
        MeetingAhead(row.start, Samtaleform(row.form), row.office, row.person, row.samtale)
        for row in session.execute(query)
    )


def withdraw_times_of(session: Session, caseworker_id: int, now: datetime) -> None:
    """No time of the caseworker from `now` (aware) on can be booked any more, nor one that is agreed with the
    other side and to which they come. Planned meetings stand.
    """
    session.execute(update(Slot).where(*_standing_of(caseworker_id, now)).values(withdrawn_at=now))


def times_of(session: Session, caseworker_id: int, now: datetime) -> list[int]:
    """The keys of these times."""
    return list(session.execute(select(Slot.id).where(*_standing_of(caseworker_id, now))).scalars())


def _standing_of(caseworker_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    comes = or_(Slot.caseworker_id == caseworker_id, Slot.a_kasse_caseworker_id == caseworker_id)
    return comes, Slot.start > now, Slot.withdrawn_at.is_(None)


def video_links_on(session: Session, organisation_id: int, hosts: Sequence[str], now: datetime) -> int:
    """How many of the organisation's times and meetings from `now` (aware) have a link on these hosts, those
    that it takes part in as an a-kasse among them.
    """
    in_time = or_(_on(Slot.video_link, hosts), _on(Slot.a_kasse_link, hosts))
    of_time = or_(Slot.organisation_id == organisation_id, Slot.a_kasse_id == organisation_id)
    times = select(func.count()).select_from(Slot).where(of_time, *_free(now), in_time)
    of_meeting = or_(Booking.organisation_id == organisation_id, Booking.a_kasse_id == organisation_id)
    meetings = select(func.count()).select_from(Booking).outerjoin(Slot, Slot.id == Booking.slot_id)
    a_kasses = and_(Booking.a_kasse_id.is_not(None), _on(Slot.a_kasse_link, hosts))
    meetings = meetings.where(of_meeting, *_planned(now), or_(_on(Booking.video_link, hosts), a_kasses))
    return session.execute(times).scalar_one() + session.execute(meetings).scalar_one()


def _on(link: Any, hosts: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(link.startswith(f"https://{host}", autoescape=True) for host in hosts))


def _times(whose: ColumnElement[bool], now: datetime) -> Query:
    who = func.coalesce(Caseworker.name, Team.name)
    return (
        select(
            Office.name.label("office"),
            who.label("who"),
            func.count().label("number"),
            func.min(Slot.start).label("first"),
            func.max(Slot.start).label("last"),
        )
        .select_from(Slot)
        .join(Office, Office.id == Slot.office_id)
        .outerjoin(Caseworker, Caseworker.id == Slot.caseworker_id)
        .outerjoin(Team, Team.id == Slot.team_id)
        .where(whose, *_free(now))
        .group_by(Office.name, who)
    )


def _meetings(whose: ColumnElement[bool], now: datetime) -> Query:
    who = func.coalesce(Caseworker.name, Team.name)
    return (
        select(
            Office.name.label("office"),
            who.label("who"),
            func.count().label("number"),
            func.min(Booking.start).label("first"),
            func.max(Booking.start).label("last"),
        )
        .select_from(Booking)
        .outerjoin(Office, Office.id == Booking.office_id)
        .outerjoin(Slot, Slot.id == Booking.slot_id)
        .outerjoin(Caseworker, Caseworker.id == Booking.caseworker_id)
        .outerjoin(Team, Team.id == Slot.team_id)
        .where(whose, *_planned(now))
        .group_by(Office.name, who)
    )


def _free(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Slot.start > now, Slot.free > 0, Slot.withdrawn_at.is_(None)


def _planned(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Booking.start > now, Booking.status == SamtaleStatus.PLANLAGT.value


def _takes_part(caseworker_id: int) -> ColumnElement[bool]:
    return or_(Booking.caseworker_id == caseworker_id, Booking.a_kasse_caseworker_id == caseworker_id)


def _rows(session: Session, times: Query, meetings: Query) -> tuple[AheadRow, ...]:
    found = {_place(row): row for row in session.execute(times)}
    planned = {_place(row): row for row in session.execute(meetings)}
    places: Iterable[tuple[str, str]] = sorted(found.keys() | planned.keys())
    return tuple(_row(found.get(place), planned.get(place)) for place in places)


def _place(row: Any) -> tuple[str, str]:
    return row.office or "", row.who or ""


def _row(times: Any, meetings: Any) -> AheadRow:
    known = [row for row in (times, meetings) if row is not None]
    return AheadRow(
        office=known[0].office,
        who=known[0].who,
        times=times.number if times is not None else 0,
        meetings=meetings.number if meetings is not None else 0,
        first=min(row.first for row in known),
        last=max(row.last for row in known),
    )
