"""What stands in the way of agreed times: they are closed, both sides see it, and somebody else is sent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from portal.actions import import_times
from portal.actions.administer import Saved
from portal.actions.deactivate_caseworker import DeactivateCaseworker, deactivate_caseworker, mark_of
from portal.actions.enter_absence import EnterAbsence, RemoveAbsence, enter_absence, remove_absence
from portal.actions.import_times import FromCalendar
from portal.actions.outcome import Granted, Refused
from portal.actions.send_another import Refused as NotSent
from portal.actions.send_another import Sent, UnknownTime, Why, look
from portal.policy.facts import Aktoer
from portal.store import agreements, ahead, holds, timetable
from portal.store.joint_conflicts import Obstacle
from portal.store.tables import Caseworker
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_meeting import Booking, HeldTime, Place, Slot
from portal.store.tables_times import Absence
from tests.actions.joint import HOUR, IN_PERSON, Joint
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)


@pytest.fixture
def joint(town: Town) -> Joint:
    return Joint(town)


def by_hand(joint: Joint) -> Callable[[], object]:
    """Jens of the jobcenter is away, and takes it back."""
    town = joint.town
    who = joint.key(town.jobcenter_worker)
    enter_absence(EnterAbsence(town.jobcenter_worker, who, TEN - HOUR, TEN + HOUR), town.database, NOW)
    row = joint.row(Absence).public_id
    command = RemoveAbsence(town.jobcenter_worker, who, row)
    return lambda: remove_absence(command, town.database, NOW)


def from_a_calendar(joint: Joint) -> Callable[[], object]:
    """Anna of the a-kasse brings her calendar in, and brings it in again when the event is gone."""
    town = joint.town
    wanted = FromCalendar(joint.key(town.a_kasse_worker), busy=True)

    def bring_in(*events: str) -> import_times.Read:
        text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""])
        read = import_times.read_calendar(town.a_kasse_worker, text.encode(), wanted, town.database, NOW)
        assert read.draft is not None
        import_times.import_times(town.a_kasse_worker, read.draft, town.database, NOW, take_back=True)
        return read

    other = ["BEGIN:VEVENT", "UID:2", "DTSTART:20240920T080000Z", "DTEND:20240920T083000Z", "END:VEVENT"]
    found = bring_in(
        "BEGIN:VEVENT", "UID:1", "DTSTART:20240910T083000Z", "DTEND:20240910T093000Z", "END:VEVENT"
    )
    assert (found.closed.times, found.closed.booked, found.touched) == (1, 0, ())
    return lambda: bring_in(*other)


@pytest.mark.parametrize("comes_about", [by_hand, from_a_calendar])
def test_a_joint_time_is_closed_at_once_while_either_side_is_away_and_stands_all_the_same(
    joint: Joint, comes_about: Callable[[Joint], Callable[[], object]]
) -> None:
    town, person = joint.town, joint.person()
    slot = town.joint_slot()

    ends = comes_about(joint)

    refused = joint.book(person, slot)
    assert isinstance(refused, Refused)
    assert [finding.code for finding in refused.decision.refusals] == ["tiden_er_taget"]
    assert joint.free(slot) == 0
    for organisation in (town.jobcenter, town.a_kasse):
        (line,) = joint.conflicts(organisation)
        assert (line.slot, line.booked) == (slot, False)
        assert (line.of_jobcenter, line.of_a_kasse).count(None) == 1
        assert joint.counted(organisation) == (0, 1)

    ends()

    assert joint.conflicts(town.jobcenter) == joint.conflicts(town.a_kasse) == []
    assert isinstance(joint.book(person, slot), Granted)


def test_a_booked_joint_time_stays_booked_and_comes_first_on_both_lists(joint: Joint) -> None:
    town = joint.town
    before, slot = town.joint_slot(TEN - HOUR), town.joint_slot()
    assert isinstance(joint.book(joint.person(), slot), Granted)
    who = joint.key(town.jobcenter_worker)

    done = enter_absence(EnterAbsence(town.jobcenter_worker, who, TEN - HOUR, TEN + HOUR), town.database, NOW)

    assert (done.unbooked, done.called_off, done.left) == (0, (), ())
    for organisation in (town.jobcenter, town.a_kasse):
        lines = joint.conflicts(organisation)
        assert [(line.slot, line.booked, line.of_jobcenter) for line in lines] == [
            (slot, True, Obstacle.AWAY),
            (before, False, Obstacle.AWAY),
        ]
        assert joint.counted(organisation) == (1, 1)
    assert joint.conflicts(town.database.write(lambda s: town.organisation(s, "a_kasse", "AK9", "x"))) == []


def test_a_meeting_of_ones_own_closes_a_joint_time_and_whoever_has_left_does(joint: Joint) -> None:
    town = joint.town
    slot, own = town.joint_slot(), town.slot(TEN + HOUR / 2)
    later = town.joint_slot(TEN + DAY)
    town.book(town.person(), own)
    gone = update(Caseworker).where(Caseworker.id == town.jobcenter_worker).values(active=False)
    town.database.write(lambda session: session.execute(gone))

    lines = {line.slot: line for line in joint.conflicts(town.a_kasse)}

    assert (lines[slot].of_a_kasse, lines[slot].of_jobcenter) == (Obstacle.BUSY, Obstacle.LEFT)
    assert (lines[later].of_a_kasse, lines[later].of_jobcenter) == (None, Obstacle.LEFT)


def test_the_meeting_of_somebody_who_has_left_is_in_conflict_until_a_colleague_takes_it_over(
    joint: Joint,
) -> None:
    town = joint.town
    slot, free = town.joint_slot(), town.joint_slot(TEN + DAY)
    assert isinstance(joint.book(joint.person(), slot), Granted)
    administrator = town.worker_with_role("administrator")
    theirs = town.database.read(lambda s: ahead.of_caseworker(s, town.a_kasse_worker, NOW))
    anna = joint.key(town.a_kasse_worker)
    command = DeactivateCaseworker(administrator, anna, mark_of(theirs), confirmed=True)

    assert isinstance(deactivate_caseworker(command, town.database, NOW), Saved)

    for organisation in (town.jobcenter, town.a_kasse):
        (line,) = joint.conflicts(organisation)
        assert (line.slot, line.booked, line.of_a_kasse) == (slot, True, Obstacle.LEFT)
        assert joint.counted(organisation) == (1, 0)
    assert joint.send(joint.a_kasses, slot, joint.bo) == Sent(1, 1)
    assert joint.counted(town.jobcenter) == (0, 0)
    with pytest.raises(UnknownTime):
        joint.send(joint.a_kasses, free, joint.bo)


def test_the_a_kasse_sends_somebody_else_to_a_booked_meeting_and_all_are_told(joint: Joint) -> None:
    town, person = joint.town, joint.person()
    slot = town.joint_slot()
    granted = joint.book(person, slot)
    assert isinstance(granted, Granted)
    joint.away(town.a_kasse_worker)
    assert joint.counted(town.jobcenter) == (1, 0)

    assert joint.send(joint.a_kasses, slot, joint.bo) == Sent(1, 1)

    assert joint.conflicts(town.jobcenter) == joint.conflicts(town.a_kasse) == []
    booking = joint.row(Booking, Booking.id == granted.booking.id)
    assert (booking.a_kasse_caseworker_id, booking.caseworker_id) == (joint.bo, town.jobcenter_worker)
    assert (booking.sequence, booking.start) == (granted.booking.sequence + 1, TEN)
    assert joint.row(Slot, Slot.public_id == slot).a_kasse_caseworker_id == joint.bo
    assert joint.row(Place, Place.side == "a_kasse").caseworker_id == joint.bo
    assert joint.row(Place, Place.side == "jobcenter").caseworker_id == town.jobcenter_worker
    told = joint.row(Outbox, Outbox.topic == "booking.worker_changed")
    assert told.person_id == person
    assert told.payload["side"] == "a_kasse"
    assert joint.row(Outbox, Outbox.topic == "agreement.worker_changed").person_id is None
    logged = joint.row(Audit, Audit.action == "send_another")
    assert (logged.person_id, logged.booking_id) == (person, granted.booking.id)
    assert (logged.details["of"], logged.details["to"]) == ("Anna", "Bo")


def test_nobody_is_sent_who_cannot_come_and_nothing_is_changed(joint: Joint) -> None:
    town = joint.town
    slot = town.joint_slot()
    bo, leader = joint.bo, joint.a_kasses

    def free(worker: int) -> bool:
        found = town.database.read(lambda s: look(s, leader, slot, NOW))
        return joint.key(worker) in {choice.who.public_id for choice in found.choices}

    assert free(bo)
    own = town.slot(TEN + HOUR / 2, caseworker_id=bo)
    assert free(bo)
    town.book(town.person(), own)
    assert not free(bo)
    assert joint.send(leader, slot, bo) == NotSent(Why.BUSY)
    joint.away(leader, TEN + HOUR / 2)
    assert not free(leader)
    assert joint.send(leader, slot, leader) == NotSent(Why.BUSY)
    other = town.joint_slot(TEN + DAY)
    town.joint_slot(TEN + DAY, a_kasse_caseworker_id=bo, caseworker_id=joint.jette)
    assert joint.send(leader, other, bo) == NotSent(Why.BUSY)
    assert joint.send(leader, slot, joint.jette) == NotSent(Why.NOBODY)
    assert joint.send(leader, slot, town.a_kasse_worker) == Sent(0, 0), "they come already"
    assert joint.row(Slot, Slot.public_id == slot).a_kasse_caseworker_id == town.a_kasse_worker
    for who, what in ((bo, slot), (leader, town.slot(TEN + 3 * DAY)), (leader, uuid4())):
        with pytest.raises(UnknownTime):
            joint.send(who, what, bo)


def test_who_takes_over_all_of_an_interval_takes_over_its_travel(joint: Joint) -> None:
    town = joint.town
    key, times = joint.interval()
    found = town.database.read(lambda s: look(s, joint.a_kasses, times[0], NOW))
    assert (found.side, found.together) == (Aktoer.A_KASSE, 2)
    joint.away(joint.bo, TEN + 2 * HOUR + HOUR / 4)  # on the way home from the second one
    assert joint.send(joint.a_kasses, times[0], joint.bo, whole=True) == NotSent(Why.BUSY)

    assert joint.send(joint.a_kasses, times[0], joint.a_kasses, whole=True) == Sent(2, 0)

    whose = select(Absence.caseworker_id).where(Absence.interval_id == key)
    assert set(town.database.read(lambda s: s.execute(whose).scalars().all())) == {joint.a_kasses}
    assert joint.row(AgreementInterval).a_kasse_caseworker_id == joint.a_kasses
    assert joint.conflicts(town.a_kasse) == []
    assert joint.send(joint.jobcenters, times[0], joint.jette, whole=True) == Sent(2, 0)
    assert {joint.row(Slot, Slot.public_id == one).caseworker_id for one in times} == {joint.jette}
    # Whoever does not come any more is free to agree on other times, and who comes is not.
    assert joint.row(AgreementInterval).caseworker_id == joint.jette
    for worker, agreed in ((town.jobcenter_worker, 0), (joint.jette, 1)):
        found = town.database.read(lambda s, who=worker: agreements.agreed_of(s, [who], NOW, TEN + DAY))
        assert len(found) == agreed


def test_who_comes_to_one_time_alone_travels_before_and_after_it_and_back_again(joint: Joint) -> None:
    town = joint.town
    _, times = joint.interval()
    joint.town.database.write(
        lambda s: s.execute(update(Slot).where(Slot.public_id == times[1]).values(free=1))
    )
    joint.away(joint.bo, TEN - HOUR, TEN - HOUR / 4)
    assert joint.send(joint.a_kasses, times[0], joint.bo) == NotSent(Why.BUSY)

    assert joint.send(joint.a_kasses, times[1], joint.bo) == Sent(1, 0)

    alone = joint.row(Slot, Slot.public_id == times[1])
    assert (alone.a_kasse_from, alone.a_kasse_until) == (TEN + HOUR / 2, TEN + 2.5 * HOUR)
    assert joint.row(Slot, Slot.public_id == times[0]).a_kasse_caseworker_id == town.a_kasse_worker
    assert joint.free(times[1]) == 1
    own = town.slot(TEN + 2 * HOUR, caseworker_id=joint.bo, minutes=30)
    town.book(town.person(), own)
    assert joint.free(times[1]) == 0, "on the way home"

    assert joint.send(joint.a_kasses, times[1], town.a_kasse_worker) == Sent(1, 0)

    back = joint.row(Slot, Slot.public_id == times[1])
    assert (back.a_kasse_from, back.a_kasse_until) == (None, None)
    assert joint.free(times[1]) == 1


def test_a_time_that_is_kept_for_somebody_is_kept_of_whoever_comes_instead(joint: Joint) -> None:
    town, person = joint.town, joint.person()
    slot = town.joint_slot()
    key = joint.row(Slot, Slot.public_id == slot).id
    town.database.write(lambda s: holds.put(s, person, key, IN_PERSON, NOW + HOUR))

    assert joint.send(joint.jobcenters, slot, joint.jette) == Sent(1, 0)

    assert joint.row(HeldTime, HeldTime.caseworker_id == joint.jette).start == TEN
    assert isinstance(joint.book(person, slot), Granted)


def test_the_way_to_agreed_times_is_not_taken_out_of_the_calendar_by_hand(joint: Joint) -> None:
    town = joint.town
    joint.interval(1)
    who = joint.key(town.a_kasse_worker)
    ways = town.database.read(lambda s: s.execute(select(Absence.public_id)).scalars().all())

    for way in ways:
        assert not remove_absence(RemoveAbsence(town.a_kasse_worker, who, way), town.database, NOW)

    assert town.database.read(lambda s: timetable.absences(s, town.a_kasse_worker, NOW)) == ()
    assert town.count(Absence) == 2


def test_a_booking_and_an_absence_at_once_are_in_each_others_way_or_stand_on_both_lists(joint: Joint) -> None:
    town = joint.town
    for day in range(4):
        person, slot = joint.person(), town.joint_slot(TEN + day * DAY)
        who = joint.key(town.a_kasse_worker)
        absence = EnterAbsence(town.a_kasse_worker, who, TEN + day * DAY, TEN + day * DAY + HOUR)
        with ThreadPoolExecutor(2) as pool:
            booking = pool.submit(joint.book, person, slot)
            pool.submit(enter_absence, absence, town.database, NOW).result()

        booked = isinstance(booking.result(), Granted)
        for organisation in (town.jobcenter, town.a_kasse):
            (line,) = (one for one in joint.conflicts(organisation) if one.slot == slot)
            assert (line.booked, line.of_a_kasse) == (booked, Obstacle.AWAY)


def test_nobody_is_sent_to_two_places_by_two_who_send_at_once(
    joint: Joint,
) -> None:
    town = joint.town
    other = town.database.write(lambda s: town.caseworker(s, town.a_kasse, "Carl"))
    slot = town.joint_slot()
    elsewhere = town.joint_slot(caseworker_id=joint.jette, a_kasse_caseworker_id=other)

    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(joint.send, joint.a_kasses, one, joint.bo) for one in (slot, elsewhere)]
        outcomes = [one.result() for one in sent]

    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Sent"]
    whose = select(Slot.a_kasse_caseworker_id).where(Slot.a_kasse_caseworker_id == joint.bo)
    assert len(town.database.read(lambda s: s.execute(whose).all())) == 1
