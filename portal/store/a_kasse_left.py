"""A planned meeting goes on without the a-kasse: at its time, with the jobcenter alone.

The agreed time is the jobcenter caseworker's time still, so that nobody else can have it; should the meeting
be moved or called off, it is free again for a meeting with both. The time that the meeting lies in meanwhile
is nobody else's: the jobcenter never published it, so it can be booked by nobody and goes with the meeting.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import insert, literal, select, true, update
from sqlalchemy.orm import Session

from portal.store import bookings, slots
from portal.store.tables_meeting import Booking, Slot
from portal.store.views import BookingView


def leave(session: Session, booking: BookingView, at: datetime) -> BookingView:
    """The meeting without the a-kasse, at `at` (aware). The person, and the time it lies in, are locked.

    A meeting in a published time gets a time of the jobcenter's own at the same hour; `sequence` rises, and
    nothing was moved.
    """
    if booking.slot_id is None:
        return _unpublished(session, booking, at)
    slot = slots.get(session, _alone(session, booking.slot_id, at))
    assert slot is not None  # noqa: S101 - it was made a line above
    return bookings.move(session, booking, slot, booking.form, booking.phone, at)


def _unpublished(session: Session, booking: BookingView, at: datetime) -> BookingView:
    nobody = {"a_kasse_id": None, "a_kasse_caseworker_id": None, "a_kasse_form": None}
    session.execute(
        update(Booking)
        .where(Booking.id == booking.id)
        .values(sequence=Booking.sequence + 1, updated_at=at, **nobody)
    )
    found = bookings.get_own(session, booking.person_id, booking.public_id)
    assert found is not None  # noqa: S101 - it was there, and is locked
    return found


def _alone(session: Session, slot_id: int, at: datetime) -> uuid.UUID:
    """A time of the jobcenter alone, at the hour and in the room of the joint one. It is to be taken in the
    same transaction.
    """
    public_id = uuid.uuid4()
    of_the_jobcenter = (
        "organisation_id",
        "office_id",
        "caseworker_id",
        "start",
        "slut",
        "room",
        "video_link",
    )
    columns = [getattr(Slot, name) for name in of_the_jobcenter]
    # Without the a-kasse in the room, the person may come or be called, whatever was agreed.
    made = [Slot.video, true(), true(), literal(public_id, Slot.public_id.type)]
    names = [*of_the_jobcenter, "video", "fremmoede", "telefon", "public_id", "published_at", "withdrawn_at"]
    made += [literal(at, Slot.start.type)] * 2
    session.execute(
        insert(Slot).from_select(
            names, select(*columns, *made).where(Slot.id == slot_id), include_defaults=False
        )
    )
    return public_id
