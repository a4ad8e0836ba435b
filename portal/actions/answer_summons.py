"""A person answers a summons: comes, or asks for another time where it cannot be moved by oneself.

Giving a reason not to come is calling off (`call_off_jobsamtale`), moving is moving (`move_jobsamtale`). And
a caseworker refuses another time; giving one is calling in anew (`call_in`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.actions import casework, own
from portal.actions.casework import Seen
from portal.actions.outcome import UnknownBooking
from portal.policy import selvbooking
from portal.policy.facts import Facts, Oprindelse, SamtaleStatus
from portal.policy.indsigt import Del
from portal.store import audit, bookings, facts, outbox, people, summons
from portal.store.database import Database, Session
from portal.store.summons import SummonsView
from portal.store.views import BookingView

CONFIRM, ASK, REFUSE = "confirm_summons", "ask_for_another_time", "refuse_another_time"
TOPIC = "summons.answered"


class Done(StrEnum):
    """What came of it. `REPEATED`: it had been done before; `NOT_NOW`: it cannot be done any more."""

    DONE = "done"
    REPEATED = "repeated"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class ConfirmSummons:
    """`booking` is a public id."""

    person_id: int
    booking: uuid.UUID


@dataclass(frozen=True, slots=True)
class AskForAnotherTime:
    """`words`: when the person can come, and why not then. Not empty."""

    person_id: int
    booking: uuid.UUID
    words: str


@dataclass(frozen=True, slots=True)
class RefuseAnotherTime:
    """`person` and `booking` are public ids; `words`: the reason, which the person reads. Not empty."""

    caseworker_id: int
    person: uuid.UUID
    booking: uuid.UUID
    words: str


def confirm_summons(command: ConfirmSummons, database: Database, now: datetime) -> Done:
    """The person comes. Raises UnknownBooking where nobody called them to such a meeting."""

    def work(session: Session) -> Done:
        booking, view = _own(session, command.person_id, command.booking)
        if view.bekraeftet is not None:
            return Done.REPEATED
        if _over(booking, now):
            return Done.NOT_NOW
        summons.confirm(session, booking.id, now)
        _told(session, command.person_id, CONFIRM, booking, now)
        return Done.DONE

    return database.write(work)


def ask_for_another_time(command: AskForAnotherTime, database: Database, now: datetime) -> Done:
    """The person asks. Where they can move the meeting by themselves, or have asked before, nothing is done.

    Raises UnknownBooking.
    """

    def work(session: Session) -> Done:
        booking, view = _own(session, command.person_id, command.booking)
        if view.oensket is not None:
            return Done.REPEATED
        known = facts.load(session, command.person_id, now).facts
        if not may_ask(known, booking, now):
            return Done.NOT_NOW
        summons.wish(session, booking.id, command.words, now)
        _told(session, command.person_id, ASK, booking, now)
        return Done.DONE

    return database.write(work)


def refuse_another_time(command: RefuseAnotherTime, database: Database, now: datetime) -> Done:
    """The time stays, for the reason given. Raises NotSeen, UnknownBooking."""

    def work(session: Session) -> Done:
        seen = casework.see(
            session, command.caseworker_id, command.person, now, Del.EGNE_PLANLAGTE, for_update=True
        )
        booking, view = asked_of(session, seen, command.booking)
        if view.afslaaet is not None:
            return Done.REPEATED
        if not view.waits or _over(booking, now):
            return Done.NOT_NOW
        summons.refuse(session, booking.id, seen.worker.id, command.words, now)
        person_id = seen.person.person_id
        done = casework.entry(seen.worker, REFUSE, now, person_id=person_id, booking_id=booking.id)
        audit.record(session, done)
        outbox.enqueue(session, TOPIC, outbox.about(booking) | {"answer": "refused"}, person_id, now)
        return Done.DONE

    return casework.act(database, REFUSE, now, work)


def may_ask(known: Facts, booking: BookingView, now: datetime) -> bool:
    """Whether the person may ask for another time of a called meeting: only where they cannot move it."""
    return not _over(booking, now) and not selvbooking.movable(known, now, booking.id).windows


def asked_of(session: Session, seen: Seen, booking: uuid.UUID) -> tuple[BookingView, SummonsView]:
    """The organisation's own summons to that meeting. Raises UnknownBooking."""
    found = bookings.get_own(session, seen.person.person_id, booking)
    view = summons.of_booking(session, found.id) if found else None
    if found is None or view is None or found.organisation.id != seen.worker.organisation.id:
        raise UnknownBooking(booking)
    return found, view


def _own(session: Session, person_id: int, booking: uuid.UUID) -> tuple[BookingView, SummonsView]:
    people.lock(session, person_id)
    found = bookings.get_own(session, person_id, booking)
    view = summons.of_booking(session, found.id) if found else None
    if found is None or view is None or found.oprindelse is not Oprindelse.INDKALDT:
        raise UnknownBooking(booking)
    return found, view


def _over(booking: BookingView, now: datetime) -> bool:
    return booking.status is not SamtaleStatus.PLANLAGT or booking.start <= now


def _told(session: Session, person_id: int, action: str, booking: BookingView, now: datetime) -> None:
    audit.record(session, own.entry(person_id, action, now, booking_id=booking.id))
    answer = {CONFIRM: "confirmed", ASK: "other_time"}[action]
    outbox.enqueue(session, TOPIC, outbox.about(booking) | {"answer": answer}, person_id, now)
