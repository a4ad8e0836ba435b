"""A caseworker corrects what was registered of a meeting, with a comment that stays (DBK §§ 25, 91)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from portal.actions import casework, held_meeting, register_meeting
from portal.actions.casework import Seen
from portal.actions.outcome import UnknownBooking
from portal.actions.register_meeting import NotRegistered, Registered, keep_step
from portal.policy import afholdelse
from portal.policy.afholdelse import Udfald
from portal.policy.facts import AflystAf, Facts, SamtaleStatus
from portal.policy.law import Decision
from portal.store import held, outbox
from portal.store.database import Database, Session
from portal.store.held import Registered as Standing
from portal.store.meeting_content import Content
from portal.store.views import BookingView

ACTION = "correct_meeting"
TOPIC = "samtale.rettet"


@dataclass(frozen=True, slots=True)
class CorrectMeeting:
    """`person` and `booking` are public ids. `kommentar`: why it is corrected."""

    caseworker_id: int
    person: uuid.UUID
    booking: uuid.UUID
    content: Content
    kommentar: str
    trin: str | None = None


def correct_meeting(command: CorrectMeeting, database: Database, now: datetime) -> Registered | NotRegistered:
    """Replaces what stands and keeps both, or says what is missing. One transaction.

    Raises NotSeen, UnknownBooking also where there is nothing that could be corrected, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _correct(session, command, now))


def judge(
    seen: Seen, booking: BookingView, content: Content, kommentar: str | None, now: datetime
) -> Decision:
    """What the law says of it. Writes nothing."""
    asked = register_meeting.question(seen, booking, content)
    return afholdelse.ret(seen.person.facts, now, asked, kommentar)


def correctable(booking: BookingView, standing: Standing) -> bool:
    """Whether a caseworker said what became of it. What the person called off is the person's own."""
    if booking.status is SamtaleStatus.PLANLAGT:
        return False
    return booking.aflyst_af is not AflystAf.PERSON or standing.at is not None


def as_if(facts: Facts, booking: BookingView, udfald: Udfald, now: datetime) -> Facts:
    """The facts as they would be with the meeting corrected to this at `now` (aware)."""
    by = {Udfald.AFBUD: AflystAf.PERSON, Udfald.AFLYST: AflystAf.MYNDIGHED}.get(udfald)
    corrected = tuple(
        replace(samtale, status=udfald.status, aflyst_af=by, aflyst=now if by else None)
        if samtale.noegle == booking.id
        else samtale
        for samtale in facts.samtaler
    )
    return replace(facts, samtaler=corrected)


def _correct(session: Session, command: CorrectMeeting, now: datetime) -> Registered | NotRegistered:
    seen, booking = held_meeting.own(session, command.caseworker_id, command.person, command.booking, now)
    standing = held.of_meeting(session, booking)
    if standing.content is None or not correctable(booking, standing):
        raise UnknownBooking(command.booking)
    if standing.content == command.content:
        return Registered(None, booking, repeated=True)
    decision = judge(seen, booking, command.content, command.kommentar, now)
    casework.record(session, seen, ACTION, decision, now, booking_id=booking.id)
    if not decision.allowed:
        return NotRegistered(decision)
    written = held.correct(
        session, booking, standing.content, command.content, command.kommentar.strip(), seen.worker.id, now
    )
    keep_step(session, seen, command.content, command.trin, now)
    outbox.enqueue(session, TOPIC, outbox.about(written), booking.person_id, now)
    return Registered(decision, written)
