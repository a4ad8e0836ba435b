"""Times kept for somebody: one while they check their answers, for a few minutes, and one for each offer.

Person and time are locked before one is put (`people.lock`, `slots.lock`), as for a booking. Past its end a
hold keeps nothing, whether its row is still there or not.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, insert, literal, select, union_all
from sqlalchemy.orm import Session

from portal.policy.facts import Samtaleform
from portal.policy.lokale_graenser import BOOKBARE
from portal.store.columns import AwareTime
from portal.store.tables import table_of
from portal.store.tables_meeting import Booking, HeldTime, Hold, Slot
from portal.store.tables_times import TilbudtTid


@dataclass(frozen=True, slots=True)
class HoldView:
    """`slot`: the time's public id; `form`: how the meeting is to be held; `expires_at` is aware."""

    slot: uuid.UUID
    form: Samtaleform
    expires_at: datetime


def of(session: Session, person_id: int, now: datetime) -> HoldView | None:
    """What is kept for the person who checks at `now` (aware); None where nothing is, or no longer."""
    row = session.execute(_OF, {"person_id": person_id, "now": now}).one_or_none()
    return HoldView(row.public_id, Samtaleform(row.form), row.expires_at) if row else None


def put(
    session: Session,
    person_id: int,
    slot_id: int,
    form: Samtaleform,
    expires_at: datetime,
    offer_id: int | None = None,
) -> None:
    """Keeps the time, with that of its caseworkers, until `expires_at` (aware). What was kept before is let
    go: by the person, or with `offer_id` for that offer.
    """
    if offer_id is None:
        let_go(session, person_id)
    else:
        session.execute(_LET_GO_OF_OFFER, {"offer_id": offer_id})
    hold_id = session.execute(
        insert(Hold)
        .values(
            person_id=person_id,
            slot_id=slot_id,
            form=form.value,
            expires_at=expires_at,
            offer_id=offer_id,
        )
        .returning(Hold.id)
    ).scalar_one()
    until = literal(expires_at, AwareTime())
    own = select(literal(hold_id), Slot.caseworker_id, Slot.start, Slot.slut, until).where(
        Slot.id == slot_id, Slot.caseworker_id.is_not(None)
    )
    a_kasse = select(
        literal(hold_id),
        Slot.a_kasse_caseworker_id,
        func.coalesce(Slot.a_kasse_from, Slot.start),
        func.coalesce(Slot.a_kasse_until, Slot.slut),
        until,
    ).where(Slot.id == slot_id, Slot.a_kasse_caseworker_id.is_not(None))
    columns = ["hold_id", "caseworker_id", "start", "slut", "expires_at"]
    session.execute(insert(HeldTime).from_select(columns, union_all(own, a_kasse)))


def let_go(session: Session, person_id: int) -> None:
    """What the person kept while checking is kept no more."""
    session.execute(_LET_GO, {"person_id": person_id})


def let_go_of_all(session: Session, person_id: int) -> None:
    """The person has booked, and nothing is kept for them any more, offers neither: but for a time in the
    stead of a called meeting that nobody books.
    """
    session.execute(_LET_GO_OF_ALL, {"person_id": person_id})


def let_go_of_offer(session: Session, offer_id: int) -> None:
    """The time of that offer is kept no more."""
    session.execute(_LET_GO_OF_OFFER, {"offer_id": offer_id})


_hold, _slot = table_of(Hold), table_of(Slot)
_offer, _booking = table_of(TilbudtTid), table_of(Booking)
_OF = (
    select(_slot.c.public_id, _hold.c.form, _hold.c.expires_at)
    .join(_slot, _slot.c.id == _hold.c.slot_id)
    .where(
        _hold.c.person_id == bindparam("person_id"),
        _hold.c.offer_id.is_(None),
        _hold.c.expires_at > bindparam("now"),
    )
)
_of_person = delete(_hold).where(_hold.c.person_id == bindparam("person_id"))
_not_booked = (
    select(_offer.c.id)
    .join(_booking, _booking.c.id == _offer.c.booking_id)
    .where(_offer.c.id == _hold.c.offer_id, _booking.c.art.not_in(sorted(BOOKBARE)))
)
_LET_GO_OF_ALL = _of_person.where(~exists(_not_booked))
_LET_GO = _of_person.where(_hold.c.offer_id.is_(None))
_LET_GO_OF_OFFER = delete(_hold).where(_hold.c.offer_id == bindparam("offer_id"))
