"""Why the demo's rådighedssamtaler are held; what was found is still to be written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from portal.demo.citizens import Citizen
from portal.demo.houses import Keys
from portal.policy.facts import SamtaleArt
from portal.policy.raadighed import Aarsag
from portal.store import bookings, people, raadighed
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session

BEFORE: Final = timedelta(days=5)
"""So long before the meeting the cause was written."""

ANLEDNING: Final = "Der er registreret ét job i joblog de seneste tre uger."


def write(session: Session, keys: Keys, citizens: Sequence[Citizen], vault: CprVault) -> None:
    """Says why of them all. The citizens and their meetings must be there."""
    for citizen in citizens:
        if all(one.art is not SamtaleArt.RAADIGHEDSSAMTALE for one in citizen.facts.samtaler):
            continue
        found = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
        assert found is not None  # noqa: S101 - they were written a moment ago
        for booking in bookings.list_own(session, found.id):
            if booking.art is SamtaleArt.RAADIGHEDSSAMTALE and booking.caseworker is not None:
                worker = _key(keys, booking.caseworker.name)
                at = booking.start - BEFORE
                raadighed.say_why(session, booking.id, Aarsag.TVIVL, ANLEDNING, worker, at)


def _key(keys: Keys, name: str) -> int:
    return next(key for worker, key in keys.workers.items() if worker.name == name)
