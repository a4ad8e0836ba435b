"""A caseworker looks at a person: what may be seen, at one moment, and the log before anything is shown."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from flask import abort

from portal import clock
from portal.actions import casework, held_meeting
from portal.actions.casework import NotSeen, Seen
from portal.actions.outcome import UnknownBooking
from portal.policy.indsigt import Del
from portal.policy.law import Finding
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker, next_step_for_caseworker
from portal.wording.reader import Reader

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Looking:
    """Who is looked at, by whom, when, and in which language it is told."""

    seen: Seen
    now: datetime
    reader: Reader

    def sees_meeting(self, booking: BookingView, *, kommende: bool) -> bool:
        own = self.seen.worker.organisation.id
        return self.seen.indsigt.ser_samtale(
            booking.art,
            holder_selv=booking.organisation.id == own,
            deltager_selv=booking.a_kasse is not None and booking.a_kasse.id == own,
            kommende=kommende,
        )

    def told(self, findings: Iterable[Finding]) -> list[tuple[str, str]]:
        """Each finding in words, and what the caseworker can do about it."""
        return [
            (explain_to_caseworker(finding, self.reader), next_step_for_caseworker(finding, self.reader))
            for finding in findings
        ]


def look(person: uuid.UUID, action: str, work: Callable[[Session, Looking], T], *parts: Del) -> T:
    """What `work` makes of the person. Whoever does not see these parts finds nothing here."""
    now = clock.now()

    def read(session: Session) -> tuple[Seen, None, T]:
        seen = casework.see(session, caseworker().id, person, now, *parts)
        return seen, None, work(session, Looking(seen, now, reader()))

    return _looked(action, now, read)


def look_at_meeting(
    person: uuid.UUID, samtale: uuid.UUID, action: str, work: Callable[[Session, Looking, BookingView], T]
) -> T:
    """What `work` makes of one meeting. Whoever does not see it finds nothing here."""
    now = clock.now()

    def read(session: Session) -> tuple[Seen, int, T]:
        seen, booking = held_meeting.find(session, caseworker().id, person, samtale, now)
        return seen, booking.id, work(session, Looking(seen, now, reader()), booking)

    return _looked(action, now, read)


def log_named(action: str, people: Collection[uuid.UUID], now: datetime) -> None:
    """Keeps that the signed-in caseworker is shown the names of these people (public ids)."""
    worker = caseworker()
    casework.log_shown(database(), worker.id, worker.organisation.id, action, people, now)


def _looked(action: str, now: datetime, read: Callable[[Session], tuple[Seen, int | None, T]]) -> T:
    try:
        seen, booking_id, found = database().read(read)
    except NotSeen as nobody:
        casework.log_refused(database(), action, nobody, now)
        abort(404)
    except UnknownBooking:
        abort(404)
    casework.log_seen(database(), seen, action, now, booking_id=booking_id)
    return found
