"""Three months with an a-kasse: kept for each person, counted by month, and who had fewer meetings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Integer,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.policy.kalender import month_begins
from portal.policy.tilsyn import Maaned
from portal.store.overview import Fresh, current, own
from portal.store.rows import organisation_columns, organisation_view
from portal.store.tables import Organisation, Person, table_of
from portal.store.tables_overview import Overview
from portal.store.tables_tilsyn import TreMaaneder
from portal.store.views import OrganisationView

_row, _person, _overview = table_of(TreMaaneder).c, table_of(Person).c, table_of(Overview).c
_WANTING = _row.holdt < _row.mindst

_FORGET = delete(table_of(TreMaaneder)).where(
    _row.person_id == bindparam("of_person"), _row.dag == bindparam("of_day")
)

_Key = tuple[int, date]
_Value = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class AKasse:
    """An a-kasse and the months in which anybody had three months with it, the earliest first."""

    organisation: OrganisationView
    maaneder: tuple[Maaned, ...]


@dataclass(frozen=True, slots=True)
class Manglende:
    """Somebody who lacked meetings when three months were over with the Danish day `dag`."""

    person_id: int
    public_id: uuid.UUID
    name: str
    dag: date
    holdt: int
    mindst: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some of them. `total`: how many are the a-kasse's today; `left`: how many no longer are."""

    rows: tuple[Manglende, ...]
    total: int
    left: int


def keep(session: Session, made: Sequence[Fresh]) -> None:
    """Keeps what the policy found of these people, whose overviews are saved; only what is new is written.

    What was made from earlier facts than the overview that stands is passed over.
    """
    stored = _stored(session, made)
    wanted = _wanted(session, [fresh for fresh in made if fresh.of.person_id in stored])
    there = {key: value for rows in stored.values() for key, value in rows.items()}
    gone = [key for key, value in there.items() if wanted.get(key) != value]
    new = [(key, value) for key, value in wanted.items() if there.get(key) != value]
    if gone:
        session.execute(_FORGET, [{"of_person": person, "of_day": dag} for person, dag in gone])
    if new:
        session.execute(insert(table_of(TreMaaneder)), [_values(key, value) for key, value in new])


def months(session: Session, first: date, until: date, a_kasse_id: int | None = None) -> tuple[AKasse, ...]:
    """Every a-kasse, or the one, by name, with its months from `first` up to and without `until`.

    Both are first days of months. One statement, however many people there are.
    """
    counted = (
        select(
            _row.a_kasse_id,
            _row.maaned,
            func.count().label("personer"),
            func.sum(case((_WANTING, literal(1, Integer)), else_=literal(0, Integer))).label("uden_tre"),
        )
        .where(_row.maaned >= first, _row.maaned < until)
        .group_by(_row.a_kasse_id, _row.maaned)
        .subquery()
    )
    query = (
        select(
            *organisation_columns(Organisation, "of_"),
            counted.c.maaned,
            counted.c.personer,
            counted.c.uden_tre,
        )
        .outerjoin(counted, counted.c.a_kasse_id == Organisation.id)
        .where(Organisation.holder == Aktoer.A_KASSE.value)
        .order_by(Organisation.name, Organisation.id, counted.c.maaned)
    )
    if a_kasse_id is not None:
        query = query.where(Organisation.id == a_kasse_id)
    found: dict[int, tuple[OrganisationView, list[Maaned]]] = {}
    for row in session.execute(query).mappings():
        _of, its = found.setdefault(row["of_id"], (organisation_view(row, "of_"), []))
        if row["maaned"] is not None:
            its.append(Maaned(row["maaned"], row["personer"], row["uden_tre"]))
    return tuple(AKasse(of, tuple(its)) for of, its in found.values())


def without(
    session: Session, a_kasse_id: int, maaned: date, today: date, *, limit: int, offset: int = 0
) -> Page:
    """Who lacked meetings when three months were over in the month, fewest meetings first, then by name.

    Only those who are the a-kasse's on the Danish day `today`.
    """
    both = (
        table_of(TreMaaneder)
        .join(table_of(Person), _person.id == _row.person_id)
        .join(table_of(Overview), _overview.person_id == _row.person_id)
    )
    lacking = and_(_row.a_kasse_id == a_kasse_id, _row.maaned == maaned, _WANTING)
    ours = and_(own(a_kasse_id, Aktoer.A_KASSE), current(today))
    rows = (
        select(_row.person_id, _person.public_id, _person.name, _row.dag, _row.holdt, _row.mindst)
        .select_from(both)
        .where(lacking, ours)
        .order_by(_row.holdt, _person.name, _row.person_id)
        .limit(limit)
        .offset(offset)
    )
    is_ours = case((ours, literal(1, Integer)), else_=literal(0, Integer))
    many = select(func.count(), func.coalesce(func.sum(is_ours), 0)).select_from(both).where(lacking)
    every, total = session.execute(many).one()
    return Page(tuple(Manglende(*row) for row in session.execute(rows)), total=total, left=every - total)


def _stored(session: Session, made: Sequence[Fresh]) -> dict[int, dict[_Key, _Value]]:
    """What is kept of each of them whose overview is the one that was made."""
    of_change = {fresh.of.person_id: fresh.of.changed for fresh in made}
    query = (
        select(
            _overview.person_id,
            _overview.computed_change,
            _row.dag,
            _row.a_kasse_id,
            _row.holdt,
            _row.mindst,
        )
        .outerjoin_from(table_of(Overview), table_of(TreMaaneder), _row.person_id == _overview.person_id)
        .where(_overview.person_id.in_(list(of_change)))
    )
    found: dict[int, dict[_Key, _Value]] = {}
    for person, change, dag, *value in session.execute(query):
        if change != of_change[person]:
            continue
        rows = found.setdefault(person, {})
        if dag is not None:
            rows[person, dag] = (value[0], value[1], value[2])
    return found


def _wanted(session: Session, made: Sequence[Fresh]) -> dict[_Key, _Value]:
    """What is to be kept. A time with an a-kasse that the portal does not know is nobody's figure."""
    codes = {one.a_kasse for fresh in made for one in fresh.tre_maaneder}
    if not codes:
        return {}
    query = select(Organisation.code, Organisation.id).where(
        Organisation.holder == Aktoer.A_KASSE.value, Organisation.code.in_(codes)
    )
    keys = {row.code: row.id for row in session.execute(query)}
    return {
        (fresh.of.person_id, one.dag): (keys[one.a_kasse], one.holdt, one.mindst)
        for fresh in made
        for one in fresh.tre_maaneder
        if one.a_kasse in keys
    }


def _values(key: _Key, value: _Value) -> dict[str, Any]:
    (person, dag), (a_kasse, holdt, mindst) = key, value
    return {
        "person_id": person,
        "dag": dag,
        "maaned": month_begins(dag),
        "a_kasse_id": a_kasse,
        "holdt": holdt,
        "mindst": mindst,
    }
