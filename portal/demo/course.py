"""Bricks for a person's course, counted from one moment, so that a situation is true on any day it is made.

Days are Danish calendar days. A meeting that is said to lie about some day is put on the nearest day before
(held) or after (planned) on which offices are open, and always on a time of the offices' own grid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from portal.clock import COPENHAGEN
from portal.demo.places import limits
from portal.demo.workdays import (
    last_weekdays,
    month_of,
    next_month,
    weekdays_between,
    workday_from,
    workday_until,
)
from portal.policy.facts import (
    Aktoer,
    Facts,
    Indplacering,
    Oprindelse,
    Person,
    Samtale,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
    Tilmelding,
    Timer,
)

MEETING_MINUTES = 45
_FULL_MONTH = {"fuldtid": Decimal("160.33"), "deltid": Decimal("130")}
_FULL_DAY = {"fuldtid": Decimal("7.4"), "deltid": Decimal("6")}


@dataclass(frozen=True)
class Days:
    """The days around one moment (`now`: aware)."""

    now: datetime

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(COPENHAGEN).date()

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def born(self, age: int, month: int, day: int) -> date:
        """A day of birth for somebody who turns `age` this year."""
        return date(self.today.year - age, month, day)

    def month(self, back: int) -> date:
        """The first day of the month that many months before this one."""
        return month_of(self.today, back)


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    """A time on the wall in Denmark, as UTC."""
    return datetime.combine(day, time(hour, minute), COPENHAGEN).astimezone(UTC)


def registered_since(fra: date) -> tuple[tuple[Tilmelding, ...], tuple[Indplacering, ...]]:
    """Registered and placed as dagpengemodtager on the same day, and registered still."""
    return (Tilmelding(fra),), (Indplacering(fra),)


def hours(
    first: date, through: date, *, forsikring: str = "fuldtid", last_registered: date | None = None
) -> tuple[Timer, ...]:
    """Hours of dagpenge of somebody without any work from `first` to the end of the month of `through`.

    Registered by the a-kasse on each month's last day; the last month's on `last_registered`, if given.
    """
    found = []
    month = month_of(first)
    while month <= month_of(through):
        last_day = next_month(month) - timedelta(days=1)
        spent = weekdays_between(max(first, month), last_day) * _FULL_DAY[forsikring]
        if spent:
            found.append(Timer(month, min(spent, _FULL_MONTH[forsikring]), last_day))
        month = next_month(month)
    if last_registered:
        found[-1] = replace(found[-1], registreret=last_registered)
    return tuple(found)


def handed_over(last_day: date) -> tuple[date, tuple[Timer, ...]]:
    """A course in which the a-kasse's last day was `last_day`: its first day, and its hours.

    The hours of the month before were registered on `last_day`, and with them the 410 hours were reached.
    """
    first = last_weekdays(month_of(last_day, 3), 16)
    return first, hours(first, month_of(last_day, 1), last_registered=last_day)


def called(holder: Aktoer, day: date, *, varighed: int = 60) -> Samtale:
    """A first jobsamtale, called and held in person, about that day."""
    return Samtale(
        noegle=0,
        holder=holder,
        start=clock(workday_until(day), 9),
        form=Samtaleform.FREMMOEDE,
        oprindelse=Oprindelse.INDKALDT,
        status=SamtaleStatus.AFHOLDT,
        varighed=varighed,
    )


def held(holder: Aktoer, day: date, form: Samtaleform, *, art: SamtaleArt = SamtaleArt.JOBSAMTALE) -> Samtale:
    """A meeting the person booked and came to, about that day."""
    start = clock(workday_until(day), 10)
    return Samtale(
        noegle=0,
        holder=holder,
        start=start,
        form=form,
        oprindelse=Oprindelse.SELVBOOKET,
        status=SamtaleStatus.AFHOLDT,
        art=art,
        varighed=MEETING_MINUTES,
        booket=start - timedelta(days=6, hours=14),
    )


def planned(holder: Aktoer, day: date, form: Samtaleform, *, booket: datetime | None = None) -> Samtale:
    """A meeting to come, about that day: booked by the person at `booket`, else called."""
    return Samtale(
        noegle=0,
        holder=holder,
        start=clock(workday_from(day), 10),
        form=form,
        oprindelse=Oprindelse.SELVBOOKET if booket else Oprindelse.INDKALDT,
        status=SamtaleStatus.PLANLAGT,
        varighed=MEETING_MINUTES,
        booket=booket,
    )


def stayed_away(samtale: Samtale) -> Samtale:
    return replace(samtale, status=SamtaleStatus.UDEBLEVET)


def not_registered(samtale: Samtale) -> Samtale:
    """It is over, and nobody has said what became of it."""
    return replace(samtale, status=SamtaleStatus.PLANLAGT)


def with_meetings(facts: Facts, *samtaler: Samtale) -> Facts:
    """The facts with these meetings, which are numbered from 0 in the order they are given."""
    return replace(facts, samtaler=tuple(replace(s, noegle=n) for n, s in enumerate(samtaler)))


def course(days: Days, person: Person, since: date) -> Facts:
    """The facts of somebody without work since that day, under the limits of both houses."""
    tilmeldinger, indplaceringer = registered_since(since)
    return Facts(
        person=person,
        tilmeldinger=tilmeldinger,
        indplaceringer=indplaceringer,
        forbrug=hours(since, days.month(1), forsikring=person.forsikring),
        regler_a_kasse=limits(Aktoer.A_KASSE, person.a_kasse),
        regler_jobcenter=limits(Aktoer.JOBCENTER, person.kommune),
    )
