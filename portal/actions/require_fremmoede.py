"""A caseworker decides that one planned meeting is held in person (LAB § 33, stk. 2).

It takes a concrete reason and goes one way only. It is no decision in the sense of the law of administration:
there is no complaint, but a letter tells the person why.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework
from portal.actions.casework import NotSeen, Seen
from portal.actions.outcome import UnknownBooking
from portal.clock import COPENHAGEN
from portal.policy import samtaleform
from portal.policy.beslutninger import bindende
from portal.policy.facts import BeslutningArt, Samtaleform, SamtaleStatus
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.policy.samtaleform import AendrFormSpoergsmaal
from portal.store import beslutninger, bookings, outbox
from portal.store.beslutninger import NewBeslutning
from portal.store.database import Database, Session
from portal.store.views import BookingView

ACTION = "require_fremmoede"
TOPIC = "booking.form_changed"


@dataclass(frozen=True, slots=True)
class RequireFremmoede:
    """`person` and `booking` are public ids."""

    caseworker_id: int
    person: uuid.UUID
    booking: uuid.UUID
    begrundelse: str


@dataclass(frozen=True, slots=True)
class Required:
    """It is done. `repeated`: it had been done before, and nothing was done now."""

    booking: BookingView
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotRequired:
    """It is not done: the decision says why."""

    decision: Decision


def require_fremmoede(command: RequireFremmoede, database: Database, now: datetime) -> Required | NotRequired:
    """Changes the meeting to in person, or says why not. All of it in one transaction.

    Raises NotSeen, UnknownBooking where the person has no such meeting still to come, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _require(session, command, now))


def judge(seen: Seen, booking: BookingView, begrundelse: str | None, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    question = AendrFormSpoergsmaal(
        af=seen.worker.organisation.holder,
        samtale=booking.id,
        form=Samtaleform.FREMMOEDE,
        begrundelse=begrundelse,
    )
    return samtaleform.aendr_form(seen.person.facts, now, question)


def planned(session: Session, seen: Seen, booking: uuid.UUID, now: datetime) -> BookingView:
    """The meeting still to come, where the organisation sees it. Raises UnknownBooking."""
    found = bookings.get_own(session, seen.person.person_id, booking)
    if found is None or found.status is not SamtaleStatus.PLANLAGT or found.start <= now:
        raise UnknownBooking(booking)
    own = seen.worker.organisation.id
    sees = seen.indsigt.ser_samtale(
        found.art,
        holder_selv=found.organisation.id == own,
        deltager_selv=found.a_kasse is not None and found.a_kasse.id == own,
        kommende=True,
    )
    if not sees or of_another(seen, found):
        raise NotSeen(seen.worker, seen.person.person_id)
    return found


def of_another(seen: Seen, booking: BookingView) -> bool:
    """Whether another organisation of the same kind holds the meeting: the person has changed since.

    The law speaks of roles and would say yes; each organisation decides about its own meetings only.
    """
    own = seen.worker.organisation
    return booking.holder is own.holder and booking.organisation.id != own.id


def standing(seen: Seen, booking: BookingView, now: datetime) -> bool:
    """Whether it was decided before that this meeting is held in person, and that binds today."""
    sag = Sag(seen.person.facts, now)
    return bindende(sag, BeslutningArt.FREMMOEDE, sag.i_dag, booking.holder, booking.id) is not None


def _require(session: Session, command: RequireFremmoede, now: datetime) -> Required | NotRequired:
    seen = casework.see(session, command.caseworker_id, command.person, now, for_update=True)
    booking = planned(session, seen, command.booking, now)
    if standing(seen, booking, now) and booking.form is Samtaleform.FREMMOEDE:
        return Required(booking, repeated=True)
    decision = judge(seen, booking, command.begrundelse, now)
    decision_id = casework.record(session, seen, ACTION, decision, now, booking_id=booking.id)
    if not decision.allowed:
        return NotRequired(decision)
    beslutninger.take(
        session,
        NewBeslutning(
            person_id=seen.person.person_id,
            organisation_id=seen.worker.organisation.id,
            caseworker_id=seen.worker.id,
            art=BeslutningArt.FREMMOEDE,
            af=seen.worker.organisation.holder,
            dato=now.astimezone(COPENHAGEN).date(),
            begrundelse=command.begrundelse,
            decision_id=decision_id,
            booking_id=booking.id,
        ),
    )
    changed = beslutninger.hold_in_person(session, booking, now)
    outbox.enqueue(session, TOPIC, outbox.about(changed), seen.person.person_id, now)
    return Required(changed)
