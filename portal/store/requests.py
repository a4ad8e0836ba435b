"""What citizens ask for: asked, answered once, taken back, and what they want at every meeting."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, true, update
from sqlalchemy.orm import Session, aliased

from portal.policy.anmodning import STAAENDE, OenskeArt
from portal.store.rows import (
    caseworker_columns,
    caseworker_name,
    organisation_columns,
    organisation_or_none,
)
from portal.store.tables import Caseworker, Membership, Organisation, Person
from portal.store.tables_requests import Oenske
from portal.store.views import CaseworkerName, OrganisationView

_OWN = (
    "id",
    "public_id",
    "person_id",
    "art",
    "grund",
    "sprog",
    "ord",
    "booker_selv",
    "asked_at",
    "noted_by",
    "withdrawn_at",
    "answered_at",
    "granted",
    "begrundelse",
    "letter",
    "read_at",
)


@dataclass(frozen=True, slots=True)
class NewOenske:
    """What is asked for at `at` (aware). `ord`: the person's own words; the rest as in the table.

    `noted_by`: the key of the caseworker who writes it down for the person.
    """

    person_id: int
    art: OenskeArt
    at: datetime
    grund: str | None = None
    sprog: str | None = None
    ord: str | None = None
    booker_selv: bool = True
    noted_by: int | None = None


@dataclass(frozen=True, slots=True)
class OenskeView:
    """A wish with its answer. `organisation`, `caseworker`: who answered. `letter`: its public id."""

    id: int
    public_id: uuid.UUID
    person_id: int
    art: OenskeArt
    grund: str | None
    sprog: str | None
    ord: str | None
    booker_selv: bool
    asked_at: datetime
    noted_by: int | None
    withdrawn_at: datetime | None
    answered_at: datetime | None
    granted: bool | None
    begrundelse: str | None
    letter: uuid.UUID | None
    read_at: datetime | None
    organisation: OrganisationView | None
    caseworker: CaseworkerName | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer it."""
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def is_unread(self) -> bool:
        """Whether it was answered and the person has not seen the answer."""
        return self.answered_at is not None and self.read_at is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered at `at` (aware), and by whom. `letter`: the public id of the one on it, if any."""

    granted: bool
    begrundelse: str | None
    organisation_id: int
    caseworker_id: int
    decision_id: int
    at: datetime
    letter: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wish that waits for an answer. `person`, `oenske`: as addresses name them."""

    person_id: int
    person: uuid.UUID
    name: str
    oenske: uuid.UUID
    art: OenskeArt
    asked_at: datetime


def ask(session: Session, new: NewOenske) -> uuid.UUID:
    """Keeps what was asked, and gives its public id. The database refuses a second open one of a kind."""
    public_id = uuid.uuid4()
    session.execute(
        insert(Oenske).values(
            public_id=public_id,
            person_id=new.person_id,
            art=new.art.value,
            grund=new.grund,
            sprog=new.sprog,
            ord=new.ord,
            booker_selv=new.booker_selv,
            asked_at=new.at,
            noted_by=new.noted_by,
        )
    )
    return public_id


def of_person(session: Session, person_id: int) -> tuple[OenskeView, ...]:
    """All of them, the latest first. One statement."""
    return _views(session, Oenske.person_id == person_id)


def get_own(session: Session, person_id: int, public_id: uuid.UUID) -> OenskeView | None:
    """The person's own wish of that id."""
    found = _views(session, Oenske.public_id == public_id, Oenske.person_id == person_id)
    return found[0] if found else None


def answer(session: Session, oenske_id: int, given: Answer) -> bool:
    """Keeps the answer. False where there was one already, or nothing is asked any more."""
    statement = (
        update(Oenske)
        .where(Oenske.id == oenske_id, Oenske.answered_at.is_(None), Oenske.withdrawn_at.is_(None))
        .values(
            answered_at=given.at,
            granted=given.granted,
            begrundelse=given.begrundelse,
            organisation_id=given.organisation_id,
            caseworker_id=given.caseworker_id,
            decision_id=given.decision_id,
            letter=given.letter,
        )
    )
    return session.execute(statement.returning(Oenske.id)).first() is not None


def withdraw(session: Session, oenske_id: int, at: datetime) -> bool:
    """It is no longer wanted from `at` (aware) on. False where it was taken back before."""
    statement = update(Oenske).where(Oenske.id == oenske_id, Oenske.withdrawn_at.is_(None))
    return session.execute(statement.values(withdrawn_at=at).returning(Oenske.id)).first() is not None


def mark_read(session: Session, person_id: int, at: datetime) -> None:
    """The person saw all their answers at `at` (aware)."""
    session.execute(
        update(Oenske)
        .where(Oenske.person_id == person_id, Oenske.answered_at.is_not(None), Oenske.read_at.is_(None))
        .values(read_at=at)
    )


def standing(wishes: Iterable[OenskeView]) -> tuple[OenskeView, ...]:
    """What the person wants at every later meeting: the latest of each, unless it was taken back.

    One that was refused is told too: whoever holds the meeting has to know that it is missing. `wishes`: the
    latest first.
    """
    found: dict[tuple[OenskeArt, str | None], OenskeView] = {}
    for wish in wishes:
        if wish.art in STAAENDE and wish.withdrawn_at is None:
            found.setdefault((wish.art, wish.grund), wish)
    return tuple(found.values())


def waiting(
    session: Session, organisation_id: int, today: date, among: ColumnElement[bool] | None = None
) -> tuple[Waiting, ...]:
    """What the organisation's own people (on the Danish day `today`) wait for, the longest wait first.

    One statement. Which of two organisations has to answer is asked by `among` (`lists.answering`): whoever
    holds the kontaktforløb (`portal.policy.anmodning.svar`).
    """
    later = aliased(Membership)
    newer = select(later.id).where(
        later.person_id == Membership.person_id,
        later.holder == Membership.holder,
        later.fra <= today,
        or_(Membership.fra.is_(None), later.fra > Membership.fra),
    )
    query = (
        select(
            Oenske.person_id,
            Person.public_id,
            Person.name,
            Oenske.public_id.label("oenske"),
            Oenske.art,
            Oenske.asked_at,
        )
        .join(Person, Person.id == Oenske.person_id)
        .join(Membership, Membership.person_id == Oenske.person_id)
        .where(
            Membership.organisation_id == organisation_id,
            or_(Membership.fra.is_(None), Membership.fra <= today),
            ~newer.exists(),
            Oenske.answered_at.is_(None),
            Oenske.withdrawn_at.is_(None),
            true() if among is None else among,
        )
        .order_by(Oenske.asked_at, Oenske.id)
    )
    return tuple(
        Waiting(row.person_id, row.public_id, row.name, row.oenske, OenskeArt(row.art), row.asked_at)
        for row in session.execute(query)
    )


def _views(session: Session, *conditions: ColumnElement[bool]) -> tuple[OenskeView, ...]:
    query = (
        select(
            *(getattr(Oenske, name) for name in _OWN),
            *organisation_columns(Organisation, "organisation_"),
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .outerjoin(Organisation, Organisation.id == Oenske.organisation_id)
        .outerjoin(Caseworker, Caseworker.id == Oenske.caseworker_id)
        .where(*conditions)
        .order_by(Oenske.asked_at.desc(), Oenske.id.desc())
    )
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def _view(row: dict[str, Any]) -> OenskeView:
    own = {name: row[name] for name in _OWN}
    return OenskeView(
        **own | {"art": OenskeArt(own["art"])},
        organisation=organisation_or_none(row, "organisation_"),
        caseworker=caseworker_name(row, "caseworker_"),
    )
