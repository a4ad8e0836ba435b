"""An a-kasse answers what a jobcenter proposed for joint meetings, and a yes makes times to be booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from portal.actions.answer_agreement import Accept, Answered, Decline, Refused
from portal.actions.enter_absence import EnterAbsence, enter_absence
from portal.actions.publish_times import WrongLink
from portal.actions.times.pattern import Pattern
from portal.actions.times.whose import NotTheirs
from portal.policy.facts import Samtaleform
from portal.policy.law import Decision
from portal.store import agreements, outbox
from portal.store.tables import Caseworker
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_meeting import Slot
from portal.store.tables_times import Absence
from tests.actions.agreeing import LINK, MINUTE, NINE, Agreeing, codes, count_of, counter, rows
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN


def test_what_both_say_yes_to_is_booked_from_and_the_travel_is_busy_time(agreeing: Agreeing) -> None:
    town = agreeing.town
    on_the_way = town.slot(NINE - 30 * MINUTE, 30)
    beside = town.slot(TEN, 45)
    theirs = town.jobcenter_slot(TEN, 45)
    agreement = agreeing.propose(message="Skal vi mødes om tirsdagen?", notice_days=14)
    assert agreeing.slots() == []

    done = agreeing.answer(agreement, message="Ja tak")

    assert isinstance(done, Answered)
    assert (done.status, done.agreed, done.meetings) == ("accepted", 2, 6)
    (warning,) = done.decision.warnings
    assert warning.code == "aftale_former"
    starts = [NINE + n * 60 * MINUTE for n in range(3)]
    slots = agreeing.slots()
    assert [one.start for one in slots] == starts + [one + timedelta(days=7) for one in starts]
    assert {one.slut - one.start for one in slots} == {45 * MINUTE}
    for one in slots:
        assert (one.organisation_id, one.caseworker_id) == (town.jobcenter, town.jobcenter_worker)
        assert (one.a_kasse_id, one.a_kasse_caseworker_id) == (town.a_kasse, town.a_kasse_worker)
        assert (one.a_kasse_form, one.fremmoede, one.telefon, one.video) == ("fremmoede", True, False, False)
        assert (one.capacity, one.free, one.a_kasse_from) == (1, 1, None)
    travel = rows(town, Absence.caseworker_id, Absence.kind, Absence.start, Absence.slut, Absence.interval_id)
    (first, second) = agreeing.intervals(agreement, "agreed")
    assert first.slut == NINE + 165 * MINUTE
    assert sorted(travel, key=lambda one: one.start) == [
        (town.a_kasse_worker, "optaget", one.start - 30 * MINUTE, one.start, one.id)
        if before
        else (town.a_kasse_worker, "optaget", one.slut, one.slut + 30 * MINUTE, one.id)
        for one in (first, second)
        for before in (True, False)
    ]
    withdrawn = dict(rows(town, Slot.public_id, Slot.withdrawn_at))
    assert [bool(withdrawn[one]) for one in (on_the_way, beside, theirs)] == [True, False, False]


def test_each_step_is_kept_told_and_logged_and_is_news_to_the_other_side(agreeing: Agreeing) -> None:
    town = agreeing.town
    agreement = agreeing.propose(message="Skal vi mødes?")
    read = town.database.read
    ours, theirs = town.jobcenter, town.a_kasse
    assert (agreeing.view(agreement).waits_for_us, agreeing.view(agreement).news) == (False, 0)
    view = agreeing.view(agreement, theirs)
    assert (view.waits_for_us, view.news, view.other.name) == (True, 1, "Jobcenter København")
    assert (view.status, view.open, view.last_step, view.notice_days) == ("proposed", 2, 1, 28)

    first, second = agreeing.intervals(agreement)
    answers = {first.public_id: Decline(), second.public_id: Accept(agreeing.anna)}
    agreeing.answer(agreement, answers, message="Kun den ene")

    steps = read(lambda s: agreements.steps(s, agreeing.view(agreement).id))
    assert [(one.number, one.side.value, one.act, one.message) for one in steps] == [
        (1, "jobcenter", "proposed", "Skal vi mødes?"),
        (2, "a_kasse", "accepted", "Kun den ene"),
    ]
    assert (steps[1].details["agreed"], steps[1].details["declined"]) == (1, 1)
    assert Decision.from_json(steps[1].details["decision"]).allowed
    told = rows(town, Outbox.topic, Outbox.payload, Outbox.person_id, Outbox.lane)
    assert told == [
        ("agreement.step", {"agreement": str(agreement), "number": n, "act": act}, None, outbox.INSIDE)
        for n, act in ((1, "proposed"), (2, "accepted"))
    ]
    logged = rows(town, Audit.action, Audit.outcome, Audit.organisation_id, Audit.person_id)
    assert logged == [
        ("propose_agreement", "allowed", ours, None),
        ("answer_agreement", "allowed", theirs, None),
    ]
    assert agreeing.view(agreement).news == 1
    assert agreement in [one.public_id for one in read(lambda s: agreements.all_of(s, ours))]


def test_other_times_are_put_forward_until_both_say_yes_and_a_no_settles_it(agreeing: Agreeing) -> None:
    agreement = agreeing.propose()
    first, second = agreeing.intervals(agreement)
    later = second.start + timedelta(days=1)

    done = agreeing.answer(
        agreement,
        {first.public_id: Accept(agreeing.anna), second.public_id: counter(later, worker=agreeing.anna)},
    )

    assert isinstance(done, Answered)
    assert (done.status, done.agreed, done.countered, done.meetings) == ("countered", 1, 1, 3)
    assert len(agreeing.slots()) == 3
    (waiting,) = agreeing.intervals(agreement, "open")
    assert (waiting.start, waiting.slut) == (later, later + 165 * MINUTE)
    assert (waiting.stands_for, waiting.by_side.value) == (second.public_id, "a_kasse")
    assert waiting.a_kasse_caseworker is not None
    assert codes(agreeing.answer(agreement)) == ["aftale_ikke_tur"]

    ours = {"caseworker_id": agreeing.jobcenter_leader}
    with pytest.raises(NotTheirs):
        agreeing.answer(agreement, Accept(agreeing.jens), **ours)
    back = agreeing.answer(agreement, counter(second.start, hours=2, room="2.14"), **ours)
    assert isinstance(back, Answered)
    assert (back.status, agreeing.view(agreement).turn) == ("proposed", "a_kasse")
    (again,) = agreeing.intervals(agreement, "open")
    assert (again.count, again.room, again.a_kasse_caseworker) == (2, "2.14", waiting.a_kasse_caseworker)
    agreeing.answer(agreement, counter(later))
    yes = agreeing.answer(agreement, Accept(), **ours)

    assert isinstance(yes, Answered)
    assert (yes.status, yes.meetings, len(agreeing.slots())) == ("accepted", 3, 6)
    assert [one.status for one in agreeing.intervals(agreement)].count("replaced") == 3
    assert codes(agreeing.answer(agreement, {})) == ["aftale_lukket"]
    other = agreeing.propose(first=date(2024, 9, 23), last=date(2024, 9, 24))
    no = agreeing.answer(other, Decline())
    assert isinstance(no, Answered)
    assert (no.status, agreeing.intervals(other)[0].status) == ("declined", "declined")


def test_whoever_is_away_booked_or_agreed_elsewhere_cannot_come_and_nothing_is_half_saved(
    agreeing: Agreeing,
) -> None:
    town = agreeing.town
    at_noon = town.slot(NINE + 165 * MINUTE, 20)
    agreement = agreeing.propose(last=date(2024, 10, 1))
    first, second, third, fourth = agreeing.intervals(agreement)
    town.book(town.person(in_the_a_kasse()), at_noon)
    away = EnterAbsence(town.jobcenter_worker, agreeing.jens, second.start, second.start + 5 * MINUTE)
    enter_absence(away, town.database, NOW)
    town.joint_slot(third.start - 20 * MINUTE, 20)
    before = count_of(town, Slot, Absence, AgreementInterval, Outbox, Audit)

    refused = agreeing.answer(agreement)

    assert isinstance(refused, Refused)
    found = {
        key: [(one.code, one.facts["holder"]) for one in refused.by_interval[key]]
        for key in refused.by_interval
    }
    assert found == {
        first.public_id: [("aftale_booket", "a_kasse")],
        second.public_id: [("aftale_fravaer", "jobcenter")],
        third.public_id: [("aftale_andet_sted", "a_kasse")],
    }
    after = count_of(town, Slot, Absence, AgreementInterval, Outbox, Audit)
    assert after == (*before[:-1], before[-1] + 1)
    assert {one.status for one in agreeing.intervals(agreement)} == {"open"}
    none = agreeing.answer(agreement, {one.public_id: Accept() for one in (first, second, third, fourth)})
    assert codes(none).count("aftale_uden_medarbejder") == 4
    assert codes(agreeing.answer(agreement, {fourth.public_id: Accept(agreeing.anna)})) == [
        "aftale_ubesvaret"
    ]
    early = counter(fourth.start - timedelta(days=60), former=frozenset(Samtaleform), travel_before=None)
    rest = {one.public_id: Decline() for one in (first, second, third)}
    assert codes(agreeing.answer(agreement, rest | {fourth.public_id: early})) == [
        "aftale_forbi",
        "aftale_uden_for_perioden",
        "aftale_uden_videolink",
        "aftale_uden_transport",
        "aftale_moedes",
    ]
    own = counter(third.start, worker=agreeing.anna)
    assert codes(agreeing.answer(agreement, rest | {fourth.public_id: own})) == ["aftale_andet_sted"]


def test_one_person_is_not_agreed_into_two_places_and_stays_in_the_house_between_two(
    agreeing: Agreeing,
) -> None:
    town = agreeing.town
    ida = town.worker_with_role("caseworker", town.a_kasse)
    jakob, third = (town.worker_with_role("caseworker", town.jobcenter) for _ in range(2))
    two = (agreeing.jens, agreeing.public(Caseworker, jakob))
    day = date(2024, 9, 10)
    agreement = agreeing.propose(first=day, last=day, workers=two)
    first, second = agreeing.intervals(agreement)

    refused = agreeing.answer(agreement)
    assert isinstance(refused, Refused)
    assert [one.code for one in refused.by_interval[second.public_id]] == ["aftale_andet_sted"]
    assert first.public_id not in refused.by_interval
    with pytest.raises(NotTheirs):
        agreeing.answer(agreement, Accept(agreeing.jens))
    both = {
        first.public_id: Accept(agreeing.anna),
        second.public_id: Accept(agreeing.public(Caseworker, ida)),
    }
    assert isinstance(agreeing.answer(agreement, both), Answered)

    noon = Pattern({1: ((12 * 60, 14 * 60),)}, length=60)
    after = agreeing.propose(first=day, last=day, pattern=noon, travel_before=45)
    assert isinstance(agreeing.answer(after), Answered)
    legs = rows(town, Absence.start, Absence.slut, Absence.caseworker_id)
    annas = sorted((start, slut) for start, slut, who in legs if who == town.a_kasse_worker)
    noon_at = NINE + 180 * MINUTE
    assert annas == [
        (NINE - 30 * MINUTE, NINE),
        (first.slut, noon_at),
        (first.slut, noon_at),
        (noon_at + 120 * MINUTE, noon_at + 150 * MINUTE),
    ]
    beside = first.start + 60 * MINUTE
    sent = update(Slot).where(Slot.interval_id == first.id, Slot.start == beside)
    stand_in = town.worker_with_role("caseworker", town.a_kasse)
    town.database.write(lambda s: s.execute(sent.values(a_kasse_caseworker_id=stand_in)) and None)
    busy = agreeing.propose(first=day, last=day, workers=(agreeing.public(Caseworker, third),))
    assert codes(agreeing.answer(busy, Accept(agreeing.public(Caseworker, stand_in)))) == [
        "aftale_andet_sted"
    ]

    close = Pattern({1: ((14 * 60, 15 * 60),)}, length=60)
    last = agreeing.propose(first=day, last=day, pattern=close, travel_before=0, travel_after=0)
    assert isinstance(agreeing.answer(last), Answered)
    afternoon = rows(town, Absence.start).count((noon_at + 120 * MINUTE,))
    assert afternoon == 0
    elsewhere = agreeing.by_video(
        first=day, last=day, pattern=Pattern({1: ((8 * 60 + 40, 9 * 60),)}, length=20)
    )
    assert codes(agreeing.answer(elsewhere)) == ["aftale_andet_sted"]


def test_by_video_every_form_is_there_and_each_time_has_a_room_of_its_own_to_meet_in(
    agreeing: Agreeing,
) -> None:
    with pytest.raises(WrongLink):
        agreeing.by_video(video_link="https://elsewhere.example/x")
    agreement = agreeing.by_video(room="2.14")

    done = agreeing.answer(agreement)

    assert isinstance(done, Answered)
    assert [one.code for one in done.decision.warnings] == ["aftale_kun_video"]
    slots = agreeing.slots()
    assert len({one.video_link for one in slots}) == len(slots) == 6
    assert {(one.fremmoede, one.telefon, one.video, one.room) for one in slots} == {
        (True, True, True, "2.14")
    }
    assert agreeing.town.count(Absence) == 0


def test_an_a_kasse_on_video_has_a_link_of_its_own_whoever_says_it_and_may_say_how_long_it_can(
    agreeing: Agreeing,
) -> None:
    without = {"former": frozenset({Samtaleform.FREMMOEDE, Samtaleform.TELEFON})}
    own = agreeing.by_video(**without)
    theirs = agreeing.by_video(**without, video_link=None, first=date(2024, 9, 23), last=date(2024, 10, 4))
    assert codes(agreeing.answer(theirs)) == ["aftale_uden_a_kasse_link"] * 2
    with pytest.raises(WrongLink):
        agreeing.answer(theirs, Accept(agreeing.anna, link="https://elsewhere.example/x"))
    first, second = agreeing.intervals(theirs, "open")
    assert (first.link, agreeing.intervals(own)[0].link) == (None, LINK)

    hosted = "https://video.town.example/a-kassen/{tid}"
    shorter = counter(
        second.start,
        a_kasse_form="video",
        former=frozenset({Samtaleform.FREMMOEDE}),
        travel_before=None,
        travel_after=None,
        worker=agreeing.anna,
        minutes=30,
        pause=5,
        link=hosted,
    )
    too_long = {first.public_id: Decline(), second.public_id: replace(shorter, minutes=0)}
    assert codes(agreeing.answer(theirs, too_long)) == ["aftale_laengde"]
    answers = {first.public_id: Accept(agreeing.anna, link=hosted), second.public_id: shorter}
    done = agreeing.answer(theirs, answers)

    assert isinstance(done, Answered)
    assert (done.agreed, done.countered) == (1, 1)
    (waiting,) = agreeing.intervals(theirs, "open")
    assert (waiting.minutes, waiting.pause, waiting.count, waiting.link) == (30, 5, 5, hosted)
    assert isinstance(agreeing.answer(own), Answered)
    assert isinstance(agreeing.answer(theirs, Accept(), caseworker_id=agreeing.jobcenter_leader), Answered)
    slots = agreeing.slots()
    assert len({one.a_kasse_link for one in slots}) == len(slots) == 6 + 3 + 5
    assert {(one.video, one.video_link) for one in slots} == {(False, None)}
    assert sum(one.a_kasse_link.startswith(hosted.removesuffix("{tid}")) for one in slots) == 8
    assert "{" not in "".join(one.a_kasse_link for one in slots)
    assert {one.slut - one.start for one in slots[-5:]} == {30 * MINUTE}
