"""Those who work for an organisation, found as the identity provider names them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.store.rows import organisation_columns, organisation_view
from portal.store.tables import Caseworker, Organisation, Person
from portal.store.views import CaseworkerView

_COLUMNS = (
    Caseworker.id,
    Caseworker.public_id,
    Caseworker.subject,
    Caseworker.name,
    Caseworker.email,
    Caseworker.role,
    Caseworker.active,
)


def find_by_subject(session: Session, organisation_code: str | None, subject: str) -> CaseworkerView | None:
    """The active caseworker with this lasting name.

    `organisation_code`: the organisation that the sign-in named; None where it named none. Where several
    organisations know the same subject and none was named, nobody is found: there is no telling who is
    meant.
    """
    query = _caseworkers().where(Caseworker.subject == subject, Caseworker.active)
    if organisation_code is not None:
        query = query.where(Organisation.code == organisation_code)
    found = session.execute(query).mappings().all()
    return _view(dict(found[0])) if len(found) == 1 else None


def by_id(session: Session, caseworker_id: int) -> CaseworkerView | None:
    """The caseworker of that key, active or not."""
    found = session.execute(_caseworkers().where(Caseworker.id == caseworker_id)).mappings().one_or_none()
    return _view(dict(found)) if found else None


def looking_at(
    session: Session, caseworker_id: int, person: uuid.UUID
) -> tuple[CaseworkerView | None, int | None]:
    """The caseworker of that key, and the key of the person an address names; None where there is none."""
    whom = select(Person.id).where(Person.public_id == person).scalar_subquery()
    query = _caseworkers().add_columns(whom.label("person_id")).where(Caseworker.id == caseworker_id)
    found = session.execute(query).mappings().one_or_none()
    return (_view(dict(found)), found["person_id"]) if found else (None, None)


def _caseworkers() -> Select[Any]:
    return select(*_COLUMNS, *organisation_columns(Organisation, "organisation_")).join(
        Organisation, Organisation.id == Caseworker.organisation_id
    )


def _view(values: dict[str, Any]) -> CaseworkerView:
    own = {column.key: values[column.key] for column in _COLUMNS}
    return CaseworkerView(organisation=organisation_view(values, "organisation_"), **own)
