"""What became of a meeting: who registered it, who took part, what was done at it, and each correction.

The status itself stands in the meeting's own row. Once it is no longer planned, it changes only beside a
correction that says from what to what and why (`migrations/versions/r0013_held.py` holds the guards).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.afholdelse import Emne, Rolle
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.store.columns import JsonColumn
from portal.store.tables import Base, key, one_of, refers


class Registrering(Base):
    """Who registered what became of a meeting, and in which words. One row per meeting: what holds now.

    `aftaler`: what was agreed (DBK §§ 27, 92). `grund`: why the organisation called the meeting off.
    """

    __tablename__ = "samtale_registrering"
    __table_args__ = (UniqueConstraint("booking_id"),)

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    aftaler: Mapped[str | None] = mapped_column(Text)
    grund: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]


class Deltager(Base):
    """Somebody who took part beside the person and the caseworker, in which role and form (DBK §§ 27, 92)."""

    __tablename__ = "samtale_deltager"
    __table_args__ = (
        one_of("rolle", Rolle),
        one_of("form", Samtaleform),
        CheckConstraint("navn <> ''", name="navn_given"),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id")
    rolle: Mapped[str] = mapped_column(String(30))
    navn: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(20))


class Emneraekke(Base):
    """One thing the law requires of the meeting: done, or why not."""

    __tablename__ = "samtale_emne"
    __table_args__ = (
        UniqueConstraint("booking_id", "emne"),
        one_of("emne", Emne),
        CheckConstraint(
            "udfoert OR (hvorfor_ikke IS NOT NULL AND hvorfor_ikke <> '')", name="done_or_why_not"
        ),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id", index=False)
    emne: Mapped[str] = mapped_column(String(30))
    udfoert: Mapped[bool] = mapped_column(server_default=false(), default=False)
    hvorfor_ikke: Mapped[str | None] = mapped_column(Text)


class Rettelse(Base):
    """A correction of what was registered, with its comment (DBK §§ 25, 91). Never changed, never deleted.

    `foer`, `efter`: the whole registration as it was and as it became, as JSON.
    """

    __tablename__ = "samtale_rettelse"
    __table_args__ = (
        one_of("fra_status", SamtaleStatus),
        one_of("til_status", SamtaleStatus),
        CheckConstraint("kommentar <> ''", name="kommentar_given"),
        Index("samtale_rettelse_booking", "booking_id", "at"),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id", index=False)
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    at: Mapped[datetime]
    fra_status: Mapped[str] = mapped_column(String(20))
    til_status: Mapped[str] = mapped_column(String(20))
    kommentar: Mapped[str] = mapped_column(Text)
    foer: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    efter: Mapped[dict[str, Any]] = mapped_column(JsonColumn)


class Henvendelse(Base):
    """That the person got in touch about a meeting they did not come to (RÅB § 18, stk. 3).

    The row written last counts; the first says nothing, every later one says in `kommentar` what was wrong.
    """

    __tablename__ = "samtale_henvendelse"
    __table_args__ = (
        CheckConstraint("kommentar IS NULL OR kommentar <> ''", name="kommentar_given"),
        Index(
            "samtale_henvendelse_first_once",
            "booking_id",
            unique=True,
            sqlite_where=text("kommentar IS NULL"),
            postgresql_where=text("kommentar IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id")
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    dato: Mapped[date]
    at: Mapped[datetime]
    kommentar: Mapped[str | None] = mapped_column(Text)


class Uddannelsestrin(Base):
    """The step of the uddannelsespålæg that the person is at (LAB § 30; BAB § 41), until the next replaced
    it.
    """

    __tablename__ = "uddannelsestrin"
    __table_args__ = (
        CheckConstraint("tekst <> ''", name="tekst_given"),
        Index(
            "uddannelsestrin_current_once",
            "person_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    tekst: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
