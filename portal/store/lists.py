"""Work lists: an organisation's own people to whom something has to happen, the most urgent first.

What has to happen the policy has said before (`overview.py`); here its days are compared with a calendar and
put in order. A list holds the people whose course the organisation holds, and nobody of whom something has
changed since their overview was made.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, Samtaleform, SamtaleStatus
from portal.policy.kalender import day_of
from portal.store.free_times import can_be_had
from portal.store.list_query import (
    DAYS_AHEAD,
    DUE,
    OF,
    Condition,
    FreeDays,
    Liste,
    ListQuery,
    Order,
    leaving,
    wanted,
)
from portal.store.overview import State, current, own, state_columns
from portal.store.tables import Caseworker, Office, Person, Team, table_of
from portal.store.tables_meeting import Agreement, Booking, Slot
from portal.store.tables_overview import Overview

_overview, _person, _booking = table_of(Overview), table_of(Person), table_of(Booking)
_office, _team, _caseworker = table_of(Office), table_of(Team), table_of(Caseworker)
_slot, _agreement = table_of(Slot).c, table_of(Agreement).c
_row = _overview.c


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person in a list. `day`: the one it is sorted by; the rest as in `portal.policy.overblik`.

    `caseworker`, `office`, `form`: of the meeting that is planned, or was held last; None: of none.
    """

    person_id: int
    public_id: uuid.UUID
    name: str
    postcode: str | None
    digital_post: bool
    day: date | None
    foerste_samtale_planlagt: datetime | None
    foerste_samtale_i_tide: bool
    frist: date | None
    frist_samtale_senest: date | None
    a_kasse_mangler: int | None
    overgang: date | None
    overgang_kendt: bool
    tegn: tuple[Mapping[str, Any], ...]
    naeste_samtale: datetime | None
    frataget: bool
    fritaget: bool
    caseworker: str | None
    office: str | None
    form: Samtaleform | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some of a list, and how many there are in all."""

    rows: tuple[ListRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class StartPage:
    """How many stand in each list, as it opens. `unregistered`: meetings that are over and not registered.

    `expected`: of those whom an a-kasse holds, how many are handed over by the end of next month; to a
    jobcenter a figure, and nobody's name. `also`: the answers to what else was asked.
    """

    counts: Mapping[Liste, int]
    expected: int
    unregistered: int
    state: State
    also: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One office, team or caseworker that a list can be narrowed down to. `kind`: which of them."""

    kind: str
    public_id: uuid.UUID
    name: str


def page(session: Session, query: ListQuery) -> ListPage:
    """The people in the list; one statement. Past its end there is nobody, and `total` is 0."""
    statement = _rows(query).order_by(*_ordered(query), _row.person_id).offset(query.offset)
    if query.limit is not None:
        statement = statement.limit(query.limit)
    found = session.execute(statement).mappings().all()
    return ListPage(tuple(_view(dict(row)) for row in found), found[0]["total"] if found else 0)


def chosen(session: Session, query: ListQuery, people: tuple[uuid.UUID, ...]) -> tuple[ListRow, ...]:
    """Those of these people who are in the list, by name; one statement."""
    statement = _rows(query).where(_person.c.public_id.in_(people)).order_by(_person.c.name, _row.person_id)
    return tuple(_view(dict(row)) for row in session.execute(statement).mappings())


def start_page(
    session: Session,
    organisation_id: int,
    holder: Aktoer,
    now: datetime,
    free: FreeDays,
    also: Sequence[ColumnElement[Any]] = (),
) -> StartPage:
    """How many there are in each of the organisation's lists at `now` (aware); one statement, which reads its
    people once. `also`: what else is asked in the same statement.
    """
    today, columns = day_of(now), []
    for liste in OF[holder]:
        query = ListQuery(
            liste=liste,
            organisation_id=organisation_id,
            holder=holder,
            today=today,
            free=free,
            days=DAYS_AHEAD.get(liste),
        )
        columns.append(_sum(and_(_row.aktoer == holder.value, *wanted(query)), liste.value))
    from_an_a_kasse = _row.aktoer == Aktoer.A_KASSE.value
    columns.append(_sum(and_(from_an_a_kasse, leaving(today)), "expected"))
    over = (
        select(func.count())
        .select_from(_booking)
        .where(
            _booking.c.organisation_id == organisation_id,
            _booking.c.status == SamtaleStatus.PLANLAGT.value,
            _booking.c.start < now,
            _booking.c.slut <= now,
        )
        .scalar_subquery()
        .label("unregistered")
    )
    listed = select(*columns).where(own(organisation_id, holder), current(today)).subquery()
    others = [column.label(f"also_{number}") for number, column in enumerate(also)]
    state = state_columns(organisation_id, holder, today)
    found = dict(session.execute(select(listed, over, *state, *others)).mappings().one())
    return StartPage(
        counts={liste: found[liste.value] or 0 for liste in OF[holder]},
        expected=found["expected"] or 0,
        unregistered=found["unregistered"],
        state=State(found["missing"], found["oldest"]),
        also=tuple(found[column.name] for column in others),
    )


def first_free_days(session: Session, organisation_id: int, now: datetime) -> FreeDays:
    """From when on the organisation has free times at `now` (aware); one statement."""
    agreed = (
        select(_agreement.a_kasse_id)
        .where(_agreement.jobcenter_id == organisation_id)
        .group_by(_agreement.a_kasse_id)
        .subquery()
    )
    ordinary = _first_start(organisation_id, _slot.a_kasse_id.is_(None), joint=False)
    joint = _first_start(organisation_id, _slot.a_kasse_id == agreed.c.a_kasse_id, joint=True)
    both = union_all(
        select(literal(0, Integer).label("a_kasse_id"), ordinary.label("start")),
        select(agreed.c.a_kasse_id, joint),
    ).subquery()
    # What comes out of a union is typed anew.
    start = func.coalesce(both.c.start, null(), type_=_slot.start.type)
    found = session.execute(select(both.c.a_kasse_id, start), {"now": now})
    days = {a_kasse: day_of(moment) for a_kasse, moment in found if moment is not None}
    return FreeDays(days.pop(0, None), days)


def choices(session: Session, organisation_id: int) -> tuple[Choice, ...]:
    """The open offices, teams and active caseworkers of the organisation, by name; one statement."""

    def of(kind: str, table: Any, open_: Condition) -> Select[Any]:
        return select(literal(kind).label("kind"), table.c.public_id, table.c.name.label("name")).where(
            table.c.organisation_id == organisation_id, open_
        )

    found = union_all(
        of("kontor", _office, _office.c.closed_at.is_(None)),
        of("hold", _team, _team.c.closed_at.is_(None)),
        of("hos", _caseworker, _caseworker.c.active),
    ).order_by("kind", "name")
    return tuple(Choice(*row) for row in session.execute(found))


def answering(organisation_id: int, holder: Aktoer, today: date) -> Condition:
    """That the organisation answers for the `person` of a statement, also while they are off sick."""
    return exists().where(
        _row.person_id == _person.c.id,
        own(organisation_id, holder),
        current(today),
        _row.svarer == holder.value,
    )


def _rows(query: ListQuery) -> Select[Any]:
    statement = (
        select(
            _person.c.public_id,
            _person.c.name,
            _person.c.postcode,
            _person.c.digital_post,
            DUE[query.liste].label("day"),
            *(_row[name] for name in _SHOWN),
            _caseworker.c.name.label("caseworker"),
            _office.c.name.label("office"),
            _booking.c.form,
            func.count().over().label("total"),
        )
        .select_from(_overview)
        .join(_person, _person.c.id == _row.person_id)
        .outerjoin(_booking, and_(_booking.c.id == _row.booking_id, _ours(query.organisation_id)))
        .outerjoin(_caseworker, _caseworker.c.id == _with_whom(query.holder))
        .outerjoin(_office, _office.c.id == _booking.c.office_id)
        .where(own(query.organisation_id, query.holder), current(query.today))
        .where(_row.aktoer == query.holder.value, *wanted(query))
    )
    if query.office is not None:
        statement = statement.where(_office.c.public_id == query.office)
    if query.caseworker is not None:
        statement = statement.where(_caseworker.c.public_id == query.caseworker)
    if query.team is not None:
        team = select(_team.c.id).where(_team.c.public_id == query.team).scalar_subquery()
        statement = statement.where(_caseworker.c.team_id == team)
    if query.form is not None:
        statement = statement.where(_booking.c.form == query.form.value)
    return statement


def _ours(organisation_id: int) -> ColumnElement[bool]:
    """A meeting that the organisation holds or takes part in: with whom others meet is not told."""
    return or_(_booking.c.organisation_id == organisation_id, _booking.c.a_kasse_id == organisation_id)


def _with_whom(holder: Aktoer) -> ColumnElement[Any]:
    """The organisation's own caseworker of the meeting."""
    if holder is Aktoer.JOBCENTER:
        return _booking.c.caseworker_id
    return func.coalesce(_booking.c.a_kasse_caseworker_id, _booking.c.caseworker_id)


def _ordered(query: ListQuery) -> list[Any]:
    by: dict[Order, Any] = {
        Order.DAG: DUE[query.liste],
        Order.NAVN: func.lower(_person.c.name),
        Order.NAESTE: _row.naeste_samtale,
        Order.HOS: func.lower(_caseworker.c.name),
    }
    column = by[query.order]
    return [column.is_(None), column.desc() if query.descending else column.asc()]


def _sum(condition: Condition, name: str) -> Any:
    return func.sum(case((condition, 1), else_=0)).label(name)


def _first_start(organisation_id: int, which: Condition, *, joint: bool) -> Any:
    return (
        select(_slot.start)
        .where(_slot.organisation_id == organisation_id, which, _slot.start > bindparam("now"))
        .where(can_be_had(of_person=False, moving=False, joint=joint))
        .order_by(_slot.start)
        .limit(1)
        .scalar_subquery()
    )


_SHOWN = (
    "person_id",
    "foerste_samtale_planlagt",
    "foerste_samtale_i_tide",
    "frist",
    "frist_samtale_senest",
    "a_kasse_mangler",
    "overgang",
    "overgang_kendt",
    "tegn",
    "naeste_samtale",
    "frataget",
    "fritaget",
)


def _view(row: dict[str, Any]) -> ListRow:
    values = {name: value for name, value in row.items() if name != "total"}
    form = Samtaleform(row["form"]) if row["form"] else None
    return ListRow(**values | {"form": form, "tegn": tuple(row["tegn"] or ())})
