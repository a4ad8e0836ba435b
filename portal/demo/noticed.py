"""What the demo's jobcenters have told a-kasser of meetings that a member did not come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from portal.actions.send_letter import from_organisation
from portal.clock import COPENHAGEN
from portal.demo.citizens import Citizen
from portal.policy.facts import SamtaleStatus
from portal.policy.underretning import Besked, fortael
from portal.store import bookings, facts, letters, people, underretninger
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.letters import NewLetter
from portal.store.underretninger import NewBesked
from portal.store.views import BookingView
from portal.wording.letters import underretning as words

AFTER: Final = timedelta(minutes=40)
"""So long after the meeting was to begin the a-kasse was told."""


def write(session: Session, citizens: Sequence[Citizen], vault: CprVault) -> None:
    """Tells of them all. The citizens and their meetings must be there."""
    for citizen in citizens:
        if all(samtale.status is not SamtaleStatus.UDEBLEVET for samtale in citizen.facts.samtaler):
            continue
        found = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
        assert found is not None  # noqa: S101 - they were written a moment ago
        for booking in bookings.list_own(session, found.id):
            _tell(session, booking)


def _tell(session: Session, booking: BookingView) -> None:
    at = booking.slut + AFTER
    person = facts.load(session, booking.person_id, at)
    told = fortael(person.facts, at, booking.id, staar=False)
    if told is not Besked.UNDERRETNING or person.a_kasse is None:
        return
    between = from_organisation(booking.organisation, person.person, at)
    missed = words.Missed(booking.art, booking.form, booking.start)
    letter = words.told(between, missed, person.a_kasse.name)
    written = letters.write(
        session,
        NewLetter(
            person_id=booking.person_id,
            organisation_id=booking.organisation.id,
            booking_id=booking.id,
            kind=letter.kind.value,
            version=letter.version,
            language=letter.language,
            title=letter.title,
            body=letter.body(),
            at=at,
        ),
    )
    day = booking.start.astimezone(COPENHAGEN).date()
    opened = underretninger.first(session, booking, person.a_kasse, day, written, at)
    besked = underretninger.tell(session, opened, NewBesked(told, at, letter=written))
    underretninger.received(session, besked, at)
