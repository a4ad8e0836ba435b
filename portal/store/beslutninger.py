"""Decisions that caseworkers take about a person (LAB §§ 33, 35, 106; BAB § 45): written, listed, lifted.

Whether one still binds is not asked here: `portal.policy.beslutninger` says that of the facts.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, BeslutningArt, Samtaleform
from portal.policy.kalender import days_after
from portal.store import bookings
from portal.store.rows import caseworker_columns, caseworker_name, organisation_columns, organisation_view
from portal.store.tables import Caseworker, Organisation
from portal.store.tables_case import Beslutning, Letter
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView, CaseworkerName, OrganisationView

_OWN = (
    "id",
    "public_id",
    "art",
    "af",
    "booking_id",
    "dato",
    "ophaevet",
    "grundlag",
    "begrundelse",
    "hoering",
    "klage_senest",
)


@dataclass(frozen=True, slots=True)
class NewBeslutning:
    """A decision that binds from the Danish day `dato`, and no longer on `ophaevet`, where that is known.

    `decision_id`: the policy's own, kept beside it.

    `hoering` holds JSON values: `sendt`, `frist`, `svar`, `undtaget`, `undtaget_fordi`.
    """

    person_id: int
    organisation_id: int
    caseworker_id: int
    art: BeslutningArt
    af: Aktoer
    dato: date
    begrundelse: str
    decision_id: int
    grundlag: str | None = None
    hoering: Mapping[str, Any] | None = None
    klage_senest: date | None = None
    booking_id: int | None = None
    ophaevet: date | None = None


@dataclass(frozen=True, slots=True)
class BeslutningView:
    """A decision as it was taken. `booking_id`: the meeting it is about, by its key."""

    id: int
    public_id: uuid.UUID
    art: BeslutningArt
    af: Aktoer
    organisation: OrganisationView
    caseworker: CaseworkerName | None
    booking_id: int | None
    dato: date
    ophaevet: date | None
    grundlag: str | None
    begrundelse: str | None
    hoering: Mapping[str, Any] | None
    klage_senest: date | None

    @property
    def sidste_dag(self) -> date | None:
        """The last Danish day on which it binds; None: it was not lifted, and no end was set."""
        return days_after(self.ophaevet, -1) if self.ophaevet else None


def take(session: Session, new: NewBeslutning) -> int:
    """Writes the decision and gives its key."""
    statement = insert(Beslutning).values(
        public_id=uuid.uuid4(),
        person_id=new.person_id,
        organisation_id=new.organisation_id,
        caseworker_id=new.caseworker_id,
        booking_id=new.booking_id,
        art=new.art.value,
        af=new.af.value,
        dato=new.dato,
        ophaevet=new.ophaevet,
        grundlag=new.grundlag,
        begrundelse=new.begrundelse,
        hoering=dict(new.hoering) if new.hoering is not None else None,
        klage_senest=new.klage_senest,
        decision_id=new.decision_id,
    )
    return session.execute(statement.returning(Beslutning.id)).scalar_one()


def of_person(session: Session, person_id: int) -> tuple[BeslutningView, ...]:
    """All of them, the latest first. One statement."""
    query = (
        select(
            *(getattr(Beslutning, name) for name in _OWN),
            *organisation_columns(Organisation, "organisation_"),
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .join(Organisation, Organisation.id == Beslutning.organisation_id)
        .outerjoin(Caseworker, Caseworker.id == Beslutning.caseworker_id)
        .where(Beslutning.person_id == person_id)
        .order_by(Beslutning.dato.desc(), Beslutning.id.desc())
    )
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def lift_one(session: Session, beslutning_id: int, on: date) -> None:
    """That decision no longer binds from the Danish day `on`, unless it was lifted before."""
    session.execute(
        update(Beslutning).where(Beslutning.id == beslutning_id, _binds_after(on)).values(ophaevet=on)
    )


def _binds_after(on: date) -> ColumnElement[bool]:
    """That it is not lifted by the Danish day `on`: one that stops later still can be."""
    return or_(Beslutning.ophaevet.is_(None), Beslutning.ophaevet > on)


def complaint_counts_from_arrival(session: Session, letter: uuid.UUID, senest: date | None) -> None:
    """The last day to complain of the decision against the person that the letter of that public id tells;
    None: nobody knows when it arrives.
    """
    told = select(Letter.beslutning_id).where(
        Letter.public_id == letter, Letter.kind.in_(("fratagelse", "fastholdt_pligt"))
    )
    session.execute(
        update(Beslutning).where(Beslutning.id == told.scalar_subquery()).values(klage_senest=senest)
    )


def hold_in_person(session: Session, booking: BookingView, at: datetime) -> BookingView:
    """The meeting is held in person: no number is called and no link opened. `sequence` rises."""
    session.execute(
        update(Booking)
        .where(Booking.id == booking.id)
        .values(
            form=Samtaleform.FREMMOEDE.value,
            phone=None,
            video_link=None,
            sequence=Booking.sequence + 1,
            updated_at=at,
        )
    )
    changed = bookings.get_own(session, booking.person_id, booking.public_id)
    assert changed is not None  # noqa: S101 - it was read a moment ago, under the person's lock
    return changed


def _view(row: dict[str, Any]) -> BeslutningView:
    own = {name: row[name] for name in _OWN}
    return BeslutningView(
        **own | {"art": BeslutningArt(own["art"]), "af": Aktoer(own["af"])},
        organisation=organisation_view(row, "organisation_"),
        caseworker=caseworker_name(row, "caseworker_"),
    )
