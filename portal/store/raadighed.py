"""Why rådighedssamtaler are held, and what was found: of one meeting, of a person, and as a list."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, insert, or_, select
from sqlalchemy.orm import Session, aliased

from portal.policy.facts import SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.raadighed import Aarsag, Vurdering, mangler
from portal.store.tables import Caseworker, Person
from portal.store.tables_meeting import Booking
from portal.store.tables_raadighed import RaadighedAarsag, Raadighedsvurdering

MOST = 500

_who_said, _who_found = aliased(Caseworker), aliased(Caseworker)


@dataclass(frozen=True, slots=True)
class Cause:
    """`at` aware; `by`: the caseworker's name."""

    aarsag: Aarsag
    anledning: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`frist`: the last Danish day to document the search for work. `at` aware."""

    vurdering: Vurdering
    begrundelse: str
    frist: date | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Availability:
    """A rådighedssamtale with its cause and what was found, as far as they are written. `start`: aware."""

    booking_id: int
    booking: uuid.UUID
    person: uuid.UUID
    name: str
    start: datetime
    form: Samtaleform
    status: SamtaleStatus
    cause: Cause | None
    found: Finding | None

    def lacks(self, today: date) -> bool:
        """Whether the a-kasse still has to write something on that Danish day (`raadighed.mangler`)."""
        cause, found = self.cause, self.found
        return mangler(
            self.status,
            cause.aarsag if cause else None,
            found.vurdering if found else None,
            found.frist if found else None,
            today,
        )


def of_meetings(session: Session, booking_ids: list[int]) -> dict[int, Availability]:
    """By the meeting's key; one statement."""
    if not booking_ids:
        return {}
    rows = session.execute(_query().where(Booking.id.in_(booking_ids))).mappings()
    return {row["booking_id"]: _view(row) for row in rows}


def of_organisation(session: Session, organisation_id: int, since: datetime) -> tuple[Availability, ...]:
    """The organisation's rådighedssamtaler that stand: those to come, those whose outcome is missing or ends
    in days to document, and those found on since then (aware), by time; one statement.
    """
    found = _query().where(
        Booking.organisation_id == organisation_id,
        or_(
            Booking.status == SamtaleStatus.PLANLAGT.value,
            Booking.status == SamtaleStatus.UDEBLEVET.value,
            (Booking.status == SamtaleStatus.AFHOLDT.value)
            & or_(
                Raadighedsvurdering.id.is_(None),
                Raadighedsvurdering.at >= since,
                Raadighedsvurdering.frist.is_not(None),
            ),
        ),
        or_(Booking.status != SamtaleStatus.UDEBLEVET.value, Booking.start >= since),
    )
    ordered = found.order_by(Booking.start, Booking.id).limit(MOST)
    return tuple(_view(row) for row in session.execute(ordered).mappings())


def how_many_lack(organisation_id: int, today: date) -> ColumnElement[int]:
    """How many of the organisation's lack something on that Danish day, as `Availability.lacks`; to be asked
    for together with something else.
    """
    no_cause = ~exists().where(RaadighedAarsag.booking_id == Booking.id)
    stands = and_(
        Raadighedsvurdering.id == _latest(Raadighedsvurdering),
        or_(Raadighedsvurdering.frist.is_(None), Raadighedsvurdering.frist >= today),
    )
    not_found = ~exists().where(Raadighedsvurdering.booking_id == Booking.id, stands)
    held = Booking.status == SamtaleStatus.AFHOLDT.value
    lacking = or_(
        and_(Booking.status == SamtaleStatus.PLANLAGT.value, no_cause), and_(held, or_(no_cause, not_found))
    )
    return (
        select(func.count())
        .select_from(Booking)
        .where(
            Booking.organisation_id == organisation_id,
            Booking.art == SamtaleArt.RAADIGHEDSSAMTALE.value,
            lacking,
        )
        .scalar_subquery()
    )


def say_why(
    session: Session, booking_id: int, aarsag: Aarsag, anledning: str, caseworker_id: int, at: datetime
) -> None:
    session.execute(
        insert(RaadighedAarsag).values(
            booking_id=booking_id,
            aarsag=aarsag.value,
            anledning=anledning,
            caseworker_id=caseworker_id,
            at=at,
        )
    )


def find(
    session: Session,
    booking_id: int,
    vurdering: Vurdering,
    begrundelse: str,
    frist: date | None,
    caseworker_id: int,
    at: datetime,
) -> None:
    session.execute(
        insert(Raadighedsvurdering).values(
            booking_id=booking_id,
            vurdering=vurdering.value,
            begrundelse=begrundelse,
            frist=frist,
            caseworker_id=caseworker_id,
            at=at,
        )
    )


def _query() -> Any:
    return (
        select(
            Booking.id.label("booking_id"),
            Booking.public_id.label("booking"),
            Person.public_id.label("person"),
            Person.name,
            Booking.start,
            Booking.form,
            Booking.status,
            RaadighedAarsag.aarsag,
            RaadighedAarsag.anledning,
            RaadighedAarsag.at.label("said_at"),
            _who_said.name.label("said_by"),
            Raadighedsvurdering.vurdering,
            Raadighedsvurdering.begrundelse,
            Raadighedsvurdering.frist,
            Raadighedsvurdering.at.label("found_at"),
            _who_found.name.label("found_by"),
        )
        .join(Person, Person.id == Booking.person_id)
        .outerjoin(RaadighedAarsag, RaadighedAarsag.id == _latest(RaadighedAarsag))
        .outerjoin(_who_said, _who_said.id == RaadighedAarsag.caseworker_id)
        .outerjoin(Raadighedsvurdering, Raadighedsvurdering.id == _latest(Raadighedsvurdering))
        .outerjoin(_who_found, _who_found.id == Raadighedsvurdering.caseworker_id)
        .where(Booking.art == SamtaleArt.RAADIGHEDSSAMTALE.value)
    )


def _latest(table: type[RaadighedAarsag] | type[Raadighedsvurdering]) -> Any:
    each = aliased(table)
    of_the_meeting = select(func.max(each.id)).where(each.booking_id == Booking.id)
    return of_the_meeting.correlate(Booking).scalar_subquery()


def _view(row: Any) -> Availability:
    cause = None
    if row["aarsag"] is not None:
        cause = Cause(Aarsag(row["aarsag"]), row["anledning"], row["said_at"], row["said_by"])
    found = None
    if row["vurdering"] is not None:
        found = Finding(
            Vurdering(row["vurdering"]), row["begrundelse"], row["frist"], row["found_at"], row["found_by"]
        )
    return Availability(
        booking_id=row["booking_id"],
        booking=row["booking"],
        person=row["person"],
        name=row["name"],
        start=row["start"],
        form=Samtaleform(row["form"]),
        status=SamtaleStatus(row["status"]),
        cause=cause,
        found=found,
    )
