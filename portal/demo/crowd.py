"""More people of one a-kasse and one jobcenter, so that lists and figures have something to tell.

Nobody signs in as one of them. Their courses are ordinary ones: still with the a-kasse, or handed over.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from portal.clock import COPENHAGEN
from portal.demo.citizens import Citizen
from portal.demo.course import Days, called, clock, course, handed_over, held, planned, with_meetings
from portal.demo.places import invented_name
from portal.demo.workdays import workday_until
from portal.policy.facts import AflystAf, Aktoer, Facts, Person, Samtale, Samtaleform, SamtaleStatus

A_KASSE, KOMMUNE, POSTCODE = "AK01", "0751", "8000"
WITH_THE_A_KASSE, HANDED_OVER = 9, 12

_HOURS: Final = (time(9), time(11), time(12, 30))
_FORMS: Final = tuple(Samtaleform)
_FIRST_NAME: Final = 1000


def crowd(now: datetime) -> tuple[Citizen, ...]:
    """All of them, with facts that are true of `now` (aware)."""
    days = Days(now)
    return (
        *(_citizen(days, n, _with_the_a_kasse(days, n)) for n in range(WITH_THE_A_KASSE)),
        *(
            _citizen(days, n, _handed_over(days, n))
            for n in range(WITH_THE_A_KASSE, WITH_THE_A_KASSE + HANDED_OVER)
        ),
    )


def handed_over_last(now: datetime) -> tuple[Citizen, ...]:
    """The two whom the jobcenter has not met yet."""
    return crowd(now)[WITH_THE_A_KASSE : WITH_THE_A_KASSE + 2]


def _citizen(days: Days, number: int, facts: Facts) -> Citizen:
    name = invented_name(_FIRST_NAME + number)
    key = f"borger-{number + 1}"
    return Citizen(key, name, "", "", POSTCODE, facts)


def _person(days: Days, number: int) -> Person:
    return Person(days.born(29 + number, 7, 2 + number), a_kasse=A_KASSE, kommune=KOMMUNE)


def _with_the_a_kasse(days: Days, number: int) -> Facts:
    """Registered from two to nine weeks ago; what is due by now was held, and one more is booked."""
    since = workday_until(days.ago(14 + 6 * number))
    first = _at(number, called(Aktoer.A_KASSE, since + timedelta(days=10)))
    second = _at(number, held(Aktoer.A_KASSE, since + timedelta(days=33), _FORMS[number % 3]))
    coming = planned(
        Aktoer.A_KASSE,
        days.ahead(4 + 3 * number),
        _FORMS[(number + 1) % 3],
        booket=clock(workday_until(days.ago(2)), 19),
    )
    over = [meeting for meeting in (first, second) if meeting.slut < days.now]
    return with_meetings(course(days, _person(days, number), since), *over, _at(number, coming))


def _handed_over(days: Days, number: int) -> Facts:
    """Handed over one to nine weeks ago, after three meetings; then seen by the jobcenter."""
    last_day = workday_until(days.ago(9 + 5 * (number - WITH_THE_A_KASSE)))
    first, spent = handed_over(last_day)
    meetings = [
        called(Aktoer.A_KASSE, first + timedelta(days=12)),
        held(Aktoer.A_KASSE, first + timedelta(days=35), _FORMS[number % 3]),
        held(Aktoer.A_KASSE, first + timedelta(days=60), Samtaleform.TELEFON),
        held(Aktoer.JOBCENTER, last_day + timedelta(days=16), Samtaleform.FREMMOEDE),
        held(Aktoer.JOBCENTER, last_day + timedelta(days=45), Samtaleform.VIDEO),
    ]
    over = [_at(number, meeting) for meeting in meetings]
    over = [meeting for meeting in over if meeting.slut < days.now]
    if number % 4 == 0:
        over[1] = _called_off(over[1])
    return with_meetings(replace(course(days, _person(days, number), first), forbrug=spent), *over)


def _called_off(meeting: Samtale) -> Samtale:
    return replace(
        meeting,
        status=SamtaleStatus.AFLYST,
        aflyst_af=AflystAf.PERSON,
        aflyst=meeting.start - timedelta(days=1, hours=3),
    )


def _at(number: int, meeting: Samtale) -> Samtale:
    """The meeting at an hour at which its caseworker meets none of the others that day."""
    day: date = meeting.start.astimezone(COPENHAGEN).date()
    at = _HOURS[number % len(_HOURS)]
    return replace(meeting, start=clock(day, at.hour, at.minute))
