"""Summonses: written once, answered by the person, and what of it waits for a caseworker.

Who may write one and who may be called, `portal.policy.indkaldelse` says; here it is kept.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, exists, insert, or_, select, true, update
from sqlalchemy.orm import Session, aliased

from portal.policy.facts import AflystAf, SamtaleStatus
from portal.policy.indkaldelse import Grund
from portal.store.tables import Caseworker, Person
from portal.store.tables_calling import Indkaldelse
from portal.store.tables_case import Letter
from portal.store.tables_meeting import Booking

_OWN = (
    "booking_id",
    "grund",
    "kort_varsel",
    "besked",
    "written_at",
    "bekraeftet",
    "oensket",
    "oenske",
    "afslaaet",
    "afslag",
)


@dataclass(frozen=True, slots=True)
class NewSummons:
    """A summons to a meeting that was just booked, written at `at` (aware); `letter`: its public id."""

    booking_id: int
    person_id: int
    organisation_id: int
    caseworker_id: int
    letter: uuid.UUID
    grund: Grund
    at: datetime
    kort_varsel: str | None = None
    besked: str | None = None


@dataclass(frozen=True, slots=True)
class SummonsView:
    """A summons and its answer. Times are aware; `oenske` and `afslag` are as they were typed.

    `letter`: the letter's public id. `by`: the caseworker who wrote it.
    """

    booking_id: int
    letter: uuid.UUID
    by: str
    grund: Grund
    kort_varsel: str | None
    besked: str | None
    written_at: datetime
    bekraeftet: datetime | None
    oensket: datetime | None
    oenske: str | None
    afslaaet: datetime | None
    afslag: str | None

    @property
    def waits(self) -> bool:
        """Whether the person asked for another time and has no answer yet."""
        return self.oensket is not None and self.afslaaet is None and self.bekraeftet is None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whom the organisation called, and who waits for its answer.

    `kind`: `other_time`, asked for at `since`; or `called_off`, by the person at `since` with the lawful
    `reason` named, if any, and nobody has called them since. `person_id`, `booking`: public ids. `start`: of
    the meeting. Times are aware.
    """

    kind: Literal["other_time", "called_off"]
    person: str
    person_id: uuid.UUID
    booking: uuid.UUID
    caseworker_id: int | None
    start: datetime
    since: datetime
    reason: str | None


def write(session: Session, new: NewSummons) -> None:
    """Keeps the summons, not yet answered."""
    letter = select(Letter.id).where(Letter.public_id == new.letter).scalar_subquery()
    session.execute(
        insert(Indkaldelse).values(
            booking_id=new.booking_id,
            person_id=new.person_id,
            organisation_id=new.organisation_id,
            caseworker_id=new.caseworker_id,
            letter_id=letter,
            grund=new.grund.value,
            kort_varsel=new.kort_varsel,
            besked=new.besked,
            written_at=new.at,
        )
    )


def of_booking(session: Session, booking_id: int) -> SummonsView | None:
    """The summons to that meeting; None for a meeting nobody was called to in the portal."""
    found = session.execute(_views().where(Indkaldelse.booking_id == booking_id)).mappings().one_or_none()
    return _view(dict(found)) if found else None


def of_person(session: Session, person_id: int) -> dict[int, SummonsView]:
    """All of the person's, by the key of the meeting. One statement."""
    rows = session.execute(_views().where(Indkaldelse.person_id == person_id)).mappings()
    return {row["booking_id"]: _view(dict(row)) for row in rows}


def confirm(session: Session, booking_id: int, at: datetime) -> None:
    """The person says at `at` (aware) that they come."""
    _change(session, booking_id, bekraeftet=at)


def wish(session: Session, booking_id: int, words: str, at: datetime) -> None:
    """The person asks at `at` (aware) for another time, in these words; a yes before it stands no more."""
    _change(session, booking_id, bekraeftet=None, oensket=at, oenske=words)


def refuse(session: Session, booking_id: int, caseworker_id: int, words: str, at: datetime) -> None:
    """A caseworker refuses the other time at `at` (aware), for this reason."""
    _change(session, booking_id, afslaaet=at, afslaaet_af=caseworker_id, afslag=words)


def waiting_answers(
    session: Session, organisation_id: int, among: ColumnElement[bool] | None = None
) -> tuple[Waiting, ...]:
    """Whoever waits for the organisation's answer, the longest wait first. One statement.

    `among`: only those (`lists.answering`).
    """
    other = aliased(Booking)
    met_since = exists().where(
        other.person_id == Booking.person_id,
        other.organisation_id == Booking.organisation_id,
        other.booket > Booking.aflyst,
    )
    query = (
        select(
            Person.name,
            Person.public_id,
            Booking.public_id.label("booking"),
            Booking.caseworker_id,
            Booking.start,
            Booking.aflyst,
            Booking.aflyst_grund,
            Indkaldelse.oensket,
        )
        .join(Booking, Booking.id == Indkaldelse.booking_id)
        .join(Person, Person.id == Indkaldelse.person_id)
        .where(
            Indkaldelse.organisation_id == organisation_id,
            true() if among is None else among,
            or_(
                and_(
                    Indkaldelse.oensket.is_not(None),
                    Indkaldelse.afslaaet.is_(None),
                    Indkaldelse.bekraeftet.is_(None),
                    Booking.status == SamtaleStatus.PLANLAGT.value,
                ),
                and_(Booking.aflyst_af == AflystAf.PERSON.value, ~met_since),
            ),
        )
    )
    found = [_waits(dict(row)) for row in session.execute(query).mappings()]
    return tuple(sorted(found, key=lambda one: one.since))


def _waits(row: dict[str, Any]) -> Waiting:
    called_off = row["aflyst"] is not None
    return Waiting(
        kind="called_off" if called_off else "other_time",
        person=row["name"],
        person_id=row["public_id"],
        booking=row["booking"],
        caseworker_id=row["caseworker_id"],
        start=row["start"],
        since=row["aflyst"] if called_off else row["oensket"],
        reason=row["aflyst_grund"],
    )


def _views() -> Select[Any]:
    own = (getattr(Indkaldelse, name) for name in _OWN)
    return (
        select(*own, Letter.public_id.label("letter"), Caseworker.name.label("by"))
        .join(Letter, Letter.id == Indkaldelse.letter_id)
        .join(Caseworker, Caseworker.id == Indkaldelse.caseworker_id)
    )


def _view(row: dict[str, Any]) -> SummonsView:
    return SummonsView(**row | {"grund": Grund(row["grund"])})


def _change(session: Session, booking_id: int, **values: Any) -> None:
    session.execute(update(Indkaldelse).where(Indkaldelse.booking_id == booking_id).values(**values))
