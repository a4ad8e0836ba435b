"""What a caseworker sees of one meeting, and whose it is to say what became of it.

The organisation that was to hold a meeting registers it and corrects what it registered (DBK §§ 25, 90, 91),
also where the person has gone on to another one since; then it sees that and nothing else of them.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions import casework
from portal.actions.casework import FIGURES_ONLY, NotSeen, Seen
from portal.actions.outcome import UnknownBooking
from portal.policy.facts import SamtaleStatus
from portal.policy.indsigt import indsigt
from portal.store import bookings, facts, held, search_people
from portal.store.database import Session
from portal.store.views import BookingView


def find(
    session: Session,
    caseworker_id: int,
    person: uuid.UUID,
    booking: uuid.UUID,
    now: datetime,
    *,
    for_update: bool = False,
) -> tuple[Seen, BookingView]:
    """The meeting an address names, where the caseworker's organisation sees it.

    `for_update`: the person is locked until the transaction ends. Raises NotSeen, and UnknownBooking where
    the person has no such meeting.
    """
    worker = casework.working(session, caseworker_id)
    key = search_people.key_of(session, person)
    if key is None or worker.role == FIGURES_ONLY:
        raise NotSeen(worker, key)
    known = facts.load(session, key, now, for_update=for_update)
    own = worker.organisation
    seen = Seen(worker, known, indsigt(known.facts, now, own.holder, own.code))
    found = bookings.get_own(session, key, booking)
    if found is None:
        raise UnknownBooking(booking) if seen.indsigt.egen else NotSeen(worker, key)
    if not sees(seen, found) and not _is_to_say(session, seen, found, now):
        raise NotSeen(worker, key)
    return seen, found


def sees(seen: Seen, booking: BookingView) -> bool:
    """Whether the organisation sees the meeting, as its tasks towards the person require today."""
    return seen.indsigt.egen and seen.indsigt.ser_samtale(
        booking.art,
        holder_selv=is_own(seen, booking),
        deltager_selv=booking.a_kasse is not None and booking.a_kasse.id == seen.worker.organisation.id,
        kommende=booking.status is SamtaleStatus.PLANLAGT,
    )


def _is_to_say(session: Session, seen: Seen, booking: BookingView, now: datetime) -> bool:
    """Whether the organisation has still to register the meeting, or has registered it."""
    if not is_own(seen, booking) or booking.start > now:
        return False
    return booking.status is SamtaleStatus.PLANLAGT or held.is_registered(session, booking.id)


def is_own(seen: Seen, booking: BookingView) -> bool:
    """Whether this very organisation was to hold the meeting."""
    return booking.organisation.id == seen.worker.organisation.id


def own(
    session: Session, caseworker_id: int, person: uuid.UUID, booking: uuid.UUID, now: datetime
) -> tuple[Seen, BookingView]:
    """The organisation's own meeting, its person locked. Raises as `find`, and NotSeen for another's."""
    seen, found = find(session, caseworker_id, person, booking, now, for_update=True)
    if not is_own(seen, found):
        raise NotSeen(seen.worker, seen.person.person_id)
    return seen, found
