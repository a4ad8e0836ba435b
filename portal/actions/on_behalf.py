"""A caseworker does for a person, on the telephone, what the person can do alone, and by the same rules.

In the log it is the caseworker who did it, and the person sees who. Only whoever holds the kontaktforløb does
so, and only with the organisation's own times and meetings.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from portal.actions import casework
from portal.actions.casework import NotSeen, Seen
from portal.policy import tider
from portal.policy.indsigt import Del
from portal.policy.law import Finding
from portal.store import phone_acts
from portal.store.database import Database, Session
from portal.store.phone_acts import Act
from portal.store.views import BookingView, CaseworkerView, SlotView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Who is on the telephone: the caseworker's key, and the person's public id."""

    caseworker_id: int
    person: uuid.UUID


def write(
    database: Database, by: OnBehalf | None, action: str, now: datetime, work: Callable[[Session], T]
) -> T:
    """What `work` returns, in one transaction. Where a caseworker tries for nobody they see, it is logged."""
    return database.write(work) if by is None else casework.act(database, action, now, work)


def acting(session: Session, by: OnBehalf | None, person_id: int, now: datetime) -> Seen | None:
    """The caseworker who acts, and what they see; None where the person acts alone. Raises NotSeen."""
    if by is None:
        return None
    seen = casework.see(session, by.caseworker_id, by.person, now, Del.FORLOEB)
    if seen.person.person_id != person_id:
        raise NotSeen(seen.worker, person_id)
    return seen


def worker(seen: Seen | None) -> CaseworkerView | None:
    return seen.worker if seen else None


def against(seen: Seen | None, slot: SlotView) -> tuple[Finding, ...]:
    """Refuses another organisation's time."""
    if seen is None or slot.organisation.id == seen.worker.organisation.id:
        return ()
    return (tider.ikke_egen(),)


def is_others(seen: Seen | None, booking: BookingView) -> bool:
    """Whether the meeting is another organisation's, and so not the caseworker's to touch."""
    return seen is not None and booking.organisation.id != seen.worker.organisation.id


def keep(session: Session, seen: Seen | None, booking: BookingView, act: Act, now: datetime) -> None:
    """Keeps that it was done on the telephone, for the person to see."""
    if seen is not None:
        phone_acts.record(session, booking.id, seen.worker.id, act, now)
