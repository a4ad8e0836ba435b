"""A caseworker withdraws published times. Nobody who has booked in one is moved silently.

Times without a booking go at once. A meeting in one of the others is called off by the organisation, in a
transaction of its own, and another time is held for the person (`offer_time`). Only meetings that whoever
withdraws has seen and said yes to are called off: one that was booked since stays, and so does its time.
Of times agreed on with an a-kasse, the a-kasse learns in the same transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from portal.actions import agreement_told, casework
from portal.actions.offer_time import in_its_stead, lock_whom_it_is_held_for, offer_others
from portal.actions.times import whose
from portal.policy.facts import AflystAf, Oprindelse, SamtaleStatus
from portal.store import agreement_ends, audit, bookings, outbox, people, published
from portal.store.database import Database, Session
from portal.store.published import Booked, Published
from portal.store.views import CaseworkerView

LOGGED_AS = "withdraw_times"
ACTION_CALLED_OFF = "withdraw_booked_time"


@dataclass(frozen=True, slots=True)
class WithdrawTimes:
    """`slots`: the times; `call_off`: the meetings in them that may be called off. Public ids."""

    caseworker_id: int
    slots: frozenset[uuid.UUID]
    call_off: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A meeting that was called off, and whether another time is held or a deadline was suspended. `called`:
    the person was called to it, and has to be called anew.
    """

    name: str
    person: uuid.UUID
    offered: bool
    suspended: bool
    called: bool


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """`unbooked`: times that were withdrawn and in which nobody was; `left`: those that stand, since a
    meeting in them was not to be called off.
    """

    unbooked: int
    called_off: tuple[CalledOff, ...]
    left: tuple[Published, ...]


def preview(
    session: Session, caseworker_id: int, slots: Iterable[uuid.UUID], now: datetime
) -> tuple[Published, ...]:
    """Those of the times that the caseworker may withdraw, with the meetings that would be called off."""
    worker = casework.working(session, caseworker_id)
    found = published.chosen(session, worker.organisation.id, frozenset(slots), now)
    return tuple(time for time in found if whose.may_touch(worker, time))


def withdraw_times(command: WithdrawTimes, database: Database, now: datetime) -> Withdrawn:
    """Withdraws what may be withdrawn. Sent again, it goes on where it was stopped. Raises Busy."""
    unbooked = database.write(lambda session: _unbooked(session, command, now))
    called_off: list[CalledOff] = []
    for time in database.read(lambda s: preview(s, command.caseworker_id, command.slots, now)):
        for meeting in time.booked:
            act = partial(_call_off, command=command, time=time, meeting=meeting, now=now)
            called_off += database.write(act)
        unbooked += database.write(partial(_last_of_it, command=command, time=time, now=now))
    left = database.read(lambda s: preview(s, command.caseworker_id, command.slots, now))
    return Withdrawn(unbooked, tuple(called_off), left)


def _unbooked(session: Session, command: WithdrawTimes, now: datetime) -> int:
    """All times in which nobody is and which are held for nobody, at once."""
    worker = casework.working(session, command.caseworker_id)
    times = [t for t in preview(session, worker.id, command.slots, now) if not t.booked and not t.held]
    agreement_told.lock_times(session, [time.id for time in times])
    agreed = agreement_ends.of_slots(session, [time.id for time in times])
    gone = published.withdraw_unbooked(session, [time.id for time in times], now)
    if gone:
        _log(session, worker, [time for time in times if time.id in gone], now)
        agreement_told.given_up(session, worker, [time for time in agreed if time.id in gone], now)
    return len(gone)


def _call_off(
    session: Session, command: WithdrawTimes, time: Published, meeting: Booked, now: datetime
) -> list[CalledOff]:
    """One meeting. Nothing is done where somebody is in the time whom nobody has said yes to calling off."""
    worker = casework.working(session, command.caseworker_id)
    people.lock(session, meeting.person_id)
    if not _all_known(session, command, time):
        return []
    agreed = agreement_ends.of_slots(session, [time.id])
    published.withdraw(session, time.id, now)
    booking = bookings.get_own(session, meeting.person_id, meeting.public_id)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT or booking.slot_id != time.id:
        agreement_told.given_up(session, worker, agreed, now)
        return []  # moved or called off by the person in the meantime
    called_off = bookings.call_off(session, booking, AflystAf.MYNDIGHED, None, now)
    called = booking.oprindelse is Oprindelse.INDKALDT
    agreement_told.given_up(session, worker, agreed, now)
    outbox.enqueue(session, "booking.called_off", outbox.about(called_off), meeting.person_id, now)
    stead = in_its_stead(session, called_off, now)
    offered = stead.offer is not None
    entry = casework.entry(
        worker,
        ACTION_CALLED_OFF,
        now,
        person_id=meeting.person_id,
        booking_id=booking.id,
        decision_id=stead.decision_id,
        details={"offered": offered, "suspended": stead.suspended, "called": called},
    )
    audit.record(session, entry)
    return [CalledOff(meeting.name, meeting.person, offered, stead.suspended, called)]


def _last_of_it(session: Session, command: WithdrawTimes, time: Published, now: datetime) -> int:
    """The time itself goes; for whomever it was held as an offer, another one is held."""
    worker = casework.working(session, command.caseworker_id)
    held_for = lock_whom_it_is_held_for(session, [time.id], now)
    if not _all_known(session, command, time):
        return 0
    if not time.withdrawn:
        _log(session, worker, [time], now)
    agreed = agreement_ends.of_slots(session, [time.id])
    published.withdraw(session, time.id, now)
    agreement_told.given_up(session, worker, agreed, now)
    offer_others(session, held_for, now)
    return int(not time.booked and not time.withdrawn)


def _all_known(session: Session, command: WithdrawTimes, time: Published) -> bool:
    agreement_told.lock_times(session, [time.id])
    return published.booked_in(session, time.id) <= command.call_off


def _log(session: Session, worker: CaseworkerView, times: list[Published], now: datetime) -> None:
    """How many, whose, and from when to when."""
    details: dict[str, Any] = {
        "times": len(times),
        "of": sorted({time.caseworker or time.team or time.office for time in times}),
        "first": min(time.start for time in times).isoformat(),
        "last": max(time.start for time in times).isoformat(),
    }
    audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=details))
