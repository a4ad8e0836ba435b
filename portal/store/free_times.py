"""A window of the law, as SQL: which published times lie in it, and which of them can be had.

Nothing is decided here. Each condition says again what `Window.admits` says of one time; a property test
holds the two against each other. Literal numbers are written out where a partial index is to be used:
SQLite does not look into parameters when it chooses one.

Conditions are written with named parameters, so that one statement serves everybody whose windows have the
same outline. To build a statement anew for each page would cost more than to carry it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Float,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from portal.policy.facts import Samtaleform
from portal.policy.window import Window
from portal.store.columns import AwareTime
from portal.store.tables import table_of
from portal.store.tables_meeting import HeldTime, Hold, Place, Slot
from portal.store.tables_times import Absence

Condition = ColumnElement[bool]
Values = dict[str, Any]

_slot, _place = table_of(Slot).c, table_of(Place)
_hold, _held_time = table_of(Hold).c, table_of(HeldTime).c
_absence = table_of(Absence).c

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")

FORM_COLUMNS = {
    Samtaleform.FREMMOEDE: _slot.fremmoede,
    Samtaleform.TELEFON: _slot.telefon,
    Samtaleform.VIDEO: _slot.video,
}
"""What a time was published with."""

_CAN_BE_CHOSEN = FORM_COLUMNS | {Samtaleform.VIDEO: and_(_slot.video, _slot.video_link.is_not(None))}
"""Nobody meets on video without an address to meet at."""


class later_by(GenericFunction[datetime]):
    """`later_by(time, minutes)`: the time so many minutes later."""

    type = AwareTime()
    inherit_cache = True


@compiles(later_by, "postgresql")
def _later_by_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    time, minutes = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({time} + make_interval(mins => {minutes}))"


@compiles(later_by, "sqlite")
def _later_by_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    time, minutes = (compiler.process(clause, **kw) for clause in element.clauses)
    # Six decimals, as the column type writes them: times are compared as text.
    return f"(strftime('%Y-%m-%d %H:%M:%f', {time}, {minutes} || ' minutes') || '000')"


class seconds_between(GenericFunction[float]):
    """`seconds_between(start, slut)`."""

    type = Float()
    inherit_cache = True


@compiles(seconds_between, "postgresql")
def _seconds_between_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    start, slut = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"EXTRACT(EPOCH FROM {slut} - {start})"


@compiles(seconds_between, "sqlite")
def _seconds_between_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    start, slut = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(julianday({slut}) - julianday({start})) * 86400"


# In the words of the index `absence_long`: more than 23 hours. Else it is not used.
_LASTS_LONG = seconds_between(_absence.start, _absence.slut) > literal_column("82800")
_A_DAY_BEFORE = literal_column(str(-24 * 60), Integer)


def day_begins(day: date) -> datetime:
    """The moment a Danish calendar day begins. Days are 23 or 25 hours long when the clocks change."""
    return datetime(day.year, day.month, day.day, tzinfo=_COPENHAGEN)


@dataclass(frozen=True, slots=True)
class Outline:
    """What of a window changes the words of its condition, and not only the values of its parameters.

    `nth`: which of the query's windows; it begins the parameters' names. `former`: the forms that are looked
    for. `ends`: there is a `latest`. `blocked`, `busy`: how many stretches of blocked days, how many spans.
    `own_length`: the meeting is not as long as the slot.
    """

    nth: int
    former: tuple[Samtaleform, ...]
    faelles: bool
    in_person: bool
    ends: bool
    blocked: int
    busy: int
    own_length: bool

    def value(self, name: str) -> BindParameter[Any]:
        return bindparam(self.name(name))

    def name(self, name: str) -> str:
        return f"w{self.nth}_{name}"


def outline_of(
    nth: int, window: Window, a_kasse_id: int | None, form: Samtaleform | None, minutes: int | None
) -> Outline | None:
    """None where no time can lie in the window.

    `a_kasse_id`: the a-kasse a joint time must be agreed with. `form`: only times to be had in this one.
    `minutes`: how long the meeting is, where it is not as long as the slot.
    """
    former = window.former if form is None else window.former & {form}
    if not former or (window.faelles and a_kasse_id is None):
        return None
    return Outline(
        nth=nth,
        former=tuple(sorted(former)),
        faelles=window.faelles,
        in_person=window.a_kasse_form == "fremmoede",
        ends=window.latest is not None,
        blocked=len(_runs(window.blocked_days)),
        busy=len(window.busy),
        own_length=minutes is not None,
    )


def values_of(outline: Outline, window: Window, organisation_id: int, a_kasse_id: int | None) -> Values:
    """What the parameters of the window's condition stand for.

    `organisation_id`: the window's holder for this person. What a meeting's own length is, is `minutes`.
    """
    values = {
        "organisation": organisation_id,
        "a_kasse": a_kasse_id,
        "earliest": window.earliest,
        "latest": window.latest,
    }
    for n, (first, last) in enumerate(_runs(window.blocked_days)):
        values[f"blocked{n}_from"] = day_begins(first)
        values[f"blocked{n}_to"] = day_begins(last + timedelta(days=1))
    for n, (busy_from, busy_to) in enumerate(window.busy):
        values[f"busy{n}_from"], values[f"busy{n}_to"] = busy_from, busy_to
    return {outline.name(name): value for name, value in values.items()}


def lies_in(outline: Outline, *, bounded: bool = True) -> Condition:
    """The slot lies in the window. `bounded` False: `latest` is left to somebody who knows an earlier end."""
    ends: Any = _slot.slut
    value = outline.value
    conditions: list[Condition] = []
    if outline.own_length:
        ends = later_by(_slot.start, bindparam("minutes", type_=Integer))
        conditions.append(ends <= _slot.slut)
    conditions += [
        _slot.organisation_id == value("organisation"),
        _slot.a_kasse_id == value("a_kasse") if outline.faelles else _slot.a_kasse_id.is_(None),
        _slot.start >= value("earliest"),
        or_(*(_can_be_chosen(wanted, joint=outline.faelles) for wanted in outline.former)),
    ]
    if outline.ends and bounded:
        conditions.append(_slot.start < value("latest"))
    if outline.in_person:
        conditions.append(_slot.a_kasse_form == "fremmoede")
    conditions += [
        or_(_slot.start < value(f"blocked{n}_from"), _slot.start >= value(f"blocked{n}_to"))
        for n in range(outline.blocked)
    ]
    conditions += [
        or_(_slot.start >= value(f"busy{n}_to"), ends <= value(f"busy{n}_from")) for n in range(outline.busy)
    ]
    return and_(*conditions)


A_KASSE_FROM = func.coalesce(_slot.a_kasse_from, _slot.start, type_=_slot.start.type)
A_KASSE_UNTIL = func.coalesce(_slot.a_kasse_until, _slot.slut, type_=_slot.slut.type)
"""The time of the a-kasse's caseworker that a joint time takes."""


def _can_be_chosen(form: Samtaleform, *, joint: bool) -> Condition:
    """Where the a-kasse comes in person, so does the person: it is together with them (LAB § 33, stk. 4)."""
    can = _CAN_BE_CHOSEN[form]
    if not joint or form is Samtaleform.FREMMOEDE:
        return can
    return and_(can, _slot.a_kasse_form != Samtaleform.FREMMOEDE.value)


@cache
def can_be_had(*, of_person: bool, moving: bool, joint: bool | None = None) -> Condition:
    """A place is left, nobody else holds the last one, and no caseworker of it is somewhere else at that
    time, or kept for somebody else, at the moment `now`.

    `of_person`: the hold of `person_id` counts for nothing; `moving`: the booking `moving` would give up its
    own place. `joint`: whether the times asked about are joint ones; None: each may be. One side does not
    withdraw what two agreed on, so that a joint time is closed while either caseworker cannot be met; of
    other times nobody asks, for they are withdrawn.
    """
    nobody_in_the_way = and_(
        _slot.free > _held_by_others(of_person),
        not_(is_elsewhere(_slot.caseworker_id, _slot.start, _slot.slut, moving)),
        not_(_is_kept(_slot.caseworker_id, _slot.start, _slot.slut, of_person)),
        or_(
            _slot.a_kasse_caseworker_id.is_(None),
            and_(
                not_(is_elsewhere(_slot.a_kasse_caseworker_id, A_KASSE_FROM, A_KASSE_UNTIL, moving)),
                not_(_is_kept(_slot.a_kasse_caseworker_id, A_KASSE_FROM, A_KASSE_UNTIL, of_person)),
            ),
        ),
    )
    if joint is None:
        nobody_in_the_way = and_(nobody_in_the_way, or_(_slot.a_kasse_id.is_(None), not_(somebody_is_away())))
    elif joint:
        nobody_in_the_way = and_(nobody_in_the_way, not_(somebody_is_away()))
    # The CASE is for PostgreSQL. Of each of these conditions it believes that few rows meet it, of all
    # together that hardly any does, and it would read all times rather than walk an index to the first ones.
    # Most times meet all of them; of a CASE it believes that half do.
    return and_(
        _slot.free > literal_column("0"),
        _slot.withdrawn_at.is_(None),
        case((nobody_in_the_way, true()), else_=false()),
    )


@cache
def free_for(*, of_person: bool, moving: bool) -> ColumnElement[int]:
    """How many of the slot's places this person can have; arguments and parameters as in `can_be_had`."""
    left = _slot.free - _held_by_others(of_person)
    return case((can_be_had(of_person=of_person, moving=moving), left), else_=literal_column("0"))


def _held_by_others(of_person: bool) -> ColumnElement[int]:
    """How many of the slot's places others hold while they check their answers."""
    query = select(func.count()).where(_hold.slot_id == _slot.id, _hold.expires_at > bindparam("now"))
    if of_person:
        query = query.where(_hold.person_id != bindparam("person_id"))
    return query.correlate(table_of(Slot)).scalar_subquery()


def _is_kept(caseworker_id: Any, start: Any, slut: Any, of_person: bool) -> Condition:
    """Somebody else holds a time of the caseworker that overlaps, perhaps one of another slot."""
    kept = select(_held_time.id).where(
        _held_time.caseworker_id == caseworker_id,
        _held_time.expires_at > bindparam("now"),
        _held_time.start < slut,
        _held_time.slut > start,
    )
    if of_person:
        kept = kept.join(table_of(Hold), _hold.id == _held_time.hold_id)
        kept = kept.where(_hold.person_id != bindparam("person_id"))
    return exists(kept.correlate(table_of(Slot)))


def is_elsewhere(caseworker_id: Any, start: Any, slut: Any, moving: bool = False) -> Condition:
    """The caseworker of the statement's `slot` has a place that overlaps.

    A caseworker's places never overlap each other, so the last of those that begin before `slut` also ends
    last: one look into the index answers, however many places there are.
    """
    place = _place.alias()
    last_end = (
        select(place.c.slut)
        .where(place.c.caseworker_id == caseworker_id, place.c.start < slut)
        .order_by(place.c.start.desc())
        .limit(literal_column("1"))
        .correlate(table_of(Slot))
    )
    if moving:
        last_end = last_end.where(place.c.booking_id != bindparam("moving"))
    return func.coalesce(last_end.scalar_subquery() > start, false())


def is_away(caseworker_id: Any, start: Any, slut: Any, kind: str | None = None) -> Condition:
    """The caseworker of the statement's `slot` cannot be met at some moment between the two.

    `kind`: counted are absences of this kind alone.

    One that began more than a day before lasts long, or is over: so that nobody reads all of a calendar's
    events of long ago.
    """
    away = select(_absence.id).where(
        _absence.caseworker_id == caseworker_id, _absence.start < slut, _absence.slut > start
    )
    if kind is not None:
        away = away.where(_absence.kind == kind)
    of_the_day = away.where(_absence.start > later_by(start, _A_DAY_BEFORE))
    long = away.where(_LASTS_LONG)
    return or_(exists(of_the_day.correlate(table_of(Slot))), exists(long.correlate(table_of(Slot))))


def somebody_is_away() -> Condition:
    """Either side's caseworker of the joint time cannot be met."""
    return or_(
        is_away(_slot.caseworker_id, _slot.start, _slot.slut),
        is_away(_slot.a_kasse_caseworker_id, A_KASSE_FROM, A_KASSE_UNTIL),
    )


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """The days as runs from a first to a last one, so that a blocked fortnight is one condition."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
