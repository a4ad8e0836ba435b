"""Acts done for several people at once: what came of each, and taking back what nobody was told of yet."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from portal.policy.law import Decision
from portal.store.tables import Caseworker, Person
from portal.store.tables_case import Frist, Letter, Outbox
from portal.store.tables_overview import Batch, BatchItem

Act = Literal["saet_frist", "indkald"]
Outcome = Literal["done", "refused", "undone", "kept"]


@dataclass(frozen=True, slots=True)
class NewBatch:
    """An act for several people. `details`: what was asked for. `submission`: the form's own id.

    Until `undo_until` (aware) nothing is sent, and it can be taken back.
    """

    organisation_id: int
    caseworker_id: int
    act: Act
    liste: str
    details: Mapping[str, Any]
    submission: uuid.UUID
    at: datetime
    undo_until: datetime


@dataclass(frozen=True, slots=True)
class BatchView:
    """Times are aware. `undone_at`: when it was taken back, None where it stands."""

    id: int
    public_id: uuid.UUID
    organisation_id: int
    act: Act
    liste: str
    details: Mapping[str, Any]
    created_at: datetime
    undo_until: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """What came of it for one person. `refs`: the keys of what it made. `decision`: why it was refused."""

    id: int
    person_id: int
    public_id: uuid.UUID
    name: str
    outcome: Outcome
    refs: Mapping[str, Any]
    decision: Decision | None


def begin(session: Session, new: NewBatch) -> BatchView:
    """Keeps the batch, with nothing done yet; the one that the same form began before."""
    # A form that was sent twice at once waits for itself.
    session.execute(
        select(Caseworker.id).where(Caseworker.id == new.caseworker_id).with_for_update(key_share=True)
    )
    known = _one(session, Batch.submission == new.submission, Batch.caseworker_id == new.caseworker_id)
    if known is not None:
        return known
    session.execute(
        insert(Batch).values(
            public_id=uuid.uuid4(),
            organisation_id=new.organisation_id,
            caseworker_id=new.caseworker_id,
            act=new.act,
            liste=new.liste,
            details=dict(new.details),
            submission=new.submission,
            created_at=new.at,
            undo_until=new.undo_until,
        )
    )
    begun = _one(session, Batch.submission == new.submission, Batch.caseworker_id == new.caseworker_id)
    assert begun is not None  # noqa: S101 - it was written a moment ago
    return begun


def get_own(session: Session, caseworker_id: int, public_id: uuid.UUID) -> BatchView | None:
    """The caseworker's own batch of that id."""
    return _one(session, Batch.public_id == public_id, Batch.caseworker_id == caseworker_id)


def undoable(session: Session, caseworker_id: int, liste: str, at: datetime) -> BatchView | None:
    """What the caseworker did last for people of that list, while it can be taken back, at `at` (aware)."""
    latest = (
        select(Batch.id)
        .where(
            Batch.caseworker_id == caseworker_id,
            Batch.liste == liste,
            Batch.undone_at.is_(None),
            Batch.undo_until > at,
        )
        .order_by(Batch.created_at.desc(), Batch.id.desc())
        .limit(1)
    )
    return _one(session, Batch.id == latest.scalar_subquery())


def lock(session: Session, batch: BatchView) -> BatchView:
    """The batch as it stands now; nobody else takes it back meanwhile."""
    session.execute(select(Batch.id).where(Batch.id == batch.id).with_for_update())
    found = _one(session, Batch.id == batch.id)
    assert found is not None  # noqa: S101 - no batch is ever deleted
    return found


def items(session: Session, batch_id: int) -> tuple[ItemView, ...]:
    """What came of it for each, in the order in which it was done; one statement."""
    query = (
        select(
            BatchItem.id,
            BatchItem.person_id,
            Person.public_id,
            Person.name,
            BatchItem.outcome,
            BatchItem.refs,
            BatchItem.findings,
        )
        .join(Person, Person.id == BatchItem.person_id)
        .where(BatchItem.batch_id == batch_id)
        .order_by(BatchItem.id)
    )
    return tuple(
        ItemView(
            id=row.id,
            person_id=row.person_id,
            public_id=row.public_id,
            name=row.name,
            outcome=row.outcome,
            refs=row.refs,
            decision=Decision.from_json(row.findings) if row.findings else None,
        )
        for row in session.execute(query)
    )


def add_item(
    session: Session,
    batch_id: int,
    person: uuid.UUID,
    outcome: Outcome,
    refs: Mapping[str, Any],
    decision: Decision | None = None,
) -> None:
    """Keeps what came of it for one person, in the transaction of the act itself, which has locked them.

    What was kept for them before stays.
    """
    key = session.execute(select(Person.id).where(Person.public_id == person)).scalar_one()
    kept = select(BatchItem.id).where(BatchItem.batch_id == batch_id, BatchItem.person_id == key)
    if session.execute(kept).first() is not None:
        return
    session.execute(
        insert(BatchItem).values(
            batch_id=batch_id,
            person_id=key,
            outcome=outcome,
            refs=dict(refs),
            findings=decision.as_json() if decision is not None else None,
        )
    )


def set_outcome(session: Session, item_id: int, outcome: Outcome) -> None:
    session.execute(update(BatchItem).where(BatchItem.id == item_id).values(outcome=outcome))


def undo(session: Session, batch_id: int, at: datetime) -> None:
    """The batch was taken back at `at` (aware)."""
    session.execute(update(Batch).where(Batch.id == batch_id).values(undone_at=at))


def letter_is_unread(session: Session, public_id: uuid.UUID) -> bool:
    """Whether the person has not opened the letter; where it was opened, it cannot be unsaid."""
    found = session.execute(select(Letter.read_at).where(Letter.public_id == public_id)).one_or_none()
    return found is not None and found.read_at is None


def withdraw_letter(session: Session, public_id: uuid.UUID, at: datetime) -> None:
    """Nobody is shown it from `at` (aware) on."""
    session.execute(update(Letter).where(Letter.public_id == public_id).values(withdrawn_at=at))


def withdraw_frist(session: Session, frist_id: int, at: datetime) -> None:
    """It is no fact of the person's any more."""
    session.execute(update(Frist).where(Frist.id == frist_id).values(withdrawn_at=at))


def take_back_messages(session: Session, person_id: int, due: datetime) -> int:
    """Deletes what was to be sent to the person at that very moment; gives how many messages that were."""
    waiting = delete(Outbox).where(
        Outbox.person_id == person_id, Outbox.next_attempt_at == due, Outbox.sent_at.is_(None)
    )
    return len(session.execute(waiting.returning(Outbox.id)).all())


def _one(session: Session, *conditions: Any) -> BatchView | None:
    names = [field.name for field in fields(BatchView)]
    found = session.execute(select(*(getattr(Batch, name) for name in names)).where(*conditions))
    row = found.mappings().one_or_none()
    return BatchView(**dict(row)) if row is not None else None
