"""Finding a person among an organisation's own: by CPR number, or by name and day of birth.

Whoever belongs to somebody else is not found, and nothing tells that person from one whom nobody knows.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from portal.policy.facts import Aktoer
from portal.store.tables import Membership, Person

EXAMPLES: Final = 12
MOST: Final = 50
"""How many are listed. More than that share no day of birth and part of a name in any organisation."""


@dataclass(frozen=True, slots=True)
class Found:
    """A person that the organisation may look at."""

    id: int
    public_id: uuid.UUID
    name: str
    foedselsdato: date


def key_of(session: Session, public_id: uuid.UUID) -> int | None:
    """The key of the person that an address names, whoever's person it is."""
    return session.execute(select(Person.id).where(Person.public_id == public_id)).scalar_one_or_none()


def by_cpr(
    session: Session, lookup: bytes, organisation_id: int, holder: Aktoer, today: date
) -> tuple[Found, ...]:
    """The organisation's own person with that hash of a CPR number (`CprVault.lookup`), on the Danish day."""
    return _found(session, _own(organisation_id, holder, today).where(Person.cpr_lookup == lookup))


def by_name(
    session: Session, name: str, born: date, organisation_id: int, holder: Aktoer, today: date
) -> tuple[Found, ...]:
    """The organisation's own people born that day, in whose name every word of `name` begins a word."""
    wanted = _words(name)
    if not wanted:
        return ()
    query = _own(organisation_id, holder, today).where(Person.foedselsdato == born)
    # The databases do not agree on what is the same letter in small and capital; few people share a birthday.
    return tuple(person for person in _found(session, query) if _matches(wanted, _words(person.name)))[:MOST]


def some(session: Session, organisation_id: int, holder: Aktoer, today: date) -> tuple[Found, ...]:
    """A few of the organisation's own people, for a demo in which nobody knows whom to look for."""
    return _found(session, _own(organisation_id, holder, today).limit(EXAMPLES))


def _own(organisation_id: int, holder: Aktoer, today: date) -> Select[int, uuid.UUID, str, date]:
    """The people whose a-kasse or kommune it is that day: of all that have begun, the last one counts."""
    later = aliased(Membership)
    newest = (
        select(later.id)
        .where(later.person_id == Person.id, later.holder == holder.value, _begun(later.fra, today))
        .order_by(later.fra.is_not(None).desc(), later.fra.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
    return (
        select(Person.id, Person.public_id, Person.name, Person.foedselsdato)
        .join(Membership, Membership.id == newest)
        .where(Membership.organisation_id == organisation_id)
        .order_by(func.lower(Person.name), Person.id)
    )


def _begun(fra: InstrumentedAttribute[date | None], today: date) -> ColumnElement[bool]:
    return or_(fra.is_(None), fra <= today)


def _found(session: Session, query: Select[int, uuid.UUID, str, date]) -> tuple[Found, ...]:
    return tuple(Found(*row) for row in session.execute(query))


def _words(name: str) -> list[str]:
    return name.replace("-", " ").casefold().split()


def _matches(wanted: list[str], name: list[str]) -> bool:
    return all(any(word.startswith(part) for word in name) for part in wanted)
