"""Several people at once: each is judged alone, nothing is sent for ten minutes, and until then all of it
can be taken back without a trace for those it was about.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.actions.casework import NotSeen
from portal.actions.do_for_many import UNDO, DoForMany, do_for_many
from portal.actions.propose_times import ToCall, propose
from portal.actions.undo_for_many import TooLate, UndoForMany, undo_for_many
from portal.policy import facts as f
from portal.store import batches, bookings, facts, guidance, letters, people, summons
from portal.store.batches import BatchView
from portal.store.guidance import Guidance
from portal.store.tables_case import Audit, Frist, Letter, Outbox
from portal.store.tables_meeting import Booking
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.store.town import NOW, TEN, Town

DAY = date(2024, 9, 16)


def guided(town: Town, course: f.Facts | None = None) -> int:
    person = town.person(course or in_the_a_kasse())
    given = Guidance(person, town.a_kasse, town.a_kasse_worker, date(2024, 8, 6))
    town.database.write(lambda session: guidance.record(session, given))
    return person


def public_id(town: Town, person: int) -> UUID:
    found = town.database.read(lambda session: people.by_id(session, person))
    assert found is not None
    return found.public_id


def set_for(town: Town, *persons: int, **changed: Any) -> BatchView:
    command = DoForMany(
        town.a_kasse_worker,
        "frister",
        "saet_frist",
        tuple(public_id(town, person) for person in persons),
        uuid4(),
        frist=DAY,
    )
    return do_for_many(replace(command, **changed), town.database, NOW)


def outcomes(town: Town, batch: BatchView) -> dict[int, str]:
    found = town.database.read(lambda session: batches.items(session, batch.id))
    return {item.person_id: item.outcome for item in found}


def undo(town: Town, batch: BatchView, after: timedelta = timedelta(minutes=9)) -> BatchView:
    return undo_for_many(UndoForMany(town.a_kasse_worker, batch.public_id), town.database, NOW + after)


def messages(town: Town, person: int) -> list[Any]:
    query = select(Outbox.topic, Outbox.next_attempt_at).where(Outbox.person_id == person)
    return list(town.database.read(lambda session: session.execute(query).all()))


def known(town: Town, person: int) -> f.Facts:
    return town.database.read(lambda session: facts.load(session, person, NOW)).facts


def test_each_is_judged_alone_and_nothing_is_sent_for_ten_minutes(town: Town) -> None:
    town.slot()
    one, other, unguided = guided(town), guided(town), town.person(in_the_a_kasse())

    batch = set_for(town, one, unguided, other)

    assert outcomes(town, batch) == {one: "done", unguided: "refused", other: "done"}
    (_, why, _) = town.database.read(lambda session: batches.items(session, batch.id))
    assert why.decision is not None
    assert [finding.code for finding in why.decision.refusals] == ["mangler_vejledning"]
    for person in (one, other):
        assert [frist.frist for frist in known(town, person).frister] == [DAY]
        assert {due for _topic, due in messages(town, person)} == {NOW + UNDO}
    assert messages(town, unguided) == []


def test_taken_back_in_time_it_is_as_if_it_had_never_been_but_for_the_log(town: Town) -> None:
    town.slot()
    person = guided(town)
    before = known(town, person)
    batch = set_for(town, person)

    taken_back = undo(town, batch)

    assert taken_back.undone_at == NOW + timedelta(minutes=9)
    assert outcomes(town, batch) == {person: "undone"}
    assert known(town, person) == before
    assert messages(town, person) == []
    assert town.database.read(lambda session: letters.of_person(session, person)) == ()
    assert town.database.read(lambda session: letters.count(session, person)) == (0, 0)
    assert (town.count(Frist), town.count(Letter)) == (1, 1)
    logged = select(Audit.action, Audit.outcome).where(Audit.person_id == person)
    assert ("undo_for_many", "allowed") in town.database.read(lambda s: s.execute(logged).all())
    # Again, from a second window: it stays taken back.
    assert undo(town, batch, timedelta(minutes=20)) == taken_back


def test_what_is_sent_or_was_read_stays(town: Town) -> None:
    town.slot()
    reader, other = guided(town), guided(town)
    batch = set_for(town, reader, other)
    (letter,) = town.database.read(lambda session: letters.of_person(session, reader))
    town.database.write(lambda session: letters.mark_read(session, letter.id, NOW))

    with pytest.raises(TooLate):
        undo(town, batch, UNDO)
    assert outcomes(town, batch) == {reader: "done", other: "done"}

    undo(town, batch)
    assert outcomes(town, batch) == {reader: "kept", other: "undone"}
    assert [frist.frist for frist in known(town, reader).frister] == [DAY]
    assert len(messages(town, reader)) == 2


def test_the_same_form_sent_twice_is_done_once_and_goes_on_where_it_was_broken_off(town: Town) -> None:
    town.slot()
    one, other, submission = guided(town), guided(town), uuid4()
    broken_off = set_for(town, one, submission=submission)

    again = set_for(town, one, other, submission=submission)

    assert again == broken_off
    assert outcomes(town, again) == {one: "done", other: "done"}
    assert town.count(Frist) == 2
    undo(town, again)
    set_for(town, one, other, submission=submission)
    assert outcomes(town, again) == {one: "undone", other: "undone"}


def test_it_is_done_to_nobody_else_s_people_and_taken_back_by_nobody_else(town: Town) -> None:
    town.slot()
    strangers = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    assert strangers
    theirs = town.person(replace(in_the_a_kasse(), person=f.Person(date(1990, 2, 1), a_kasse="AK2")))
    mine = guided(town)

    batch = set_for(town, theirs, mine)

    assert outcomes(town, batch) == {mine: "done"}
    with pytest.raises(LookupError):
        undo_for_many(UndoForMany(town.jobcenter_worker, batch.public_id), town.database, NOW)
    with pytest.raises(NotSeen):
        set_for(town, mine, caseworker_id=town.worker_with_role("supervision"))
    with pytest.raises(ValueError, match="at most"):
        set_for(town, people=tuple(uuid4() for _ in range(101)))


def test_people_are_called_to_the_next_times_and_the_times_are_free_again_once_taken_back(town: Town) -> None:
    first = town.slot(TEN, caseworker_id=None, capacity=2)
    second = town.slot(TEN + timedelta(hours=2))
    town.slot(NOW + timedelta(hours=1))
    town.slot(TEN - timedelta(hours=3), fremmoede=False)
    persons = [town.person(new_in_the_a_kasse(date(2024, 8, 29))) for _ in range(4)]
    chosen = [public_id(town, person) for person in persons]
    house = town.database.read(lambda session: facts.load(session, persons[0], NOW)).a_kasse
    assert house is not None

    to_call = [ToCall(person, "1620", None) for person in chosen]
    worker = town.a_kasse_worker
    proposed = town.database.read(lambda session: propose(session, house, worker, to_call, NOW))

    assert [proposed[person].public_id for person in chosen[:3]] == [first, first, second]
    assert chosen[3] not in proposed
    times = {person: slot.public_id for person, slot in proposed.items()}
    batch = do_for_many(
        DoForMany(town.a_kasse_worker, "foerste-samtale", "indkald", tuple(chosen), uuid4(), times=times),
        town.database,
        NOW,
    )
    assert outcomes(town, batch) == dict.fromkeys(persons[:3], "done")
    assert (town.free(first), town.free(second)) == (0, 0)
    confirmed = town.database.read(lambda session: bookings.list_own(session, persons[1]))[0]
    town.database.write(lambda session: summons.confirm(session, confirmed.id, NOW))

    undo(town, batch)

    assert outcomes(town, batch) == {persons[0]: "undone", persons[1]: "kept", persons[2]: "undone"}
    assert (town.free(first), town.free(second)) == (1, 1)
    assert known(town, persons[0]) == known(town, persons[2])
    assert known(town, persons[0]).samtaler == ()
    assert town.database.read(lambda session: bookings.list_own(session, persons[0])) == ()
    assert messages(town, persons[0]) == []
    assert town.count(Booking) == 3


def test_a_time_that_somebody_else_took_is_told_and_stops_nobody(town: Town) -> None:
    taken, free = town.slot(TEN), town.slot(TEN + timedelta(hours=2))
    persons = [town.person(new_in_the_a_kasse(date(2024, 8, 29))) for _ in range(2)]
    one, other = (public_id(town, person) for person in persons)
    town.book(town.person(in_the_a_kasse()), taken)

    batch = do_for_many(
        DoForMany(
            town.a_kasse_worker,
            "foerste-samtale",
            "indkald",
            (one, other),
            uuid4(),
            times={one: taken, other: free},
        ),
        town.database,
        NOW,
    )

    assert outcomes(town, batch) == {persons[0]: "refused", persons[1]: "done"}


def test_people_are_called_near_their_home_and_elsewhere_only_where_that_is_too_late(town: Town) -> None:
    aarhus = town.database.write(lambda session: town.office(session, town.a_kasse, "8000", "0751"))
    here, there = town.slot(TEN), town.slot(TEN + timedelta(days=3), office_id=aarhus, caseworker_id=None)
    house = town.database.read(lambda session: facts.load(session, town.person(), NOW)).a_kasse
    assert house is not None
    copenhagen, in_time, in_a_hurry = uuid4(), uuid4(), uuid4()

    def proposed(*people: ToCall, at: datetime = NOW) -> dict[UUID, UUID]:
        found = town.database.read(lambda session: propose(session, house, town.a_kasse_worker, people, at))
        return {person: slot.public_id for person, slot in found.items()}

    assert proposed(ToCall(in_time, "8200", None), ToCall(copenhagen, "1500", None)) == {
        in_time: there,
        copenhagen: here,
    }
    assert proposed(ToCall(in_a_hurry, "8200", TEN.date())) == {in_a_hurry: here}
    # Told after midnight, nobody is called to the day that has begun by then.
    late = datetime(2024, 9, 9, 21, 55, tzinfo=UTC)
    assert proposed(ToCall(copenhagen, "1500", None), at=late) == {copenhagen: there}
    assert proposed() == {}


def test_a_form_sent_twice_at_once_is_done_once(town: Town) -> None:
    town.slot()
    persons, submission = [guided(town) for _ in range(4)], uuid4()

    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(set_for, town, *order, submission=submission) for order in (persons, persons[::-1])
        ]
        one, other = (future.result() for future in sent)

    assert one == other
    assert outcomes(town, one) == dict.fromkeys(persons, "done")
    assert town.count(Frist) == len(persons)
