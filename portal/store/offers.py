"""Another time, offered and held for somebody whose meeting the organisation had to call off.

An offer is open as long as its hold is: until it runs out, is accepted, or the person books something.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform
from portal.store import holds
from portal.store.tables import table_of
from portal.store.tables_meeting import Booking, Hold, Slot
from portal.store.tables_times import TilbudtTid
from portal.store.views import BookingView, SlotView

_offer, _hold = table_of(TilbudtTid), table_of(Hold)
_slot, _booking = table_of(Slot), table_of(Booking)


@dataclass(frozen=True, slots=True)
class OfferView:
    """A time that is held for a person. `booking`: the meeting called off; `slot`: the time, as addresses
    name them. `expires_at` is aware.
    """

    id: int
    public_id: uuid.UUID
    person_id: int
    booking: uuid.UUID
    slot: uuid.UUID
    form: Samtaleform
    phone: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewOffer:
    booking: BookingView
    slot: SlotView
    at: datetime
    expires_at: datetime


def make(session: Session, new: NewOffer) -> OfferView:
    """Offers the time and holds it. A meeting that had an offer before has this one in its stead."""
    values = {
        "slot_id": new.slot.id,
        "form": new.booking.form.value,
        "phone": new.booking.phone,
        "offered_at": new.at,
        "expires_at": new.expires_at,
    }
    earlier = update(_offer).where(_offer.c.booking_id == new.booking.id, _offer.c.accepted_at.is_(None))
    offer_id = session.execute(earlier.values(**values).returning(_offer.c.id)).scalar_one_or_none()
    if offer_id is None:
        row = {
            "public_id": uuid.uuid4(),
            "booking_id": new.booking.id,
            "person_id": new.booking.person_id,
            **values,
        }
        offer_id = session.execute(insert(_offer).values(**row).returning(_offer.c.id)).scalar_one()
    holds.put(
        session, new.booking.person_id, new.slot.id, new.booking.form, new.expires_at, offer_id=offer_id
    )
    return _view(session.execute(_ALL.where(_offer.c.id == offer_id)).one())


def open_of(session: Session, person_id: int, now: datetime) -> tuple[OfferView, ...]:
    """What is offered to the person at `now` (aware), the one that runs out first on top."""
    rows = session.execute(_OPEN, {"person_id": person_id, "now": now})
    return tuple(_view(row) for row in rows)


def get_own(session: Session, person_id: int, public_id: uuid.UUID) -> OfferView | None:
    """The person's own offer of that id, open or not."""
    own = _ALL.where(_offer.c.person_id == person_id, _offer.c.public_id == public_id)
    row = session.execute(own).one_or_none()
    return _view(row) if row else None


def booked_by(session: Session, offer_id: int) -> int | None:
    """The key of the meeting that accepting the offer booked; None where it was not accepted."""
    key: int | None = session.execute(
        select(_offer.c.new_booking_id).where(_offer.c.id == offer_id)
    ).scalar_one()
    return key


def is_open(session: Session, offer_id: int, now: datetime) -> bool:
    held = select(_hold.c.id).where(_hold.c.offer_id == offer_id, _hold.c.expires_at > now)
    return session.execute(held).one_or_none() is not None


def accepted(session: Session, offer_id: int, booking_id: int, at: datetime) -> None:
    """The offer was taken at `at` (aware): `booking_id` is the new meeting. Its hold goes."""
    values = {"accepted_at": at, "new_booking_id": booking_id}
    session.execute(update(_offer).where(_offer.c.id == offer_id).values(**values))
    holds.let_go_of_offer(session, offer_id)


def of_slots(session: Session, slot_ids: list[int], now: datetime) -> tuple[tuple[int, uuid.UUID], ...]:
    """(person key, id of the meeting called off) of every offer that is open in these times."""
    if not slot_ids:
        return ()
    rows = session.execute(
        select(_offer.c.person_id, _booking.c.public_id)
        .join(_hold, _hold.c.offer_id == _offer.c.id)
        .join(_booking, _booking.c.id == _offer.c.booking_id)
        .where(_hold.c.slot_id.in_(slot_ids), _hold.c.expires_at > now)
        .order_by(_offer.c.id)
    )
    return tuple((row.person_id, row.public_id) for row in rows)


def let_go_of_meeting(session: Session, booking_id: int) -> None:
    """What was offered for the meeting is held no more; nothing stands in its stead."""
    of = select(_offer.c.id).where(_offer.c.booking_id == booking_id)
    key = session.execute(of).scalar_one_or_none()
    if key is not None:
        holds.let_go_of_offer(session, key)


def _view(row: Any) -> OfferView:
    return OfferView(
        id=row.id,
        public_id=row.public_id,
        person_id=row.person_id,
        booking=row.booking,
        slot=row.slot,
        form=Samtaleform(row.form),
        phone=row.phone,
        expires_at=row.expires_at,
    )


_ALL: Select[Any] = (
    select(
        _offer.c.id,
        _offer.c.public_id,
        _offer.c.person_id,
        _booking.c.public_id.label("booking"),
        _slot.c.public_id.label("slot"),
        _offer.c.form,
        _offer.c.phone,
        _offer.c.expires_at,
    )
    .join(_booking, _booking.c.id == _offer.c.booking_id)
    .join(_slot, _slot.c.id == _offer.c.slot_id)
)
_OPEN = (
    _ALL.join(_hold, _hold.c.offer_id == _offer.c.id)
    .where(_offer.c.person_id == bindparam("person_id"), _hold.c.expires_at > bindparam("now"))
    .order_by(_hold.c.expires_at, _offer.c.id)
)
