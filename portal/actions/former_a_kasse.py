"""The a-kasse that somebody has left takes part in none of their meetings any more (DBK §§ 24, 87).

From the day of the change it is not theirs, and what they have said of it is unset. The meeting stands, at
its time and with the jobcenter; the person is told, and may choose anew about the a-kasse they have now.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from portal.actions.choose_a_kasse_med import taking_part
from portal.actions.keep_without_a_kasse import TOPIC
from portal.policy import valgskift
from portal.policy.facts import SamtaleStatus
from portal.policy.sag import Sag
from portal.store import a_kasse_left, alarms, audit, bookings, facts, outbox, slots
from portal.store.audit import AuditEntry
from portal.store.database import Session
from portal.store.views import BookingView

ACTION: Final = "former_a_kasse"


def leaves(session: Session, person_id: int, now: datetime) -> int:
    """It leaves the meetings ahead at `now` (aware), where the change has taken effect. Gives how many.

    Part of the transaction that registers the change, or of the daily run on its day. The person is locked.
    """
    sag = Sag(facts.load(session, person_id, now).facts, now)
    left = [one for one in bookings.list_own(session, person_id) if _is_formers(sag, one)]
    for booking in left:
        _leave(session, booking, now)
    if left:
        alarms.settle(session, alarms.A_KASSE_WANTED, person_id, now)
    return len(left)


def _is_formers(sag: Sag, booking: BookingView) -> bool:
    part = taking_part(booking)
    ahead = booking.status is SamtaleStatus.PLANLAGT and booking.start > sag.nu
    return ahead and part is not None and valgskift.er_tidligere(sag, part)


def _leave(session: Session, booking: BookingView, now: datetime) -> None:
    slot = slots.of_booking(session, booking)
    if slot is not None:
        slots.lock(session, slot.public_id)
    kept = a_kasse_left.leave(session, booking, now)
    entry = AuditEntry(
        at=now,
        actor_kind="system",
        actor_id=None,
        action=ACTION,
        outcome="allowed",
        person_id=booking.person_id,
        booking_id=booking.id,
        details={"a_kasse": booking.a_kasse.name if booking.a_kasse else None},
    )
    audit.record(session, entry)
    outbox.enqueue(session, TOPIC, outbox.about(kept) | {"skiftet": True}, booking.person_id, now)
