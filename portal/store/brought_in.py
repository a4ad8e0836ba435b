"""In short what organisations brought in beside the course: guidance, the CV looked at, who stands in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Boolean, Date, String, Uuid, and_, cast, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store.tables import Organisation
from portal.store.tables_people import CvTjek, Fuldmagt, Vejledning

FOR_LETTERS: Final = ("breve", "alt")


@dataclass(frozen=True, slots=True)
class CvChecked:
    """A CV was looked at on the Danish day `dato`, by the organisation of that name."""

    dato: date
    fyldestgoerende: bool
    by: str


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody stands in for the person towards the organisation `towards`. `til`: the last day, if any.

    `omfang`: `breve`, `booking` or `alt`.
    """

    public_id: uuid.UUID
    navn: str
    omfang: str
    til: date | None
    by_mail: bool
    towards: str


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """`guided`: the first day of guidance that counts. `cv`: the latest check. Representatives: today's."""

    guided: date | None
    cv: CvChecked | None
    representatives: tuple[Representative, ...]


def of_person(session: Session, person_id: int, today: date, organisation_id: int | None = None) -> BroughtIn:
    """One statement. `organisation_id`: only those who stand in towards this organisation."""
    rows = session.execute(
        union_all(
            _guided(person_id), _checked(person_id), _standing_in(person_id, today, organisation_id)
        ).order_by("kind", "day", "id")
    ).all()
    checks = [CvChecked(row.day, row.flag, row.organisation) for row in rows if row.kind == "cv"]
    return BroughtIn(
        guided=min((row.day for row in rows if row.kind == "vejledning"), default=None),
        cv=checks[-1] if checks else None,
        representatives=tuple(
            Representative(row.public_id, row.name, row.word, row.until, row.flag, row.organisation)
            for row in rows
            if row.kind == "fuldmagt"
        ),
    )


def for_letters(
    session: Session, person_id: int, organisation_id: int, today: date
) -> tuple[Representative, ...]:
    """Those who get this organisation's letters too."""
    found = of_person(session, person_id, today, organisation_id).representatives
    return tuple(one for one in found if one.omfang in FOR_LETTERS)


def _guided(person_id: int) -> Any:
    return (
        select(
            literal("vejledning", String).label("kind"),
            Vejledning.id.label("id"),
            Vejledning.dato.label("day"),
            cast(null(), Date).label("until"),
            Vejledning.skriftlig.label("flag"),
            cast(null(), String).label("word"),
            cast(null(), String).label("name"),
            cast(null(), Uuid).label("public_id"),
            Organisation.name.label("organisation"),
        )
        .join(Organisation, Organisation.id == Vejledning.organisation_id)
        .where(
            Vejledning.person_id == person_id,
            or_(Vejledning.skriftlig, Organisation.holder == Aktoer.JOBCENTER.value),
        )
    )


def _checked(person_id: int) -> Any:
    return (
        select(
            literal("cv", String),
            CvTjek.id,
            CvTjek.dato,
            cast(null(), Date),
            CvTjek.fyldestgoerende,
            cast(null(), String),
            cast(null(), String),
            cast(null(), Uuid),
            Organisation.name,
        )
        .join(Organisation, Organisation.id == CvTjek.organisation_id)
        .where(CvTjek.person_id == person_id)
    )


def _standing_in(person_id: int, today: date, organisation_id: int | None) -> Any:
    current = and_(Fuldmagt.fra <= today, or_(Fuldmagt.til.is_(None), Fuldmagt.til >= today))
    query = (
        select(
            literal("fuldmagt", String),
            Fuldmagt.id,
            Fuldmagt.fra,
            Fuldmagt.til,
            cast(Fuldmagt.mail.is_not(None), Boolean),
            Fuldmagt.omfang,
            Fuldmagt.navn,
            Fuldmagt.public_id,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == Fuldmagt.organisation_id)
        .where(Fuldmagt.person_id == person_id, current)
    )
    return query if organisation_id is None else query.where(Fuldmagt.organisation_id == organisation_id)
