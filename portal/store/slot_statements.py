"""The statements of a search, built once for every shape of query and asked with its values."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union,
)

from portal.store.free_times import Condition, Outline, can_be_had, lies_in
from portal.store.rows import caseworker_columns, office_columns
from portal.store.slot_query import OTHER_KOMMUNE, Shape
from portal.store.slot_rows import all_of_a_slot
from portal.store.tables import Caseworker, Office, table_of
from portal.store.tables_meeting import Slot

_slots, _offices, _caseworkers = table_of(Slot), table_of(Office), table_of(Caseworker)
_slot, _office, _caseworker = _slots.c, _offices.c, _caseworkers.c

_kept = lru_cache(maxsize=500)
"""More shapes than people have situations; each statement is some kilobytes."""


@_kept
def page(shape: Shape) -> Select[Any]:
    """A page of times in order, and one more. Each window gives as many as fill it; then they are merged."""
    parts = [_part(shape, window).subquery() for window in shape.windows]
    found = union(*(select(part) for part in parts)).subquery("found") if len(parts) > 1 else parts[0]
    return (
        all_of_a_slot()
        .add_columns(found.c.rank)
        .join(found, found.c.id == _slot.id)
        .order_by(found.c.start, found.c.rank, found.c.public_id)
        .limit(_rows(shape))
    )


@_kept
def first_starts(shape: Shape) -> Select[Any]:
    """When the first time of each window begins; the shape's pages are of no time, and one more."""
    return select(*(_last_start(shape, window) for window in shape.windows))


@_kept
def any_free(shape: Shape) -> Select[tuple[bool]]:
    return select(or_(*(exists(_matching(shape, window)) for window in shape.windows)))


@_kept
def offices(shape: Shape) -> Select[Any]:
    """Those with times, the nearest first."""
    return (
        select(*office_columns(_offices, "office_"))
        .where(_has_times(shape, _office.organisation_id, _slot.office_id == _office.id))
        .order_by(_rank(shape), _office.name)
    )


@_kept
def caseworkers(shape: Shape) -> Select[Any]:
    """Those of the office with times there."""
    those = _those_in_the_office()
    return (
        select(*caseworker_columns(_caseworkers, "caseworker_"))
        .join(those, those.c.id == _caseworker.id)
        .where(_has_times(shape, _caseworker.organisation_id, _slot.caseworker_id == _caseworker.id))
        .order_by(_caseworker.name, _caseworker.id)
    )


CASEWORKER = select(*caseworker_columns(_caseworkers, "caseworker_")).where(
    _caseworker.public_id == bindparam("caseworker")
)


def _those_in_the_office() -> CTE:
    """The keys of all who have published times there that are left, from each to the next along an index."""
    there = (
        _slot.office_id == _office_asked_for(),
        _slot.free > literal_column("0"),
        _slot.withdrawn_at.is_(None),
    )
    first = select(func.min(_slot.caseworker_id).label("id")).where(*there)
    walk = first.cte("those_in_the_office", recursive=True)
    following = select(func.min(_slot.caseworker_id)).where(*there, _slot.caseworker_id > walk.c.id)
    return walk.union_all(select(following.scalar_subquery()).where(walk.c.id.is_not(None)))


def _rows(shape: Shape) -> ColumnElement[int]:
    """One more than a page. Written out: what PostgreSQL plans once for everybody must know how few it is."""
    return literal_column(str(shape.limit + 1), Integer)


def _matching(shape: Shape, window: Outline, *, bounded: bool = True) -> Select[Any]:
    """The slots of one window that can be had and that the person has not filtered away.

    `bounded` False: the last day is left to somebody who knows an earlier end.
    """
    matching = select(_slot.id).where(
        lies_in(window, bounded=bounded),
        can_be_had(of_person=shape.of_person, moving=shape.moving, joint=window.faelles),
    )
    if shape.from_day:
        matching = matching.where(_slot.start >= bindparam("from_day"))
    if shape.to_day and bounded:
        matching = matching.where(_slot.start < bindparam("to_day"))
    if shape.office:
        matching = matching.where(_slot.office_id == _office_asked_for())
    if shape.caseworker:
        who = _caseworkers.alias()
        own = select(who.c.id).where(who.c.public_id == bindparam("caseworker"))
        matching = matching.where(_slot.caseworker_id == own.scalar_subquery())
    if shape.a_kasse_fysisk:
        matching = matching.where(or_(_slot.a_kasse_id.is_(None), _slot.a_kasse_form == "fremmoede"))
    return matching


def _office_asked_for() -> ColumnElement[int]:
    named = _offices.alias()
    return select(named.c.id).where(named.c.public_id == bindparam("office")).scalar_subquery()


def _part(shape: Shape, window: Outline) -> Select[Any]:
    """The times of one window up to the last start of a page: the one bound that SQLite is to see."""
    rank = _rank(shape)
    return (
        _matching(shape, window, bounded=False)
        .add_columns(_slot.start, rank.label("rank"), _slot.public_id)
        .join(_offices, _office.id == _slot.office_id)
        .where(_slot.start <= _last_start(shape, window), *_after(shape, rank))
        .order_by(_slot.start, rank, _slot.public_id)
        .limit(_rows(shape))
    )


def _last_start(shape: Shape, window: Outline) -> ColumnElement[Any]:
    """When the last time of a page begins, or later, within the bounds of window and filters.

    Told this, the database walks the index up to there. Asked for the nearest offices first, PostgreSQL
    would read every time of the window to put them in order. The organisation's index goes on with the
    a-kasse, and so must the order here for PostgreSQL to see that the index has it already.
    """
    starts = _matching(shape, window).with_only_columns(_slot.start)
    if shape.after:
        starts = starts.where(_slot.start > bindparam("after_start"))
    if not (shape.office or shape.caseworker):
        starts = starts.order_by(_slot.a_kasse_id)
    page = starts.order_by(_slot.start).limit(_rows(shape)).subquery()
    last = select(func.max(page.c.start)).scalar_subquery()
    if window.nth not in shape.reaches_after:
        return last
    return func.coalesce(last, bindparam("after_start", type_=_slot.start.type))


def _has_times(shape: Shape, owner: ColumnElement[int], where: Condition) -> Condition:
    """There is such a time in a window of the organisation that owns what is asked about.

    An EXISTS would be a join to PostgreSQL, and read all times to find the first of each.
    """

    def in_window(window: Outline) -> Condition:
        first = _matching(shape, window).where(where).limit(literal_column("1"))
        return and_(owner == window.value("organisation"), first.scalar_subquery().is_not(None))

    return or_(*map(in_window, shape.windows))


def _rank(shape: Shape) -> ColumnElement[int]:
    """How far away: the own kommune's offices first, then by how far apart the postcodes are."""
    rank: ColumnElement[int] = literal(0)
    if shape.own_postcode:
        rank = func.abs(cast(_office.postcode, Integer) - bindparam("own_postcode", type_=Integer))
    if shape.own_kommune:
        own = _office.kommune_code == bindparam("own_kommune")
        rank = rank + case((own, 0), else_=OTHER_KOMMUNE)
    return rank


def _after(shape: Shape, rank: ColumnElement[int]) -> list[Condition]:
    if not shape.after:
        return []
    there = bindparam("after_rank", type_=Integer)
    later = or_(
        _slot.start > bindparam("after_start"),
        rank > there,
        and_(rank == there, _slot.public_id > bindparam("after_slot")),
    )
    return [_slot.start >= bindparam("after_start"), later]
