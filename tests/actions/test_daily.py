"""The daily run does what happens of itself, once, whenever and however often it runs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from portal.actions import daily
from portal.actions.daily import Followed, follow
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import AflystAf, Beslutning, BeslutningArt, Facts, Frist, SamtaleStatus
from portal.policy.facts import Aktoer as Who
from portal.store import bookings, facts, haendelser
from portal.store.database import Busy, Database, Session
from portal.store.haendelser import HaendelseView
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_daily import Haendelse
from portal.store.tables_meeting import Slot
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town

A = Haendelsesart
FIRST = datetime(2024, 8, 1, 0, 30, tzinfo=UTC)
"""The first night of the jobcenter's part of `with_the_jobcenter`."""


def told(town: Town, person: int) -> list[HaendelseView]:
    """The earliest first."""
    found = town.database.read(lambda session: haendelser.of_person(session, person))
    return list(reversed(found))


def arts(town: Town, person: int) -> list[Haendelsesart]:
    return [one.art for one in told(town, person)]


def meetings(town: Town, person: int) -> tuple[BookingView, ...]:
    return town.database.read(lambda session: bookings.list_own(session, person))


def handed_over(town: Town) -> int:
    """Somebody with a revocation and a meeting booked with the a-kasse for the day after its last one."""
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Who.A_KASSE, date(2024, 7, 1))
    person = town.person(replace(with_the_jobcenter(), beslutninger=(revoked,)))
    town.book(person, town.slot(datetime(2024, 8, 9, 8, 0, tzinfo=UTC)))
    return person


def test_at_the_handover_meetings_are_called_off_decisions_lapse_and_all_of_it_is_told(town: Town) -> None:
    person = handed_over(town)

    outcome = follow(town.database, FIRST)

    assert outcome == Followed(people=1, happened=3, left=0)
    assert arts(town, person) == [A.OVERGANG, A.SAMTALE_BORTFALDET, A.BESLUTNING_BORTFALDET]
    (meeting,) = [one for one in meetings(town, person) if one.start.date() == date(2024, 8, 9)]
    assert (meeting.status, meeting.aflyst_af) == (SamtaleStatus.AFLYST, AflystAf.MYNDIGHED)
    topics = town.database.read(lambda s: list(s.scalars(select(Outbox.topic).order_by(Outbox.id))))
    assert sorted(topics) == ["booking.called_off", *["haendelse.sket"] * 3]
    logged = town.database.read(lambda s: list(s.execute(select(Audit.actor_kind, Audit.action))))
    assert [tuple(row) for row in logged] == [("system", "daily")] * 3


def test_the_time_that_falls_away_is_free_again(town: Town) -> None:
    handed_over(town)
    follow(town.database, FIRST)

    assert town.database.read(lambda session: session.scalars(select(Slot.free)).all()) == [1]


@pytest.mark.parametrize("later", [timedelta(0), timedelta(hours=3), timedelta(days=2)])
def test_running_twice_or_again_on_another_day_does_nothing_twice(town: Town, later: timedelta) -> None:
    person = handed_over(town)
    follow(town.database, FIRST)
    rows = [town.count(table) for table in (Haendelse, Audit, Outbox)]

    assert follow(town.database, FIRST + later).happened == 0
    assert [town.count(table) for table in (Haendelse, Audit, Outbox)] == rows
    assert len(told(town, person)) == 3


def test_who_was_looked_at_today_is_looked_at_again_only_when_something_changed(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    assert follow(town.database, NOW).people == 1
    assert follow(town.database, NOW).people == 0
    town.book(person, town.slot(TEN))

    assert follow(town.database, NOW).people == 1
    assert follow(town.database, NOW + timedelta(days=1)).people == 1


def test_a_late_run_catches_up_the_earlier_days_first(town: Town) -> None:
    frist = Frist(Who.A_KASSE, date(2024, 8, 12), date(2024, 8, 22), vejledt=True)
    job = Beslutning(BeslutningArt.FRITAGELSE, Who.A_KASSE, date(2024, 8, 6), ophaevet=date(2024, 8, 8))
    person = town.person(replace(in_the_a_kasse(), frister=(frist,), beslutninger=(job,)))
    follow(town.database, datetime(2024, 8, 5, 1, 0, tzinfo=UTC))

    assert follow(town.database, NOW).happened == 2
    assert arts(town, person) == [A.FRITAGELSE_SLUT, A.FRIST_UDLOEBET]
    assert [one.dag for one in told(town, person)] == [date(2024, 8, 8), date(2024, 8, 23)]


def test_of_who_is_new_here_only_the_last_days_are_told(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    follow(town.database, FIRST + timedelta(days=20))

    assert arts(town, person) == []
    new = town.person(with_the_jobcenter())
    follow(town.database, FIRST + timedelta(days=6))
    assert arts(town, new) == [A.OVERGANG]


def test_a_deadline_that_ran_out_strikes_nobody_off(town: Town) -> None:
    frist = Frist(Who.A_KASSE, date(2024, 8, 19), date(2024, 8, 30), vejledt=True)
    person = town.person(replace(in_the_a_kasse(), frister=(frist,)))
    follow(town.database, NOW)
    known = town.database.read(lambda session: facts.load(session, person, NOW)).facts

    assert arts(town, person) == [A.FRIST_UDLOEBET]
    assert known.tilmeldinger[0].til is None


def test_what_was_broken_off_goes_on_with_the_rest(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "AT_ONCE", 2)
    people = [handed_over_alone(town) for _ in range(5)]
    seen: list[tuple[int, int]] = []

    def break_off(done: int, of: int) -> None:
        seen.append((done, of))
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        follow(town.database, FIRST, break_off)
    assert follow(town.database, FIRST) == Followed(people=1, happened=1, left=0)
    assert seen == [(2, 5), (4, 5)]
    assert [arts(town, person) for person in people] == [[A.OVERGANG]] * 5


def handed_over_alone(town: Town) -> int:
    return town.person(with_the_jobcenter())


def test_what_is_done_for_one_person_is_done_whole_or_not_at_all(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = handed_over(town)
    keep, times = haendelser.keep, []

    def fails(session: Session, *rest: object) -> object:
        times.append(1)
        if len(times) == 2:
            raise KeyboardInterrupt
        return keep(session, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(daily.happened, "keep", fails)
        with pytest.raises(KeyboardInterrupt):
            follow(town.database, FIRST)
    assert town.count(Haendelse) == town.count(Outbox) == 0
    assert [one.status for one in meetings(town, person)].count(SamtaleStatus.PLANLAGT) == 1
    assert follow(town.database, FIRST).happened == 3


def test_whoever_is_busy_is_left_for_the_next_run_and_the_others_are_not(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = handed_over_alone(town), handed_over_alone(town)
    write = Database.write

    def busy(database: Database, work: Callable[[Session], object]) -> object:
        if getattr(work, "keywords", {}).get("person_id") == first:
            raise Busy
        return write(database, work)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "write", busy)
        assert follow(town.database, FIRST) == Followed(people=2, happened=1, left=1)
    assert (arts(town, first), arts(town, second)) == ([], [A.OVERGANG])
    assert follow(town.database, FIRST) == Followed(people=1, happened=1, left=0)
    assert arts(town, first) == [A.OVERGANG]


def test_two_runs_at_once_do_everything_once(town: Town) -> None:
    people = [handed_over_alone(town) for _ in range(6)]
    with ThreadPoolExecutor(2) as both:
        runs = [both.submit(follow, town.database, FIRST) for _ in range(2)]
        found = [run.result() for run in runs]

    assert sum(one.happened for one in found) == len(people)
    assert [arts(town, person) for person in people] == [[A.OVERGANG]] * len(people)
    assert town.count(Outbox) == len(people)


def test_what_was_told_stays_as_it_was_and_is_read_once(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    other = town.person(with_the_jobcenter())
    follow(town.database, FIRST)
    (one,) = told(town, person)

    def read(whose: int, at: datetime) -> datetime | None:
        town.database.write(lambda s: haendelser.mark_read(s, whose, [one.public_id], at))
        return told(town, person)[0].read_at

    assert read(other, NOW) is None
    assert read(person, NOW) == NOW
    assert read(person, TEN) == NOW
    for change in ({"dag": date(2024, 1, 1)}, {"read_at": None}):
        with pytest.raises(DatabaseError):
            town.database.write(lambda s, c=change: s.execute(update(Haendelse).values(c)))


def test_nothing_happens_to_who_has_nothing_coming(town: Town) -> None:
    everybody: tuple[Facts, ...] = (in_the_a_kasse(), in_the_a_kasse(date(2024, 8, 26)))
    for one in everybody:
        town.person(one)

    assert follow(town.database, NOW) == Followed(people=2, happened=0, left=0)
