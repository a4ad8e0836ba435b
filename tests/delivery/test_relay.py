"""The relay sends each row at least once, in order for each person, and gives up in the end."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.delivery.backoff import LAST
from portal.delivery.channel import NotNow, Row, Undeliverable
from portal.delivery.relay import IDLE_SECONDS, Relay
from portal.store import outbox, outbox_claims
from portal.store.alone import alone
from portal.store.database import Database, Session
from portal.store.tables_case import Outbox
from tests.delivery.outbox import Receiver, Turned, drain, rows, turn, write
from tests.store.town import NOW, Town

SOON = NOW + timedelta(seconds=30)
LATER = NOW + timedelta(days=3)
NOBODY = None


def test_a_person_gets_what_is_for_them_in_order_whatever_happens_on_the_way(town: Town) -> None:
    one, other = town.person(), town.person()
    database = town.database
    first, second = write(database, one), write(database, one)
    not_yet = write(database, one, at=LATER)  # nobody has tried it: it may still be taken back
    third = write(database, one)
    others = write(database, other)
    mail = write(database, one, lane="mail")
    waits_for_a_way = write(database, one, lane="sms")
    post, letters = Receiver({first: [NotNow("receiver_away")]}), Receiver()
    channels = {"post": post, "mail": letters}

    assert drain(database, channels, NOW) == Turned(done=2, retried=1)
    assert (post.arrived, letters.arrived) == ([others], [mail])

    assert drain(database, channels, SOON) == Turned(done=3)
    assert post.arrived == [others, first, second, third]
    assert post.attempts == [0, 0, 1, 0, 0]

    assert drain(database, channels, LATER) == Turned(done=1)
    assert post.arrived[-1] == not_yet
    left = [row for row in rows(database) if row.sent_at is None]
    assert [row.public_id for row in left] == [waits_for_a_way]
    assert left[0].attempts == 0


def test_what_the_receiver_never_takes_is_given_up_at_once_and_holds_nobody_back(town: Town) -> None:
    person, database = town.person(), town.database
    bad, good = write(database, person), write(database, person)
    post = Receiver({bad: [Undeliverable("no_such_address")]})

    assert drain(database, {"post": post}, NOW) == Turned(done=1, given_up=1)

    given_up, sent = rows(database)
    assert (given_up.last_error, given_up.gave_up_at, given_up.sent_at) == ("no_such_address", NOW, None)
    assert (post.arrived, sent.sent_at) == ([good], NOW)
    assert drain(database, {"post": post}, LATER) == Turned()


def test_what_never_arrives_is_given_up_after_about_two_days_and_only_a_code_is_kept(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    database = town.database
    row = write(database, town.person())
    secret = "somebody's own words"
    post = Receiver({row: [NotNow("receiver_away")] * 3 + [ValueError(secret)] * (LAST - 3)})
    now, tried = NOW, 0
    while (found := rows(database)[0]).gave_up_at is None:
        assert found.sent_at is None
        now = max(now, found.next_attempt_at)
        drain(database, {"post": post}, now)
        tried += 1
    assert tried == LAST
    assert timedelta(hours=34) < now - NOW < timedelta(hours=64)
    assert found.last_error == "ValueError"
    assert secret not in caplog.text


def test_what_it_is_not_time_for_waits_and_that_is_no_attempt(town: Town) -> None:
    database, person = town.database, town.person()
    row, next_one = write(database, person), write(database, person)
    post = Receiver({row: [NotNow("night", LATER)]})
    assert drain(database, {"post": post}, NOW) == Turned(done=1, retried=1)
    waits = rows(database)[0]
    assert (waits.attempts, waits.next_attempt_at, waits.last_error) == (0, LATER, "night")
    drain(database, {"post": post}, LATER)
    assert post.arrived == [next_one, row]


def test_a_claim_comes_free_and_who_comes_too_late_changes_nothing(town: Town) -> None:
    database, person = town.database, town.person()
    row, next_one = write(database, person), write(database, person)
    late = database.write(lambda session: outbox_claims.claim(session, "post", NOW, ("post",)))
    assert late is not None
    post = Receiver()
    assert drain(database, {"post": post}, NOW + outbox_claims.LEASE - timedelta(seconds=1)) == Turned()
    assert drain(database, {"post": post}, NOW + outbox_claims.LEASE) == Turned(done=2)
    assert (post.arrived, post.attempts) == ([row, next_one], [1, 0])

    for refused in (
        lambda session: outbox_claims.mark_sent(session, late.id, LATER),
        lambda session: outbox_claims.put_off(session, late, "late", LATER),
        lambda session: outbox_claims.give_up(session, late, "late", None, LATER),
    ):
        assert database.write(refused) is False
    assert [kept.last_error for kept in rows(database)] == [None, None]


def test_a_row_whose_worker_always_dies_is_given_up(town: Town) -> None:
    database = town.database
    write(database, town.person())
    for n in range(LAST):
        when = NOW + n * outbox_claims.LEASE
        assert (
            database.write(partial(outbox_claims.claim, lane="post", now=when, lanes=("post",))) is not None
        )
    post = Receiver()
    assert drain(database, {"post": post}, LATER) == Turned(given_up=1)
    assert (post.arrived, rows(database)[0].last_error) == ([], "worker_died")


def test_a_row_that_stays_inside_is_worked_on_in_the_transaction_that_marks_it(town: Town) -> None:
    database, person = town.database, town.person()
    write(database, person, "inside", topic="frist.set")
    write(database, person, "inside", topic="valg.said")
    nobody_knows = write(database, person, "inside", topic="never.heard")
    broken = [True]

    def to_letter(session: Session, row: Row, now: datetime) -> None:
        outbox.enqueue(session, "letter.written", {"of": str(row.public_id)}, row.person_id, now)
        if broken.pop() if broken else False:
            raise ZeroDivisionError

    inside: dict[str, Any] = {"frist.set": to_letter}
    kept = {"valg.said": "it stands on the plan"}
    post = Receiver()

    assert drain(database, {"post": post}, NOW, inside, kept) == Turned(retried=1)
    assert len(rows(database)) == 3  # what the handler wrote before it broke is gone

    assert drain(database, {"post": post}, SOON, inside, kept) == Turned(done=3, given_up=1)
    sent = [row.public_id for row in rows(database) if row.lane == "post"]
    assert post.arrived == sent
    assert [row.public_id for row in rows(database) if row.gave_up_at] == [nobody_knows]


def test_a_message_that_has_nothing_to_tell_any_more_is_done(town: Town) -> None:
    write(town.database, town.person())
    post = Receiver()
    post.prepare = lambda *_: None  # type: ignore[method-assign]
    assert drain(town.database, {"post": post}, NOW) == Turned(done=1)
    assert (post.arrived, rows(town.database)[0].sent_at) == ([], NOW)


def test_workers_side_by_side_share_the_work_and_send_nothing_twice(town: Town) -> None:
    people = [town.person() for _ in range(4)]
    written: dict[int, list[UUID]] = {person: [] for person in people}
    for _ in range(6):
        for person in people:
            written[person].append(write(town.database, person))
    post = Receiver()
    relays = [Relay(town.database, {"post": post}) for _ in range(3)]

    def until_nothing_is_left(relay: Relay) -> None:
        while any(row.sent_at is None for row in rows(town.database)):
            turn(relay, NOW)

    with ThreadPoolExecutor(len(relays)) as pool:
        list(pool.map(until_nothing_is_left, relays))

    assert len(post.arrived) == 24
    for own in written.values():
        assert [key for key in post.arrived if key in own] == own


def test_it_goes_on_until_it_is_told_to_stop_and_ends_after_the_row_in_hand(town: Town) -> None:
    rows_written = [write(town.database, NOBODY) for _ in range(2)]
    sending, go_on, stop = threading.Event(), threading.Event(), threading.Event()

    class Slow(Receiver):
        def send(self, message: str, row: Row) -> str | None:
            sending.set()
            assert go_on.wait(30)
            return super().send(message, row)

    def broken(database: Database, now: datetime) -> None:
        raise ZeroDivisionError

    looked = threading.Event()
    every_minute = (broken, lambda database, now: looked.set())
    post, said = Slow(), list[str]()
    relay = Relay(town.database, {"post": post}, every_minute=every_minute)
    running = threading.Thread(target=relay.run, args=(stop, said.append))
    running.start()
    assert sending.wait(30)
    assert looked.wait(30)
    stop.set()
    go_on.set()
    running.join(30)

    assert not running.is_alive()
    assert post.arrived == rows_written[:1]
    left = town.database.read(
        lambda session: session.scalars(select(Outbox.sent_at).order_by(Outbox.id)).all()
    )
    assert [when is None for when in left] == [False, True]
    assert said == ["Working on inside, post.", "Stopped."]


def test_there_is_a_look_around_in_every_minute_also_when_it_takes_half_of_one(town: Town) -> None:
    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if timeout == IDLE_SECONDS:  # whoever goes through the outbox, and not who looks around
                return super().wait(0.01)
            pauses.append(timeout)
            self.set()
            return True

    pauses = list[float | None]()
    Relay(town.database, {}, every_minute=()).run(Stop(), lambda _: None)

    (pause,) = pauses
    assert pause is not None
    assert pause <= 30


def test_what_only_one_may_do_is_done_by_one_and_comes_free(town: Town, migrated_url: str) -> None:
    other = Database(migrated_url, lock_timeout_ms=1000)
    with alone(town.database, "count") as first, alone(other, "count") as second:
        assert (first, second) == (True, False)
        with alone(other, "sweep") as another:
            assert another
    with alone(other, "count") as now_free:
        assert now_free
    other.close()
