"""A caseworker takes back what was done for several people, while nothing of it is sent.

Nobody is told: the deadline, the meeting and the letter are as if they had never been, but for the log. What
a person has seen or answered in the meantime stays, and is said to stay.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework
from portal.policy.facts import AflystAf, SamtaleStatus
from portal.store import audit, batches, bookings, people, summons
from portal.store.batches import BatchView, ItemView
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

ACTION = "undo_for_many"


class TooLate(Exception):
    """What was done has been sent, or is being sent."""


@dataclass(frozen=True, slots=True)
class UndoForMany:
    """`batch`: a public id, of the caseworker's own."""

    caseworker_id: int
    batch: uuid.UUID


def undo_for_many(command: UndoForMany, database: Database, now: datetime) -> BatchView:
    """Takes it back, all of it in one transaction; once taken back it stays so.

    Raises LookupError for nobody's batch, or another's, and TooLate once the time is over.
    """

    def work(session: Session) -> BatchView:
        worker = casework.working(session, command.caseworker_id)
        found = batches.get_own(session, worker.id, command.batch)
        if found is None:
            raise LookupError(f"no batch {command.batch}")
        batch = batches.lock(session, found)
        if batch.undone_at is not None:
            return batch
        if now >= batch.undo_until:
            raise TooLate
        for item in sorted(batches.items(session, batch.id), key=lambda item: item.person_id):
            if item.outcome == "done":
                _take_back(session, worker, batch, item, now)
        batches.undo(session, batch.id, now)
        return batches.lock(session, batch)

    return database.write(work)


def _take_back(
    session: Session, worker: CaseworkerView, batch: BatchView, item: ItemView, now: datetime
) -> None:
    people.lock(session, item.person_id)
    letter = uuid.UUID(item.refs["letter"])
    undone = batches.letter_is_unread(session, letter) and _unsaid(session, batch, item, now)
    if undone:
        batches.withdraw_letter(session, letter, now)
        batches.take_back_messages(session, item.person_id, batch.undo_until)
    batches.set_outcome(session, item.id, "undone" if undone else "kept")
    outcome = "allowed" if undone else "refused"
    details = {"act": batch.act}
    entry = casework.entry(worker, ACTION, now, person_id=item.person_id, outcome=outcome, details=details)
    audit.record(session, entry)


def _unsaid(session: Session, batch: BatchView, item: ItemView, now: datetime) -> bool:
    """Takes back the deadline or the meeting, where nothing has come of it; whether it did."""
    if batch.act == "saet_frist":
        batches.withdraw_frist(session, item.refs["frist"], now)
        return True
    booking = bookings.get_own(session, item.person_id, uuid.UUID(item.refs["booking"]))
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT or booking.ombookninger:
        return False
    answered = summons.of_booking(session, booking.id)
    if answered is not None and (answered.bekraeftet or answered.oensket):
        return False
    bookings.call_off(session, booking, AflystAf.MYNDIGHED, bookings.REGRETTED, now)
    return True
