"""What became of meetings: registered, corrected, listed while it is missing; and who got in touch
afterwards.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.policy.afholdelse import Udfald
from portal.policy.facts import AflystAf, SamtaleStatus
from portal.store import bookings, meeting_content
from portal.store.meeting_content import Content
from portal.store.tables import Caseworker, Person
from portal.store.tables_held import Henvendelse, Registrering, Rettelse
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView


@dataclass(frozen=True, slots=True)
class Registered:
    """What stands of a meeting now. `at` (aware) and `by` are None where it was not registered here.

    `henvendt`: the Danish day on which the person got in touch after not coming.
    """

    content: Content | None
    at: datetime | None
    by: str | None
    henvendt: date | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: `foer` and `efter` are what `meeting_content.as_json` makes. `at`: aware."""

    at: datetime
    by: str
    kommentar: str
    foer: Mapping[str, Any]
    efter: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unregistered:
    """A meeting that is over, with nothing registered. Times are aware; ids as addresses name them."""

    start: datetime
    slut: datetime
    person: str
    person_id: uuid.UUID
    booking_id: uuid.UUID
    caseworker: str | None
    caseworker_id: int | None


def of_meeting(session: Session, booking: BookingView) -> Registered:
    """What stands of the meeting. Two statements."""
    row = session.execute(
        select(
            Registrering.at,
            Caseworker.name,
            Registrering.aftaler,
            Registrering.grund,
            _latest_contact(Henvendelse.dato).label("henvendt"),
        )
        .select_from(Booking)
        .outerjoin(Registrering, Registrering.booking_id == Booking.id)
        .outerjoin(Caseworker, Caseworker.id == Registrering.caseworker_id)
        .where(Booking.id == booking.id)
    ).one()
    if booking.status is SamtaleStatus.PLANLAGT:
        return Registered(None, row.at, row.name, row.henvendt)
    deltagere, emner = meeting_content.participants_and_topics(session, booking.id)
    by_person = booking.aflyst_af is AflystAf.PERSON
    content = Content(
        udfald=Udfald.AFBUD if by_person else Udfald(booking.status.value),
        form=booking.form,
        deltagere=deltagere,
        emner=emner,
        aftaler=row.aftaler,
        grund=row.grund,
        reason=booking.aflyst_grund,
    )
    return Registered(content, row.at, row.name, row.henvendt)


def is_registered(session: Session, booking_id: int) -> bool:
    """Whether a caseworker registered here what became of the meeting."""
    query = select(Registrering.id).where(Registrering.booking_id == booking_id)
    return session.execute(query).scalar_one_or_none() is not None


def registered_by(session: Session, person_id: int, organisation_id: int) -> frozenset[int]:
    """The person's meetings with the organisation of which it was registered here what became of them."""
    query = (
        select(Booking.id)
        .join(Registrering, Registrering.booking_id == Booking.id)
        .where(Booking.person_id == person_id, Booking.organisation_id == organisation_id)
    )
    return frozenset(session.execute(query).scalars())


def registered_with(
    session: Session, organisation_id: int, person_ids: Collection[int]
) -> list[tuple[datetime, str, uuid.UUID, uuid.UUID]]:
    """The organisation's registered meetings with these people, the latest first: (start, name, the person's
    and the meeting's public id).
    """
    if not person_ids:
        return []
    query = (
        select(Booking.start, Person.name, Person.public_id, Booking.public_id)
        .join(Registrering, Registrering.booking_id == Booking.id)
        .join(Person, Person.id == Booking.person_id)
        .where(Booking.organisation_id == organisation_id, Booking.person_id.in_(list(person_ids)))
        .order_by(Booking.start.desc(), Booking.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def corrections(session: Session, booking_id: int) -> tuple[Correction, ...]:
    """The latest first."""
    query = (
        select(Rettelse.at, Caseworker.name, Rettelse.kommentar, Rettelse.foer, Rettelse.efter)
        .join(Caseworker, Caseworker.id == Rettelse.caseworker_id)
        .where(Rettelse.booking_id == booking_id)
        .order_by(Rettelse.at.desc(), Rettelse.id.desc())
    )
    return tuple(
        Correction(row.at, row.name, row.kommentar, row.foer, row.efter) for row in session.execute(query)
    )


def register(
    session: Session, booking: BookingView, content: Content, caseworker_id: int, at: datetime
) -> BookingView:
    """Says what became of a planned meeting at `at` (aware). One that is called off gives up its places."""
    return _write(session, booking, content, caseworker_id, at)


def correct(
    session: Session,
    booking: BookingView,
    before: Content,
    after: Content,
    kommentar: str,
    caseworker_id: int,
    at: datetime,
) -> BookingView:
    """Replaces what stands, beside a correction that keeps both for good."""
    session.execute(
        insert(Rettelse).values(
            booking_id=booking.id,
            organisation_id=booking.organisation.id,
            caseworker_id=caseworker_id,
            at=at,
            fra_status=booking.status.value,
            til_status=after.udfald.status.value,
            kommentar=kommentar,
            foer=meeting_content.as_json(before),
            efter=meeting_content.as_json(after),
        )
    )
    return _write(session, booking, after, caseworker_id, at)


def get_in_touch(
    session: Session,
    booking: BookingView,
    dato: date,
    kommentar: str | None,
    caseworker_id: int,
    at: datetime,
) -> None:
    """Keeps that the person got in touch on the Danish day `dato`. A later row takes a comment."""
    session.execute(
        insert(Henvendelse).values(
            booking_id=booking.id, dato=dato, kommentar=kommentar, caseworker_id=caseworker_id, at=at
        )
    )


def contacts(session: Session, person_id: int) -> dict[int, date]:
    """On which day the person got in touch about each meeting they did not come to, by the meeting's key."""
    query = (
        select(Henvendelse.booking_id, Henvendelse.dato)
        .join(Booking, Booking.id == Henvendelse.booking_id)
        .where(Booking.person_id == person_id)
        .order_by(Henvendelse.id)
    )
    return {row.booking_id: row.dato for row in session.execute(query)}


def unregistered(
    session: Session, organisation_id: int, before: datetime, limit: int = 200
) -> tuple[Unregistered, ...]:
    """The organisation's own meetings that ended before then, with nothing registered; oldest first."""
    query = (
        select(
            Booking.start,
            Booking.slut,
            Person.name.label("person"),
            Person.public_id.label("person_id"),
            Booking.public_id.label("booking_id"),
            Caseworker.name.label("caseworker"),
            Booking.caseworker_id,
        )
        .join(Person, Person.id == Booking.person_id)
        .outerjoin(Caseworker, Caseworker.id == Booking.caseworker_id)
        .where(
            Booking.organisation_id == organisation_id,
            Booking.status == SamtaleStatus.PLANLAGT.value,
            Booking.start < before,
            Booking.slut <= before,
        )
        .order_by(Booking.start, Booking.id)
        .limit(limit)
    )
    return tuple(Unregistered(**dict(row)) for row in session.execute(query).mappings())


def _write(
    session: Session, booking: BookingView, content: Content, caseworker_id: int, at: datetime
) -> BookingView:
    if content.udfald.status is SamtaleStatus.AFLYST:
        by = AflystAf.PERSON if content.udfald is Udfald.AFBUD else AflystAf.MYNDIGHED
        # Who said so before the meeting had called it off before it began.
        said = min(at, booking.start) if by is AflystAf.PERSON else at
        bookings.call_off(session, booking, by, content.reason, at, said=said)
    else:
        _over(session, booking, content, at)
    meeting_content.replace(session, booking.id, content, caseworker_id, at)
    written = bookings.get_own(session, booking.person_id, booking.public_id)
    assert written is not None  # noqa: S101 - it was read a moment ago, under the person's lock
    return written


def _over(session: Session, booking: BookingView, content: Content, at: datetime) -> None:
    """Held, or missed."""
    session.execute(
        update(Booking)
        .where(Booking.id == booking.id)
        .values(
            status=content.udfald.status.value,
            form=content.form.value,
            registered_at=at,
            aflyst_af=None,
            aflyst=None,
            aflyst_grund=None,
            sequence=Booking.sequence + 1,
            updated_at=at,
        )
    )


def _latest_contact(column: Any) -> Any:
    return (
        select(column)
        .where(Henvendelse.booking_id == Booking.id)
        .order_by(Henvendelse.id.desc())
        .limit(1)
        .scalar_subquery()
    )
