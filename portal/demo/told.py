"""What the demo's citizens were told by letter: the receipt of what they booked, and a hearing that waits;
and one who wants mail and reminders as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from portal.actions.send_letter import from_organisation
from portal.actions.telling import calendar_mail
from portal.actions.telling.meetings import has_dagpenge, meeting_of
from portal.demo import cases
from portal.demo.citizens import Citizen
from portal.demo.course import clock
from portal.demo.houses import Keys
from portal.demo.letters import write_letter
from portal.demo.population import worker_of
from portal.policy.facts import Aktoer, Oprindelse, SamtaleStatus
from portal.policy.fratagelse import Grundlag
from portal.policy.hoering import Emne, tidligste_frist
from portal.policy.kalender import day_of, days_after
from portal.store import bookings, facts, hearings, letters, notices, people
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.hearings import Hearing
from portal.store.views import BookingView
from portal.wording.letters import partshoering, samtale

READ_AFTER: Final = timedelta(hours=2)
HEARD: Final = "presserende-6"
"""Who moves meetings often, and was heard about it."""
HEARD_BEFORE: Final = 3
WANTS_MAIL: Final = "signe-hald"
BACKGROUND: Final = (
    "Du har flyttet den samme samtale mange gange. Vi har aftalt, at du møder op den dag, du booker."
)


def write(session: Session, keys: Keys, citizens: Sequence[Citizen], vault: CprVault, now: datetime) -> None:
    """Writes them all. `now`: aware. The citizens and their meetings must be there."""
    for citizen in citizens:
        found = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
        assert found is not None  # noqa: S101 - they were written a moment ago
        if citizen.key == WANTS_MAIL:
            _wants_mail(session, found.id, now)
        if citizen.key == HEARD:
            _hear(session, keys, citizen, found.id, now)
        elif not citizen.key.startswith("presserende"):
            for booking in bookings.list_own(session, found.id):
                _receipt(session, booking)


def _wants_mail(session: Session, person_id: int, now: datetime) -> None:
    """The worker sends what is ahead to the calendar as soon as the demo runs."""
    wanted = {"mail_news": True, "mail_calendar": True, "remind_days": True, "remind_hours": True}
    notices.save(session, person_id, email=f"{WANTS_MAIL}@borger.example", remind_from=now, **wanted)
    calendar_mail.tell_all(session, person_id, now)


def _receipt(session: Session, booking: BookingView) -> None:
    """The person has read it since."""
    if booking.status is not SamtaleStatus.PLANLAGT or booking.oprindelse is not Oprindelse.SELVBOOKET:
        return
    at = booking.booket or booking.updated_at
    person = facts.load(session, booking.person_id, at)
    between = from_organisation(booking.organisation, person.person, at)
    letter = samtale.booked(between, meeting_of(booking), dagpenge=has_dagpenge(person))
    write_letter(session, booking.person_id, booking.organisation.id, letter, at, booking_id=booking.id)
    kept = letters.of_person(session, booking.person_id)[0]
    letters.mark_read(session, kept.id, at + READ_AFTER)


def _hear(session: Session, keys: Keys, citizen: Citizen, person_id: int, now: datetime) -> None:
    at = clock(days_after(day_of(now), -HEARD_BEFORE), 11, 20)
    person = facts.load(session, person_id, at)
    worker, own = worker_of(citizen, Aktoer.A_KASSE), person.organisation(Aktoer.A_KASSE)
    assert own is not None  # noqa: S101 - somebody of an a-kasse
    frist, ground = tidligste_frist(person.facts, at), Grundlag.ANDEN_MAADE
    between = from_organisation(own, person.person, at, signed_by=worker.name)
    letter = partshoering.heard(between, Emne.FRATAGELSE, BACKGROUND, frist, ground)
    write_letter(session, person_id, own.id, letter, at)
    sent = letters.of_person(session, person_id)[0].public_id
    hearing = Hearing(Emne.FRATAGELSE, ground, BACKGROUND, day_of(at), frist, sent)
    hearings.send(session, person_id, own.id, keys.workers[worker], hearing, at)
    sag = cases.heard(session, person_id, own.id, own.holder, hearing, keys.workers[worker], at)
    cases.wants_to_see_the_file(session, sag, clock(days_after(day_of(now), -1), 16, 45))
