"""A window of the law, as SQL: which published times lie in it, and which of them can be had.

Nothing is decided here. Each condition says again what `Window.admits` says of one time; a property test
holds the two against each other. Literal numbers are written out where a partial index is to be used:
SQLite does not look into parameters when it chooses one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import GenericFunction

from portal.policy.facts import Samtaleform
from portal.policy.window import Window
from portal.store.columns import AwareTime
from portal.store.tables_meeting import HeldTime, Hold, Place, Slot

Condition = ColumnElement[bool]

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")

FORM_COLUMNS = {
    Samtaleform.FREMMOEDE: Slot.fremmoede,
    Samtaleform.TELEFON: Slot.telefon,
    Samtaleform.VIDEO: Slot.video,
}


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


def day_begins(day: date) -> datetime:
    """The moment a Danish calendar day begins. Days are 23 or 25 hours long when the clocks change."""
    return datetime(day.year, day.month, day.day, tzinfo=_COPENHAGEN)


def lies_in(
    window: Window,
    organisation_id: int,
    a_kasse_id: int | None,
    form: Samtaleform | None,
    minutes: int | None,
    *,
    bounded: bool = True,
) -> Condition:
    """The slot lies in the window.

    `organisation_id`: the window's holder for this person; `a_kasse_id`: the one a joint time must be
    agreed with. `form`: only times to be had in this one. `minutes`: how long the meeting is, where it is
    not as long as the slot. `bounded` False: `latest` is left to somebody who knows an earlier end.
    """
    former = window.former if form is None else window.former & {form}
    if not former or (window.faelles and a_kasse_id is None):
        return false()
    ends: Any = Slot.slut
    conditions: list[Condition] = []
    if minutes is not None:
        ends = later_by(Slot.start, literal(minutes))
        conditions.append(ends <= Slot.slut)
    conditions += [
        Slot.organisation_id == organisation_id,
        Slot.a_kasse_id == a_kasse_id if window.faelles else Slot.a_kasse_id.is_(None),
        Slot.start >= window.earliest,
        or_(*(FORM_COLUMNS[wanted] for wanted in sorted(former))),
    ]
    if window.latest is not None and bounded:
        conditions.append(Slot.start < window.latest)
    if window.a_kasse_form == "fremmoede":
        conditions.append(Slot.a_kasse_form == "fremmoede")
    conditions += [
        or_(Slot.start < day_begins(first), Slot.start >= day_begins(last + timedelta(days=1)))
        for first, last in _runs(window.blocked_days)
    ]
    conditions += [or_(Slot.start >= busy_to, ends <= busy_from) for busy_from, busy_to in window.busy]
    return and_(*conditions)


def can_be_had(now: datetime, person_id: int | None, moving: int | None) -> Condition:
    """A place is left, nobody else holds the last one, and no caseworker of it is somewhere else at that
    time, or kept for somebody else.

    `person_id`: whose own hold counts for nothing; `moving`: the booking that would give up its own place.
    """
    a_kasse_from = func.coalesce(Slot.a_kasse_from, Slot.start)
    a_kasse_until = func.coalesce(Slot.a_kasse_until, Slot.slut)
    return and_(
        Slot.free > literal_column("0"),
        Slot.withdrawn_at.is_(None),
        Slot.free > held_by_others(now, person_id),
        not_(_is_elsewhere(Slot.caseworker_id, Slot.start, Slot.slut, moving)),
        not_(_is_kept(Slot.caseworker_id, Slot.start, Slot.slut, now, person_id)),
        or_(
            Slot.a_kasse_caseworker_id.is_(None),
            and_(
                not_(_is_elsewhere(Slot.a_kasse_caseworker_id, a_kasse_from, a_kasse_until, moving)),
                not_(_is_kept(Slot.a_kasse_caseworker_id, a_kasse_from, a_kasse_until, now, person_id)),
            ),
        ),
    )


def free_for(now: datetime, person_id: int | None, moving: int | None) -> ColumnElement[int]:
    """How many of the slot's places this person can have at `now` (aware); arguments as in `can_be_had`."""
    left = Slot.free - held_by_others(now, person_id)
    return case((can_be_had(now, person_id, moving), left), else_=literal_column("0"))


def held_by_others(now: datetime, person_id: int | None) -> ColumnElement[int]:
    """How many of the slot's places others hold while they check their answers."""
    query = select(func.count()).where(Hold.slot_id == Slot.id, Hold.expires_at > now)
    if person_id is not None:
        query = query.where(Hold.person_id != person_id)
    return query.correlate(Slot).scalar_subquery()


def _is_kept(caseworker_id: Any, start: Any, slut: Any, now: datetime, person_id: int | None) -> Condition:
    """Somebody else holds a time of the caseworker that overlaps, perhaps one of another slot."""
    kept = select(HeldTime.id).where(
        HeldTime.caseworker_id == caseworker_id,
        HeldTime.expires_at > now,
        HeldTime.start < slut,
        HeldTime.slut > start,
    )
    if person_id is not None:
        kept = kept.join(Hold, Hold.id == HeldTime.hold_id).where(Hold.person_id != person_id)
    return exists(kept.correlate(Slot))


def _is_elsewhere(caseworker_id: Any, start: Any, slut: Any, moving: int | None) -> Condition:
    """The caseworker has a place that overlaps.

    A caseworker's places never overlap each other, so the last of those that begin before `slut` also ends
    last: one look into the index answers, however many places there are.
    """
    place = aliased(Place)
    last_end = (
        select(place.slut)
        .where(place.caseworker_id == caseworker_id, place.start < slut)
        .order_by(place.start.desc())
        .limit(1)
        .correlate(Slot)
    )
    if moving is not None:
        last_end = last_end.where(place.booking_id != moving)
    return func.coalesce(last_end.scalar_subquery() > start, false())


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """The days as runs from a first to a last one, so that a blocked fortnight is one condition."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
