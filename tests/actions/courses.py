"""Courses that citizens in tests are in, at `town.NOW` (2 September 2024, 10 o'clock in Denmark)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from portal.policy.facts import (
    Aktoer,
    Facts,
    Indplacering,
    Oprindelse,
    Person,
    Samtale,
    Samtaleform,
    SamtaleStatus,
    Tilmelding,
    Timer,
)

AUGUST = date(2024, 8, 5)


def _held(day: date) -> Samtale:
    return Samtale(
        noegle=0,
        holder=Aktoer.A_KASSE,
        start=datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC),
        form=Samtaleform.FREMMOEDE,
        oprindelse=Oprindelse.INDKALDT,
        status=SamtaleStatus.AFHOLDT,
    )


def new_in_the_a_kasse(registered: date = AUGUST) -> Facts:
    """Just registered and placed, not yet called in."""
    return Facts(
        Person(date(1990, 2, 1)),
        tilmeldinger=(Tilmelding(registered),),
        indplaceringer=(Indplacering(registered),),
    )


def in_the_a_kasse(registered: date = AUGUST) -> Facts:
    """Registered, and the first meeting held nine days later."""
    return replace(new_in_the_a_kasse(registered), samtaler=(_held(registered + timedelta(days=9)),))


def with_the_jobcenter(registered: date = date(2024, 5, 6)) -> Facts:
    """Handed over after three months of 150 hours; the first meeting was held by the a-kasse."""
    months = [registered.replace(day=1)]
    while len(months) < 3:
        months.append((months[-1] + timedelta(days=31)).replace(day=1))
    hours = tuple(
        Timer(month, Decimal(150), (month + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        for month in months
    )
    return replace(in_the_a_kasse(registered), forbrug=hours)
