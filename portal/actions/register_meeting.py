"""A caseworker says what became of a meeting: held, missed, called off (DBK §§ 20, 25, 27, 89-92)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework, held_meeting
from portal.actions.casework import Seen
from portal.policy import afholdelse
from portal.policy.afholdelse import Emne, RegistrerSpoergsmaal
from portal.policy.facts import SamtaleStatus
from portal.policy.law import Decision
from portal.store import held, holds, outbox, uddannelsestrin
from portal.store.database import Database, Session
from portal.store.meeting_content import Content
from portal.store.views import BookingView

ACTION = "register_meeting"
TOPICS = {
    SamtaleStatus.AFHOLDT: "samtale.afholdt",
    SamtaleStatus.UDEBLEVET: "samtale.udeblevet",
    SamtaleStatus.AFLYST: "booking.called_off",
}
"""Who sends it on reports the meeting on the same day (DBK § 25, stk. 3; § 91, stk. 2), and tells the a-kasse
of one missed with the jobcenter (`portal.actions.telling.no_show`).
"""


@dataclass(frozen=True, slots=True)
class RegisterMeeting:
    """`person` and `booking` are public ids. `trin`: the step of the uddannelsespålæg from now on."""

    caseworker_id: int
    person: uuid.UUID
    booking: uuid.UUID
    content: Content
    trin: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """It is done. `repeated`: the same had been registered before, and nothing was done now."""

    decision: Decision | None
    booking: BookingView
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """It is not done: the decision says why."""

    decision: Decision


def register_meeting(
    command: RegisterMeeting, database: Database, now: datetime
) -> Registered | NotRegistered:
    """Registers what became of the organisation's own meeting, or says what is missing. One transaction.

    Raises NotSeen, UnknownBooking, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _register(session, command, now))


def judge(seen: Seen, booking: BookingView, content: Content, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    return afholdelse.registrer(seen.person.facts, now, question(seen, booking, content))


def question(seen: Seen, booking: BookingView, content: Content) -> RegistrerSpoergsmaal:
    return RegistrerSpoergsmaal(
        af=seen.worker.organisation.holder,
        samtale=booking.id,
        udfald=content.udfald,
        form=content.form,
        udfoert=frozenset(topic.emne for topic in content.emner if topic.udfoert),
        hvorfor_ikke={topic.emne: topic.hvorfor_ikke or "" for topic in content.emner},
        grund=content.grund,
    )


def keep_step(session: Session, seen: Seen, content: Content, trin: str | None, now: datetime) -> None:
    """Writes the step of the uddannelsespålæg that was agreed on, where one was and it is another."""
    followed = any(topic.emne is Emne.UDDANNELSESTRIN and topic.udfoert for topic in content.emner)
    if not followed or not trin:
        return
    standing = uddannelsestrin.current(session, seen.person.person_id)
    if standing is None or standing.tekst != trin:
        worker = seen.worker
        uddannelsestrin.write(session, seen.person.person_id, trin, worker.organisation.id, worker.id, now)


def _register(session: Session, command: RegisterMeeting, now: datetime) -> Registered | NotRegistered:
    seen, booking = held_meeting.own(session, command.caseworker_id, command.person, command.booking, now)
    if booking.status is not SamtaleStatus.PLANLAGT:
        standing = held.of_meeting(session, booking).content
        if standing == command.content:
            return Registered(None, booking, repeated=True)
    decision = judge(seen, booking, command.content, now)
    casework.record(session, seen, ACTION, decision, now, booking_id=booking.id)
    if not decision.allowed:
        return NotRegistered(decision)
    written = held.register(session, booking, command.content, seen.worker.id, now)
    if written.status is SamtaleStatus.AFLYST:
        holds.let_go(session, booking.person_id)
    keep_step(session, seen, command.content, command.trin, now)
    outbox.enqueue(session, TOPICS[written.status], outbox.about(written), booking.person_id, now)
    return Registered(decision, written)
