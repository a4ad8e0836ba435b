"""Notices between jobcenter and a-kasse of meetings that a member did not come to, and all that is said of
them (BAB §§ 147, 156; AKS § 20).
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.facts import Samtaleform
from portal.policy.underretning import Besked, Resultat
from portal.store.tables import Base, key, one_of, public_id, refers

STANDING = "withdrawn_at IS NULL"


class Underretning(Base):
    """One missed meeting that a jobcenter told an a-kasse of. Nobody is told of without a letter to them.

    `dag`, `form`: of the meeting, as told last. `spurgt_at`: since when a question waits for its answer.
    `resultat`: the latest one. `withdrawn_at`: when it was taken back, for good.
    """

    __tablename__ = "underretning"
    __table_args__ = (
        one_of("form", Samtaleform),
        one_of("resultat", Resultat, nullable=True),
        CheckConstraint("(resultat IS NULL) = (resultat_at IS NULL)", name="resultat_has_its_time"),
        Index(
            "underretning_standing_once",
            "booking_id",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
        Index("underretning_jobcenter", "jobcenter_id", "told_at"),
        Index("underretning_a_kasse", "a_kasse_id", "told_at"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    booking_id: Mapped[int] = refers("booking.id", index=False)
    jobcenter_id: Mapped[int] = refers("organisation.id", index=False)
    a_kasse_id: Mapped[int] = refers("organisation.id", index=False)
    dag: Mapped[date]
    form: Mapped[str] = mapped_column(String(20))
    letter: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("letter.public_id"))
    told_at: Mapped[datetime]
    spurgt_at: Mapped[datetime | None]
    resultat: Mapped[str | None] = mapped_column(String(20))
    resultat_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class UnderretningBesked(Base):
    """One thing that one of the two told the other, for good.

    `dag`: on which the member got in touch. `letter`: what the member was told with it. `received_at`: when
    it reached the other.
    """

    __tablename__ = "underretning_besked"
    __table_args__ = (
        one_of("art", Besked),
        one_of("resultat", Resultat, nullable=True),
        CheckConstraint("(art = 'resultat') = (resultat IS NOT NULL)", name="resultat_says_it"),
        CheckConstraint(
            "(art IN ('underretning', 'resultat')) = (letter IS NOT NULL)", name="member_is_told"
        ),
        CheckConstraint(
            "art NOT IN ('spoergsmaal', 'oplysning') OR (tekst IS NOT NULL AND tekst <> '')",
            name="words_given",
        ),
        CheckConstraint("(art = 'henvendelse') = (dag IS NOT NULL)", name="henvendelse_has_its_day"),
        Index(
            "underretning_told_first_once",
            "underretning_id",
            unique=True,
            sqlite_where=text("art = 'underretning'"),
            postgresql_where=text("art = 'underretning'"),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    underretning_id: Mapped[int] = refers("underretning.id")
    art: Mapped[str] = mapped_column(String(20))
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    tekst: Mapped[str | None] = mapped_column(Text)
    dag: Mapped[date | None]
    resultat: Mapped[str | None] = mapped_column(String(20))
    letter: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("letter.public_id"))
    at: Mapped[datetime]
    received_at: Mapped[datetime | None]
