"""A caseworker does one thing for several people of a list: each is judged and done alone, and all can be
taken back until something is sent (`undo_for_many.py`).

What came of it for a person is kept in the transaction of the act, so that whatever was done can be undone,
whenever the process is killed. The same form sent again goes on where it was broken off.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

from portal.actions import casework
from portal.actions.book_jobsamtale import UnknownSlot
from portal.actions.call_in import Called, CallIn, NotCalled, call_in
from portal.actions.casework import NotSeen
from portal.actions.set_booking_deadline import (
    DeadlineNotSet,
    DeadlineSet,
    SetBookingDeadline,
    set_booking_deadline,
)
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.law import Decision
from portal.policy.tider import tiden_er_taget
from portal.store import batches
from portal.store.batches import Act, BatchView, NewBatch, Outcome
from portal.store.database import Database, Session

T = TypeVar("T")

UNDO: Final = timedelta(minutes=10)
"""For how long nothing is sent, and all of it can be taken back."""

AT_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class DoForMany:
    """`people`: public ids, at most `AT_MOST`; `submission`: the form's own id.

    `frist`: the deadline that all of them are set. `times`: the published time that each is called to, by
    the person; who has none is left out.
    """

    caseworker_id: int
    liste: str
    act: Act
    people: tuple[uuid.UUID, ...]
    submission: uuid.UUID
    frist: date | None = None
    times: dict[uuid.UUID, uuid.UUID] | None = None


def do_for_many(command: DoForMany, database: Database, now: datetime) -> BatchView:
    """Does it at `now` (aware), and gives what it is taken back by. Raises NotSeen, Busy."""
    if len(command.people) > AT_MOST:
        raise ValueError(f"at most {AT_MOST} people at once, not {len(command.people)}")
    batch = database.write(lambda session: _begin(session, command, now))
    known = database.read(lambda session: batches.items(session, batch.id))
    done = {item.public_id for item in known}
    # What is done after the time to undo would be sent at once, unlooked at.
    for person in command.people if now < batch.undo_until and batch.undone_at is None else ():
        if person not in done:
            _do(command, batch, person, database, now)
    return batch


def _begin(session: Session, command: DoForMany, now: datetime) -> BatchView:
    worker = casework.working(session, command.caseworker_id)
    if worker.role == casework.FIGURES_ONLY:
        raise NotSeen(worker, None)
    details = {"frist": command.frist.isoformat()} if command.frist else {}
    return batches.begin(
        session,
        NewBatch(
            organisation_id=worker.organisation.id,
            caseworker_id=worker.id,
            act=command.act,
            liste=command.liste,
            details=details,
            submission=command.submission,
            at=now,
            undo_until=now + UNDO,
        ),
    )


def _do(command: DoForMany, batch: BatchView, person: uuid.UUID, database: Database, now: datetime) -> None:
    def keep(session: Session, outcome: object) -> None:
        found = _told(outcome)
        if found is not None:
            batches.add_item(session, batch.id, person, *found)

    kept = _Keeping(database, keep)
    try:
        if command.act == "saet_frist":
            assert command.frist is not None  # noqa: S101 - the form has a day for all
            deadline = SetBookingDeadline(
                command.caseworker_id, person, command.frist, tell_from=batch.undo_until
            )
            set_booking_deadline(deadline, kept, now)
        elif command.times and person in command.times:
            call_in(_summons(command, person), kept, now, tell_from=batch.undo_until)
    except NotSeen:
        # Who is no longer the organisation's is left out; that somebody tried is in the log.
        return
    except UnknownSlot:
        gone = Decision("indkald", (tiden_er_taget(),))
        database.write(lambda session: batches.add_item(session, batch.id, person, "refused", {}, gone))


def _summons(command: DoForMany, person: uuid.UUID) -> CallIn:
    assert command.times is not None  # noqa: S101 - asked before
    return CallIn(
        caseworker_id=command.caseworker_id,
        person=person,
        art=SamtaleArt.JOBSAMTALE,
        form=Samtaleform.FREMMOEDE,
        time=command.times[person],
        # The same form sent again names the same summons.
        submission=uuid.uuid5(command.submission, str(person)),
    )


def _told(outcome: object) -> tuple[Outcome, dict[str, Any], Decision | None] | None:
    """What is kept of an outcome; None for what is none."""
    match outcome:
        case DeadlineSet(repeated=False):
            return "done", {"frist": outcome.frist_id, "letter": str(outcome.letter)}, None
        case Called(repeated=False):
            return "done", {"booking": str(outcome.booking.public_id), "letter": str(outcome.letter)}, None
        case DeadlineSet() | Called():
            # Somebody had done it before: it is not this one's to take back.
            return "kept", {}, None
        case DeadlineNotSet() | NotCalled():
            return "refused", {}, outcome.decision
    return None


class _Keeping(Database):
    """The same database; each transaction that is written there also keeps what came of it."""

    def __init__(self, database: Database, keep: Callable[[Session, object], None]) -> None:
        self._database = database
        self._keep = keep

    def write(self, work: Callable[[Session], T]) -> T:
        def both(session: Session) -> T:
            result = work(session)
            self._keep(session, result)
            return result

        return self._database.write(both)

    def read(self, work: Callable[[Session], T]) -> T:
        return self._database.read(work)
