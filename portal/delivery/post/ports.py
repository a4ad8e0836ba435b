"""What a way into Digital Post must be able to do, whoever runs it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from portal.delivery.channel import NotNow
from portal.delivery.post.memo import Memo, Sms
from portal.store.cpr import Cpr

NOT_SET_UP: Final = "not_set_up"


class NotRegistered(Exception):
    """The receiver has no mailbox in Digital Post, so that a letter goes on paper; or wants no NemSMS."""


class Post(Protocol):
    """One way into Digital Post. All raise Undeliverable and NotNow, which never say whom it is about."""

    def registered(self, cpr: Cpr, sender_cvr: str, now: datetime, *, sms: bool = False) -> bool:
        """Whether that person gets Digital Post, or NemSMS. True where this way cannot be asked first."""
        ...

    def reach(self, sender_cvr: str, now: datetime, *, sms: bool = False) -> None:
        """Asks on behalf of that organisation for something about nobody, to know that this way is open."""
        ...

    def hand_over(self, memo: Memo | Sms, now: datetime) -> str | None:
        """Sends it under `memo.id`; the same again, under the same id, is the same message. Gives what the
        receiver calls it, where it says so. Raises NotRegistered.
        """
        ...


class NoPost:
    """Digital Post is not set up: whatever should go there waits."""

    def registered(self, cpr: Cpr, sender_cvr: str, now: datetime, *, sms: bool = False) -> bool:
        raise NotNow(NOT_SET_UP)

    def reach(self, sender_cvr: str, now: datetime, *, sms: bool = False) -> None:
        raise NotNow(NOT_SET_UP)

    def hand_over(self, memo: Memo | Sms, now: datetime) -> str | None:
        raise NotNow(NOT_SET_UP)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the message of that id, at `at` (aware). `failed`: it was not delivered after all;
    neither `arrived` nor `failed`: it is on its way.
    """

    message: uuid.UUID
    at: datetime
    arrived: bool
    failed: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is told, and told again until `Receipts.done` was called. None: it is no receipt."""

    key: str
    receipt: Receipt | None


class Receipts(Protocol):
    """Where Digital Post tells what became of messages."""

    def waiting(self) -> Iterable[Waiting]:
        """What has been told and not been taken. Raises NotNow."""
        ...

    def done(self, key: str) -> None:
        """It has been taken. Raises NotNow."""
        ...
