"""People of one a-kasse and one jobcenter with whom something has to be done: work lists are not empty.

Nobody signs in as one of them. Each stands in another list of the caseworkers of `crowd.py`'s two houses.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from portal.demo.citizens import Citizen
from portal.demo.course import (
    Days,
    called,
    clock,
    course,
    handed_over,
    held,
    planned,
    stayed_away,
    with_meetings,
)
from portal.demo.crowd import A_KASSE, KOMMUNE, POSTCODE
from portal.demo.places import invented_name
from portal.demo.workdays import workday_until
from portal.policy.facts import (
    AflystAf,
    Aktoer,
    Facts,
    Frist,
    Kontrol,
    Person,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)

_FIRST_NAME: Final = 2000


def pressing(now: datetime) -> tuple[Citizen, ...]:
    """All of them, with facts that are true of `now` (aware)."""
    days = Days(now)
    facts = (
        _not_called(days, 0, 4),
        _not_called(days, 1, 9),
        _to_be_sent_on(days, 2),
        _with_a_deadline(days, 3, ends=4),
        _with_a_deadline(days, 4, ends=-1),
        _who_moves_often(days, 5),
        _with_one_meeting_only(days, 6),
        _with_a_deadline_of_the_jobcenter(days, 7),
        _before_sixteen_months(days, 8),
        _to_be_called_anew(days, 9),
        _did_not_come(days, 10),
        _under_kontrol(days, 11),
    )
    return tuple(
        Citizen(f"presserende-{number + 1}", invented_name(_FIRST_NAME + number), "", "", POSTCODE, known)
        for number, known in enumerate(facts)
    )


def _person(days: Days, number: int, age: int = 33) -> Person:
    return Person(days.born(age + number, 5, 3 + number), a_kasse=A_KASSE, kommune=KOMMUNE)


def _not_called(days: Days, number: int, ago: int) -> Facts:
    return course(days, _person(days, number), days.ago(ago))


def _to_be_called_anew(days: Days, number: int) -> Facts:
    """The a-kasse has called off the first meeting, and holds another time."""
    coming = planned(Aktoer.A_KASSE, days.ahead(3), Samtaleform.FREMMOEDE)
    called_off = replace(
        coming,
        status=SamtaleStatus.AFLYST,
        aflyst_af=AflystAf.MYNDIGHED,
        aflyst=days.now - timedelta(hours=2),
    )
    return with_meetings(course(days, _person(days, number), days.ago(4)), called_off)


def _to_be_sent_on(days: Days, number: int) -> Facts:
    person = replace(_person(days, number, age=22), erhvervskompetencegivende_uddannelse=False)
    return course(days, person, days.ago(6))


def _with_a_deadline(days: Days, number: int, ends: int) -> Facts:
    since = workday_until(days.ago(30))
    facts = with_meetings(course(days, _person(days, number), since), called(Aktoer.A_KASSE, days.ago(20)))
    frist = Frist(Aktoer.A_KASSE, days.ago(10), days.ahead(ends), vejledt=True)
    return replace(facts, frister=(frist,))


def _who_moves_often(days: Days, number: int) -> Facts:
    since = workday_until(days.ago(33))
    booked = clock(workday_until(days.ago(15)), 20)
    coming = planned(Aktoer.A_KASSE, days.ahead(33 + number), Samtaleform.VIDEO, booket=booked)
    return with_meetings(
        course(days, _person(days, number), since),
        called(Aktoer.A_KASSE, days.ago(22)),
        replace(coming, ombookninger=4),
    )


def _with_one_meeting_only(days: Days, number: int) -> Facts:
    since = workday_until(days.ago(78))
    return with_meetings(course(days, _person(days, number), since), called(Aktoer.A_KASSE, days.ago(68)))


def _with_a_deadline_of_the_jobcenter(days: Days, number: int) -> Facts:
    first, spent = handed_over(workday_until(days.ago(25)))
    facts = replace(course(days, _person(days, number), first), forbrug=spent)
    frist = Frist(Aktoer.JOBCENTER, days.ago(10), days.ahead(5), vejledt=True)
    return replace(with_meetings(facts, called(Aktoer.A_KASSE, days.ago(90))), frister=(frist,))


def _before_sixteen_months(days: Days, number: int) -> Facts:
    return with_meetings(
        course(days, _person(days, number), days.ago(440)),
        called(Aktoer.A_KASSE, days.ago(425)),
        held(Aktoer.JOBCENTER, days.ago(300), Samtaleform.TELEFON),
    )


def _did_not_come(days: Days, number: int) -> Facts:
    """To the jobcenter, which has told the a-kasse."""
    first, spent = handed_over(workday_until(days.ago(40)))
    return with_meetings(
        replace(course(days, _person(days, number), first), forbrug=spent),
        called(Aktoer.A_KASSE, first + timedelta(days=12)),
        held(Aktoer.JOBCENTER, days.ago(30), Samtaleform.FREMMOEDE),
        stayed_away(held(Aktoer.JOBCENTER, days.ago(2), Samtaleform.FREMMOEDE)),
    )


def _under_kontrol(days: Days, number: int) -> Facts:
    """The first meeting after a kontrolaktion is held, and the jobcenter not yet asked for an offer."""
    facts = course(days, _person(days, number), workday_until(days.ago(33)))
    message = Kontrol(workday_until(days.ago(9)), udland=False)
    after = replace(called(Aktoer.A_KASSE, days.ago(4)), art=SamtaleArt.KONTROLSAMTALE)
    return with_meetings(replace(facts, kontrol=message), called(Aktoer.A_KASSE, days.ago(22)), after)
