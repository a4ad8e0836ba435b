"""Tells those who wait of a time that has become free: looked for every minute, one person at a time.

Who asked first is told first, and has a head start before the next one hears of it; nobody is told twice on
a day, nor of a time that is not earlier, or that the law would not let them have: the policy is asked for
that very time. Nothing is held for anybody, so whoever comes too late is refused like everybody else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from portal.actions import book_jobsamtale, move_jobsamtale
from portal.actions.book_jobsamtale import BookJobsamtale
from portal.actions.move_jobsamtale import MoveJobsamtale
from portal.clock import COPENHAGEN
from portal.policy.facts import Samtaleform
from portal.store import audit, bookings, earlier, facts, outbox, slots
from portal.store.audit import AuditEntry
from portal.store.database import Busy, Conflict, Database, Session
from portal.store.earlier import Freed, WishView
from portal.store.facts import PersonFacts
from portal.store.views import SlotView

ACTION: Final = "offer_freed"
TOPIC: Final = "tid.ledig"

HEAD_START: Final = timedelta(minutes=30)
NOTICE: Final = timedelta(hours=2)
"""Nobody is told of what begins sooner."""
NEWS_FOR: Final = timedelta(days=1)
"""So long after a time became free it is told; from then on it is a free time like any other."""

PORTION: Final = 200
PORTIONS: Final = 10
"""How many times are looked at in one look: whoever publishes a season at once holds up nobody's news for
longer than a minute.
"""
AT_ONCE: Final = 20
MOST: Final = 200
"""How many of those who wait are asked about for one time in one look."""


def offer_freed(database: Database, now: datetime) -> int:
    """Tells whoever may be told at `now` (aware), each in a transaction of their own time. How many.

    Several workers tell nobody twice: a time is one worker's, and the database lets a day have one message.
    """
    told = 0
    for _ in range(PORTIONS):
        found = database.read(lambda session: earlier.due(session, now, PORTION))
        for freed in found:
            try:
                told += database.write(partial(_offer, freed=freed, now=now))
            except (Busy, Conflict):
                continue  # the next look sees it again
        if len(found) < PORTION:
            break
    return told


def _offer(session: Session, freed: Freed, now: datetime) -> int:
    mine = earlier.claim(session, freed, now)
    published = slots.get(session, freed.slot) if mine else None
    if mine is None or published is None:
        return 0
    seen_at, today = mine.seen_at or now, now.astimezone(COPENHAGEN).date()
    if _is_over(published, seen_at, now):
        earlier.done(session, mine.id)
        return 0
    slot = replace(published, free=_can_be_had(session, published.public_id, now))
    told, last = _tell_first(session, slot, replace(mine, seen_at=seen_at), now, today)
    if told or last is not None:
        earlier.put_off(session, mine.id, seen_at, now + HEAD_START if told else now, last or 0)
    else:
        # Who was told of something else today may be told of this tomorrow.
        earlier.put_off(session, mine.id, seen_at, _tomorrow(today), 0)
    return told


def _is_over(slot: SlotView, seen_at: datetime, now: datetime) -> bool:
    """It is taken again, withdrawn, too near, or no news any more."""
    gone = slot.free < 1 or slot.withdrawn or not slot.former
    return gone or slot.start < now + NOTICE or seen_at + NEWS_FOR <= now


def _can_be_had(session: Session, slot: UUID, now: datetime) -> int:
    """How many of its places nobody holds at the moment."""
    seen = slots.get(session, slot, now=now)
    return seen.free if seen else 0


def _tell_first(
    session: Session, slot: SlotView, freed: Freed, now: datetime, today: date
) -> tuple[int, int | None]:
    """As many as there are places; and up to whom was asked, None: nobody else waits."""
    told, last, seen_at = 0, freed.after_id, freed.seen_at or now
    if slot.free < 1:
        return 0, last
    for _ in range(MOST // AT_ONCE):
        found = earlier.waiting(session, slot, seen_at, today, last, AT_ONCE)
        if not found:
            return told, last if told else None
        known = facts.load_many(session, {wish.person_id for wish in found}, now)
        for wish in found:
            last = wish.id
            form = _form(session, wish, known[wish.person_id], slot, now)
            if form is not None and _tell(session, wish, slot, form, now, today):
                told += 1
                if told == slot.free:
                    return told, last
    return told, last


def _form(
    session: Session, wish: WishView, person: PersonFacts, slot: SlotView, now: datetime
) -> Samtaleform | None:
    """The first of the wished forms in which moving, or booking, would be allowed at `now`."""
    seen = slots.get(session, slot.public_id, person_id=wish.person_id, now=now, moving=wish.booking_id)
    if seen is None:
        return None
    forms = (form for form in Samtaleform if wish.suits(form, slot))
    return next((form for form in forms if _may_have(session, wish, person, seen, form, now)), None)


def _may_have(
    session: Session, wish: WishView, person: PersonFacts, slot: SlotView, form: Samtaleform, now: datetime
) -> bool:
    if wish.booking is None:
        book = BookJobsamtale(wish.person_id, slot.public_id, wish.art, form, uuid4())
        return book_jobsamtale.judge(session, book, slot, person, now).allowed
    booking = bookings.get_own(session, wish.person_id, wish.booking)
    if booking is None or booking.start <= slot.start:
        return False
    move = MoveJobsamtale(wish.person_id, wish.booking, slot.public_id, form)
    return move_jobsamtale.judge(session, move, booking, slot, person, now).allowed


def _tell(
    session: Session, wish: WishView, slot: SlotView, form: Samtaleform, now: datetime, today: date
) -> bool:
    offer = earlier.offer(session, wish, slot.id, form, now, today)
    if offer is None:
        return False
    entry = AuditEntry(
        at=now,
        actor_kind="system",
        actor_id=None,
        person_id=wish.person_id,
        action=ACTION,
        outcome="allowed",
        booking_id=wish.booking_id,
        details={"offer": str(offer), "slot": str(slot.public_id)},
    )
    audit.record(session, entry)
    outbox.enqueue(session, TOPIC, {"tilbud": str(offer)}, wish.person_id, now)
    return True


def _tomorrow(today: date) -> datetime:
    return datetime.combine(today + timedelta(days=1), time(7), COPENHAGEN)
