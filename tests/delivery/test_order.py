"""What is for one person is begun in order, whichever ways it goes, and no way waits for one that is down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.delivery.backoff import LAST
from portal.delivery.channel import NotNow, Row
from portal.delivery.relay import Relay
from portal.store import outbox_claims
from portal.store.database import Session
from portal.store.tables_case import Outbox
from tests.delivery.outbox import Receiver, rows, turn, write
from tests.store.town import NOW, Town

WORKED_ON = ("inside", "post", "mail")
TOPIC = "frist.set"
STEP = timedelta(minutes=1)
AGES = timedelta(days=30)

Written = st.tuples(
    st.sampled_from((*WORKED_ON, "sms")),  # the last is not set up
    st.integers(0, 3).map(lambda steps: steps * STEP),  # due that much later
    st.integers(0, 2),  # how often it fails at first
    st.booleans(),  # for the one person or the other
)
Step = st.tuples(st.sampled_from(WORKED_ON), st.integers(0, 1))


def test_a_letter_waits_for_what_comes_before_it_and_not_for_a_mail_server_that_is_away(town: Town) -> None:
    database, person = town.database, town.person()
    mail = [write(database, person, "mail") for _ in range(2)]
    letter = write(database, person, "post")
    away, post = Receiver({mail[0]: [NotNow("receiver_away")] * LAST}), Receiver()
    relay = Relay(database, {"mail": away, "post": post})

    assert relay.one("post", NOW) is None  # the mail before it has not been tried
    held = database.write(lambda session: outbox_claims.claim(session, "mail", NOW, relay.lanes))
    assert held is not None
    assert relay.one("post", NOW) is None  # and is just being sent
    freed = NOW + outbox_claims.LEASE
    assert relay.one("mail", freed) == "retried"
    assert relay.one("post", freed) == "done"
    assert (post.arrived, away.arrived) == ([letter], [])


class Watched:
    """All receivers in one: keeps in which order rows were first begun, and fails as often as it is told."""

    def __init__(self, fails: dict[UUID, int]) -> None:
        self.fails = fails
        self.begun = list[int]()

    def work(self, session: Session, row: Row, now: datetime) -> None:
        self.take(row)

    def take(self, row: Row) -> None:
        if row.attempts == 0:
            self.begun.append(row.id)
        if row.attempts < self.fails[row.public_id]:
            raise NotNow("receiver_away")


class Way(Receiver):
    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self._watched = watched

    def send(self, message: str, row: Row) -> str | None:
        self._watched.take(row)
        return None


def test_whatever_comes_when_and_fails_each_person_gets_it_in_order(town: Town, database_kind: str) -> None:
    ever = count(1)

    @settings(
        max_examples=40 if database_kind == "sqlite" else 10,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(Written, min_size=2, max_size=6), st.lists(Step, max_size=14))
    def gets_it_in_order(written: list[Any], steps: list[Any]) -> None:
        start = NOW + next(ever) * AGES
        people = town.person(), town.person()
        fails = {
            write(town.database, people[other], lane, start + later, topic=TOPIC): failures
            for lane, later, failures, other in written
        }
        watched = Watched(fails)
        relay = Relay(
            town.database, {lane: Way(watched) for lane in ("post", "mail")}, {TOPIC: watched.work}, {}
        )
        now = start
        for lane, passed in steps:
            now += passed * STEP
            before = _own(town, people)
            known = len(watched.begun)
            outcome = relay.one(lane, now)
            for row_id in watched.begun[known:]:
                (row,) = (one for one in before if one.id == row_id)
                assert not list(_goes_first(row, before, now))
            if outcome is None:
                assert all(_waits(row, before, now) for row in before if row.lane == lane and _due(row, now))
        while turn(relay, now + AGES / 2).rows:
            now += STEP
        assert {row.lane for row in _own(town, people) if row.sent_at is None} <= {"sms"}

    gets_it_in_order()


def _own(town: Town, people: tuple[int, ...]) -> list[Outbox]:
    return [row for row in rows(town.database) if row.person_id in people]


def _due(row: Outbox, now: datetime) -> bool:
    return row.sent_at is None and row.next_attempt_at <= now


def _goes_first(row: Outbox, all_rows: list[Outbox], now: datetime) -> Iterator[Outbox]:
    """Those that should have been begun before the row."""
    for one in all_rows:
        before = one.person_id == row.person_id and one.id < row.id and one.lane in WORKED_ON
        if before and one.attempts == 0 and _due(one, now) and not _behind_a_failed_one(one, all_rows):
            yield one


def _behind_a_failed_one(row: Outbox, all_rows: list[Outbox]) -> bool:
    return any(
        one.person_id == row.person_id
        and one.lane == row.lane
        and one.id < row.id
        and one.sent_at is None
        and one.attempts > 0
        for one in all_rows
    )


def _waits(row: Outbox, all_rows: list[Outbox], now: datetime) -> bool:
    return _behind_a_failed_one(row, all_rows) or bool(list(_goes_first(row, all_rows, now)))
