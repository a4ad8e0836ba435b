"""The a-kasse says why it holds a rådighedssamtale, and afterwards what it found there (RÅB §§ 38-43).

Both are the a-kasse's notes (RÅB § 38, stk. 2). The person reads at the meeting what was found. That somebody
loses dagpenge is a decision of its own, which is not taken here.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework, held_meeting
from portal.actions.casework import Seen
from portal.actions.outcome import UnknownBooking
from portal.policy import raadighed as policy
from portal.policy.facts import SamtaleArt
from portal.policy.law import Decision
from portal.policy.raadighed import Aarsag, Vurdering, VurderSpoergsmaal
from portal.store import outbox, raadighed
from portal.store.database import Database, Session
from portal.store.raadighed import Availability
from portal.store.views import BookingView

SAY_WHY: Final = "say_why_available"
ASSESS: Final = "assess_availability"
TOPIC: Final = "raadighed.vurderet"


@dataclass(frozen=True, slots=True)
class SayWhy:
    """`person` and `booking` are public ids. `anledning`: what it is about, in the a-kasse's words."""

    caseworker_id: int
    person: uuid.UUID
    booking: uuid.UUID
    aarsag: Aarsag
    anledning: str


@dataclass(frozen=True, slots=True)
class Assess:
    """`frist`: the last Danish day to document the search for work, with `Vurdering.FRIST` only."""

    caseworker_id: int
    person: uuid.UUID
    booking: uuid.UUID
    vurdering: Vurdering
    begrundelse: str
    frist: date | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """It is kept. `repeated`: the same stood there before, and nothing was done now."""

    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotNoted:
    """It is not kept: the decision says why."""

    decision: Decision


def say_why(command: SayWhy, database: Database, now: datetime) -> Noted | NotNoted:
    """Keeps the cause, or says why not; one transaction. Raises NotSeen, UnknownBooking, Busy."""
    return casework.act(database, SAY_WHY, now, lambda session: _say_why(session, command, now))


def assess(command: Assess, database: Database, now: datetime) -> Noted | NotNoted:
    """Keeps what was found, or says why not; one transaction. Raises NotSeen, UnknownBooking, Busy."""
    return casework.act(database, ASSESS, now, lambda session: _assess(session, command, now))


def standing(session: Session, booking: BookingView) -> Availability:
    """What is written of the meeting. Raises UnknownBooking for one that is no rådighedssamtale."""
    if booking.art is not SamtaleArt.RAADIGHEDSSAMTALE:
        raise UnknownBooking(booking.public_id)
    return raadighed.of_meetings(session, [booking.id])[booking.id]


def _own(session: Session, command: SayWhy | Assess, now: datetime) -> tuple[Seen, BookingView, Availability]:
    seen, booking = held_meeting.own(session, command.caseworker_id, command.person, command.booking, now)
    return seen, booking, standing(session, booking)


def _say_why(session: Session, command: SayWhy, now: datetime) -> Noted | NotNoted:
    seen, booking, known = _own(session, command, now)
    present = known.cause
    if present and (present.aarsag, present.anledning) == (command.aarsag, command.anledning):
        return Noted(repeated=True)
    af, facts = seen.worker.organisation.holder, seen.person.facts
    decision = policy.begrund(facts, now, af, booking.id, command.aarsag, command.anledning)
    casework.record(session, seen, SAY_WHY, decision, now, booking_id=booking.id)
    if not decision.allowed:
        return NotNoted(decision)
    raadighed.say_why(session, booking.id, command.aarsag, command.anledning, seen.worker.id, now)
    return Noted()


def _assess(session: Session, command: Assess, now: datetime) -> Noted | NotNoted:
    seen, booking, known = _own(session, command, now)
    frist = command.frist if command.vurdering is Vurdering.FRIST else None
    present = known.found
    if present and (present.vurdering, present.begrundelse, present.frist) == (
        command.vurdering,
        command.begrundelse,
        frist,
    ):
        return Noted(repeated=True)
    question = VurderSpoergsmaal(
        af=seen.worker.organisation.holder,
        samtale=booking.id,
        aarsag=known.cause.aarsag if known.cause else None,
        vurdering=command.vurdering,
        begrundelse=command.begrundelse,
        frist=frist,
    )
    decision = policy.vurder(seen.person.facts, now, question)
    casework.record(session, seen, ASSESS, decision, now, booking_id=booking.id)
    if not decision.allowed:
        return NotNoted(decision)
    raadighed.find(session, booking.id, command.vurdering, command.begrundelse, frist, seen.worker.id, now)
    told = outbox.about(booking) | {"vurdering": command.vurdering.value}
    outbox.enqueue(session, TOPIC, told, booking.person_id, now)
    return Noted()
