"""What became of the times that jobcentres and a-kasser agreed on: how many, for each pair of organisations.

An organisation sees the pairs it is one of. Four statements tell all of it, however many they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select, union, union_all
from sqlalchemy.orm import Session

from portal.policy.facts import AKasseMed, Aktoer, SamtaleArt, SamtaleStatus
from portal.store.figures import between
from portal.store.rows import organisation_columns, organisation_view
from portal.store.tables import Indplacering, Membership, Organisation, Valg, table_of
from portal.store.tables_meeting import Agreement, Booking, Place, Slot
from portal.store.tables_times import Absence
from portal.store.views import OrganisationView

_agreement, _slot = table_of(Agreement).c, table_of(Slot).c
_booking, _said = table_of(Booking).c, table_of(Valg).c
_place, _absence = table_of(Place).c, table_of(Absence).c
_NOT_CALLED_OFF: Final = [status.value for status in SamtaleStatus if status is not SamtaleStatus.AFLYST]


class Fate(StrEnum):
    """What became of an agreed time, or what it is now. Each is one of these.

    `used`: a meeting that the a-kasse takes part in is booked in it, held or missed. `open`: still to come,
    and to be had. The others are lost. `unused`: it went by. `closed`: one of the two caseworkers is away, or
    in another meeting. `withdrawn`: taken back, or the agreement ended before it.
    """

    USED = "used"
    OPEN = "open"
    UNUSED = "unused"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


LOST: Final = (Fate.UNUSED, Fate.CLOSED, Fate.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Wait:
    """From when somebody said that the a-kasse is to take part until the joint meeting; both aware."""

    person_id: int
    said: datetime
    met: datetime


@dataclass(slots=True)
class Stretch:
    """Times that begin within a stretch of time: how many of each fate, and how long people waited."""

    fates: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    waits: list[Wait] = field(default_factory=list)

    @property
    def agreed(self) -> int:
        return sum(self.fates.values())

    @property
    def lost(self) -> int:
        return sum(self.fates[fate] for fate in LOST)


@dataclass(frozen=True, slots=True)
class Pair:
    """The organisation's figures with `other`. `first_open`: when the first time begins that can be had."""

    other: OrganisationView
    stretches: tuple[Stretch, ...]
    first_open: datetime | None

    @property
    def whole(self) -> Stretch:
        return together(self.stretches)


def together(stretches: Iterable[Stretch]) -> Stretch:
    """Several of them as one."""
    whole = Stretch()
    for one in stretches:
        for fate, count in one.fates.items():
            whole.fates[fate] += count
        whole.waits += one.waits
    return whole


def pairs(
    session: Session, organisation_id: int, holder: Aktoer, edges: Sequence[datetime], now: datetime
) -> tuple[Pair, ...]:
    """Every other organisation that there are, or were, agreed times with, by name.

    `edges` (aware, rising): where the stretches begin; the last goes on for ever, and what lies before the
    first does not count. `now`: aware.
    """
    found = defaultdict[int, list[Stretch]](lambda: [Stretch() for _ in edges])
    first: dict[int, datetime] = {}
    own, other = _sides(holder)
    times = session.execute(_times(own == organisation_id, other, edges)).all()
    taken = _taken(session, own == organisation_id, edges[0])
    for row in times:
        fate = _fate(row, taken, now)
        found[row.other][row.bucket].fates[fate] += 1
        if fate is Fate.OPEN:
            first[row.other] = min(first.get(row.other, row.start), row.start)
    for row in session.execute(_waits(own == organisation_id, other, edges)):
        found[row.other][row.bucket].waits.append(Wait(row.person_id, row.said, row.met))
    return tuple(
        Pair(one, tuple(found[one.id]), first.get(one.id))
        for one in _others(session, own == organisation_id, other)
    )


def _sides(holder: Aktoer) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """The own side's column of an agreement, and the other side's."""
    if holder is Aktoer.JOBCENTER:
        return _agreement.jobcenter_id, _agreement.a_kasse_id
    return _agreement.a_kasse_id, _agreement.jobcenter_id


def _others(session: Session, own: ColumnElement[bool], other: ColumnElement[int]) -> list[OrganisationView]:
    agreed = or_(
        _agreement.status.in_(("accepted", "ended")), exists().where(_slot.agreement_id == _agreement.id)
    )
    query = select(*organisation_columns(Organisation, "other_"))
    query = query.where(Organisation.id.in_(select(other).where(own, agreed)))
    found = session.execute(query.order_by(Organisation.name, Organisation.id)).mappings()
    return [organisation_view(row, "other_") for row in found]


def _times(own: ColumnElement[bool], other: ColumnElement[int], edges: Sequence[datetime]) -> Select[Any]:
    used = exists().where(
        _booking.slot_id == _slot.id,
        _booking.status.in_(_NOT_CALLED_OFF),
        _booking.a_kasse_id.is_not(None),
    )
    columns = (
        other.label("other"),
        between(_slot.start, edges),
        _slot.start,
        _slot.slut,
        _slot.caseworker_id,
        _slot.a_kasse_caseworker_id,
        func.coalesce(_slot.a_kasse_from, _slot.start).label("a_kasse_from"),
        func.coalesce(_slot.a_kasse_until, _slot.slut).label("a_kasse_until"),
        _slot.withdrawn_at,
        used.label("used"),
    )
    return _agreed(own, edges[0], *columns)


def _agreed(own: ColumnElement[bool], since: datetime, *columns: ColumnElement[Any]) -> Select[Any]:
    """These columns of the organisation's agreed times from `since` on."""
    return (
        select(*columns)
        .join_from(table_of(Agreement), table_of(Slot), _slot.agreement_id == _agreement.id)
        .where(own, _slot.a_kasse_id.is_not(None), _slot.start >= since)
    )


def _taken(session: Session, own: ColumnElement[bool], since: datetime) -> dict[int, _Spans]:
    """When those who hold the agreed times are away or in a meeting, by their keys.

    Read as a whole: asked for each time alone, it would be a walk through a caseworker's absences every time.
    """
    workers = union(
        _agreed(own, since, _slot.caseworker_id), _agreed(own, since, _slot.a_kasse_caseworker_id)
    ).subquery()
    spans = union_all(
        *(
            select(row.caseworker_id, row.start, row.slut).where(
                row.caseworker_id.in_(select(workers)), row.slut > since
            )
            for row in (_absence, _place)
        )
    ).subquery()
    found = defaultdict[int, _Spans](_Spans)
    for worker, start, slut in session.execute(select(spans).order_by(spans.c.start)):
        found[worker].add(start, slut)
    return found


class _Spans:
    """Stretches of time, added in order of when they begin; ask whether one of them lies over a time."""

    def __init__(self) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []  # until when those up to here last at most

    def add(self, start: datetime, slut: datetime) -> None:
        self._starts.append(start)
        self._ends.append(max(slut, self._ends[-1]) if self._ends else slut)

    def over(self, start: datetime, slut: datetime) -> bool:
        before = bisect_left(self._starts, slut)
        return before > 0 and self._ends[before - 1] > start


def _fate(row: Row[Any], taken: Mapping[int, _Spans], now: datetime) -> Fate:
    if row.used:
        return Fate.USED
    if row.withdrawn_at is not None:
        return Fate.WITHDRAWN
    sides = (
        (row.caseworker_id, row.start, row.slut),
        (row.a_kasse_caseworker_id, row.a_kasse_from, row.a_kasse_until),
    )
    if any(who in taken and taken[who].over(start, slut) for who, start, slut in sides):
        return Fate.CLOSED
    return Fate.UNUSED if row.start <= now else Fate.OPEN


def _waits(own: ColumnElement[bool], other: ColumnElement[int], edges: Sequence[datetime]) -> Select[Any]:
    """From the first yes that still held when the meeting began: no longer than since the last no."""
    yes = AKasseMed.JA.value
    return (
        select(
            other.label("other"),
            between(_booking.start, edges),
            _booking.person_id,
            _booking.start.label("met"),
            func.min(_said.sagt).label("said"),
        )
        .select_from(table_of(Agreement))
        .join(table_of(Slot), _slot.agreement_id == _agreement.id)
        .join(table_of(Booking), _booking.slot_id == _slot.id)
        .join(table_of(Valg), _said.person_id == _booking.person_id)
        .where(
            own,
            _booking.start >= edges[0],
            _booking.status.in_(_NOT_CALLED_OFF),
            _booking.a_kasse_id.is_not(None),
            _said.a_kasse_med == yes,
            _said.sagt <= _booking.start,
            *(~since for since in _unset_since()),
        )
        .group_by(other, "bucket", _booking.id, _booking.person_id, _booking.start)
    )


def _unset_since() -> tuple[ColumnElement[bool], ...]:
    """What ends a yes before the meeting begins; as `policy.faelles.sagt` has it (DBK §§ 24 and 87)."""
    later, earlier = table_of(Valg).alias(), table_of(Booking).alias()
    member, placed = table_of(Membership).c, table_of(Indplacering).c
    return (
        exists().where(
            later.c.person_id == _said.person_id,
            later.c.a_kasse_med.is_distinct_from(AKasseMed.JA.value),
            later.c.sagt > _said.sagt,
            later.c.sagt <= _booking.start,
        ),
        exists().where(
            earlier.c.person_id == _said.person_id,
            earlier.c.status == SamtaleStatus.AFHOLDT.value,
            or_(earlier.c.a_kasse_id.is_not(None), earlier.c.art == SamtaleArt.FAELLESSAMTALE.value),
            earlier.c.start >= _said.sagt,
            earlier.c.start < _booking.start,
        ),
        exists().where(
            member.person_id == _said.person_id,
            member.holder == Aktoer.A_KASSE.value,
            member.fra > _said.sagt,
            member.fra <= _booking.start,
        ),
        exists().where(
            placed.person_id == _said.person_id,
            ~placed.loebende,
            placed.dato > _said.sagt,
            placed.dato <= _booking.start,
        ),
    )
