"""People who had three months with an a-kasse and found work: the supervision of them has figures to tell.

Nobody signs in as one of them, and they stand in no work list. One a-kasse held too few meetings in every
month, the other in the latest one only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from portal.demo.citizens import Citizen
from portal.demo.course import Days, called, clock, course, handed_over, held, with_meetings
from portal.demo.places import invented_name
from portal.demo.workdays import workday_until
from portal.policy.facts import AfmeldingAarsag, Aktoer, Facts, Person, Samtaleform, Tilmelding

WITHOUT: Final = (("AK02", (5, 5, 6, 5, 6, 5)), ("AK01", (5, 0)))
"""Of each a-kasse, how many of a month's people lacked meetings, the latest month first."""

EACH_MONTH: Final = 8
_KOMMUNE, _POSTCODE = "0751", "8000"
_FIRST_NAME: Final = 3000


def supervised(now: datetime) -> tuple[Citizen, ...]:
    """All of them, with facts that are true of `now` (aware)."""
    days = Days(now)
    return tuple(
        Citizen(f"tilsyn-{number}", invented_name(_FIRST_NAME + number), "", "", _POSTCODE, facts)
        for number, facts in enumerate(_courses(days))
    )


def _courses(days: Days) -> Iterator[Facts]:
    number = 0
    for a_kasse, months in WITHOUT:
        for back, without in enumerate(months, start=1):
            for of_month in range(EACH_MONTH):
                yield _course(days, number, a_kasse, back, 2 if of_month < without else 3)
                number += 1


def _course(days: Days, number: int, a_kasse: str, back: int, meetings: int) -> Facts:
    """Handed over in the month so many months back after so many meetings, and soon at work again."""
    last_day = workday_until(days.month(back) + timedelta(days=11 + number % EACH_MONTH))
    first, spent = handed_over(last_day)
    person = Person(days.born(42 + number % 19, 1 + number % 12, 20 + number % 8), a_kasse=a_kasse)
    person = replace(person, kommune=_KOMMUNE)
    over = [
        called(Aktoer.A_KASSE, first + timedelta(days=12)),
        held(Aktoer.A_KASSE, first + timedelta(days=33), Samtaleform.TELEFON),
        held(Aktoer.A_KASSE, first + timedelta(days=58), Samtaleform.VIDEO),
    ]
    worked = Tilmelding(first, last_day + timedelta(days=3), AfmeldingAarsag.ARBEJDE)
    known = replace(course(days, person, first), tilmeldinger=(worked,), forbrug=spent)
    hour = 8 + number % 7
    return with_meetings(
        known,
        *(replace(one, start=clock(one.start.date(), hour)) for one in over[:meetings]),
    )
