"""Another time, held for somebody whose meeting the organisation had to call off.

Whoever had booked the meeting is offered the time, and says yes. Whoever had been called to it is called
anew: for them it is held until a caseworker calls them (`held_for_summons`), and they see nothing of it. A
time is held until it runs out, is taken, or the person books something.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Oprindelse, SamtaleArt, Samtaleform
from portal.policy.lokale_graenser import BOOKBARE
from portal.store import holds
from portal.store.tables import table_of
from portal.store.tables_calling import Indkaldelse
from portal.store.tables_meeting import Booking, Hold, Slot
from portal.store.tables_times import TilbudtTid
from portal.store.views import BookingView, SlotView

_offer, _hold = table_of(TilbudtTid), table_of(Hold)
_slot, _booking = table_of(Slot), table_of(Booking)
_summons = table_of(Indkaldelse)


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
    """`booking`: the meeting that was called off. Times are aware."""

    booking: BookingView
    slot: SlotView
    form: Samtaleform
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class HeldForSummons:
    """A time that is held until the person is called to it: `slot`, by its public id. `art`, `form`: of the
    meeting; `kort_varsel`: the need for short notice that the summons before it named. Times are aware.
    """

    slot: uuid.UUID
    art: SamtaleArt
    form: Samtaleform
    start: datetime
    until: datetime
    kort_varsel: str | None


def make(session: Session, new: NewOffer) -> OfferView:
    """Offers the time and holds it. A meeting that had an offer before has this one in its stead."""
    values = {
        "slot_id": new.slot.id,
        "form": new.form.value,
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
    holds.put(session, new.booking.person_id, new.slot.id, new.form, new.expires_at, offer_id=offer_id)
    return _view(session.execute(_ALL.where(_offer.c.id == offer_id)).one())


def open_of(session: Session, person_id: int, now: datetime) -> tuple[OfferView, ...]:
    """What is offered to the person at `now` (aware), the one that runs out first on top."""
    rows = session.execute(_OPEN, {"person_id": person_id, "now": now})
    return tuple(_view(row) for row in rows)


def get_own(session: Session, person_id: int, public_id: uuid.UUID) -> OfferView | None:
    """The person's own offer of that id, open or not."""
    own = _ALL.where(_offer.c.person_id == person_id, _offer.c.public_id == public_id, ~_is_called)
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


def held_for_summons(
    session: Session, organisation_id: int, person_id: int, now: datetime
) -> tuple[HeldForSummons, ...]:
    """What the organisation holds at `now` (aware) until it calls the person anew, the first time on top."""
    query = _FOR_SUMMONS.where(
        _offer.c.person_id == person_id,
        _booking.c.organisation_id == organisation_id,
        _hold.c.expires_at > now,
    )
    columns = (
        _slot.c.public_id.label("slot"),
        _booking.c.art,
        _offer.c.form,
        _slot.c.start,
        _hold.c.expires_at,
        _summons.c.kort_varsel,
    )
    rows = session.execute(query.with_only_columns(*columns))
    return tuple(
        HeldForSummons(
            slot=row.slot,
            art=SamtaleArt(row.art),
            form=Samtaleform(row.form),
            start=row.start,
            until=row.expires_at,
            kort_varsel=row.kort_varsel,
        )
        for row in rows
    )


def summoned(session: Session, called: BookingView, now: datetime) -> None:
    """The person has been called to that meeting at `now` (aware): the time that was held for it goes.

    It is the one the meeting lies in, else the first that was held for a meeting of that kind.
    """
    kinds = BOOKBARE if called.art in BOOKBARE else {called.art}
    query = _FOR_SUMMONS.where(
        _offer.c.person_id == called.person_id,
        _booking.c.organisation_id == called.organisation.id,
        _booking.c.art.in_(sorted(kinds)),
        _hold.c.expires_at > now,
    )
    held = session.execute(query.with_only_columns(_offer.c.id, _offer.c.slot_id)).all()
    for row in sorted(held, key=lambda row: row.slot_id != called.slot_id)[:1]:
        holds.let_go_of_offer(session, row.id)


def let_go_of_summons(session: Session, organisation_id: int, person_id: int, now: datetime) -> None:
    """Nothing is held any more by the organisation for a person who was to be called anew."""
    query = _FOR_SUMMONS.where(
        _offer.c.person_id == person_id,
        _booking.c.organisation_id == organisation_id,
        _hold.c.expires_at > now,
    )
    for key in session.execute(query.with_only_columns(_offer.c.id)).scalars().all():
        holds.let_go_of_offer(session, key)


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
_is_called = _booking.c.oprindelse == Oprindelse.INDKALDT.value
_OPEN = (
    _ALL.join(_hold, _hold.c.offer_id == _offer.c.id)
    .where(_offer.c.person_id == bindparam("person_id"), _hold.c.expires_at > bindparam("now"), ~_is_called)
    .order_by(_hold.c.expires_at, _offer.c.id)
)
_FOR_SUMMONS: Select[Any] = (
    select(_offer.c.id)
    .join(_hold, _hold.c.offer_id == _offer.c.id)
    .join(_booking, _booking.c.id == _offer.c.booking_id)
    .join(_slot, _slot.c.id == _offer.c.slot_id)
    .outerjoin(_summons, _summons.c.booking_id == _booking.c.id)
    .where(_is_called)
    .order_by(_slot.c.start, _offer.c.id)
)
