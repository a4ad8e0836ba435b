"""The letters that go on paper, and the files in which they were printed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.tables import Base, key, public_id, refers

_WAITS = "print_batch_id IS NULL"
_OWN = "fuldmagt IS NULL"
_COPY = "fuldmagt IS NOT NULL"


class PrintBatch(Base):
    """A file of letters that an organisation prints together, made by `caseworker_id` or, where that is
    None, by the portal itself.

    `sent_at`: when somebody said that they were put in the post; once.
    """

    __tablename__ = "print_batch"
    __table_args__ = (
        CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name="sent_by_somebody"),
        Index("print_batch_organisation", "organisation_id", "made_at"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[int | None] = refers("caseworker.id", index=False)


class PrintItem(Base):
    """A letter that goes on paper to the lines of `address`, name first; it waits until it is in a batch.

    `fuldmagt`: it is the copy of whoever has that fuldmagt. A letter goes on paper once, and once to each of
    them. What was queued never changes and is never deleted.
    """

    __tablename__ = "print_item"
    __table_args__ = (
        Index(
            "print_item_waiting",
            "organisation_id",
            "id",
            sqlite_where=text(_WAITS),
            postgresql_where=text(_WAITS),
        ),
        Index(
            "print_item_once",
            "letter_id",
            unique=True,
            sqlite_where=text(_OWN),
            postgresql_where=text(_OWN),
        ),
        Index(
            "print_item_copy_once",
            "letter_id",
            "fuldmagt",
            unique=True,
            sqlite_where=text(_COPY),
            postgresql_where=text(_COPY),
        ),
    )

    id: Mapped[int] = key()
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    letter_id: Mapped[int] = refers("letter.id")
    fuldmagt: Mapped[uuid.UUID | None]
    address: Mapped[str] = mapped_column(Text)
    queued_at: Mapped[datetime]
    print_batch_id: Mapped[int | None] = refers("print_batch.id")
