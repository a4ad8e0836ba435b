"""What jobcenter and a-kasse tell each other of missed meetings, on its way to the other (BAB § 147).

The law sends it by way of the common data base (det fælles it-baserede datagrundlag). `Exchange` is the port
to it. Where both organisations use this portal, nothing has to leave it: `Inbox` is that stand-in, and the
other finds the notice in its own list from the moment its row is marked as sent.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.delivery.channel import Row, Undeliverable
from portal.store import underretninger
from portal.store.database import Session


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told: its id, that of the notice it belongs to, and its kind (`portal.policy.underretning`)."""

    besked: uuid.UUID
    underretning: uuid.UUID
    art: str


class Exchange(Protocol):
    """The way between the two."""

    def hand_over(self, notice: Notice, key: uuid.UUID) -> str | None:
        """Hands it over once under `key`, however often it is asked to. Gives what the receiver calls it.

        Raises Undeliverable or NotNow.
        """
        ...


class Inbox:
    """Both read in this portal: there is nothing to carry."""

    def hand_over(self, notice: Notice, key: uuid.UUID) -> str | None:
        return None


class AuthorityChannel:
    """The channel of the lane `authority`."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def prepare(self, session: Session, row: Row, now: datetime) -> Notice | None:
        besked = uuid.UUID(row.payload["besked"])
        if not underretninger.exists(session, besked):
            raise Undeliverable("unknown_notice")
        return Notice(besked, uuid.UUID(row.payload["underretning"]), row.payload["art"])

    def send(self, message: Notice, row: Row) -> str | None:
        return self._exchange.hand_over(message, row.public_id)

    def sent(self, session: Session, row: Row, message: Notice, receipt: str | None, now: datetime) -> None:
        underretninger.received(session, message.besked, now)


def channel() -> AuthorityChannel:
    """Always there: both sides are in this portal."""
    return AuthorityChannel(Inbox())
