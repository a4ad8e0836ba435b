"""Citizens: found by the keyed hash of their CPR number or by key, locked, and their language remembered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform
from portal.store.tables import Person, table_of
from portal.store.views import PersonView

_person = table_of(Person).c
_VIEW = select(
    _person.id,
    _person.public_id,
    _person.name,
    _person.foedselsdato,
    _person.phone,
    _person.email,
    _person.postcode,
    _person.language,
    _person.preferred_form,
    _person.digital_post,
)
_BY_CPR = _VIEW.where(_person.cpr_lookup == bindparam("key"))
_BY_ID = _VIEW.where(_person.id == bindparam("key"))
_LOCK = select(_person.id).where(_person.id == bindparam("key")).with_for_update(key_share=True)


def find_by_cpr(session: Session, lookup: bytes) -> PersonView | None:
    """The person whose CPR number has this keyed hash (`CprVault.lookup`)."""
    return _one(session, _BY_CPR, lookup)


def by_id(session: Session, person_id: int) -> PersonView | None:
    return _one(session, _BY_ID, person_id)


def lock(session: Session, person_id: int) -> None:
    """Nobody else changes anything for this person until the transaction ends.

    What a person does is put in order by this lock: take it before looking. Raises LookupError for an
    unknown person.
    """
    if session.execute(_LOCK, {"key": person_id}).one_or_none() is None:
        raise LookupError(f"no person {person_id}")


def set_language(session: Session, person_id: int, language: str) -> None:
    """`da` or `en`; the database refuses all else."""
    session.execute(update(Person).where(Person.id == person_id).values(language=language))


def prefer_form(session: Session, person_id: int, form: Samtaleform | None) -> None:
    """How the person wants to hold meetings when nothing else is said; None: no wish."""
    value = form.value if form else None
    session.execute(update(Person).where(Person.id == person_id).values(preferred_form=value))


def encrypted_cpr(session: Session, person_id: int) -> bytes:
    """What `CprVault.decrypt` reads. Raises NoResultFound for an unknown person."""
    return session.execute(select(Person.cpr_encrypted).where(Person.id == person_id)).scalar_one()


def latest_number(session: Session) -> tuple[bytes, bytes] | None:
    """The CPR number, encrypted, and its keyed hash, of whoever came in last; None: of nobody yet."""
    query = select(Person.cpr_encrypted, Person.cpr_lookup).order_by(Person.id.desc()).limit(1)
    found = session.execute(query).one_or_none()
    return (found.cpr_encrypted, found.cpr_lookup) if found is not None else None


def _one(session: Session, statement: Select[Any], key: int | bytes) -> PersonView | None:
    found = session.execute(statement, {"key": key}).mappings().one_or_none()
    if found is None:
        return None
    form = found["preferred_form"]
    return PersonView(**dict(found) | {"preferred_form": Samtaleform(form) if form else None})
