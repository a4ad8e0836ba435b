"""Letters that go on paper: queued, put together in a file that is printed, and said to be in the post."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker
from portal.store.tables_case import Letter
from portal.store.tables_post import PrintBatch, PrintItem

POSTED_WITHIN: Final = timedelta(days=1)
"""Letters on paper are printed and put in the post every day."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many letters wait to be printed, and since when (aware) the first of them does."""

    count: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class BatchView:
    """A file of letters. `made_at`, `sent_at` aware; `made_by` None: the portal, by itself; `sent_at` None:
    nobody has said that they are posted.
    """

    public_id: uuid.UUID
    made_at: datetime
    made_by: str | None
    letters: int
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """One letter of a file, with the lines it goes to. `copy`: not the person's own, but that of somebody who
    stands in for them.
    """

    letter_id: int
    person_id: int
    kind: str
    version: int
    language: str
    title: str
    body: str
    copy: bool
    address: tuple[str, ...]


def put(
    session: Session,
    letter_id: int,
    organisation_id: int,
    address: tuple[str, ...],
    at: datetime,
    fuldmagt: uuid.UUID | None = None,
) -> bool:
    """The letter goes on paper to these lines, name first; False where it does already. `at` aware."""
    same = PrintItem.fuldmagt.is_(None) if fuldmagt is None else PrintItem.fuldmagt == fuldmagt
    if session.execute(select(PrintItem.id).where(PrintItem.letter_id == letter_id, same)).first():
        return False
    session.execute(
        insert(PrintItem).values(
            letter_id=letter_id,
            organisation_id=organisation_id,
            address="\n".join(address),
            queued_at=at,
            fuldmagt=fuldmagt,
        )
    )
    return True


def goes_on_paper(session: Session, letter_id: int) -> bool:
    """Whether the person's own letter goes, or went, on paper."""
    query = select(PrintItem.id).where(PrintItem.letter_id == letter_id, PrintItem.fuldmagt.is_(None))
    return session.execute(query).first() is not None


def waiting(session: Session, organisation_id: int) -> Waiting:
    query = select(func.count(PrintItem.id), func.min(PrintItem.queued_at)).where(_waits(organisation_id))
    count, since = session.execute(query).one()
    return Waiting(count, since)


def with_waiting(session: Session, until: datetime) -> list[int]:
    """The organisations of which a letter waits that was queued before `until` (aware). One statement."""
    query = select(PrintItem.organisation_id).where(
        PrintItem.print_batch_id.is_(None), PrintItem.queued_at < until
    )
    return list(session.scalars(query.distinct().order_by(PrintItem.organisation_id)))


def gather(
    session: Session,
    organisation_id: int,
    caseworker_id: int | None,
    at: datetime,
    most: int,
    until: datetime | None = None,
) -> uuid.UUID | None:
    """Puts what has waited longest in a new file, at most `most` letters; None where nothing waits.

    `caseworker_id` None: the portal does it by itself. `until` (aware): only what was queued before.
    """
    items = select(PrintItem.id).where(_waits(organisation_id)).order_by(PrintItem.id).limit(most)
    if until is not None:
        items = items.where(PrintItem.queued_at < until)
    keys = session.execute(items.with_for_update()).scalars().all()
    if not keys:
        return None
    public_id = uuid.uuid4()
    values = {"organisation_id": organisation_id, "caseworker_id": caseworker_id, "made_at": at}
    made = insert(PrintBatch).values(values | {"public_id": public_id}).returning(PrintBatch.id)
    batch = session.execute(made).scalar_one()
    into = update(PrintItem).where(PrintItem.id.in_(keys), PrintItem.print_batch_id.is_(None))
    session.execute(into.values(print_batch_id=batch), execution_options={"synchronize_session": False})
    return public_id


def batches(session: Session, organisation_id: int, limit: int) -> tuple[BatchView, ...]:
    """The organisation's files: first those that nobody has said to be posted, then the latest."""
    query = (
        _batches()
        .where(PrintBatch.organisation_id == organisation_id)
        .order_by(PrintBatch.sent_at.is_not(None), PrintBatch.made_at.desc(), PrintBatch.id.desc())
        .limit(limit)
    )
    return tuple(BatchView(*row) for row in session.execute(query))


def letters(session: Session, organisation_id: int, batch: uuid.UUID) -> tuple[PrintedLetter, ...]:
    """What is in the organisation's file, in the order it was queued; none: there is no such file."""
    query = (
        select(
            Letter.id,
            Letter.person_id,
            Letter.kind,
            Letter.version,
            Letter.language,
            Letter.title,
            Letter.body,
            PrintItem.fuldmagt.is_not(None).label("copy"),
            PrintItem.address,
        )
        .join(PrintItem, PrintItem.letter_id == Letter.id)
        .join(PrintBatch, PrintBatch.id == PrintItem.print_batch_id)
        .where(PrintBatch.organisation_id == organisation_id, PrintBatch.public_id == batch)
        .order_by(PrintItem.id)
    )
    return tuple(
        PrintedLetter(*row[:-1], address=tuple(row[-1].split("\n"))) for row in session.execute(query)
    )


def overdue(organisation_id: int, now: datetime) -> ColumnElement[int]:
    """Asks how many of the organisation's letters should be in the post at `now` (aware) and are not."""
    late = select(func.count(PrintItem.id)).where(PrintItem.queued_at < now - POSTED_WITHIN)
    waits = late.where(_waits(organisation_id))
    printed = late.join(PrintBatch, PrintBatch.id == PrintItem.print_batch_id).where(
        PrintBatch.organisation_id == organisation_id, PrintBatch.sent_at.is_(None)
    )
    return waits.scalar_subquery() + printed.scalar_subquery()


def has(session: Session, organisation_id: int, batch: uuid.UUID) -> bool:
    """Whether that file is the organisation's."""
    query = select(PrintBatch.id).where(
        PrintBatch.organisation_id == organisation_id, PrintBatch.public_id == batch
    )
    return session.execute(query).first() is not None


def mark_sent(
    session: Session, organisation_id: int, batch: uuid.UUID, caseworker_id: int, at: datetime
) -> bool:
    """The file's letters were put in the post. False where somebody said so before, or there is none."""
    posted = update(PrintBatch).where(
        PrintBatch.organisation_id == organisation_id,
        PrintBatch.public_id == batch,
        PrintBatch.sent_at.is_(None),
    )
    changed = posted.values(sent_at=at, sent_by=caseworker_id).returning(PrintBatch.id)
    return session.execute(changed).first() is not None


def _waits(organisation_id: int) -> Any:
    return and_(PrintItem.organisation_id == organisation_id, PrintItem.print_batch_id.is_(None))


def _batches() -> Select[Any]:
    held = select(func.count(PrintItem.id)).where(PrintItem.print_batch_id == PrintBatch.id).scalar_subquery()
    return select(
        PrintBatch.public_id, PrintBatch.made_at, Caseworker.name, held, PrintBatch.sent_at
    ).outerjoin(Caseworker, Caseworker.id == PrintBatch.caseworker_id)
