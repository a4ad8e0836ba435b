"""An outbox in which rows are written, and a receiver who keeps what arrives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from portal.delivery.channel import Row
from portal.store.database import Database, Session
from portal.store.tables_case import Outbox
from tests.store.town import NOW


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
