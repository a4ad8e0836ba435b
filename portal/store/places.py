"""The places that meetings take in published times, on both sides of a joint one, and how many are free.

Whoever takes or gives up has locked the slot (`slots.lock`). The database forbids that a place is taken
twice, and that a caseworker is in two places at once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    RowMapping,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    union,
    update,
)
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store.tables import Organisation, table_of
from portal.store.tables_meeting import Place, Slot

_slots, _places, _organisations = table_of(Slot), table_of(Place), table_of(Organisation)
_slot = _slots.c

_taken = _places.alias()
_numbers = union(
    select(literal_column("1").label("number")),
    select(_places.c.number + 1).where(_places.c.slot_id == bindparam("slot_id")),
).subquery("numbers")
_lowest_number = select(func.min(_numbers.c.number)).where(
    ~exists().where(_taken.c.slot_id == bindparam("slot_id"), _taken.c.number == _numbers.c.number)
)
_TIME = (
    select(
        _slot.id,
        _slot.organisation_id,
        _organisations.c.holder,
        _slot.office_id,
        _slot.caseworker_id,
        _slot.start,
        _slot.slut,
        _slot.video_link,
        func.coalesce(_slot.video_link, _slot.a_kasse_link).label("a_kasse_link"),
        _slot.a_kasse_id,
        _slot.a_kasse_caseworker_id,
        _slot.a_kasse_form,
        func.coalesce(_slot.a_kasse_from, _slot.start).label("a_kasse_from"),
        func.coalesce(_slot.a_kasse_until, _slot.slut).label("a_kasse_until"),
        _lowest_number.scalar_subquery().label("number"),
    )
    .join(_organisations, _organisations.c.id == _slot.organisation_id)
    .where(_slot.id == bindparam("slot_id"))
)
_TAKE = insert(_places).inline()
_GIVE_UP = delete(_places).where(_places.c.booking_id == bindparam("given_up")).returning(_places.c.id)
_CHANGE_FREE = (
    update(_slots).where(_slot.id == bindparam("slot_id")).values(free=_slot.free + bindparam("by"))
)


def time_of(session: Session, slot_id: int) -> RowMapping:
    """What a meeting takes over from its slot, and the lowest place number that is not taken."""
    return session.execute(_TIME, {"slot_id": slot_id}).mappings().one()


def one_less(session: Session, slot_id: int) -> None:
    """One place fewer is free. Where none was, the database refuses."""
    _change_free(session, slot_id, -1)


def take(session: Session, booking_id: int, time: RowMapping) -> None:
    """Takes the time (`time_of`) of both sides, always in the order of the caseworkers, so that nobody waits
    for each other.
    """
    places = [_place(booking_id, time, time["holder"], time["caseworker_id"], time["start"], time["slut"])]
    if time["a_kasse_id"] is not None:
        places.append(
            _place(
                booking_id,
                time,
                Aktoer.A_KASSE.value,
                time["a_kasse_caseworker_id"],
                time["a_kasse_from"],
                time["a_kasse_until"],
            )
        )
    places.sort(key=lambda place: place["caseworker_id"] or 0)
    for place in places:
        session.execute(_TAKE, place)


def give_up(session: Session, booking_id: int, slot_id: int | None) -> None:
    """The place that the meeting took is free again; a meeting without a slot had none."""
    if slot_id is None:
        return
    if session.execute(_GIVE_UP, {"given_up": booking_id}).all():
        _change_free(session, slot_id, +1)


def _place(
    booking_id: int, time: RowMapping, side: str, caseworker_id: int | None, start: datetime, slut: datetime
) -> dict[str, Any]:
    return {
        "booking_id": booking_id,
        "slot_id": time["id"],
        "side": side,
        "number": time["number"],
        "caseworker_id": caseworker_id,
        "start": start,
        "slut": slut,
    }


def _change_free(session: Session, slot_id: int, by: int) -> None:
    session.execute(_CHANGE_FREE, {"slot_id": slot_id, "by": by})
