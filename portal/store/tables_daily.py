"""What happened of itself in people's courses, as the daily run found it (`portal.policy.dagligt`)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.dagligt import Haendelsesart
from portal.store.columns import JsonColumn
from portal.store.tables import Base, key, one_of, public_id, refers

UNREAD = "read_at IS NULL"


class Haendelse(Base):
    """One thing that happened to a person on `dag` (a Danish day): kept once, and never changed.

    `noegle`: what names it among those of its kind. `read_at`: when the person said that they had read it.
    """

    __tablename__ = "haendelse"
    __table_args__ = (
        UniqueConstraint("person_id", "art", "noegle"),
        one_of("art", Haendelsesart),
        Index("haendelse_unread", "person_id", sqlite_where=text(UNREAD), postgresql_where=text(UNREAD)),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id", index=False)
    art: Mapped[str] = mapped_column(String(40))
    noegle: Mapped[str] = mapped_column(String(100))
    dag: Mapped[date]
    oplysninger: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    citations: Mapped[list[dict[str, Any]]] = mapped_column(JsonColumn)
    booking_id: Mapped[int | None] = refers("booking.id", index=False)
    done_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
