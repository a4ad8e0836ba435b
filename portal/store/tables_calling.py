"""The tables of calling in: what was written to whom, how it was answered, what was done by telephone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.indkaldelse import Grund
from portal.store.columns import Key
from portal.store.tables import Base, key, one_of, refers

PHONE_ACTS = ("book", "move", "call_off")

_OPEN_WISH = "oensket IS NOT NULL AND afslaaet IS NULL AND bekraeftet IS NULL"


class Indkaldelse(Base):
    """A summons, in writing (BAB § 46). A called meeting has one; another time is another meeting.

    `besked`: what the caseworker wrote to the person; `kort_varsel`: the need for short notice, which is what
    lets a person who books be called. The person has confirmed it where `bekraeftet` is set, and asked for
    another time in the words of `oenske` where `oensket` is; `afslag` says why that was refused.

    What was written never changes and is never deleted.
    """

    __tablename__ = "indkaldelse"
    __table_args__ = (
        one_of("grund", Grund),
        CheckConstraint("(grund = 'kort_varsel') = (kort_varsel IS NOT NULL)", name="short_notice_has_words"),
        CheckConstraint("(oensket IS NULL) = (oenske IS NULL)", name="wish_has_words"),
        CheckConstraint(
            "(afslaaet IS NULL) = (afslag IS NULL) AND (afslaaet IS NULL) = (afslaaet_af IS NULL)"
            " AND (afslaaet IS NULL OR oensket IS NOT NULL)",
            name="wish_is_refused_with_words",
        ),
        Index(
            "indkaldelse_open_wish",
            "organisation_id",
            "oensket",
            sqlite_where=text(_OPEN_WISH),
            postgresql_where=text(_OPEN_WISH),
        ),
        Index("indkaldelse_written", "organisation_id", "written_at"),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = mapped_column(Key, ForeignKey("booking.id"), unique=True)
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    letter_id: Mapped[int] = refers("letter.id", index=False)
    grund: Mapped[str] = mapped_column(String(20))
    kort_varsel: Mapped[str | None] = mapped_column(Text)
    besked: Mapped[str | None] = mapped_column(Text)
    written_at: Mapped[datetime]
    bekraeftet: Mapped[datetime | None]
    oensket: Mapped[datetime | None]
    oenske: Mapped[str | None] = mapped_column(Text)
    afslaaet: Mapped[datetime | None]
    afslaaet_af: Mapped[int | None] = refers("caseworker.id", index=False)
    afslag: Mapped[str | None] = mapped_column(Text)


class PhoneAct(Base):
    """A caseworker booked, moved or called off a meeting for a person on the telephone. Never changed."""

    __tablename__ = "phone_act"
    __table_args__ = (one_of("act", PHONE_ACTS),)

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id")
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    act: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
