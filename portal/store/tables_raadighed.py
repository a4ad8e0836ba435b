"""A member's availability for work: why a rådighedssamtale is held, and what was found (RÅB §§ 38-43).

Nothing here is ever changed or deleted; what was written last counts.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.raadighed import Aarsag, Vurdering
from portal.store.tables import Base, key, one_of, refers


class RaadighedAarsag(Base):
    """Why the a-kasse holds the meeting: `anledning` in its own words."""

    __tablename__ = "raadighed_aarsag"
    __table_args__ = (
        one_of("aarsag", Aarsag),
        CheckConstraint("anledning <> ''", name="anledning_given"),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id")
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    aarsag: Mapped[str] = mapped_column(String(20))
    anledning: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class Raadighedsvurdering(Base):
    """What the a-kasse found at the meeting. `frist`: the last Danish day to document (RÅB § 42)."""

    __tablename__ = "raadighedsvurdering"
    __table_args__ = (
        one_of("vurdering", Vurdering),
        CheckConstraint("begrundelse <> ''", name="begrundelse_given"),
        CheckConstraint("(vurdering = 'frist') = (frist IS NOT NULL)", name="frist_has_its_day"),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id")
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    vurdering: Mapped[str] = mapped_column(String(30))
    begrundelse: Mapped[str] = mapped_column(Text)
    frist: Mapped[date | None]
    at: Mapped[datetime]
