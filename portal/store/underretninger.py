"""Notices of missed meetings between jobcenter and a-kasse: told, talked about, answered, taken back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.underretning import Besked, Resultat, Tilstand
from portal.store.rows import organisation_columns, organisation_view
from portal.store.tables import Caseworker, Organisation, Person
from portal.store.tables_meeting import Booking
from portal.store.tables_underretning import Underretning, UnderretningBesked
from portal.store.views import BookingView, OrganisationView

MOST: Final = 500
"""So many of an organisation are listed, the oldest first: who has more has to close some."""

_OWN = (
    "id",
    "public_id",
    "person_id",
    "booking_id",
    "dag",
    "form",
    "letter",
    "told_at",
    "spurgt_at",
    "resultat",
    "resultat_at",
    "withdrawn_at",
)
_jobcenter, _a_kasse = aliased(Organisation), aliased(Organisation)
_first = aliased(UnderretningBesked)


@dataclass(frozen=True, slots=True)
class UnderretningView:
    """A notice as it stands. `name`, `person`, `booking`: the member, and ids as addresses have them.

    `start`, `art`: of the meeting. `reached_at`: when the first notice had come to the a-kasse.
    """

    id: int
    public_id: uuid.UUID
    person_id: int
    person: uuid.UUID
    name: str
    booking_id: int
    booking: uuid.UUID
    start: datetime
    art: SamtaleArt
    jobcenter: OrganisationView
    a_kasse: OrganisationView
    dag: date
    form: Samtaleform
    letter: uuid.UUID
    told_at: datetime
    reached_at: datetime | None
    spurgt_at: datetime | None
    resultat: Resultat | None
    resultat_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def tilstand(self) -> Tilstand:
        return Tilstand(self.withdrawn_at is not None, self.spurgt_at is not None, self.resultat)


@dataclass(frozen=True, slots=True)
class BeskedView:
    """One thing that was told. `by`: the caseworker's name, None where it was told of itself."""

    public_id: uuid.UUID
    art: Besked
    by: str | None
    tekst: str | None
    dag: date | None
    resultat: Resultat | None
    letter: uuid.UUID | None
    at: datetime
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewBesked:
    """What is told at `at` (aware); the rest as in the table."""

    art: Besked
    at: datetime
    caseworker_id: int | None = None
    tekst: str | None = None
    dag: date | None = None
    resultat: Resultat | None = None
    letter: uuid.UUID | None = None


def first(
    session: Session,
    booking: BookingView,
    a_kasse: OrganisationView,
    dag: date,
    letter: uuid.UUID,
    at: datetime,
) -> UnderretningView:
    """Opens the notice of a meeting; `tell` has still to say it. Refused where one stands already."""
    public_id = uuid.uuid4()
    session.execute(
        insert(Underretning).values(
            public_id=public_id,
            person_id=booking.person_id,
            booking_id=booking.id,
            jobcenter_id=booking.organisation.id,
            a_kasse_id=a_kasse.id,
            dag=dag,
            form=booking.form.value,
            letter=letter,
            told_at=at,
        )
    )
    found = get(session, public_id)
    assert found is not None  # noqa: S101 - it was written a moment ago
    return found


def tell(session: Session, underretning: UnderretningView, new: NewBesked) -> uuid.UUID:
    """Keeps what is told, and how the notice stands since. Gives what the outbox calls it by."""
    public_id = uuid.uuid4()
    session.execute(
        insert(UnderretningBesked).values(
            public_id=public_id,
            underretning_id=underretning.id,
            art=new.art.value,
            caseworker_id=new.caseworker_id,
            tekst=new.tekst,
            dag=new.dag,
            resultat=new.resultat.value if new.resultat else None,
            letter=new.letter,
            at=new.at,
        )
    )
    if changed := _changes(new):
        where = Underretning.id == underretning.id
        session.execute(update(Underretning).where(where).values(**changed))
    return public_id


def correct(session: Session, underretning: UnderretningView, form: Samtaleform) -> None:
    """The meeting was to be held in another way than was told."""
    where = Underretning.id == underretning.id
    session.execute(update(Underretning).where(where).values(form=form.value))


def standing(session: Session, booking_id: int) -> UnderretningView | None:
    """The notice of the meeting that was not taken back."""
    return _one(session, Underretning.booking_id == booking_id, Underretning.withdrawn_at.is_(None))


def get(session: Session, public_id: uuid.UUID) -> UnderretningView | None:
    return _one(session, Underretning.public_id == public_id)


def of_person(session: Session, person_id: int, organisation_id: int) -> tuple[UnderretningView, ...]:
    """The person's notices that the organisation has sent, or that have reached it; the latest first."""
    mine = _views(session, Underretning.person_id == person_id, _with(organisation_id))
    return tuple(reversed(mine))


def of_organisation(session: Session, organisation_id: int, since: datetime) -> tuple[UnderretningView, ...]:
    """What the organisation has sent, or got: all that is open, and what was closed since then (aware)."""
    still = and_(Underretning.resultat.is_(None), Underretning.withdrawn_at.is_(None))
    lately = or_(Underretning.resultat_at >= since, Underretning.withdrawn_at >= since)
    return _views(session, _with(organisation_id), or_(still, lately))


def how_many_wait(organisation: OrganisationView) -> ColumnElement[int]:
    """Asks how many notices wait for the organisation: for an a-kasse's result, for a jobcenter's answer."""
    still = (Underretning.resultat.is_(None), Underretning.withdrawn_at.is_(None))
    if organisation.holder is Aktoer.JOBCENTER:
        mine = (Underretning.jobcenter_id == organisation.id, Underretning.spurgt_at.is_not(None))
    else:
        mine = (_with(organisation.id), Underretning.spurgt_at.is_(None))
    query = select(func.count()).select_from(Underretning).outerjoin(_first, _is_first()).where(*mine, *still)
    return query.scalar_subquery()


def said(session: Session, underretning_id: int) -> tuple[BeskedView, ...]:
    """All that was told, from the first on."""
    query = (
        select(UnderretningBesked, Caseworker.name)
        .outerjoin(Caseworker, Caseworker.id == UnderretningBesked.caseworker_id)
        .where(UnderretningBesked.underretning_id == underretning_id)
        .order_by(UnderretningBesked.id)
    )
    return tuple(_besked(row, by) for row, by in session.execute(query))


def received(session: Session, besked: uuid.UUID, at: datetime) -> None:
    """It had reached the other at `at` (aware)."""
    where = (UnderretningBesked.public_id == besked, UnderretningBesked.received_at.is_(None))
    session.execute(update(UnderretningBesked).where(*where).values(received_at=at))


def exists(session: Session, besked: uuid.UUID) -> bool:
    query = select(UnderretningBesked.id).where(UnderretningBesked.public_id == besked)
    return session.execute(query).scalar_one_or_none() is not None


def _changes(new: NewBesked) -> dict[str, Any]:
    if new.art is Besked.SPOERGSMAAL:
        return {"spurgt_at": new.at}
    if new.art is Besked.OPLYSNING:
        return {"spurgt_at": None}
    if new.art is Besked.TILBAGEKALDELSE:
        return {"withdrawn_at": new.at, "spurgt_at": None}
    if new.resultat is not None:
        return {"resultat": new.resultat.value, "resultat_at": new.at, "spurgt_at": None}
    return {}


def _with(organisation_id: int) -> ColumnElement[bool]:
    reached = and_(Underretning.a_kasse_id == organisation_id, _first.received_at.is_not(None))
    return or_(Underretning.jobcenter_id == organisation_id, reached)


def _is_first() -> ColumnElement[bool]:
    return and_(_first.underretning_id == Underretning.id, _first.art == Besked.UNDERRETNING.value)


def _one(session: Session, *conditions: ColumnElement[bool]) -> UnderretningView | None:
    found = _views(session, *conditions)
    return found[0] if found else None


def _views(session: Session, *conditions: ColumnElement[bool]) -> tuple[UnderretningView, ...]:
    query = (
        select(
            *(getattr(Underretning, name) for name in _OWN),
            Person.public_id.label("person"),
            Person.name,
            Booking.public_id.label("booking"),
            Booking.start,
            Booking.art,
            _first.received_at.label("reached_at"),
            *organisation_columns(_jobcenter, "jobcenter_"),
            *organisation_columns(_a_kasse, "a_kasse_"),
        )
        .join(Person, Person.id == Underretning.person_id)
        .join(Booking, Booking.id == Underretning.booking_id)
        .join(_jobcenter, _jobcenter.id == Underretning.jobcenter_id)
        .join(_a_kasse, _a_kasse.id == Underretning.a_kasse_id)
        .outerjoin(_first, _is_first())
        .where(*conditions)
        .order_by(Underretning.told_at, Underretning.id)
        .limit(MOST)
    )
    return tuple(_view(row) for row in session.execute(query).mappings())


def _view(row: Mapping[Any, Any]) -> UnderretningView:
    own = {name: row[name] for name in (*_OWN, "person", "name", "booking", "start", "reached_at")}
    return UnderretningView(
        **own
        | {
            "form": Samtaleform(own["form"]),
            "resultat": Resultat(own["resultat"]) if own["resultat"] else None,
        },
        art=SamtaleArt(row["art"]),
        jobcenter=organisation_view(row, "jobcenter_"),
        a_kasse=organisation_view(row, "a_kasse_"),
    )


def _besked(row: UnderretningBesked, by: str | None) -> BeskedView:
    return BeskedView(
        public_id=row.public_id,
        art=Besked(row.art),
        by=by,
        tekst=row.tekst,
        dag=row.dag,
        resultat=Resultat(row.resultat) if row.resultat else None,
        letter=row.letter,
        at=row.at,
        received_at=row.received_at,
    )
