"""A time is kept for a person who checks the answers, so that nobody else takes it meanwhile.

Only what the person may book is kept. No decision and no audit entry comes of it: it ends by itself, and
binds nobody.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from portal.actions import book_jobsamtale, move_jobsamtale
from portal.actions.book_jobsamtale import BookJobsamtale, UnknownSlot
from portal.actions.move_jobsamtale import MoveJobsamtale
from portal.actions.outcome import UnknownBooking
from portal.policy.facts import SamtaleStatus
from portal.store import bookings, facts, holds, people, slots
from portal.store.database import Database, Session
from portal.store.views import BookingView, SlotView

HELD_FOR: Final = timedelta(minutes=5)

Wanted = BookJobsamtale | MoveJobsamtale


def hold_time(wanted: Wanted, database: Database, now: datetime) -> datetime | None:
    """Keeps the time that `wanted` would take, and lets go of what was kept before.

    Until when it is kept (aware); None where the person cannot have it, and then nothing has changed.
    Raises UnknownSlot and UnknownBooking as booking and moving do, Busy where a lock was not to be had.
    """
    return database.write(lambda session: _hold(session, wanted, now))


def lock(session: Session, wanted: Wanted, now: datetime) -> tuple[SlotView, BookingView | None]:
    """The time and, where one is moved, the meeting, once person and time are locked."""
    people.lock(session, wanted.person_id)
    moving = None
    if isinstance(wanted, MoveJobsamtale):
        moving = bookings.get_own(session, wanted.person_id, wanted.booking)
        if moving is None or moving.status is not SamtaleStatus.PLANLAGT:
            raise UnknownBooking(wanted.booking)
    slot = slots.lock(
        session, wanted.slot, person_id=wanted.person_id, now=now, moving=moving.id if moving else None
    )
    if slot is None:
        raise UnknownSlot(wanted.slot)
    return slot, moving


def keep(session: Session, wanted: Wanted, slot: SlotView, now: datetime) -> datetime:
    """Keeps a time that is locked and free for this person."""
    until = now + HELD_FOR
    holds.put(session, wanted.person_id, slot.id, wanted.form, until)
    return until


def _hold(session: Session, wanted: Wanted, now: datetime) -> datetime | None:
    slot, moving = lock(session, wanted, now)
    person = facts.load(session, wanted.person_id, now)
    if isinstance(wanted, BookJobsamtale):
        decision = book_jobsamtale.judge(session, wanted, slot, person, now)
    else:
        assert moving is not None  # noqa: S101 - found above
        decision = move_jobsamtale.judge(session, wanted, moving, slot, person, now)
    return keep(session, wanted, slot, now) if decision.allowed else None
