"""Published times: searched in the windows that the law draws, looked at one by one, and locked before they
are taken.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session, aliased

from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.window import Window
from portal.store.free_times import (
    Condition,
    can_be_had,
    day_begins,
    free_for,
    lies_in,
)
from portal.store.rows import (
    caseworker_columns,
    caseworker_name,
    office_columns,
    office_view,
)
from portal.store.slot_rows import all_of_a_slot, slot_view
from portal.store.tables import Caseworker, Office
from portal.store.tables_meeting import Slot
from portal.store.views import BookingView, CaseworkerName, OfficeView, OrganisationView, SlotView

OTHER_KOMMUNE = 10_000
"""Further away than any two postcodes are."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last time of a page. As text it goes into an address and comes back."""

    start: datetime
    rank: int
    slot: uuid.UUID

    def __str__(self) -> str:
        return f"{self.start.astimezone(UTC):%Y%m%dT%H%M%S}.{self.rank}.{self.slot.hex}"

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Raises ValueError for anything that `str` of a cursor did not write."""
        try:
            start, rank, slot = text.split(".")
            moment = datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found = cls(moment, int(rank), uuid.UUID(hex=slot))
        except ValueError:
            found = None
        if found is None or found.rank not in range(2 * OTHER_KOMMUNE):
            raise ValueError("no place in a list of times")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotQuery:
    """What to look for: the law's windows, whose they are, and what the person narrows them down to.

    `now` (aware) tells which holds have run out. Days are Danish calendar days, both inside.
    `exclude_person`: whose own hold counts for nothing. `moving`, `least_minutes`: the booking that is to
    be moved, which would give up its place, and its length, which it keeps. `after`: the last time of the
    page before.
    """

    windows: tuple[Window, ...]
    a_kasse: OrganisationView | None
    jobcenter: OrganisationView | None
    now: datetime
    a_kasse_fysisk: bool = False
    from_day: date | None = None
    to_day: date | None = None
    form: Samtaleform | None = None
    office: uuid.UUID | None = None
    caseworker: uuid.UUID | None = None
    own_postcode: str | None = None
    own_kommune: str | None = None
    after: Cursor | None = None
    limit: int = 60
    exclude_person: int | None = None
    moving: int | None = None
    least_minutes: int | None = None

    def organisation(self, holder: Aktoer) -> OrganisationView | None:
        return self.a_kasse if holder is Aktoer.A_KASSE else self.jobcenter


@dataclass(frozen=True, slots=True)
class SlotPage:
    """Times in order: by start, then the own kommune's offices, then the nearest postcode.

    `next` None: the last page.
    """

    slots: tuple[SlotView, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Choices:
    """Where and with whom there are times to be had, the nearest office first."""

    offices: tuple[OfficeView, ...]
    caseworkers: tuple[CaseworkerName, ...]


def search(session: Session, query: SlotQuery) -> SlotPage:
    """One page of the times that lie in the windows and can be had; one statement.

    A slot's `former` are those in which this person may book it.
    """
    if not _windows(query):
        return SlotPage((), None)
    rows = session.execute(_page(query)).mappings().all()
    views = tuple(_offered(slot_view(row), query) for row in rows[: query.limit])
    if len(rows) <= query.limit:
        return SlotPage(views, None)
    last = rows[query.limit - 1]
    return SlotPage(views, Cursor(last["start"], last["rank"], last["public_id"]))


def first_free(session: Session, query: SlotQuery) -> SlotView | None:
    """The first time of all pages."""
    page = search(session, replace(query, after=None, limit=1))
    return page.slots[0] if page.slots else None


def any_free(session: Session, query: SlotQuery) -> bool:
    """Whether the windows hold any time that can be had."""
    found = [exists(_matching(query, _lies_in(query, window))) for window in _windows(query)]
    return bool(found) and bool(session.execute(select(or_(*found))).scalar_one())


def choices(session: Session, query: SlotQuery) -> Choices:
    """The offices, whatever the query's office, and of the office chosen the caseworkers; two statements."""
    anywhere = replace(query, office=None, caseworker=None)
    anybody = replace(query, caseworker=None)
    if not _windows(query):
        return Choices((), ())
    offices = (
        select(*office_columns(Office, "office_"))
        .where(
            Office.organisation_id.in_(_organisations(query)),
            _has_times(anywhere, Slot.office_id == Office.id),
        )
        .order_by(_rank(query), Office.name)
    )
    caseworkers = (
        select(*caseworker_columns(Caseworker, "caseworker_"))
        .where(Caseworker.organisation_id.in_(_organisations(query)), _works_in(anybody))
        .order_by(Caseworker.name, Caseworker.id)
    )
    names = (caseworker_name(row, "caseworker_") for row in session.execute(caseworkers).mappings())
    return Choices(
        offices=tuple(office_view(row, "office_") for row in session.execute(offices).mappings()),
        caseworkers=tuple(name for name in names if name is not None),
    )


def get(
    session: Session,
    public_id: uuid.UUID,
    *,
    person_id: int | None = None,
    now: datetime | None = None,
    moving: int | None = None,
) -> SlotView | None:
    """The time as it was published, whether it can be had or not.

    With `now` (aware), `free` counts only the places that `person_id` can have: none where others hold them
    all, or where a caseworker is somewhere else. `moving`: the booking that would give up its own place.
    """
    free = free_for(now, person_id, moving) if now is not None else None
    row = session.execute(all_of_a_slot(free).where(Slot.public_id == public_id)).mappings().one_or_none()
    return slot_view(row) if row else None


def of_booking(session: Session, booking: BookingView) -> SlotView | None:
    """The time a meeting lies in; None where the organisation planned it outside its published times."""
    if booking.slot_id is None:
        return None
    return slot_view(session.execute(all_of_a_slot().where(Slot.id == booking.slot_id)).mappings().one())


def lock(
    session: Session,
    public_id: uuid.UUID,
    *,
    leaving: int | None = None,
    person_id: int | None = None,
    now: datetime | None = None,
    moving: int | None = None,
) -> SlotView | None:
    """The time, as nobody else can change it until the transaction ends; the rest as in `get`.

    `leaving`: the slot (by key) that a moved meeting gives up; both are locked in one statement, in the
    order of their keys, so that two people who change places never wait for each other. Then the
    caseworkers are locked, whose other times somebody may want at the same moment. Only then it is looked:
    who waited for a lock would else see what was held before the wait.
    """
    wanted: Condition = Slot.public_id == public_id
    query = select(Slot.public_id, Slot.caseworker_id, Slot.a_kasse_caseworker_id)
    query = query.where(or_(wanted, Slot.id == leaving) if leaving is not None else wanted)
    rows = session.execute(query.order_by(Slot.id).with_for_update(key_share=True)).all()
    found = next((row for row in rows if row.public_id == public_id), None)
    if found is None:
        return None
    _lock_caseworkers(session, {found.caseworker_id, found.a_kasse_caseworker_id} - {None})
    return get(session, public_id, person_id=person_id, now=now, moving=moving)


def _lock_caseworkers(session: Session, keys: set[int]) -> None:
    if keys:
        query = select(Caseworker.id).where(Caseworker.id.in_(keys)).order_by(Caseworker.id)
        session.execute(query.with_for_update(key_share=True)).all()


def _windows(query: SlotQuery) -> list[Window]:
    """Those that the person has an organisation for."""
    return [window for window in query.windows if query.organisation(window.holder) is not None]


def _lies_in(query: SlotQuery, window: Window, *, bounded: bool = True) -> Condition:
    organisation, a_kasse = query.organisation(window.holder), query.a_kasse
    if organisation is None:
        return false()
    agreed_with = a_kasse.id if a_kasse is not None and a_kasse.code == window.aftalt_med else None
    return lies_in(window, organisation.id, agreed_with, query.form, query.least_minutes, bounded=bounded)


def _organisations(query: SlotQuery) -> set[int]:
    found = (query.organisation(window.holder) for window in query.windows)
    return {organisation.id for organisation in found if organisation is not None}


def _matching(query: SlotQuery, window: Condition, *, bounded: bool = True) -> Select[Any]:
    """The slots of one window that can be had and that the person has not filtered away.

    `bounded` False: the last day is left to somebody who knows an earlier end.
    """
    matching = select(Slot.id).where(window, can_be_had(query.now, query.exclude_person, query.moving))
    if query.from_day is not None:
        matching = matching.where(Slot.start >= day_begins(query.from_day))
    if query.to_day is not None and bounded:
        matching = matching.where(Slot.start < day_begins(query.to_day + timedelta(days=1)))
    if query.office is not None:
        matching = matching.where(Slot.office_id == _key_of(Office, query.office))
    if query.caseworker is not None:
        matching = matching.where(Slot.caseworker_id == _key_of(Caseworker, query.caseworker))
    if query.a_kasse_fysisk:
        matching = matching.where(or_(Slot.a_kasse_id.is_(None), Slot.a_kasse_form == "fremmoede"))
    return matching


def _page(query: SlotQuery) -> Select[Any]:
    """Each window gives as many as fill a page; then the windows are merged."""
    parts = [_part(query, window).subquery() for window in _windows(query)]
    found = union(*(select(part) for part in parts)).subquery("found") if len(parts) > 1 else parts[0]
    return (
        all_of_a_slot()
        .add_columns(found.c.rank)
        .join(found, found.c.id == Slot.id)
        .order_by(found.c.start, found.c.rank, found.c.public_id)
        .limit(query.limit + 1)
    )


def _part(query: SlotQuery, window: Window) -> Select[Any]:
    """The times of one window up to the last start of a page: the one bound that SQLite is to see."""
    rank = _rank(query)
    return (
        _matching(query, _lies_in(query, window, bounded=False), bounded=False)
        .add_columns(Slot.start, rank.label("rank"), Slot.public_id)
        .join(Office, Office.id == Slot.office_id)
        .where(Slot.start <= _last_start(query, window), *_after(query.after, rank))
        .order_by(Slot.start, rank, Slot.public_id)
        .limit(query.limit + 1)
    )


def _last_start(query: SlotQuery, window: Window) -> ColumnElement[datetime]:
    """When the last time of a page begins, or later, within the bounds of window and filters.

    Told this, the database walks the index up to there. Asked for the nearest offices first, PostgreSQL
    would read every time of the window to put them in order. The index begins with the a-kasse, and so must
    the order here for PostgreSQL to see that the index has it already.
    """
    starts = _matching(query, _lies_in(query, window)).with_only_columns(Slot.start)
    if query.after is not None:
        starts = starts.where(Slot.start > query.after.start)
    page = starts.order_by(Slot.a_kasse_id, Slot.start, Slot.id).limit(query.limit + 1).subquery()
    last = select(func.max(page.c.start)).scalar_subquery()
    if query.after is None or not _begins_before_the_end(query.after.start, query, window):
        return last
    return func.coalesce(last, query.after.start)


def _begins_before_the_end(start: datetime, query: SlotQuery, window: Window) -> bool:
    return (window.latest is None or start < window.latest) and (
        query.to_day is None or start < day_begins(query.to_day + timedelta(days=1))
    )


def _has_times(query: SlotQuery, where: Condition) -> Condition:
    """There is such a time.

    An EXISTS would be a join to PostgreSQL, and read all times to find the first of each.
    """
    times = _matching(query, _in_any_window(query)).where(where, Slot.start >= _earliest(query))
    return times.limit(1).scalar_subquery().is_not(None)


def _works_in(query: SlotQuery) -> Condition:
    """The caseworker has such times. Of one office all are read, of all offices each caseworker's first."""
    if query.office is None:
        return _has_times(query, Slot.caseworker_id == Caseworker.id)
    there = _matching(query, _in_any_window(query)).where(Slot.start >= _earliest(query))
    return Caseworker.id.in_(there.with_only_columns(Slot.caseworker_id))


def _in_any_window(query: SlotQuery) -> Condition:
    return or_(*(_lies_in(query, window) for window in _windows(query)))


def _earliest(query: SlotQuery) -> datetime:
    return min(window.earliest for window in query.windows)


def _rank(query: SlotQuery) -> ColumnElement[int]:
    """How far away: the own kommune's offices first, then by how far apart the postcodes are."""
    rank: ColumnElement[int] = literal(0)
    if query.own_postcode is not None and query.own_postcode.isdecimal():
        rank = func.abs(cast(Office.postcode, Integer) - int(query.own_postcode))
    if query.own_kommune is not None:
        rank = rank + case((Office.kommune_code == query.own_kommune, 0), else_=OTHER_KOMMUNE)
    return rank


def _after(cursor: Cursor | None, rank: ColumnElement[int]) -> list[Condition]:
    if cursor is None:
        return []
    later = or_(
        Slot.start > cursor.start,
        rank > cursor.rank,
        and_(rank == cursor.rank, Slot.public_id > cursor.slot),
    )
    return [Slot.start >= cursor.start, later]


def _key_of(entity: type[Office] | type[Caseworker], public_id: uuid.UUID) -> Any:
    named = aliased(entity)
    return select(named.id).where(named.public_id == public_id).scalar_subquery()


def _offered(slot: SlotView, query: SlotQuery) -> SlotView:
    """The slot with the forms that one window or another admits for it."""
    minutes = query.least_minutes or slot.varighed
    former = frozenset(
        form
        for form in slot.former
        for window in query.windows
        if window.admits(
            slot.holder, slot.start, minutes, form, faelles=slot.joint, aftalt_med=slot.a_kasse_code
        )
        and (window.a_kasse_form != "fremmoede" or slot.a_kasse_form == "fremmoede")
    )
    return replace(slot, former=former)
