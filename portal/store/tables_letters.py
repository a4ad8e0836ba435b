"""Hearings: what a person was asked to answer before a decision, and until when."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag
from portal.policy.hoering import Emne
from portal.store.tables import Base, key, one_of, public_id, refers

OPEN = "closed_at IS NULL"


class Partshoering(Base):
    """A hearing (AKS § 4; FVL § 19): sent on a day, in a letter, with a last day to answer; Danish days.

    It is open until the decision that it was for, or another hearing on the same; what was sent never
    changes.
    """

    __tablename__ = "partshoering"
    __table_args__ = (
        one_of("emne", Emne),
        one_of("grundlag", (*Grundlag, *Fastholdelsesgrund), nullable=True),
        CheckConstraint("frist > sendt", name="frist_after_sendt"),
        CheckConstraint(
            "(emne IN ('fratagelse', 'fastholdt_pligt')) = (grundlag IS NOT NULL)",
            name="fratagelse_has_a_grundlag",
        ),
        Index(
            "partshoering_open_once",
            "person_id",
            "organisation_id",
            "emne",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    emne: Mapped[str] = mapped_column(String(30))
    grundlag: Mapped[str | None] = mapped_column(String(30))
    baggrund: Mapped[str] = mapped_column(Text)
    sendt: Mapped[date]
    frist: Mapped[date]
    letter: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("letter.public_id"))
    at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
