"""Courses that citizens in tests are in, at `town.NOW` (2 September 2024, 10 o'clock in Denmark)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
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

FIRST_HELD = Samtale(
    noegle=0,
    holder=Aktoer.A_KASSE,
    start=datetime(2024, 8, 14, 8, 0, tzinfo=UTC),
    form=Samtaleform.FREMMOEDE,
    oprindelse=Oprindelse.INDKALDT,
    status=SamtaleStatus.AFHOLDT,
)


def new_in_the_a_kasse() -> Facts:
    """Registered in August, not yet called in."""
    return Facts(
        Person(date(1990, 2, 1)),
        tilmeldinger=(Tilmelding(date(2024, 8, 5)),),
        indplaceringer=(Indplacering(date(2024, 8, 5)),),
    )


def in_the_a_kasse() -> Facts:
    """Registered in August, the first meeting held on the 14th."""
    return replace(new_in_the_a_kasse(), samtaler=(FIRST_HELD,))


def with_the_jobcenter() -> Facts:
    """Handed over on 1 August after 410 hours; the first meeting was held by the a-kasse."""
    months = ((5, "148"), (6, "150"), (7, "155"))
    ends = {5: 31, 6: 30, 7: 31}
    return Facts(
        Person(date(1990, 2, 1)),
        tilmeldinger=(Tilmelding(date(2024, 5, 6)),),
        indplaceringer=(Indplacering(date(2024, 5, 6)),),
        forbrug=tuple(
            Timer(date(2024, month, 1), Decimal(hours), date(2024, month, ends[month]))
            for month, hours in months
        ),
        samtaler=(replace(FIRST_HELD, start=datetime(2024, 5, 15, 8, 0, tzinfo=UTC)),),
    )
