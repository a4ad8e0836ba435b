"""The summonses that the demo's citizens have to the meetings they are called to, and how they answered.

And who had a meeting booked for them while on the telephone.
"""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import Final

from portal.actions import call_in, casework, summons_letter
from portal.actions.casework import Seen
from portal.demo.course import clock
from portal.demo.workdays import workday_until
from portal.policy import indkaldelse
from portal.policy.facts import Oprindelse, SamtaleStatus
from portal.policy.indkaldelse import Grund, IndkaldSpoergsmaal
from portal.policy.kalender import day_of, days_after
from portal.store import bookings, letters, phone_acts, slots, summons
from portal.store.database import Session
from portal.store.letters import NewLetter
from portal.store.summons import NewSummons
from portal.store.views import BookingView, PersonView
from portal.wording.letters.indkaldelse import Why

WRITTEN_BEFORE: Final = 2
"""How many days ago every summons was written, or on the last open day before that."""

COMES: Final = ("dennis-skov", "viktor-ravn")
"""Who has said that they come."""

WISHES: Final = MappingProxyType(
    {"adam-nour": "Jeg henter min søn om formiddagen i den uge. Jeg kan efter klokken 12."}
)
"""Who has asked for another time, and in which words."""


BY_PHONE: Final = ("noah-damgaard",)
"""Whose next meeting a caseworker booked on the telephone."""


def write(session: Session, key: str, person: PersonView, workers: dict[int, int], now: datetime) -> None:
    """The letter on each meeting that the citizen `key` is called to, and the answer to it.

    `workers`: the caseworker of each meeting, by their keys. `now`: aware.
    """
    for booking in bookings.list_own(session, person.id):
        called = booking.oprindelse is Oprindelse.INDKALDT and booking.status is SamtaleStatus.PLANLAGT
        if called and booking.start > now:
            _write(session, key, person, booking, workers[booking.id], now)
    if key in BY_PHONE:
        _booked_by_phone(session, person, workers, now)


def _booked_by_phone(session: Session, person: PersonView, workers: dict[int, int], now: datetime) -> None:
    own = bookings.list_own(session, person.id)
    booking = next(one for one in own if one.start > now and one.oprindelse is Oprindelse.SELVBOOKET)
    phone_acts.record(session, booking.id, workers[booking.id], "book", booking.booket or now)


def _write(
    session: Session, key: str, person: PersonView, booking: BookingView, worker: int, now: datetime
) -> None:
    at = clock(workday_until(days_after(day_of(now), -WRITTEN_BEFORE)), 11, 40)
    seen, slot = casework.see(session, worker, person.public_id, now), slots.of_booking(session, booking)
    assert slot is not None  # noqa: S101 - every planned meeting of the demo lies in a time
    known = call_in.without(seen.person.facts, booking)
    grund = _grund(seen, booking, at)
    kontrol = known.kontrol
    letter = summons_letter.letter(
        seen,
        known,
        summons_letter.in_slot(slot, booking.art, booking.form, booking.phone),
        Why(grund, udland=kontrol is not None and kontrol.udland),
        at,
    )
    written = NewLetter(
        person_id=person.id,
        organisation_id=booking.organisation.id,
        booking_id=booking.id,
        kind=letter.kind.value,
        version=letter.version,
        language=letter.language,
        title=letter.title,
        body=letter.body(),
        at=at,
    )
    new = NewSummons(
        booking_id=booking.id,
        person_id=person.id,
        organisation_id=booking.organisation.id,
        caseworker_id=worker,
        letter=letters.write(session, written),
        grund=grund,
        at=at,
    )
    summons.write(session, new)
    answered = clock(day_of(at), 17, 5)
    if key in COMES:
        summons.confirm(session, booking.id, answered)
    if key in WISHES:
        summons.wish(session, booking.id, WISHES[key], answered)


def _grund(seen: Seen, booking: BookingView, at: datetime) -> Grund:
    known = call_in.without(seen.person.facts, booking)
    question = IndkaldSpoergsmaal(booking.holder, booking.art, booking.start, booking.form)
    return indkaldelse.grund(known, at, question)
