"""Who waits for an earlier time, which times have become free, and who was told of which.

`freed_slot` is filled by the database itself (`migrations/versions/r0023_earlier.py`): whatever frees or
publishes a time goes through the slot's own row, and none of it has to think of those who wait.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store.columns import Key
from portal.store.tables import Base, key, one_of, public_id, refers

OPEN = "withdrawn_at IS NULL"

TOLD_BY = ("mail", "sms", "portal")
"""How somebody is told, beside the portal itself."""


def _where(condition: str) -> dict[str, object]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class EarlierWish(Base):
    """That a person wants to be told of an earlier time, in one of these forms, until that day (inside).

    For a meeting: `booking_id`, and `start_then` when it was to begin as the wish was made. For whoever looks
    for a time: neither. `a_kasse_id`, `jobcenter_id`: whose times count. The smallest id asked first.
    `withdrawn_at`: since when nobody waits by it: taken back, something came of it, or its day is over.
    """

    __tablename__ = "earlier_wish"
    __table_args__ = (
        one_of("art", SamtaleArt),
        one_of("told_by", TOLD_BY),
        CheckConstraint("fremmoede OR telefon OR video", name="some_form"),
        CheckConstraint("(booking_id IS NULL) = (start_then IS NULL)", name="meeting_is_whole"),
        CheckConstraint("a_kasse_id IS NOT NULL OR jobcenter_id IS NOT NULL", name="somebodys_times"),
        Index("earlier_wish_of_meeting_once", "booking_id", unique=True, **_where(OPEN)),  # type: ignore[arg-type]
        Index(
            "earlier_wish_looking_once",
            "person_id",
            unique=True,
            **_where(f"booking_id IS NULL AND {OPEN}"),  # type: ignore[arg-type]
        ),
        Index("earlier_wish_a_kasse", "a_kasse_id", "id", **_where(OPEN)),  # type: ignore[arg-type]
        Index("earlier_wish_jobcenter", "jobcenter_id", "id", **_where(OPEN)),  # type: ignore[arg-type]
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    booking_id: Mapped[int | None] = refers("booking.id", index=False)
    start_then: Mapped[datetime | None]
    art: Mapped[str] = mapped_column(String(20))
    a_kasse_id: Mapped[int | None] = refers("organisation.id", index=False)
    jobcenter_id: Mapped[int | None] = refers("organisation.id", index=False)
    fremmoede: Mapped[bool] = mapped_column(server_default=false(), default=False)
    telefon: Mapped[bool] = mapped_column(server_default=false(), default=False)
    video: Mapped[bool] = mapped_column(server_default=false(), default=False)
    until: Mapped[date]
    told_by: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class EarlierPlace(Base):
    """A place that a wish is for. A wish without any is for all of them."""

    __tablename__ = "earlier_place"
    __table_args__ = (UniqueConstraint("wish_id", "office_id"),)

    id: Mapped[int] = key()
    wish_id: Mapped[int] = refers("earlier_wish.id", index=False)
    office_id: Mapped[int] = refers("office.id", index=False)


class FreedSlot(Base):
    """A time that has become free, or was published, while somebody waited.

    `seen_at`: when the worker saw it first; whoever asks later finds it in the search. `next_at`: before
    then nobody else is told. `after_id`: the wishes up to that one were asked.
    """

    __tablename__ = "freed_slot"
    __table_args__ = (UniqueConstraint("slot_id"), Index("freed_slot_next", "next_at"))

    id: Mapped[int] = key()
    slot_id: Mapped[int] = mapped_column(Key, ForeignKey("slot.id"))
    seen_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    after_id: Mapped[int] = mapped_column(BigInteger, server_default=text("0"), default=0)


class EarlierOffer(Base):
    """A person was told of a time: once a day, whatever they wait for, and once for each wish and time."""

    __tablename__ = "earlier_offer"
    __table_args__ = (
        one_of("form", Samtaleform),
        UniqueConstraint("person_id", "told_on", name="earlier_offer_once_a_day"),
        UniqueConstraint("wish_id", "slot_id", name="earlier_offer_once"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    wish_id: Mapped[int] = refers("earlier_wish.id", index=False)
    person_id: Mapped[int] = refers("person.id", index=False)
    slot_id: Mapped[int] = refers("slot.id", index=False)
    form: Mapped[str] = mapped_column(String(20))
    told_at: Mapped[datetime]
    told_on: Mapped[date]
