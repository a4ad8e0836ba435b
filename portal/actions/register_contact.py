"""A caseworker registers that a person who did not come has got in touch (RÅB § 18, stk. 3)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.actions import casework, held_meeting
from portal.actions.casework import Seen
from portal.actions.outcome import UnknownBooking
from portal.policy import afholdelse
from portal.policy.facts import SamtaleStatus
from portal.policy.law import Decision
from portal.store import held, outbox
from portal.store.database import Database, Session
from portal.store.views import BookingView

ACTION = "register_contact"
TOPIC = "samtale.henvendt"


@dataclass(frozen=True, slots=True)
class RegisterContact:
    """`dato`: the Danish day on which the person got in touch. `kommentar`: what was wrong with the day
    before.
    """

    caseworker_id: int
    person: uuid.UUID
    booking: uuid.UUID
    dato: date
    kommentar: str | None = None


@dataclass(frozen=True, slots=True)
class Contacted:
    """It is registered. `repeated`: that day had been registered before."""

    booking: BookingView
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotContacted:
    """It is not registered. `decision` says why; None: another day stands, and no comment says why not."""

    decision: Decision | None


def register_contact(command: RegisterContact, database: Database, now: datetime) -> Contacted | NotContacted:
    """Keeps the day, or says why not. A day that stands already is replaced only with a comment.

    Raises NotSeen, UnknownBooking also for a meeting that was not missed, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _register(session, command, now))


def judge(seen: Seen, booking: BookingView, dato: date, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    af = seen.worker.organisation.holder
    return afholdelse.henvend(seen.person.facts, now, af, booking.id, dato)


def _register(session: Session, command: RegisterContact, now: datetime) -> Contacted | NotContacted:
    seen, booking = held_meeting.own(session, command.caseworker_id, command.person, command.booking, now)
    if booking.status is not SamtaleStatus.UDEBLEVET:
        raise UnknownBooking(command.booking)
    standing = held.of_meeting(session, booking).henvendt
    if standing == command.dato:
        return Contacted(booking, repeated=True)
    kommentar = (command.kommentar or "").strip() or None
    if standing is not None and kommentar is None:
        return NotContacted(None)
    decision = judge(seen, booking, command.dato, now)
    casework.record(session, seen, ACTION, decision, now, booking_id=booking.id)
    if not decision.allowed:
        return NotContacted(decision)
    kept = kommentar if standing is not None else None
    held.get_in_touch(session, booking, command.dato, kept, seen.worker.id, now)
    told = outbox.about(booking) | {"henvendt": command.dato.isoformat()}
    outbox.enqueue(session, TOPIC, told, booking.person_id, now)
    return Contacted(booking)
