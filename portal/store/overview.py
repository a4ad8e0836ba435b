"""What the policy says of many people at once: whose overview has to be made anew, and keeping it.

`portal.actions.refresh_overview` makes it; `lists.py` reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Label,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.policy.overblik import Overblik
from portal.policy.tegn import Tegn
from portal.policy.tilsyn import TreMaaneder
from portal.store.tables import Membership, table_of
from portal.store.tables_overview import Overview

_row = table_of(Overview).c
_member = table_of(Membership).c

STALE = _row.changed != _row.computed_change


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person whose overview is to be made anew, and the count of changes that is known by then."""

    person_id: int
    changed: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """One person's overview, made at `at` (aware), on the Danish day `today`, as of that count of changes.

    `a_kasse_id`, `jobcenter_id`: the keys of the organisations that they belong to that day. `tre_maaneder`:
    what the supervision of a-kasser counts of them (`tilsyn.py`).
    """

    of: Waiting
    overblik: Overblik
    a_kasse_id: int | None
    jobcenter_id: int | None
    today: date
    at: datetime
    tre_maaneder: tuple[TreMaaneder, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """How far an organisation's lists are known.

    `missing`: how many of its people may be in no list yet, since something has changed. `oldest`: when the
    oldest overview was made (aware), where one is of an earlier day.
    """

    missing: int
    oldest: datetime | None


def own(organisation_id: int, holder: Aktoer) -> ColumnElement[bool]:
    """The people who belonged to the organisation when their overview was made."""
    column = _row.a_kasse_id if holder is Aktoer.A_KASSE else _row.jobcenter_id
    return column == organisation_id


def waiting(session: Session, today: date, limit: int, after: int = 0) -> list[Waiting]:
    """Whose overview is not of the Danish day `today` or no longer true, by key, beginning after `after`."""
    query = (
        select(_row.person_id, _row.changed)
        .where(_row.person_id > after, or_(STALE, _row.computed_on < today))
        .order_by(_row.person_id)
        .limit(limit)
    )
    return [Waiting(*found) for found in session.execute(query)]


def count_waiting(session: Session, today: date) -> int:
    query = select(func.count()).where(or_(STALE, _row.computed_on < today))
    return session.execute(query.select_from(Overview)).scalar_one()


def waiting_of(
    session: Session, organisation_id: int, holder: Aktoer, today: date, limit: int
) -> list[Waiting]:
    """Those of one organisation, the ones that may be in the wrong list or the wrong house first."""
    moved = _row.naeste_skift <= today
    older = select(
        _row.person_id, _row.changed, case((moved, literal(1, Integer)), else_=literal(2, Integer))
    ).where(own(organisation_id, holder), _row.computed_on < today, ~STALE)
    changed = select(_row.person_id, _row.changed, literal(0, Integer).label("rank")).where(
        STALE, _belongs(organisation_id)
    )
    both = union_all(changed, older).order_by("rank", "person_id").limit(limit)
    return [Waiting(person_id, count) for person_id, count, _rank in session.execute(both)]


def state(session: Session, organisation_id: int, holder: Aktoer, today: date) -> State:
    """How far the lists of one organisation are known; one statement."""
    found = session.execute(select(*state_columns(organisation_id, holder, today))).one()
    return State(found.missing, found.oldest)


def state_of_all(session: Session, today: date) -> State:
    """How far everybody's overviews are known, whatever organisation they belong to; one statement."""
    behind = and_(_row.computed_on < today, ~STALE)
    missing = or_(STALE, and_(behind, _row.naeste_skift <= today))
    query = select(
        func.count().filter(missing).label("missing"),
        func.min(_row.computed_at).filter(behind).label("oldest"),
    )
    found = session.execute(query.select_from(Overview)).one()
    return State(found.missing, found.oldest)


def state_columns(organisation_id: int, holder: Aktoer, today: date) -> tuple[Label[Any], Label[Any]]:
    """`missing` and `oldest` of a `State`, to be asked for together with something else."""
    ours = own(organisation_id, holder)
    changed = select(func.count()).where(STALE, _belongs(organisation_id)).select_from(Overview)
    moved = select(func.count()).where(ours, _row.computed_on < today, _row.naeste_skift <= today, ~STALE)
    oldest = select(func.min(_row.computed_at)).where(ours, _row.computed_on < today, ~STALE)
    missing = changed.scalar_subquery() + moved.select_from(Overview).scalar_subquery()
    return missing.label("missing"), oldest.scalar_subquery().label("oldest")


def save(session: Session, made: Sequence[Fresh]) -> None:
    """Keeps the overviews; one that was made from later facts stays. One statement."""
    if made:
        session.execute(_SAVE, [_values(fresh) for fresh in made])


def _belongs(organisation_id: int) -> ColumnElement[bool]:
    return exists().where(
        and_(_member.person_id == _row.person_id, _member.organisation_id == organisation_id)
    )


def current(today: date) -> ColumnElement[bool]:
    """What may be shown: nothing has changed since, and nobody else may have come to hold the course."""
    return and_(~STALE, or_(_row.naeste_skift.is_(None), _row.naeste_skift > today))


_NAMES = (
    "siden",
    "naeste_skift",
    "foerste_samtale_senest",
    "foerste_samtale_planlagt",
    "foerste_samtale_i_tide",
    "frist",
    "frist_samtale_senest",
    "frist_faelles",
    "a_kasse_mangler",
    "overgang",
    "overgang_kendt",
    "seksten_maaneder",
    "visitation_senest",
    "cv_senest",
    "tilbud_senest",
    "naeste_samtale",
    "frataget",
    "fritaget",
)
"""The columns that hold an answer of the overview as it is."""

_SAVED = (
    *_NAMES,
    "aktoer",
    "svarer",
    "booking_id",
    "tegn",
    "a_kasse_id",
    "jobcenter_id",
    "computed_change",
    "computed_on",
    "computed_at",
)

_SAVE = (
    update(table_of(Overview))
    .where(_row.person_id == bindparam("of_person"), _row.computed_change <= bindparam("new_computed_change"))
    .values({name: bindparam(f"new_{name}") for name in _SAVED})
)


def _values(fresh: Fresh) -> dict[str, Any]:
    overblik = fresh.overblik
    values = {name: getattr(overblik, name) for name in _NAMES} | {
        "aktoer": overblik.aktoer.value,
        "svarer": overblik.svarer.value,
        "booking_id": overblik.samtale,
        "tegn": [_sign(sign) for sign in overblik.tegn] or None,
        "a_kasse_id": fresh.a_kasse_id,
        "jobcenter_id": fresh.jobcenter_id,
        "computed_change": fresh.of.changed,
        "computed_on": fresh.today,
        "computed_at": fresh.at,
    }
    return {f"new_{name}": value for name, value in values.items()} | {"of_person": fresh.of.person_id}


def _sign(sign: Tegn) -> dict[str, Any]:
    return {"kode": sign.kode.value, "antal": sign.antal, "i_alt": sign.i_alt, "graense": sign.graense}
