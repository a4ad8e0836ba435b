"""What stands around the demo's times: opening hours, who is away, and a time that is held for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from portal.actions.offer_time import in_its_stead
from portal.clock import COPENHAGEN
from portal.demo.citizens import Citizen
from portal.demo.course import clock
from portal.demo.houses import Keys
from portal.demo.staff import employees
from portal.demo.times import DAYS_AHEAD
from portal.policy.facts import AflystAf
from portal.store import bookings, bulk, people, timetable
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.tables_times import OpeningHours

_OPEN = {0: (480, 960), 1: (480, 960), 2: (480, 960), 3: (480, 1080), 4: (480, 840)}
"""Eight to four, longer on Thursdays and shorter on Fridays: all that the offices publish lies in it."""

_AWAY = timedelta(days=7)


def write(session: Session, keys: Keys, citizens: Sequence[Citizen], vault: CprVault, now: datetime) -> None:
    """Writes it, once the times are there. `now`: aware."""
    hours = [
        {"office_id": office, "weekday": weekday, "fra": start, "til": end}
        for office in keys.offices.values()
        for weekday, (start, end) in _OPEN.items()
    ]
    bulk.insert_many(session, OpeningHours, hours)
    _absences(session, keys, now)
    for citizen in citizens:
        if any(meeting.aflyst_af is AflystAf.MYNDIGHED for meeting in citizen.facts.samtaler):
            _offer(session, citizen, vault, now)


def _absences(session: Session, keys: Keys, now: datetime) -> None:
    """Everybody who can be signed in as is away for a week, once the published times are over."""
    first = now.astimezone(COPENHAGEN).date() + timedelta(days=DAYS_AHEAD + 7)
    begins = clock(first - timedelta(days=first.weekday()), 0)
    for employee in employees():
        key = keys.workers.get(employee.worker)
        if key is not None:
            timetable.add_absence(session, key, [(begins, begins + _AWAY, None, None)], "fravaer", key, now)


def _offer(session: Session, citizen: Citizen, vault: CprVault, now: datetime) -> None:
    """The meetings that the organisation called off and that were still to come."""
    person = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
    assert person is not None  # noqa: S101 - written a moment ago
    for booking in bookings.list_own(session, person.id):
        if booking.aflyst_af is AflystAf.MYNDIGHED and booking.start > now:
            in_its_stead(session, booking, now)
