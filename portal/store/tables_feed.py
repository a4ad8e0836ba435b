"""The addresses under which somebody's calendar program fetches their meetings."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Key
from portal.store.tables import Base, key, one_of, public_id


class CalendarFeed(Base):
    """A calendar address that is open, at most one for each person or caseworker.

    `token_hash` is of the random part of the address: who reads the table cannot fetch anything. A new
    address is a new row in place of the old one, and a closed one has none, so that nothing is left for it
    to open. `language` is the one it was made in, for whom no choice of language is kept.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (caseworker_id IS NULL)", name="of_one_person_or_caseworker"),
        one_of("language", ("da", "en")),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int | None] = mapped_column(Key, ForeignKey("person.id"), unique=True)
    caseworker_id: Mapped[int | None] = mapped_column(Key, ForeignKey("caseworker.id"), unique=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    shows_place: Mapped[bool] = mapped_column(server_default=false(), default=False)
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
