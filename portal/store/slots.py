"""Published times: searched in the windows that the law draws, looked at one by one, and locked before they
are taken.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from portal.store import slot_statements as statements
from portal.store.free_times import free_for
from portal.store.rows import caseworker_name, office_view
from portal.store.slot_query import Cursor, SlotQuery, understood
from portal.store.slot_rows import all_of_a_slot, slot_view
from portal.store.tables import Caseworker, table_of
from portal.store.tables_meeting import Slot
from portal.store.views import BookingView, CaseworkerName, OfficeView, SlotView

__all__ = [
    "Cursor",
    "SlotPage",
    "SlotQuery",
    "any_free",
    "caseworkers",
    "first_free",
    "first_start",
    "get",
    "lock",
    "offices",
    "of_booking",
    "search",
]

_slot, _caseworker = table_of(Slot).c, table_of(Caseworker).c


@dataclass(frozen=True, slots=True)
class SlotPage:
    """Times in order: by start, then the own kommune's offices, then the nearest postcode.

    `next` None: the last page.
    """

    slots: tuple[SlotView, ...]
    next: Cursor | None


def search(session: Session, query: SlotQuery) -> SlotPage:
    """One page of the times that lie in the windows and can be had; one statement.

    A slot's `former` are those in which this person may book it.
    """
    shape, values = understood(query)
    if not shape.windows:
        return SlotPage((), None)
    rows = session.execute(statements.page(shape), values).mappings().all()
    views = tuple(_offered(slot_view(row), query) for row in rows[: query.limit])
    if len(rows) <= query.limit:
        return SlotPage(views, None)
    last = rows[query.limit - 1]
    return SlotPage(views, Cursor(last["start"], last["rank"], last["public_id"]))


def first_free(session: Session, query: SlotQuery) -> SlotView | None:
    """The first time of all pages."""
    page = search(session, replace(query, after=None, limit=1))
    return page.slots[0] if page.slots else None


def first_start(session: Session, query: SlotQuery) -> datetime | None:
    """When the first time of all pages begins (UTC): cheaper than to know where it is."""
    shape, values = understood(replace(query, after=None, limit=0))
    if not shape.windows:
        return None
    found = session.execute(statements.first_starts(shape), values).one()
    return min((start for start in found if start is not None), default=None)


def any_free(session: Session, query: SlotQuery) -> bool:
    """Whether the windows hold any time that can be had."""
    shape, values = understood(query)
    return bool(shape.windows) and bool(session.execute(statements.any_free(shape), values).scalar_one())


def offices(session: Session, query: SlotQuery) -> tuple[OfficeView, ...]:
    """Where there are times to be had, whatever the query's office and caseworker; the nearest first."""
    shape, values = understood(replace(query, office=None, caseworker=None, after=None))
    if not shape.windows:
        return ()
    rows = session.execute(statements.offices(shape), values).mappings()
    return tuple(office_view(row, "office_") for row in rows)


def caseworkers(session: Session, query: SlotQuery) -> tuple[CaseworkerName, ...]:
    """With whom there are times to be had in the query's office, by name.

    Without an office, the query's caseworker alone: those of a whole organisation are too many to choose
    from.
    """
    shape, values = understood(replace(query, caseworker=None, after=None))
    if not shape.windows or query.office is query.caseworker is None:
        return ()
    statement = statements.CASEWORKER if query.office is None else statements.caseworkers(shape)
    rows = session.execute(statement, values | {"caseworker": query.caseworker}).mappings()
    names = (caseworker_name(row, "caseworker_") for row in rows)
    return tuple(name for name in names if name is not None)


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
    statement = _one(now is not None, person_id is not None, moving is not None)
    values = {"public_id": public_id, "now": now, "person_id": person_id, "moving": moving}
    row = session.execute(statement, values).mappings().one_or_none()
    return slot_view(row) if row else None


def of_booking(session: Session, booking: BookingView) -> SlotView | None:
    """The time a meeting lies in; None where the organisation planned it outside its published times."""
    if booking.slot_id is None:
        return None
    return slot_view(session.execute(_BY_KEY, {"slot_id": booking.slot_id}).mappings().one())


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
    statement = _LOCK if leaving is None else _LOCK_BOTH
    rows = session.execute(statement, {"public_id": public_id, "leaving": leaving}).all()
    found = next((row for row in rows if row.public_id == public_id), None)
    if found is None:
        return None
    keys = {found.caseworker_id, found.a_kasse_caseworker_id} - {None}
    if keys:
        session.execute(_LOCK_CASEWORKERS, {"keys": sorted(keys)}).all()
    return get(session, public_id, person_id=person_id, now=now, moving=moving)


_BY_KEY = all_of_a_slot().where(_slot.id == bindparam("slot_id"))

_wanted = _slot.public_id == bindparam("public_id")
_lock = (
    select(_slot.public_id, _slot.caseworker_id, _slot.a_kasse_caseworker_id)
    .order_by(_slot.id)
    .with_for_update(key_share=True)
)
_LOCK = _lock.where(_wanted)
_LOCK_BOTH = _lock.where(or_(_wanted, _slot.id == bindparam("leaving")))

_LOCK_CASEWORKERS = (
    select(_caseworker.id)
    .where(_caseworker.id.in_(bindparam("keys", expanding=True)))
    .order_by(_caseworker.id)
    .with_for_update(key_share=True)
)


@cache
def _one(by_now: bool, of_person: bool, moving: bool) -> Select[Any]:
    free = free_for(of_person=of_person, moving=moving) if by_now else None
    return all_of_a_slot(free).where(_slot.public_id == bindparam("public_id"))


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
