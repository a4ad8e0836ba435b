"""Who changes a-kasse or kommune, to and from an organisation, and what the former one still has planned."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform, SamtaleStatus
from portal.store.tables import Membership, Organisation, Person
from portal.store.tables_meeting import Booking

MOST = 500


@dataclass(frozen=True, slots=True)
class Meeting:
    """A planned meeting with the former organisation, at an aware time.

    `joint`: the jobcenter's, in which the former a-kasse takes part until the day of the change.
    """

    start: datetime
    art: SamtaleArt
    form: Samtaleform
    joint: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A person changes from one organisation to another on the Danish day `fra`. `former` may be nobody."""

    person_id: int
    person: uuid.UUID
    name: str
    fra: date
    former_id: int | None
    former: str | None
    present_id: int
    present: str
    meetings: tuple[Meeting, ...]


def moves(
    session: Session, organisation_id: int, holder: Aktoer, since: date, now: datetime
) -> tuple[Move, ...]:
    """The changes from `since` on in which the organisation gains or loses somebody, the latest first.

    Two statements: the changes, and the meetings of all of them.
    """
    found = session.execute(_changes(organisation_id, holder, since)).all()
    meetings = _meetings(session, [(row.person_id, row.former_id) for row in found], now)
    return tuple(
        Move(
            person_id=row.person_id,
            person=row.public_id,
            name=row.name,
            fra=row.fra,
            former_id=row.former_id,
            former=row.former,
            present_id=row.present_id,
            present=row.present,
            meetings=tuple(meetings.get((row.person_id, row.former_id), ())),
        )
        for row in found
    )


def _changes(organisation_id: int, holder: Aktoer, since: date) -> Any:
    earlier = aliased(Membership)
    former, present = aliased(Organisation), aliased(Organisation)
    before = (
        select(earlier.id)
        .where(
            earlier.person_id == Membership.person_id,
            earlier.holder == Membership.holder,
            or_(earlier.fra.is_(None), earlier.fra < Membership.fra),
        )
        .order_by(earlier.fra.is_not(None).desc(), earlier.fra.desc())
        .limit(1)
        .correlate(Membership)
        .scalar_subquery()
    )
    old = aliased(Membership)
    return (
        select(
            Membership.person_id,
            Person.public_id,
            Person.name,
            Membership.fra,
            old.organisation_id.label("former_id"),
            former.name.label("former"),
            Membership.organisation_id.label("present_id"),
            present.name.label("present"),
        )
        .join(Person, Person.id == Membership.person_id)
        .join(present, present.id == Membership.organisation_id)
        .outerjoin(old, old.id == before)
        .outerjoin(former, former.id == old.organisation_id)
        .where(
            Membership.holder == holder.value,
            Membership.fra >= since,
            or_(Membership.organisation_id == organisation_id, old.organisation_id == organisation_id),
        )
        .order_by(Membership.fra.desc(), Person.name, Membership.id)
        .limit(MOST)
    )


def _meetings(
    session: Session, of: list[tuple[int, int | None]], now: datetime
) -> dict[tuple[int, int | None], list[Meeting]]:
    if not of:
        return {}
    query = (
        select(
            Booking.person_id,
            Booking.organisation_id,
            Booking.a_kasse_id,
            Booking.start,
            Booking.art,
            Booking.form,
        )
        .where(
            and_(
                Booking.person_id.in_({person for person, _former in of}),
                Booking.status == SamtaleStatus.PLANLAGT.value,
                Booking.start > now,
            )
        )
        .order_by(Booking.start)
    )
    found: dict[tuple[int, int | None], list[Meeting]] = {}
    for row in session.execute(query):
        for organisation, joint in ((row.organisation_id, False), (row.a_kasse_id, True)):
            one = Meeting(row.start, SamtaleArt(row.art), Samtaleform(row.form), joint)
            found.setdefault((row.person_id, organisation), []).append(one)
    return found
