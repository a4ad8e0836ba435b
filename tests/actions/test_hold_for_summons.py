"""Withdrawing a time that a called meeting stands in: another one is held until the person is called anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions.accept_replacement import AcceptReplacement, UnknownOffer, accept_replacement
from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.call_in import Called
from portal.actions.close_alarm import close_alarm
from portal.actions.outcome import Granted, Refused
from portal.actions.withdraw_times import CalledOff, WithdrawTimes, withdraw_times
from portal.policy.facts import Aktoer, Frist, Kontrol, SamtaleArt, Samtaleform
from portal.store import alarms, offers
from portal.store.database import Session
from portal.store.offers import HeldForSummons
from portal.store.tables import Person
from portal.store.tables_case import Decision
from portal.store.tables_meeting import HeldTime, Hold
from portal.store.tables_times import TilbudtTid
from portal.store.views import BookingView
from tests.actions.calling import call, called, codes, revoked
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.test_telling import text, told
from tests.actions.test_times_withdraw import alarms_of, offered, topics, withdraw
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)
IN_PERSON, PHONE = Samtaleform.FREMMOEDE, Samtaleform.TELEFON
"""NOW is Monday 2 September, TEN is 10 o'clock on Tuesday the 10th."""

NEW = new_in_the_a_kasse(date(2024, 8, 30))
"""The first meeting is due at the latest on 13 September."""


def held(town: Town, at: datetime = NOW) -> list[HeldForSummons]:
    """For everybody, the first time on top."""

    def read(session: Session) -> list[HeldForSummons]:
        people = session.scalars(select(Person.id)).all()
        found = (offers.held_for_summons(session, town.a_kasse, person, at) for person in people)
        return sorted((one for of_one in found for one in of_one), key=lambda one: one.start)

    return town.database.read(read)


def call_off(town: Town, *meetings: BookingView, slots: tuple[UUID, ...]) -> list[CalledOff]:
    gone = withdraw(town, *slots, call_off=tuple(meeting.public_id for meeting in meetings))
    return list(gone.called_off)


def test_the_next_time_in_person_by_the_last_day_is_held_until_the_person_is_called_to_it(town: Town) -> None:
    person, other = town.person(NEW), town.person(in_the_a_kasse())
    taken, _earlier = town.slot(), town.slot(TEN - 2 * DAY)
    _by_phone = town.slot(TEN + timedelta(hours=2), fremmoede=False)
    nearest, _too_late = town.slot(TEN + 2 * DAY), town.slot(TEN + 5 * DAY)
    meeting = called(town, person, taken).booking

    (gone,) = call_off(town, meeting, slots=(taken,))

    assert (gone.called, gone.offered, gone.suspended) == (True, True, False)
    (kept,) = held(town)
    assert (kept.slot, kept.form, kept.art) == (nearest, IN_PERSON, SamtaleArt.JOBSAMTALE)
    assert kept.until == NOW + 8 * DAY  # 10 September; the meeting is on the 12th
    assert alarms_of(town) == ["ny_indkaldelse"]
    assert topics(town)[-1] == "booking.called_off"
    assert "ny indkaldelse" in text(told(town, person)[-1])
    judged = town.database.read(lambda s: s.scalars(select(Decision).order_by(Decision.id.desc())).first())
    assert judged is not None
    assert (judged.question, judged.allowed) == ("indkald", True)
    # Nobody else has it, and it is no offer that the person could accept: the first meeting is called.
    wish = BookJobsamtale(other, nearest, SamtaleArt.JOBSAMTALE, PHONE, uuid4(), "20304050")
    assert isinstance(book_jobsamtale(wish, town.database, NOW), Refused)
    assert codes(call(town, town.person(NEW), nearest)) == ["tiden_er_taget"]
    assert offered(town, person) == []
    own = town.database.read(lambda s: s.scalars(select(TilbudtTid)).one())
    with pytest.raises(UnknownOffer):
        accept_replacement(AcceptReplacement(person, own.public_id), town.database, NOW)

    outcome = called(town, person, nearest)

    assert outcome.booking.start == TEN + 2 * DAY
    assert (held(town), alarms_of(town), town.count(Hold), town.count(HeldTime)) == ([], [], 0, 0)


def test_another_time_the_alarm_closed_or_eight_days_let_it_go(town: Town) -> None:
    leader = town.worker_with_role("team_leader")
    people = [town.person(new_in_the_a_kasse(date(2024, 9, 1))) for _ in range(2)]
    taken = [town.slot(TEN + n * timedelta(hours=2)) for n in range(2)]
    meetings = [called(town, person, slot).booking for person, slot in zip(people, taken, strict=True)]
    free = [town.slot(TEN + n * DAY) for n in (1, 2, 3)]
    call_off(town, *meetings, slots=tuple(taken))
    assert [one.slot for one in held(town)] == free[:2]

    called(town, people[0], free[2])
    (kept,) = held(town)
    assert kept.slot == free[1]
    (alarm,) = town.database.read(lambda s: alarms.open_alarms(s, town.a_kasse, NOW))
    assert alarm.held == (kept.start, kept.until)
    close_alarm(leader, alarm.public_id, town.database, NOW)
    assert (held(town), town.count(Hold)) == ([], 0)

    again = called(town, people[1], free[1]).booking
    call_off(town, again, slots=(free[1],))
    (kept,) = held(town)
    assert (kept.slot, kept.until) == (free[0], NOW + 8 * DAY)
    assert held(town, kept.until) == []
    assert alarms_of(town) == ["ny_indkaldelse"]


def test_whoever_books_and_whoever_is_called_at_the_same_moment_are_never_both_given_the_held_time(
    town: Town,
) -> None:
    for n in range(3):
        day = TEN + 2 * n * DAY
        taken, nearest = town.slot(day), town.slot(day + timedelta(hours=2))
        person = town.person(revoked(in_the_a_kasse()))
        meeting = called(town, person, taken, form=PHONE).booking
        other = town.person(in_the_a_kasse())
        wish = BookJobsamtale(other, nearest, SamtaleArt.JOBSAMTALE, PHONE, uuid4(), "20304050")

        (gone,), booked = at_once(
            lambda meeting=meeting, taken=taken: call_off(town, meeting, slots=(taken,)),
            lambda wish=wish: book_jobsamtale(wish, town.database, NOW),
        )

        assert gone.offered is not isinstance(booked, Granted)
        assert isinstance(call(town, person, nearest, form=PHONE), Called) is gone.offered


def test_in_another_form_where_there_is_no_other_and_none_suspends_the_deadline(town: Town) -> None:
    deadline = Frist(Aktoer.A_KASSE, date(2024, 8, 28), date(2024, 9, 10), vejledt=True)
    facts = replace(revoked(in_the_a_kasse()), frister=(deadline,))
    first, second = town.person(facts), town.person(facts)
    taken = [town.slot(), town.slot(TEN + timedelta(hours=2))]
    meetings = [
        called(town, who, slot, form=PHONE).booking for who, slot in zip((first, second), taken, strict=True)
    ]
    in_person, _too_late = town.slot(TEN + 2 * DAY, telefon=False, video=False), town.slot(TEN + 8 * DAY)

    done = call_off(town, *meetings, slots=tuple(taken))

    assert [(one.called, one.offered, one.suspended) for one in done] == [
        (True, True, False),
        (True, False, True),
    ]
    (kept,) = held(town)
    assert (kept.slot, kept.form) == (in_person, IN_PERSON)
    assert topics(town)[-1] == "deadline.suspended"
    assert alarms_of(town) == ["ny_indkaldelse"] * 2


def test_two_called_meetings_of_a_series_each_have_a_time_and_the_alarm_stands_until_both_are_called(
    town: Town,
) -> None:
    kontrol = SamtaleArt.KONTROLSAMTALE
    person = town.person(replace(in_the_a_kasse(), kontrol=Kontrol(NOW.date(), udland=True)))
    taken = [town.slot(TEN - 4 * DAY), town.slot(TEN + 10 * DAY)]
    meetings = [called(town, person, slot, art=kontrol).booking for slot in taken]
    free = [town.slot(TEN - DAY), town.slot(TEN + 11 * DAY)]

    call_off(town, *meetings, slots=tuple(taken))

    assert [one.slot for one in held(town)] == free
    # What a person books alone answers for no kontrolsamtale.
    wish = BookJobsamtale(
        person, town.slot(TEN + 30 * DAY), SamtaleArt.JOBSAMTALE, PHONE, uuid4(), "20304050"
    )
    assert isinstance(book_jobsamtale(wish, town.database, NOW), Granted)
    assert [one.slot for one in held(town)] == free
    called(town, person, free[0], art=kontrol)
    assert [one.slot for one in held(town)] == free[1:]
    assert alarms_of(town) == ["ny_indkaldelse"]
    called(town, person, free[1], art=kontrol)
    assert (held(town), alarms_of(town)) == ([], [])


def test_a_working_day_is_left_to_write_the_summons_in_where_that_can_be(town: Town) -> None:
    person = town.person(NEW)
    on_friday = NOW + 4 * DAY
    taken, monday, tuesday = (town.slot(NOW + n * DAY) for n in (7, 7.1, 8))
    meeting = called(town, person, taken).booking

    command = WithdrawTimes(town.a_kasse_worker, frozenset({taken}), frozenset({meeting.public_id}))
    withdraw_times(command, town.database, on_friday)

    assert [one.slot for one in held(town, on_friday)] == [tuesday]
    withdraw_times(replace(command, slots=frozenset({tuesday})), town.database, on_friday)
    assert [one.slot for one in held(town, on_friday)] == [monday]


def test_what_is_held_and_withdrawn_too_is_replaced_and_paper_takes_a_week(town: Town) -> None:
    person = town.person(NEW)
    on_paper = update(Person).where(Person.id == person).values(digital_post=False)
    town.database.write(lambda session: session.execute(on_paper))
    taken = town.slot(NOW + 2 * DAY)
    soon, in_a_week, later = (town.slot(NOW + n * DAY) for n in (3, 8, 9))
    meeting = called(town, person, taken).booking
    call_off(town, meeting, slots=(taken,))
    (kept,) = held(town)
    assert kept.slot == in_a_week

    withdraw(town, in_a_week)
    assert [one.slot for one in held(town)] == [later]
    withdraw(town, later)
    (kept,) = held(town)
    assert kept.slot == soon
    assert kept.until == (NOW + 3 * DAY).replace(hour=0) - timedelta(hours=2)  # the end of the day before
    withdraw(town, soon)
    assert held(town) == []
    assert alarms_of(town) == ["ny_indkaldelse"]
