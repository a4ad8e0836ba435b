"""Everybody in the demo is in the situation that the start page claims, on whatever day the demo is made."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from portal.clock import COPENHAGEN
from portal.demo.citizens import Citizen, citizens
from portal.demo.workdays import is_workday
from portal.policy.afholdelse import staaende
from portal.policy.bookingfrist import binding_deadline
from portal.policy.facts import (
    Aktoer,
    BeslutningArt,
    Facts,
    Oprindelse,
    Samtale,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.policy.kontaktforloeb import ansvar, ledighed
from portal.policy.law import Outcome
from portal.policy.sag import Sag
from portal.policy.samtaleform import former
from portal.policy.selvbooking import aflys, bookable, movable
from portal.policy.uddannelsespaalaeg import maalgruppe
from portal.policy.valgskift import Skift, skift
from portal.policy.vejledning import vejled
from portal.policy.window import Bookable

A_KASSE, JOBCENTER, INGEN = Aktoer.A_KASSE, Aktoer.JOBCENTER, Aktoer.INGEN
FAELLES = SamtaleArt.FAELLESSAMTALE
FULL_MONTH = {"fuldtid": 160.33, "deltid": 130}
TIMES_OF_DAY = (time(0, 1), time(9, 59), time(12), time(23, 59))

UNREGISTERED = "ida-mortensen"

FIRST_DAY = date(2026, 11, 20)
"""More than a year of them: two Christmases, an Easter, a leap day, every day of a week and of a month."""
DAYS = 480


def moments() -> Iterator[datetime]:
    for number in range(DAYS):
        at = TIMES_OF_DAY[number % len(TIMES_OF_DAY)]
        yield datetime.combine(FIRST_DAY + timedelta(days=number), at, COPENHAGEN).astimezone(UTC)


class Situation:
    """One citizen at the moment the demo is made."""

    def __init__(self, citizen: Citizen, now: datetime) -> None:
        self.citizen, self.facts, self.now = citizen, citizen.facts, now
        self.today = now.astimezone(COPENHAGEN).date()

    @property
    def holder(self) -> Aktoer:
        return ansvar(self.facts, self.now, self.today).aktoer

    def bookable(self, art: SamtaleArt = SamtaleArt.JOBSAMTALE) -> Bookable:
        return bookable(self.facts, self.now, art=art)

    def meetings(self, status: SamtaleStatus) -> list[Samtale]:
        return [samtale for samtale in self.facts.samtaler if samtale.status is status]

    @property
    def planned(self) -> list[Samtale]:
        return self.meetings(SamtaleStatus.PLANLAGT)

    @property
    def held(self) -> list[Samtale]:
        return self.meetings(SamtaleStatus.AFHOLDT)


def codes(answer: Bookable) -> set[str]:
    return {finding.code for finding in answer.findings if finding.outcome is Outcome.NOT_MET}


def refused_with(answer: Bookable) -> set[str]:
    assert answer.windows == ()
    assert answer.relaxed is None
    return codes(answer)


def day(samtale: Samtale) -> date:
    return samtale.start.astimezone(COPENHAGEN).date()


def not_yet_called(s: Situation) -> None:
    assert s.holder is A_KASSE
    assert s.facts.samtaler == ()
    assert refused_with(s.bookable()) == {"foerste_samtale_indkaldes"}


def called_to_the_first(s: Situation) -> None:
    assert s.holder is A_KASSE
    (first,) = s.planned
    assert (first.oprindelse, first.form) == (Oprindelse.INDKALDT, Samtaleform.FREMMOEDE)
    assert day(first) <= s.facts.tilmeldinger[0].fra + timedelta(days=14)
    assert former(s.facts, s.now, A_KASSE, first.start) == {Samtaleform.FREMMOEDE}
    assert all(window.earliest > first.start for window in s.bookable().windows)
    assert s.bookable().windows


def first_is_held(s: Situation) -> None:
    assert s.holder is A_KASSE
    assert len(s.held) == 1
    assert not s.planned
    (window,) = s.bookable().windows
    assert window.former == frozenset(Samtaleform)


def two_are_booked(s: Situation) -> None:
    assert s.holder is A_KASSE
    assert [samtale.oprindelse for samtale in s.planned] == [Oprindelse.SELVBOOKET] * 2
    assert all(movable(s.facts, s.now, samtale.noegle).windows for samtale in s.planned)
    assert all(aflys(s.facts, s.now, samtale.noegle).allowed for samtale in s.planned)


def deadline_is_tomorrow(s: Situation) -> None:
    deadline = binding_deadline(s.facts, s.now)
    assert deadline is not None
    assert deadline.binder
    assert deadline.frist.frist == s.today + timedelta(days=1)
    assert deadline.frist.frist - deadline.frist.udstedt >= timedelta(days=8)
    (window,) = s.bookable().windows
    assert window.latest is not None
    assert window.latest.astimezone(COPENHAGEN).date() == s.today + timedelta(days=9)


def meeting_was_called_off(s: Situation) -> None:
    assert s.holder is A_KASSE
    (called_off,) = s.meetings(SamtaleStatus.AFLYST)
    assert called_off.start > s.now
    binding = binding_deadline(s.facts, s.now)
    assert binding is not None
    assert binding.binder
    assert s.bookable().windows


def may_no_longer_book(s: Situation) -> None:
    assert s.holder is A_KASSE
    assert refused_with(s.bookable()) == {"selvbooking_frataget"}
    assert any(samtale.oprindelse is Oprindelse.SELVBOOKET for samtale in s.facts.samtaler)
    assert [samtale.oprindelse for samtale in s.planned] == [Oprindelse.INDKALDT]
    assert s.citizen.reasons


def leaves_for_a_job(s: Situation) -> None:
    (ground,) = s.facts.mindre_intensiv
    assert ground.starter is not None
    assert timedelta(0) < ground.starter - s.today <= timedelta(days=42)
    planned = Samtale(
        99, A_KASSE, s.now + timedelta(days=2), Samtaleform.TELEFON, Oprindelse.SELVBOOKET,
        SamtaleStatus.PLANLAGT,
    )  # fmt: skip
    with_one = Facts(**{**fields_of(s.facts), "samtaler": (*s.facts.samtaler, planned)})
    assert aflys(with_one, s.now, 99).result["udebliver"] is False


def under_kontrolaktion(s: Situation) -> None:
    assert s.facts.kontrol is not None
    (held,) = [samtale for samtale in s.held if samtale.art is SamtaleArt.KONTROLSAMTALE]
    (planned,) = s.planned
    assert planned.art is SamtaleArt.KONTROLSAMTALE
    assert s.facts.kontrol.meddelelse <= day(held) <= s.facts.kontrol.meddelelse + timedelta(days=7)
    assert day(planned) <= day(held) + timedelta(days=14)
    assert movable(s.facts, s.now, planned.noegle).windows == ()
    assert "kontrolforloeb_indkaldes" in codes(movable(s.facts, s.now, planned.noegle))


def struck_off(s: Situation) -> None:
    assert s.holder is INGEN
    assert refused_with(s.bookable()) == {"ikke_omfattet"}
    assert bookable(s.facts, s.now, gentilmelder=True).windows


def partly_insured(s: Situation) -> None:
    assert s.holder is A_KASSE
    assert ansvar(s.facts, s.now, s.today).slutdato is None
    assert 0 < sum(month.timer for month in s.facts.forbrug) < 333
    assert s.bookable().windows


def handover_is_near(s: Situation) -> None:
    assert s.holder is A_KASSE
    last_day = ansvar(s.facts, s.now, s.today).slutdato
    assert last_day is not None
    assert (last_day.month, (last_day + timedelta(days=1)).day) == (s.today.month, 1)
    assert {window.holder for window in s.bookable().windows} == {A_KASSE, JOBCENTER}


def exempt_from_booking(s: Situation) -> None:
    assert [b.art for b in s.facts.beslutninger] == [BeslutningArt.FRITAGELSE]
    assert [samtale.oprindelse for samtale in s.planned] == [Oprindelse.INDKALDT]


def has_to_come_in_person(s: Situation) -> None:
    (planned,) = s.planned
    assert planned.oprindelse is Oprindelse.SELVBOOKET
    windows = movable(s.facts, s.now, planned.noegle).windows
    assert windows
    assert all(window.former == {Samtaleform.FREMMOEDE} for window in windows)


def sent_on(s: Situation) -> None:
    assert s.holder is JOBCENTER
    assert s.facts.visiteret is not None
    assert s.facts.visiteret <= s.facts.tilmeldinger[0].fra + timedelta(days=14)
    assert maalgruppe(s.facts, s.now, s.facts.visiteret).allowed
    (window,) = s.bookable().windows
    assert (window.holder, window.former) == (JOBCENTER, {Samtaleform.FREMMOEDE})


def has_just_been_handed_over(s: Situation) -> None:
    answer = ansvar(s.facts, s.now, s.today)
    assert (answer.aktoer, answer.regelsaet) == (JOBCENTER, 2024)
    assert answer.slutdato is not None
    assert answer.slutdato >= s.today - timedelta(days=14)
    assert sum(samtale.holder is A_KASSE for samtale in s.held) == 3
    (window,) = s.bookable().windows
    assert (window.holder, window.faelles) == (JOBCENTER, False)


def wants_the_a_kasse_along(s: Situation) -> None:
    assert s.holder is JOBCENTER
    (window,) = s.bookable().windows
    assert (window.faelles, window.aftalt_med) == (True, s.facts.person.a_kasse)


def has_changed_her_mind(s: Situation) -> None:
    (planned,) = s.planned
    assert (planned.holder, planned.a_kasse_deltager) == (JOBCENTER, False)
    assert skift(Sag(s.facts, s.now), planned.noegle, None) is Skift.MED
    windows = movable(s.facts, s.now, planned.noegle).windows
    assert {(window.faelles, window.aftalt_med) for window in windows} == {(True, s.facts.person.a_kasse)}


def is_called_to_the_joint_meeting(s: Situation) -> None:
    assert s.holder is JOBCENTER
    assert refused_with(s.bookable()) == {"faelles_indkaldes"}


def past_six_months(s: Situation) -> None:
    assert s.holder is JOBCENTER
    reached = ledighed(s.facts, s.now)
    assert reached.seks_maaneder is not None
    assert reached.seks_maaneder <= s.today
    assert reached.seksten_maaneder is None
    assert s.bookable().windows


def near_sixteen_months(s: Situation) -> None:
    reached = ledighed(s.facts, s.now)
    assert reached.seksten_maaneder is None
    assert reached.timer > 2565.28 - 2 * 160.33
    assert not any(samtale.art is FAELLES for samtale in s.facts.samtaler)
    (window,) = s.bookable(FAELLES).windows
    assert (window.faelles, window.aftalt_med) == (True, s.facts.person.a_kasse)


def on_kontanthjaelp(s: Situation) -> None:
    assert s.holder is JOBCENTER
    (first,) = s.planned
    assert first.oprindelse is Oprindelse.INDKALDT
    assert s.facts.henvendelse is not None
    assert day(first) <= s.facts.henvendelse + timedelta(days=7)
    assert "foerste_samtale_indkaldes" in codes(s.bookable())


def did_not_come(s: Situation) -> None:
    (missed,) = staaende(s.facts, s.now, ())
    assert missed.dagpenge
    assert s.holder is A_KASSE


def was_at_the_first(s: Situation) -> None:
    (over,) = s.planned
    assert over.slut <= s.now
    assert vejled(s.facts, s.now, over.noegle).emner == {"min_plan_udarbejdes", "ansoegninger_gennemgaas"}
    assert day(over) <= s.facts.tilmeldinger[0].fra + timedelta(days=14)


CLAIMS: dict[str, Callable[[Situation], None]] = {
    "freja-lindholm": not_yet_called,
    "oliver-bruun": called_to_the_first,
    "sara-kjeldsen": first_is_held,
    "noah-damgaard": two_are_booked,
    "laura-bertelsen": deadline_is_tomorrow,
    "frida-holst": meeting_was_called_off,
    "viktor-ravn": may_no_longer_book,
    "julie-friis": leaves_for_a_job,
    "adam-nour": under_kontrolaktion,
    "tobias-lykke": struck_off,
    "birgit-hoej": partly_insured,
    "nadia-rahimi": handover_is_near,
    "erik-thygesen": exempt_from_booking,
    "signe-hald": has_to_come_in_person,
    "mikkel-storm": did_not_come,
    UNREGISTERED: was_at_the_first,
    "emil-toft": sent_on,
    "thomas-vinding": has_just_been_handed_over,
    "maja-krogh": wants_the_a_kasse_along,
    "vibeke-lund": has_changed_her_mind,
    "hanne-bisgaard": is_called_to_the_joint_meeting,
    "karen-overgaard": past_six_months,
    "poul-dalsgaard": near_sixteen_months,
    "dennis-skov": on_kontanthjaelp,
}


def fields_of(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in Facts.__dataclass_fields__}


@cache
def everyone(now: datetime) -> dict[str, Citizen]:
    return {citizen.key: citizen for citizen in citizens(now)}


def test_every_citizen_of_the_demo_has_a_claim_here_and_everyone_of_the_issue_is_there() -> None:
    assert everyone(next(moments())).keys() == CLAIMS.keys()
    assert len(CLAIMS) >= 12


@pytest.mark.parametrize("key", CLAIMS)
def test_the_situation_is_true_on_every_day_that_the_demo_may_be_made(key: str) -> None:
    for now in moments():
        try:
            CLAIMS[key](Situation(everyone(now)[key], now))
        except (AssertionError, ValueError) as error:
            error.add_note(f"on {now.astimezone(COPENHAGEN)}")
            raise


def test_what_is_said_to_have_happened_lies_before_now_and_what_is_planned_after() -> None:
    for now in moments():
        today = now.astimezone(COPENHAGEN).date()
        for citizen in everyone(now).values():
            for samtale in citizen.facts.samtaler:
                if samtale.status is SamtaleStatus.AFLYST:
                    assert samtale.aflyst is not None
                    assert samtale.aflyst < now, citizen.key
                    continue
                planned = samtale.status is SamtaleStatus.PLANLAGT and citizen.key != UNREGISTERED
                assert (samtale.start > now) is planned, citizen.key
                assert samtale.booket is None or samtale.booket < min(now, samtale.start), citizen.key
                assert is_workday(day(samtale)), citizen.key
            assert all(month.registreret <= today for month in citizen.facts.forbrug), citizen.key
            assert all(b.dato <= today for b in citizen.facts.beslutninger), citizen.key
            assert all(text.day <= today for text in citizen.plan), citizen.key


def test_meetings_lie_in_the_course_and_with_the_holder_of_their_day() -> None:
    for now in moments():
        for citizen in everyone(now).values():
            for samtale in citizen.facts.samtaler:
                holder = ansvar(citizen.facts, now, day(samtale)).aktoer
                assert holder is samtale.holder, (citizen.key, now, samtale)


def test_nobody_spends_more_hours_in_a_month_than_the_law_counts() -> None:
    for now in moments():
        for citizen in everyone(now).values():
            most = FULL_MONTH[citizen.facts.person.forsikring.value]
            assert all(0 < month.timer <= most for month in citizen.facts.forbrug), citizen.key


def test_the_same_moment_makes_the_same_people() -> None:
    now = next(moments())
    assert citizens(now) == citizens(now)


def test_every_situation_is_told_in_both_languages() -> None:
    for citizen in citizens(next(moments())):
        assert citizen.situation.endswith(".")
        assert citizen.situation_en.endswith(".")
        assert citizen.situation != citizen.situation_en
