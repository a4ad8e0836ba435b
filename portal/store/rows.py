"""From columns to views: what is selected of a row, and the view made from it.

A view that lies inside another one is selected with a prefix, so that one statement brings a whole page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import FromClause, Label
from sqlalchemy.orm.util import AliasedClass

from portal.policy.facts import Aktoer
from portal.store.tables import Caseworker, Office, Organisation
from portal.store.views import CaseworkerName, OfficeView, OrganisationView

_ORGANISATION = (
    "id",
    "public_id",
    "holder",
    "code",
    "name",
    "phone",
    "email",
    "website",
    "video_hosts",
    "letter_head",
)
_OFFICE = ("id", "public_id", "name", "address", "postcode", "city", "kommune_code", "access", "phone")
_CASEWORKER = ("public_id", "name")

Values = Mapping[Any, Any]


def organisation_columns(
    entity: type[Organisation] | AliasedClass[Organisation] | FromClause, prefix: str
) -> list[Label[Any]]:
    return _prefixed(entity, _ORGANISATION, prefix)


def organisation_view(values: Values, prefix: str) -> OrganisationView:
    found = {name: values[prefix + name] for name in _ORGANISATION}
    return OrganisationView(
        **found | {"holder": Aktoer(found["holder"]), "video_hosts": tuple(found["video_hosts"])}
    )


def organisation_or_none(values: Values, prefix: str) -> OrganisationView | None:
    """None where an outer join found no organisation."""
    return None if values[f"{prefix}id"] is None else organisation_view(values, prefix)


def office_columns(entity: type[Office] | AliasedClass[Office] | FromClause, prefix: str) -> list[Label[Any]]:
    return _prefixed(entity, _OFFICE, prefix)


def office_view(values: Values, prefix: str) -> OfficeView:
    return OfficeView(**{name: values[prefix + name] for name in _OFFICE})


def office_or_none(values: Values, prefix: str) -> OfficeView | None:
    """None where an outer join found no office."""
    return None if values[f"{prefix}id"] is None else office_view(values, prefix)


def caseworker_columns(
    entity: type[Caseworker] | AliasedClass[Caseworker] | FromClause, prefix: str
) -> list[Label[Any]]:
    return _prefixed(entity, _CASEWORKER, prefix)


def caseworker_name(values: Values, prefix: str) -> CaseworkerName | None:
    """None where an outer join found no caseworker."""
    if values[f"{prefix}public_id"] is None:
        return None
    return CaseworkerName(**{name: values[prefix + name] for name in _CASEWORKER})


def _prefixed(entity: Any, names: tuple[str, ...], prefix: str) -> list[Label[Any]]:
    columns = entity.c if isinstance(entity, FromClause) else entity
    return [getattr(columns, name).label(prefix + name) for name in names]
