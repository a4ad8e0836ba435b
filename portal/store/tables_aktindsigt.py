"""Who asked to see the file of a case, and what was answered (AKS § 12; FVL §§ 9, 16)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.tables import Base, key, public_id, refers

OPEN = "answered_at IS NULL"


class Aktindsigt(Base):
    """A request of the person the case is about. What was asked never changes; it is answered once.

    `ord`: the person's own words. `senest`: the last Danish day to answer; `udsat_til`: the day it was put
    off to, and why. `letter`: the answer's.
    """

    __tablename__ = "aktindsigt"
    __table_args__ = (
        CheckConstraint("(udsat_til IS NULL) = (udsat_fordi IS NULL)", name="put_off_with_a_reason"),
        CheckConstraint("udsat_til IS NULL OR udsat_til > senest", name="put_off_to_later"),
        CheckConstraint(
            "(answered_at IS NULL) = (granted IS NULL) AND (answered_at IS NULL) = (caseworker_id IS NULL)",
            name="answered_whole",
        ),
        CheckConstraint(
            "granted IS NULL OR granted OR begrundelse IS NOT NULL", name="refused_with_a_reason"
        ),
        CheckConstraint("answered_at IS NULL OR answered_at >= asked_at", name="answered_after_asked"),
        Index(
            "aktindsigt_open_once",
            "afgoerelse_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    afgoerelse_id: Mapped[int] = refers("afgoerelse.id")
    asked_at: Mapped[datetime]
    ord: Mapped[str | None] = mapped_column(Text)
    senest: Mapped[date]
    udsat_til: Mapped[date | None]
    udsat_fordi: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    begrundelse: Mapped[str | None] = mapped_column(Text)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    letter: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("letter.public_id"))
