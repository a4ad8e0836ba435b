"""An outbox in which rows are written and that is emptied, and a receiver who keeps what arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from portal.delivery import routes
from portal.delivery.channel import Channel, Inside, Row
from portal.delivery.relay import Relay
from portal.store.database import Database, Session
from portal.store.tables_case import Outbox
from tests.store.town import NOW

PORTION = 20
"""So many rows go one way before the next way has its turn."""


def write(
    database: Database, person: int | None, lane: str = "post", at: datetime = NOW, **more: Any
) -> UUID:
    """A row that goes that way, due at `at`; its key for the receiver."""
    values = {
        "person_id": person,
        "topic": "letter.written",
        "lane": lane,
        "payload": {},
        "created_at": at,
        "next_attempt_at": at,
    } | more
    statement = insert(Outbox).values(**values).returning(Outbox.public_id)
    return database.write(lambda session: session.execute(statement).scalar_one())


def rows(database: Database) -> list[Outbox]:
    return list(database.read(lambda session: session.scalars(select(Outbox).order_by(Outbox.id)).all()))


class Receiver:
    """Keeps what arrives, in order. `answers`: what it says to a row at first, before it takes it."""

    def __init__(self, answers: Mapping[UUID, list[Exception]] | None = None) -> None:
        self.answers = {key: list(value) for key, value in (answers or {}).items()}
        self.arrived: list[UUID] = []
        self.attempts: list[int] = []

    def prepare(self, session: Session, row: Row, now: datetime) -> str | None:
        return "message"

    def send(self, message: str, row: Row) -> str | None:
        self.attempts.append(row.attempts)
        if waiting := self.answers.get(row.public_id):
            raise waiting.pop(0)
        self.arrived.append(row.public_id)
        return None

    def sent(self, session: Session, row: Row, message: str, receipt: str | None, now: datetime) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Turned:
    """How many rows were done, put off, and given up."""

    done: int = 0
    retried: int = 0
    given_up: int = 0

    @property
    def rows(self) -> int:
        return self.done + self.retried + self.given_up

    def __add__(self, other: Turned) -> Turned:
        return Turned(self.done + other.done, self.retried + other.retried, self.given_up + other.given_up)


def turn(relay: Relay, now: datetime) -> Turned:
    """Does a portion of what is due at `now` (aware), each way in turn."""
    turned = Turned()
    for lane in relay.lanes:
        for _ in range(PORTION):
            outcome = relay.one(lane, now)
            if outcome is None:
                break
            turned += Turned(**{outcome: 1})
    return turned


def drain(
    database: Database,
    channels: Mapping[str, Channel[Any]],
    now: datetime,
    inside: Mapping[str, Inside] = routes.INSIDE,
    kept: Mapping[str, str] = routes.KEPT,
) -> Turned:
    """Does all that is due at `now` (aware), and what comes of it. What is put off stays for later."""
    relay = Relay(database, channels, inside, kept)
    turned = Turned()
    while (portion := turn(relay, now)).rows:
        turned += portion
    return turned
