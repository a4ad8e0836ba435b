"""Citizens: found by the keyed hash of their CPR number or by key, locked, and their language remembered."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform
from portal.store.tables import Person
from portal.store.views import PersonView

_COLUMNS = (
    Person.id,
    Person.public_id,
    Person.name,
    Person.foedselsdato,
    Person.phone,
    Person.email,
    Person.postcode,
    Person.language,
    Person.preferred_form,
    Person.digital_post,
)


def find_by_cpr(session: Session, lookup: bytes) -> PersonView | None:
    """The person whose CPR number has this keyed hash (`CprVault.lookup`)."""
    return _person(session, Person.cpr_lookup == lookup)


def by_id(session: Session, person_id: int) -> PersonView | None:
    return _person(session, Person.id == person_id)


def lock(session: Session, person_id: int) -> None:
    """Nobody else changes anything for this person until the transaction ends.

    What a person does is put in order by this lock: take it before looking. Raises LookupError for an
    unknown person.
    """
    found = session.execute(
        select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)
    ).one_or_none()
    if found is None:
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


def _person(session: Session, condition: ColumnElement[bool]) -> PersonView | None:
    found = session.execute(select(*_COLUMNS).where(condition)).mappings().one_or_none()
    if found is None:
        return None
    form = found["preferred_form"]
    return PersonView(**dict(found) | {"preferred_form": Samtaleform(form) if form else None})
