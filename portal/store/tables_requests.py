"""What citizens ask for, and what they are answered."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text, true
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.anmodning import OenskeArt
from portal.store.tables import Base, key, one_of, public_id, refers

GRUNDE = ("it_kundskaber", "sprog", "funktionsnedsaettelse", "adgang", "teleslynge", "andet")
"""Why an exemption is asked for (BAB § 45, stk. 1), or what premises have to have."""

OPEN = "answered_at IS NULL AND withdrawn_at IS NULL"


class Oenske(Base):
    """Something a person asks for. What was asked never changes; it is answered once.

    `ord`: the person's own words. `booker_selv`: the person does not want to be exempt on account of it (BAB
    § 45, stk. 2). `noted_by`: the caseworker who wrote it down for a person who asked in another way.
    `read_at`: when the person saw the answer first.
    """

    __tablename__ = "oenske"
    __table_args__ = (
        one_of("art", OenskeArt),
        one_of("grund", GRUNDE, nullable=True),
        CheckConstraint("art <> 'tolk' OR sprog IS NOT NULL", name="tolk_names_a_language"),
        CheckConstraint(
            "art NOT IN ('fritagelse', 'tilgaengelighed') OR grund IS NOT NULL", name="has_a_grund"
        ),
        CheckConstraint(
            "(answered_at IS NULL) = (granted IS NULL) AND (answered_at IS NULL) = (organisation_id IS NULL)",
            name="answered_whole",
        ),
        CheckConstraint("answered_at IS NULL OR answered_at >= asked_at", name="answered_after_asked"),
        Index(
            "oenske_open_once",
            "person_id",
            "art",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    art: Mapped[str] = mapped_column(String(20))
    grund: Mapped[str | None] = mapped_column(String(30))
    sprog: Mapped[str | None] = mapped_column(String(60))
    ord: Mapped[str | None] = mapped_column(Text)
    booker_selv: Mapped[bool] = mapped_column(server_default=true(), default=True)
    asked_at: Mapped[datetime]
    noted_by: Mapped[int | None] = refers("caseworker.id", index=False)
    withdrawn_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    begrundelse: Mapped[str | None] = mapped_column(Text)
    organisation_id: Mapped[int | None] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    decision_id: Mapped[int | None] = refers("decision.id", index=False)
    letter: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("letter.public_id"))
    read_at: Mapped[datetime | None]
