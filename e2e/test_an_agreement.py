"""A jobcenter and an a-kasse agree on joint times, and a citizen has one: three people at three browsers."""

from __future__ import annotations

from datetime import date

import pytest

from e2e.agreeing import BOOKED, CLOSED, COMES, CONFLICTS, FREE, ON_VIDEO, JointTime, Negotiator
from e2e.browser import PHONE_IN_DANISH, PHONE_IN_ENGLISH, Seat
from e2e.conftest import SitsDown
from e2e.demo import Demo
from e2e.files import four_months_until, months_of_dagpenge, registered
from e2e.houses import House
from e2e.journeys import Citizen
from portal import clock
from portal.demo.cpr import cpr_of_nobody
from portal.demo.staff import employees, office_for, workers_of
from portal.policy.facts import Aktoer

A_KASSE, JOBCENTER = "Akademikernes A-kasse", "Jobcenter Silkeborg"
HASSAN = next(one.worker for one in employees() if one.role == "team_leader")
DORTHE = workers_of(office_for(Aktoer.A_KASSE, HASSAN.branch.code, "0751", "0000"))[1]
MARIANNE, OLE = workers_of(office_for(Aktoer.JOBCENTER, "0740", "0740", "0000"))
SOFIE = cpr_of_nobody(date(1986, 5, 14), 3)

MORNINGS = {f"d{day}_{part}": text for day in range(3) for part, text in (("fra", "8"), ("til", "8.45"))}
TWO_A_DAY = {"laengde": "20", "ophold": "5"}
THERE = {"videolink": "https://video.example/{tid}", "lokale": "Lokale 4"}
WEEK = MORNINGS | TWO_A_DAY | THERE | {"varsel": "14"}


@pytest.fixture
def marianne(sits_down: SitsDown, demo: Demo) -> Negotiator:
    """She leads the jobcenter, which has agreed on nothing with anybody yet."""
    House(demo, Aktoer.JOBCENTER, MARIANNE.branch.code, JOBCENTER).is_led_by(MARIANNE.name, MARIANNE.subject)
    marianne = Negotiator.at(sits_down)
    marianne.comes_to_work(MARIANNE.subject)
    return marianne


@pytest.fixture
def hassan(sits_down: SitsDown) -> Negotiator:
    """He leads in the a-kasse."""
    hassan = Negotiator.at(sits_down)
    hassan.comes_to_work(HASSAN.subject)
    return hassan


@pytest.fixture
def sofie(sits_down: SitsDown, demo: Demo, hassan: Negotiator, seat: Seat) -> Citizen:
    """A member of the a-kasse whose next meeting is the first with the jobcenter."""
    months = four_months_until(clock.today())
    who = registered(SOFIE, "Sofie Lind", HASSAN.branch.code, MARIANNE.branch.code, months[0])
    hassan.imports(*who, *months_of_dagpenge(SOFIE, months))
    hassan.saves_what_the_file_says()
    house = House(demo, Aktoer.A_KASSE, HASSAN.branch.code, A_KASSE)
    house.knows(DORTHE.name, DORTHE.subject)
    return house.citizen(sits_down(seat), "sofie-lind", "Sofie Lind", SOFIE)


def _agree(marianne: Negotiator, hassan: Negotiator) -> None:
    """On three mornings a week: on video, but for the second time, to which the a-kasse comes, and the third,
    which is dropped.
    """
    marianne.proposes(A_KASSE, OLE.name, WEEK, "Kan I om morgenen?")
    hassan.hears_from(JOBCENTER, "Kan I om morgenen?", "venter på jeres svar")
    hassan.sets_out_to_answer()
    hassan.would_rather_come_in_person_to(2, foer="30", efter="15")
    hassan.says_no_to(3)
    hassan.says_yes_to_all_the_others("Den tredje dag er vi på kursus.", comes=DORTHE.name)
    marianne.hears_from(A_KASSE, "Den tredje dag er vi på kursus.", "1 afvist og 1 modforslag")
    marianne.sets_out_to_answer()
    marianne.works_by_keyboard()
    marianne.says_yes_to_all_the_others("I er velkomne.")
    marianne.works_by_pointer()
    hassan.hears_from(JOBCENTER, "I er velkomne.", "1 tidsrum aftalt")


def _both_see(marianne: Negotiator, hassan: Negotiator, day: date) -> list[JointTime]:
    """The same, of that day."""
    theirs, ours = marianne.joint_times(day), hassan.joint_times(day)
    assert theirs == ours
    return [one for one in ours if f" {day.day}. " in one.day]


@pytest.mark.parametrize("seat", [PHONE_IN_DANISH], ids=str)
def test_times_are_agreed_on_booked_kept_without_the_a_kasse_changed_and_ended(
    sits_down: SitsDown, marianne: Negotiator, hassan: Negotiator, sofie: Citizen
) -> None:
    _agree(marianne, hassan)

    sofie.sets_out_for_a_time()
    sofie.says_whether_the_a_kasse_comes(True, in_person=True)
    assert ["Din a-kasse møder op." in time for time in sofie.times] == [True, True]
    time = sofie.books_the_first_free_time()
    sofie.sees_the_receipt(time)
    assert sofie.fact("Med").split("\n") == [OLE.name, JOBCENTER]
    assert sofie.fact("Din a-kasse er med").split("\n") == [DORTHE.name, A_KASSE, "Møder op"]
    day = sofie.day_of(time)
    both = f"Jobcentret: {OLE.name}\nA-kassen: {DORTHE.name}"
    first, second = _both_see(marianne, hassan, day)
    assert (first.who, first.how, first.status) == (both, COMES, BOOKED)
    assert (second.who, second.how, second.status) == (both, COMES, FREE)

    dorthe = Negotiator.at(sits_down)
    dorthe.comes_to_work(DORTHE.subject)
    dorthe.is_away_on(day)
    assert marianne.conflicts == hassan.conflicts
    assert [line.rpartition(f"{DORTHE.name} er væk ")[2] for line in hassan.conflicts] == [BOOKED, CLOSED]
    hassan.works_by_keyboard()
    instead = hassan.sends_another_to_the_first()
    hassan.works_by_pointer()
    for leader in (marianne, hassan):
        leader.opens_the_work_lists()
        assert leader.number_in(CONFLICTS) == 0
    sofie.gets_the_letter("Din samtale er ændret")

    sofie.changes_her_mind()
    sofie.says_whether_the_a_kasse_comes(False, then="Din a-kasse er stadig med til din samtale")
    assert instead in sofie.fact("Din a-kasse er med")
    sofie.works_by_keyboard()
    sofie.presses("Behold tiden uden a-kassen")
    sofie.works_by_pointer()
    sofie.sees("Dit valg er gemt. Samtalen har samme tid, og din a-kasse er ikke med.")
    assert [one.status for one in _both_see(marianne, hassan, day)] == [CLOSED, FREE]

    sofie.changes_her_mind()
    sofie.says_whether_the_a_kasse_comes(True, then="Din a-kasse er ikke med til din samtale")
    sofie.presses_link("Se alle tider")
    agreed = sofie.times
    assert all("Din a-kasse" in offered for offered in agreed)
    sofie.chooses_a_time(1)
    sofie.chooses_any_form()
    time = sofie.checks_the_answers()
    sofie.presses("Flyt samtalen")
    sofie.sees_the_receipt(time, "Din samtale er flyttet")
    assert sofie.fact("Din a-kasse er med").split("\n") == [DORTHE.name, A_KASSE, "Er med på video"]
    first, *_rest = _both_see(marianne, hassan, sofie.day_of(time))
    assert (first.how, first.status) == (ON_VIDEO, BOOKED)

    last = marianne.ends_the_agreement("Vi prøver noget andet.")
    hassan.hears_from(JOBCENTER, "Vi prøver noget andet.", "ledige tider trukket tilbage")
    sofie.opens_min_plan()
    assert [time in meeting for meeting in sofie.planned] == [True]
    sofie.presses_link("Flyt")
    assert 0 < len(sofie.times) < len(agreed)
    assert all(sofie.day_of(offered) <= last for offered in sofie.times)


@pytest.mark.long
@pytest.mark.parametrize("seat", [PHONE_IN_ENGLISH], ids=str)
def test_a_meeting_after_the_last_day_is_called_off_and_another_agreed_time_is_offered_in_its_stead(
    marianne: Negotiator, hassan: Negotiator, sofie: Citizen
) -> None:
    _agree(marianne, hassan)
    sofie.sets_out_for_a_time()
    sofie.says_whether_the_a_kasse_comes(True)
    sofie.chooses_a_time(-1)
    sofie.chooses_any_form()
    time = sofie.checks_the_answers()
    sofie.books()
    sofie.sees_the_receipt(time)

    last = marianne.ends_the_agreement("Vi prøver noget andet.", booked="De bliver aflyst")
    assert sofie.day_of(time) > last
    marianne.reads_exactly("Sofie Lind")
    hassan.hears_from(JOBCENTER, "Bookede samtaler, der bliver aflyst: 1")

    sofie.opens_min_plan()
    sofie.presses("Ja tak til tiden")
    time = sofie.fact("Tid")
    assert sofie.day_of(time) <= last
    assert A_KASSE in sofie.fact("Din a-kasse er med")
    assert BOOKED in [one.status for one in _both_see(marianne, hassan, sofie.day_of(time))]
