"""Somebody makes an address for their calendar program, or a new one in place of the old, which then opens
nothing.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.store import audit, feeds
from portal.store.database import Database, Session
from portal.store.feeds import FeedView, Owner

ACTION: Final = "renew_calendar_feed"
_TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class RenewCalendarFeed:
    """`replaces`: the address that the page showed as the present one; None where it showed none.

    `language`: the one to tell of meetings in, where the owner has chosen none.
    """

    owner: Owner
    shows_place: bool
    language: str
    replaces: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class NewAddress:
    """`token` is the random part of the address. It is known here and now and never again."""

    token: str
    feed: FeedView


def renew_calendar_feed(command: RenewCalendarFeed, database: Database, now: datetime) -> NewAddress | None:
    """The new address; `now` is aware.

    None where the address that it was to replace is not the present one: the same form sent twice does not
    close what the first one opened.
    """
    return database.write(lambda session: _renew(session, command, now))


def digest(token: str) -> bytes:
    """What is kept of an address. The token is random through and through, so a plain hash hides it."""
    return hashlib.sha256(token.encode()).digest()


def entry(owner: Owner, action: str, now: datetime) -> audit.AuditEntry:
    """What the log says of somebody's doing with their own address."""
    citizen = owner.person_id is not None
    return audit.AuditEntry(
        at=now,
        actor_kind="citizen" if citizen else "caseworker",
        actor_id=owner.person_id if citizen else owner.caseworker_id,
        person_id=owner.person_id,
        action=action,
        outcome="allowed",
    )


def _renew(session: Session, command: RenewCalendarFeed, now: datetime) -> NewAddress | None:
    feeds.lock(session, command.owner)
    present = feeds.of(session, command.owner)
    if (present.public_id if present else None) != command.replaces:
        return None
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    feed = feeds.put(
        session,
        command.owner,
        digest(token),
        shows_place=command.shows_place,
        language=command.language,
        at=now,
    )
    audit.record(session, entry(command.owner, ACTION, now))
    return NewAddress(token, feed)
