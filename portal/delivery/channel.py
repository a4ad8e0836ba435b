"""What carries a row of the outbox out of the house, or works on it inside.

A row that stays inside is worked on in the transaction that marks it as sent: what comes of it, letters and
further rows, is there exactly once. A row that leaves is read, sent outside any transaction, and marked as
sent afterwards; if the process dies in between it is sent again, under the same id.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from portal.store.database import Session

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the outbox. `public_id` is the receiver's idempotency key. `attempts`: begun before this."""

    id: int
    public_id: uuid.UUID
    person_id: int | None
    topic: str
    payload: Mapping[str, Any]
    created_at: datetime
    attempts: int


class Undeliverable(Exception):
    """The receiver will never take it. The message says why: never whom it is to, or what about."""


class NotNow(Exception):
    """It did not arrive this time, and may the next. The message says why, as above.

    `until` (aware): before that it is not time for it, and this counts as no attempt.
    """

    def __init__(self, why: str, until: datetime | None = None) -> None:
        super().__init__(why)
        self.until = until


class Inside(Protocol):
    """Works on a row within the transaction that marks it as sent."""

    def __call__(self, session: Session, row: Row, now: datetime) -> None: ...


class Channel(Protocol[M]):
    """One way out of the house."""

    def prepare(self, session: Session, row: Row, now: datetime) -> M | None:
        """Reads all that the message needs. None: there is nothing to tell any more, and the row is done."""
        ...

    def send(self, message: M, row: Row) -> str | None:
        """Hands the message over, under `row.public_id`. Gives what the receiver calls it, where it says so.

        It waits for no receiver longer than a minute (`portal.store.outbox_claims.LEASE` is five).
        Raises Undeliverable or NotNow; anything else that is raised counts as NotNow.
        """
        ...

    def sent(self, session: Session, row: Row, message: M, receipt: str | None, now: datetime) -> None:
        """Keeps what is to be kept of it, in the transaction that marks the row as sent."""
        ...
