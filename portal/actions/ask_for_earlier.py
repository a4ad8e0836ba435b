"""A citizen asks to be told of an earlier time, changes that, or takes it back.

For a planned meeting, or while looking for one. A wish that is changed keeps its turn.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import own
from portal.actions.outcome import UnknownBooking
from portal.policy import selvbooking
from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.law import Decision, Outcome
from portal.policy.window import Bookable
from portal.store import audit, bookings, decisions, earlier, facts, people
from portal.store.database import Database, Session
from portal.store.earlier import NewWish, WishView
from portal.store.facts import PersonFacts
from portal.store.views import BookingView

ACTION: Final = "ask_for_earlier"
WITHDRAW: Final = "withdraw_earlier"


@dataclass(frozen=True, slots=True)
class Choices:
    """`former`: at least one. `offices`: public ids, empty: all. `until`: the last Danish day to be told on.

    `told_by`: `mail`, `sms` or `portal` alone.
    """

    former: frozenset[Samtaleform]
    offices: frozenset[uuid.UUID]
    until: date
    told_by: str


@dataclass(frozen=True, slots=True)
class AskForEarlier:
    """`booking`: the meeting's public id; None: the person looks for a meeting of `art`."""

    person_id: int
    booking: uuid.UUID | None
    art: SamtaleArt
    choices: Choices


@dataclass(frozen=True, slots=True)
class Asked:
    wish: WishView


@dataclass(frozen=True, slots=True)
class NotAsked:
    """There is no time that the person may have: the decision says why. `person`: what was known then."""

    decision: Decision
    person: PersonFacts


def ask_for_earlier(command: AskForEarlier, database: Database, now: datetime) -> Asked | NotAsked:
    """Keeps what the person waits for, or says why no time could come of it. One transaction.

    Raises UnknownBooking where the person has no such meeting to come, Busy.
    """
    return database.write(lambda session: _ask(session, command, now))


def withdraw_earlier(person_id: int, wish: uuid.UUID, database: Database, now: datetime) -> bool:
    """The person waits no longer. False where there was no such wish of theirs that stood. Raises Busy."""
    return database.write(lambda session: _withdraw(session, person_id, wish, now))


def judge(person: PersonFacts, booking: BookingView | None, art: SamtaleArt, now: datetime) -> Decision:
    """Whether the law leaves the person any time at all to wait for. Writes nothing."""
    if booking is not None:
        return _decided("ombook", selvbooking.movable(person.facts, now, booking.id))
    return _decided("book", selvbooking.bookable(person.facts, now, art=art))


def coming(session: Session, person_id: int, booking: uuid.UUID, now: datetime) -> BookingView:
    """The person's own meeting that is still to come. Raises UnknownBooking."""
    found = bookings.get_own(session, person_id, booking)
    if found is None or found.status is not SamtaleStatus.PLANLAGT or found.start <= now:
        raise UnknownBooking(booking)
    return found


def _decided(question: str, bookable: Bookable) -> Decision:
    may = bookable.windows or (bookable.relaxed is not None and bookable.relaxed.windows)
    wanted = Outcome.MET if may else Outcome.NOT_MET
    return Decision(question, tuple(one for one in bookable.findings if one.outcome is wanted))


def _ask(session: Session, command: AskForEarlier, now: datetime) -> Asked | NotAsked:
    person = facts.load(session, command.person_id, now, for_update=True)
    booking = coming(session, command.person_id, command.booking, now) if command.booking else None
    decision = judge(person, booking, command.art, now)
    decision_id = decisions.save(session, person.person_id, decision, None, now)
    wish = _keep(session, person, booking, command, now) if decision.allowed else None
    entry = own.entry(
        person.person_id,
        ACTION,
        now,
        outcome="allowed" if decision.allowed else "refused",
        booking_id=booking.id if booking else None,
        decision_id=decision_id,
        details={"wish": wish.id} if wish else None,
    )
    audit.record(session, entry)
    return Asked(wish) if wish else NotAsked(decision, person)


def _keep(
    session: Session, person: PersonFacts, booking: BookingView | None, command: AskForEarlier, now: datetime
) -> WishView:
    holder = booking.holder if booking else None
    choices = command.choices
    return earlier.save(
        session,
        NewWish(
            person_id=person.person_id,
            booking=(booking.id, booking.start) if booking else None,
            art=booking.art if booking else command.art,
            a_kasse=None if holder is Aktoer.JOBCENTER else person.a_kasse,
            jobcenter=None if holder is Aktoer.A_KASSE else person.jobcenter,
            former=choices.former,
            offices=choices.offices,
            until=choices.until,
            told_by=choices.told_by,
            at=now,
        ),
    )


def _withdraw(session: Session, person_id: int, wish: uuid.UUID, now: datetime) -> bool:
    people.lock(session, person_id)
    if not earlier.withdraw(session, person_id, wish, now):
        return False
    audit.record(session, own.entry(person_id, WITHDRAW, now, details={"wish": str(wish)}))
    return True
