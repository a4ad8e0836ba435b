"""The bricks of the demo: numbers that are nobody's, days on which offices are open, houses and times."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr as stdnum_cpr

from portal.clock import COPENHAGEN
from portal.demo import places, staff, times
from portal.demo.citizens import citizens
from portal.demo.cpr import cpr_of_nobody, has_right_check_digit
from portal.demo.crowd import crowd
from portal.demo.population import worker_of
from portal.demo.pressing import pressing
from portal.demo.supervised import supervised
from portal.demo.workdays import (
    is_workday,
    last_weekdays,
    month_of,
    next_month,
    weekdays_between,
    workday_from,
    workday_until,
)
from portal.policy.facts import Aktoer, SamtaleArt, SamtaleStatus
from portal.policy.selvbooking import bookable
from portal.web.citizen import phone

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_a_test_cpr_number_has_the_form_of_one_and_is_nobodys() -> None:
    for citizen in citizens(NOW):
        born = citizen.facts.person.foedselsdato
        assert stdnum_cpr.is_valid(citizen.cpr), citizen.key
        assert stdnum_cpr.get_birth_date(citizen.cpr) == born
        assert not has_right_check_digit(citizen.cpr)
        assert (born.month, born.day) != (1, 1)
    assert len({citizen.cpr for citizen in citizens(NOW)}) == len(citizens(NOW))


@given(st.dates(date(1900, 1, 2), date(2026, 11, 20)), st.integers(0, 30))
def test_every_day_of_birth_but_new_years_day_has_numbers_that_are_nobodys(born: date, number: int) -> None:
    if (born.month, born.day) == (1, 1):
        with pytest.raises(ValueError, match="nobody's"):
            cpr_of_nobody(born, number)
        return
    digits = cpr_of_nobody(born, number)
    assert stdnum_cpr.get_birth_date(digits) == born
    assert not has_right_check_digit(digits)
    assert digits != cpr_of_nobody(born, number + 1)


def test_a_right_check_digit_is_known_when_seen() -> None:
    assert has_right_check_digit("0707614285")


@pytest.mark.parametrize(
    "closed",
    [
        date(2026, 11, 21),  # a Saturday
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 3, 25),  # skærtorsdag
        date(2027, 3, 29),  # 2. påskedag
        date(2027, 5, 6),  # Kristi himmelfart
        date(2028, 6, 5),  # 2. pinsedag and Grundlovsdag
        date(2029, 6, 5),  # Grundlovsdag on a Tuesday
    ],
)
def test_offices_are_closed_on_weekends_holidays_and_the_days_danish_offices_close(closed: date) -> None:
    assert not is_workday(closed)
    assert workday_until(closed) < closed < workday_from(closed)


def test_the_day_of_prayer_that_was_abolished_is_a_workday() -> None:
    assert is_workday(date(2027, 4, 23))


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(1, 15))
def test_a_month_has_as_many_weekdays_left_as_asked_for(day: date, count: int) -> None:
    month = month_of(day)
    begins = last_weekdays(month, count)
    assert month_of(begins) == month
    assert weekdays_between(begins, next_month(month) - timedelta(days=1)) == count


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 40))
def test_months_are_counted_back_over_the_year(day: date, back: int) -> None:
    earlier = month_of(day, back)
    for _ in range(back):
        earlier = next_month(earlier)
    assert earlier == day.replace(day=1)


def test_a_citizens_telephone_number_is_one_that_a_form_accepts() -> None:
    numbers = [places.nobodys_mobile(number) for number in range(95)]
    assert [phone.read(number) for number in numbers] == numbers
    assert numbers[-1] == "+46701740699"
    with pytest.raises(ValueError, match="no more"):
        places.nobodys_mobile(95)


def test_no_office_has_a_telephone_number_that_could_ring() -> None:
    assert all(places.nobodys_phone(number).startswith("01 ") for number in (0, 7, 999_999, 1_000_001))


def test_caseworkers_have_names_of_their_own_and_offices_have_caseworkers() -> None:
    everyone = staff.workers()
    assert len({worker.name for worker in everyone}) == len(everyone)
    assert len({worker.subject for worker in everyone}) == len(everyone)
    assert Counter(worker.branch for worker in everyone).keys() == set(places.branches())


def test_on_no_day_the_demo_is_made_does_anybody_have_two_meetings_at_once() -> None:
    for number in range(0, 365, 12):
        now = NOW + timedelta(days=number)
        people = (*citizens(now), *crowd(now), *pressing(now), *supervised(now))
        assert len({person.cpr for person in people}) == len(people)
        taken: dict[int, list[tuple[datetime, datetime]]] = {}
        for person in people:
            for meeting in person.facts.samtaler:
                if meeting.status is SamtaleStatus.PLANLAGT:
                    who = worker_of(person, meeting.holder).number
                    taken.setdefault(who, []).append((meeting.start, meeting.slut))
        for spans in taken.values():
            assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans))), now


def test_people_are_met_in_their_own_kommune_or_else_where_the_postcode_is_nearest() -> None:
    by_key = {citizen.key: citizen for citizen in citizens(NOW)}
    at_home = worker_of(by_key["oliver-bruun"], Aktoer.A_KASSE).branch
    assert at_home.kommune == "0751"
    near = worker_of(by_key["tobias-lykke"], Aktoer.A_KASSE).branch
    assert (near.kommune, near.city) == ("0561", "Esbjerg")


@pytest.mark.parametrize(
    "today",
    [
        date(2026, 12, 18),
        date(2026, 12, 22),
        date(2026, 12, 23),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 3, 24),  # the day before Easter begins
        date(2027, 3, 28),  # påskedag
        date(2027, 5, 5),
        date(2027, 5, 14),
    ],
)
def test_whoever_may_book_finds_times_also_about_the_holidays(today: date) -> None:
    now = datetime(today.year, today.month, today.day, 16, 40, tzinfo=COPENHAGEN)
    by_house: dict[tuple[Aktoer, str], list[times.Time]] = {}
    for offered in times.published(today, times.Calendar()):
        branch = offered.worker.branch
        by_house.setdefault((branch.holder, branch.code), []).append(offered)
    for citizen in citizens(now):
        own = {Aktoer.A_KASSE: citizen.facts.person.a_kasse, Aktoer.JOBCENTER: citizen.facts.person.kommune}
        for art in (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE):
            for window in bookable(citizen.facts, now, art=art).windows:
                # On the last days of a month what the a-kasse has left of it may hold no open day.
                if window.latest and window.latest - now < timedelta(days=7):
                    continue
                offers = by_house[window.holder, own[window.holder]]
                assert any(
                    window.admits(
                        window.holder,
                        offered.start,
                        45,
                        form,
                        faelles=offered.joint is not None,
                        aftalt_med=offered.joint.worker.branch.code if offered.joint else None,
                    )
                    for offered in offers
                    for form in offered.former
                ), (citizen.key, art)
