"""Who is signed in just now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.tables import Base, key, refers


class SigninSession(Base):
    """One browser's sign-in.

    `key_hash` is of the random key in its cookie: who reads the table cannot use it. Ended on signing
    out, or when `last_seen_at` lies too far back. `id_token_hint` is what the identity provider wants
    to see when the person signs out there; it holds no CPR number."""

    __tablename__ = "signin_session"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (caseworker_id IS NULL)", name="of_one_person_or_caseworker"),
    )

    id: Mapped[int] = key()
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int | None] = refers("person.id")
    caseworker_id: Mapped[int | None] = refers("caseworker.id")
    id_token_hint: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
