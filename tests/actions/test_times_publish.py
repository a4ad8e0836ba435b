"""Publishing from a pattern, changing what is published, and being away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions.change_times import ChangeTimes, change_times
from portal.actions.enter_absence import EnterAbsence, RemoveAbsence, enter_absence, remove_absence
from portal.actions.publish_times import PublishTimes, WrongLink, preview, publish_times
from portal.actions.set_opening_hours import SetOpeningHours, set_opening_hours
from portal.actions.times.pattern import Pattern, Why
from portal.actions.times.whose import NotTheirs
from portal.policy.facts import Samtaleform
from portal.store import bulk, timetable
from portal.store.database import Database
from portal.store.tables import Caseworker, Office, Organisation, Team, table_of
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_meeting import Slot
from tests.actions.courses import in_the_a_kasse
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town, add

WEEK = Pattern(dict.fromkeys(range(5), ((9 * 60, 12 * 60),)), length=45, pause=15)
PHONE, IN_PERSON, VIDEO = Samtaleform.TELEFON, Samtaleform.FREMMOEDE, Samtaleform.VIDEO


def public(town: Town, table: Any, key: int) -> UUID:
    return town.database.read(
        lambda s: s.execute(select(table.public_id).where(table.id == key)).scalar_one()
    )


def command(town: Town, **more: Any) -> PublishTimes:
    """Anna's own, one week from Monday 9 September 2024."""
    values = {
        "caseworker_id": town.a_kasse_worker,
        "submission": uuid4(),
        "office": public(town, Office, town.a_kasse_office),
        "first": date(2024, 9, 9),
        "last": date(2024, 9, 13),
        "pattern": WEEK,
        "former": frozenset({PHONE, IN_PERSON}),
        "workers": (public(town, Caseworker, town.a_kasse_worker),),
    }
    return PublishTimes(**(values | more))


def slots(town: Town) -> list[Any]:
    query = select(*table_of(Slot).c).order_by(Slot.start, Slot.id)
    return list(town.database.read(lambda s: s.execute(query).all()))


def allow_video(town: Town) -> None:
    hosts = update(Organisation).where(Organisation.id == town.a_kasse).values(video_hosts=["video.example"])
    town.database.write(lambda session: session.execute(hosts) and None)


def test_what_was_previewed_is_published_once_however_often_it_is_sent(
    town: Town, database: Database
) -> None:
    town.slot(TEN + timedelta(hours=1, minutes=30))
    asked = command(town, room="Lokale 2")

    seen = database.read(lambda session: preview(session, asked, NOW))
    done = publish_times(asked, database, NOW)
    again = publish_times(asked, database, NOW)

    (left,) = seen.planned[0].plan.left_out
    assert (left.day, left.why, left.count) == (date(2024, 9, 10), Why.OVERLAP, 1)
    assert (done.count, done.repeated, again.count, again.repeated) == (14, False, 14, True)
    made = [slot for slot in slots(town) if slot.room == "Lokale 2"]
    assert len(made) == seen.count == 14
    assert {(slot.fremmoede, slot.telefon, slot.video) for slot in made} == {(True, True, False)}
    assert made[0].start == datetime(2024, 9, 9, 7, 0, tzinfo=UTC)
    assert town.count(Audit) == 1
    assert publish_times(replace(asked, submission=uuid4()), database, NOW).count == 0


def test_two_who_publish_at_once_publish_no_time_twice(town: Town, database: Database) -> None:
    asked = command(town)
    twice = [asked, asked, replace(asked, submission=uuid4())]

    every = at_once(*(lambda one=one: publish_times(one, database, NOW) for one in twice))

    assert sum(done.count for done in every if not done.repeated) == town.count(Slot) == 15


def test_video_needs_an_address_on_a_host_of_the_organisation_and_each_time_has_its_own(
    town: Town, database: Database
) -> None:
    video = frozenset({VIDEO})

    def why(link: str | None) -> str:
        with pytest.raises(WrongLink) as wrong:
            publish_times(command(town, former=video, video_link=link), database, NOW)
        return wrong.value.why

    assert why("https://video.example/{tid}") == "ingen_vaerter"
    allow_video(town)
    assert why(None) == "mangler"
    assert why("http://video.example/1") == "ikke_https"
    assert why("https://video.example.evil.example/1") == "fremmed_vaert"
    assert why("https://user@video.example/1") == "ikke_https"
    assert town.count(Slot) == 0
    publish_times(command(town, former=video, video_link="https://video.example/m-{tid}"), database, NOW)
    links = {slot.video_link for slot in slots(town)}
    assert len(links) == 15
    assert all(link is not None and link.startswith("https://video.example/m-") for link in links)


def test_nobody_publishes_for_others_but_those_who_lead_and_never_for_another_organisation(
    town: Town, database: Database
) -> None:
    leader = town.worker_with_role("team_leader")
    anna, jens = (public(town, Caseworker, key) for key in (town.a_kasse_worker, town.jobcenter_worker))
    team = database.write(lambda s: add(s, Team(organisation_id=town.a_kasse, name="Telefonteamet")))
    teams = public(town, Team, team)

    assert publish_times(command(town, caseworker_id=leader, workers=(anna,)), database, NOW).count == 15
    by_team = command(town, caseworker_id=leader, workers=(), team=teams, capacity=3)
    assert publish_times(by_team, database, NOW).count == 15
    for wrong in (
        command(town, caseworker_id=leader, workers=(jens,)),
        command(town, workers=(public(town, Caseworker, leader),)),
        command(town, workers=(), team=teams),
        command(town, office=public(town, Office, town.jobcenter_office)),
    ):
        with pytest.raises(NotTheirs):
            publish_times(wrong, database, NOW)
    assert sorted({(slot.capacity, slot.free, slot.team_id) for slot in slots(town)}, key=str) == [
        (1, 1, None),
        (3, 3, team),
    ]


def test_opening_hours_bound_what_is_published_and_only_an_administrator_sets_them(
    town: Town, database: Database
) -> None:
    office = public(town, Office, town.a_kasse_office)
    hours = {0: ((10 * 60, 11 * 60),)}
    administrator = town.worker_with_role("administrator")

    with pytest.raises(NotTheirs):
        set_opening_hours(SetOpeningHours(town.a_kasse_worker, office, hours), database, NOW)
    set_opening_hours(SetOpeningHours(administrator, office, hours), database, NOW)

    assert publish_times(command(town), database, NOW).count == 1
    elsewhere = public(town, Office, town.jobcenter_office)
    with pytest.raises(NotTheirs):
        set_opening_hours(SetOpeningHours(administrator, elsewhere, hours), database, NOW)


def test_being_away_withdraws_what_is_free_and_keeps_new_times_out(town: Town, database: Database) -> None:
    publish_times(command(town), database, NOW)
    anna = public(town, Caseworker, town.a_kasse_worker)
    tuesday = datetime(2024, 9, 9, 22, tzinfo=UTC)

    gone = enter_absence(
        EnterAbsence(town.a_kasse_worker, anna, tuesday, tuesday + timedelta(days=1)), database, NOW
    )

    assert (gone.unbooked, gone.called_off, gone.left) == (3, (), ())
    assert publish_times(command(town), database, NOW).count == 0
    (absence,) = database.read(lambda s: timetable.absences(s, town.a_kasse_worker, NOW))
    assert remove_absence(RemoveAbsence(town.a_kasse_worker, anna, absence.public_id), database, NOW)
    assert publish_times(command(town), database, NOW).count == 3


def test_a_change_leaves_what_somebody_booked_and_says_which(town: Town, database: Database) -> None:
    allow_video(town)
    first, second = town.slot(video=False), town.slot(TEN + timedelta(hours=2), video=False, room="A")
    person = town.person(in_the_a_kasse())
    town.book(person, first, PHONE)
    both = frozenset({first, second})

    kept = change_times(ChangeTimes(town.a_kasse_worker, both, former=frozenset({IN_PERSON})), database, NOW)
    room = change_times(ChangeTimes(town.a_kasse_worker, both, room="B"), database, NOW)
    video = change_times(
        ChangeTimes(
            town.a_kasse_worker, both, frozenset({PHONE, VIDEO}), None, "https://video.example/{tid}"
        ),
        database,
        NOW,
    )

    assert [verdict.why for verdict in kept] == ["form_i_brug", None]
    assert [verdict.why for verdict in room] == [None, None]
    assert [verdict.why for verdict in video] == [None, None]
    assert [(s.fremmoede, s.telefon, s.video, s.room) for s in slots(town)] == [(False, True, True, "B")] * 2
    told = database.read(lambda s: s.execute(select(Outbox.topic)).scalars().all())
    assert told == ["booking.room_changed"]
    team_only = change_times(ChangeTimes(town.a_kasse_worker, both, capacity=2), database, NOW)
    assert {verdict.why for verdict in team_only} == {"ikke_et_team"}
    others = change_times(ChangeTimes(town.jobcenter_worker, both, room="C"), database, NOW)
    assert others == ()
    agreed, by_phone = frozenset({town.joint_slot()}), frozenset({PHONE})
    for changed, why in (({"former": by_phone}, "former_aftalt"), ({"room": "C"}, None)):
        verdicts = change_times(ChangeTimes(town.jobcenter_worker, agreed, **changed), database, NOW)
        assert [verdict.why for verdict in verdicts] == [why]


def test_a_season_for_fifty_takes_as_few_statements_as_a_week_for_one(
    town: Town, database: Database, statements: Any
) -> None:
    leader = town.worker_with_role("team_leader")
    rows = [
        {
            "organisation_id": town.a_kasse,
            "office_id": town.a_kasse_office,
            "subject": f"many-{n}",
            "name": f"Nummer {n}",
        }
        for n in range(50)
    ]
    database.write(lambda session: bulk.insert_many(session, Caseworker, rows))
    everyone = select(Caseworker.public_id).where(Caseworker.subject.like("many-%"))
    workers = tuple(database.read(lambda session: session.execute(everyone).scalars().all()))
    sent = []
    for who, last in ((workers[:1], date(2024, 9, 13)), (workers, date(2024, 11, 15))):
        asked = command(town, caseworker_id=leader, workers=who, last=last)
        with statements() as seen:
            count = publish_times(asked, database, NOW).count
        sent.append((count, len(seen)))

    # Rows go in by the thousand, each lot in a statement of its own.
    (one, few), (many, more) = sent
    assert (one, many) == (15, 50 * 50 * 3 - 15)
    assert more <= few + 2
