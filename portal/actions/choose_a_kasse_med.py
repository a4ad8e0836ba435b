"""A person says whether the a-kasse takes part in the joint meeting.

LAB § 31, stk. 2 (the first with the jobcenter), § 32, stk. 2 (at 16 months), § 33, stk. 4 (in person).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.actions import own
from portal.policy import valgskift
from portal.policy.facts import AKasseMed, FaellesMaade, SamtaleStatus
from portal.policy.sag import Sag
from portal.policy.valgskift import Deltagelse, Skift
from portal.store import alarms, audit, bookings, facts, outbox, people, valg
from portal.store.database import Database, Session
from portal.store.facts import PersonFacts
from portal.store.views import BookingView

ACTION = "choose_a_kasse_med"


@dataclass(frozen=True, slots=True)
class ChooseAKasseMed:
    """`a_kasse_fysisk`: the a-kasse is asked to come in person."""

    person_id: int
    a_kasse_med: AKasseMed
    a_kasse_fysisk: bool = False


def choose_a_kasse_med(command: ChooseAKasseMed, database: Database, now: datetime) -> uuid.UUID | None:
    """Keeps what was said; earlier sayings stay in the history.

    Gives the first planned meeting that is not as the person wants it any more, by its public id. It stays as
    it is. The a-kasse is told of a no to a meeting that it takes part in (DBK § 24, stk. 2); where the
    jobcenter calls to meetings with the a-kasse, it is told too.
    """
    return database.write(lambda session: _choose(session, command, now))


def taking_part(booking: BookingView) -> Deltagelse | None:
    """Which a-kasse takes part in the meeting, and how; None where none does."""
    if booking.a_kasse is None or booking.a_kasse_form is None:
        return None
    return Deltagelse(booking.a_kasse.code, booking.a_kasse_form)


def unlike(
    person: PersonFacts, own: Iterable[BookingView], now: datetime
) -> tuple[tuple[BookingView, Skift], ...]:
    """Those of the person's `own` planned meetings that are not as they want them any more, and in what."""
    sag = Sag(person.facts, now)
    found = (
        (one, valgskift.skift(sag, one.id, taking_part(one)))
        for one in own
        if one.status is SamtaleStatus.PLANLAGT
    )
    return tuple((one, skift) for one, skift in found if skift is not None)


def _choose(session: Session, command: ChooseAKasseMed, now: datetime) -> uuid.UUID | None:
    people.lock(session, command.person_id)
    valg.say(session, command.person_id, command.a_kasse_med, command.a_kasse_fysisk, now)
    said = {"a_kasse_med": command.a_kasse_med.value, "a_kasse_fysisk": command.a_kasse_fysisk}
    audit.record(session, own.entry(command.person_id, ACTION, now, details=said))
    outbox.enqueue(session, "valg.said", said, command.person_id, now)
    person = facts.load(session, command.person_id, now)
    found = unlike(person, bookings.list_own(session, command.person_id), now)
    alarms.settle(session, alarms.A_KASSE_WANTED, person.person_id, now)
    _tell_a_kasse(session, person, found, now)
    _tell_who_calls(session, person, found, now)
    return found[0][0].public_id if found else None


def _tell_a_kasse(
    session: Session, person: PersonFacts, found: Iterable[tuple[BookingView, Skift]], now: datetime
) -> None:
    """It is not to send anybody in vain. Once the person has moved the meeting, or kept its time without it,
    its caseworker has the time back.
    """
    for booking, skift in found:
        if skift is Skift.UDEN and booking.a_kasse is not None:
            own, kind = booking.a_kasse.id, alarms.A_KASSE_WANTED
            alarms.raise_alarm(session, own, kind, now, person_id=person.person_id, booking_id=booking.id)


def _tell_who_calls(
    session: Session, person: PersonFacts, found: tuple[tuple[BookingView, Skift], ...], now: datetime
) -> None:
    if person.facts.regler_jobcenter.faelles is not FaellesMaade.INDKALDELSE:
        return
    wanted = next((booking for booking, skift in found if skift is not Skift.UDEN), None)
    if wanted is not None:
        own, kind = wanted.organisation.id, alarms.A_KASSE_WANTED
        alarms.raise_alarm(session, own, kind, now, person_id=person.person_id, booking_id=wanted.id)
