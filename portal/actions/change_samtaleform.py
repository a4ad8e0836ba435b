"""A person chooses how a planned meeting is held (LAB § 33, stk. 1; RÅB § 12, stk. 6). That is no move."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions.outcome import Granted, Refused, UnknownBooking, record, with_findings
from portal.policy import samtaleform, tider
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.policy.law import Decision
from portal.store import bookings, facts, outbox, people, slots
from portal.store.database import Database, Session
from portal.store.facts import PersonFacts
from portal.store.views import BookingView, SlotView

ACTION: Final = "change_samtaleform"


@dataclass(frozen=True, slots=True)
class ChangeSamtaleform:
    """`phone`: the number to call, for a meeting by telephone. Another number is a change too."""

    person_id: int
    booking: uuid.UUID
    form: Samtaleform
    phone: str | None = None


def change_samtaleform(command: ChangeSamtaleform, database: Database, now: datetime) -> Granted | Refused:
    """Changes the form, or says why not. All of it in one transaction; `now` is aware.

    A meeting that is held so already is answered as done. Raises UnknownBooking where the person has no such
    planned meeting.
    """
    return database.write(lambda session: _change(session, command, now))


def judge(
    booking: BookingView, slot: SlotView | None, form: Samtaleform, person: PersonFacts, now: datetime
) -> Decision:
    """What the law says of this form for this planned meeting, and whether its time offers it."""
    decision = samtaleform.vaelg_form(person.facts, now, booking.id, form)
    return with_findings(decision, tider.form_i_tiden(offered(booking, slot), form))


def offered(booking: BookingView, slot: SlotView | None) -> frozenset[Samtaleform]:
    """The forms in which the meeting's time can be held.

    Video takes a link. A meeting outside the published times can be held by telephone, and in person where
    it has a place.
    """
    if slot is not None:
        without = set() if slot.has_video_link else {Samtaleform.VIDEO}
        return slot.former - without | {booking.form}
    place = {Samtaleform.FREMMOEDE} if booking.office else set()
    link = {Samtaleform.VIDEO} if booking.has_video_link else set()
    return frozenset({Samtaleform.TELEFON, booking.form} | place | link)


def _change(session: Session, command: ChangeSamtaleform, now: datetime) -> Granted | Refused:
    people.lock(session, command.person_id)
    booking = bookings.get_own(session, command.person_id, command.booking)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT:
        raise UnknownBooking(command.booking)
    person = facts.load(session, command.person_id, now)
    decision = judge(booking, slots.of_booking(session, booking), command.form, person, now)
    phone = command.phone if command.form is Samtaleform.TELEFON else None
    if (booking.form, booking.phone) == (command.form, phone):
        return Granted(decision, booking, repeated=True)
    record(session, command.person_id, ACTION, decision, now, booking_id=booking.id)
    if not decision.allowed:
        return Refused(decision, person)
    changed = bookings.change_form(session, booking, command.form, phone, now)
    outbox.enqueue(session, "booking.form_changed", outbox.about(changed), command.person_id, now)
    return Granted(decision, changed)
