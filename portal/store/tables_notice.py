"""What a person wants to be told by mail and by text message, and what of it has been told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Key
from portal.store.tables import Base, key, one_of, refers

REMIND_BY = ("sms", "mail")
REMINDERS = ("days", "hours")
"""Two days ahead of a meeting, and two hours."""


class PersonNotice(Base):
    """What a person chose, at most one row for each; who never chose anything has none.

    `email` is the address the person showed to be their own; `pending` one they have given and not shown yet,
    with the code that was sent there, when, and how often a wrong one was typed since. The code opens
    nothing: it says that who is signed in reads that mailbox. `news_sent_at`: when the last mail left that
    says there is news. `remind_from`: since when the reminders are as they are. `sms_refused_at`: when a text
    message came back, because the person wants no NemSMS from anybody.
    """

    __tablename__ = "person_notice"
    __table_args__ = (
        one_of("remind_by", REMIND_BY),
        CheckConstraint(
            "(pending IS NULL) = (code IS NULL) AND (pending IS NULL) = (code_at IS NULL)",
            name="pending_whole",
        ),
        CheckConstraint(
            "(remind_days OR remind_hours) = (remind_from IS NOT NULL)", name="remind_from_known"
        ),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = mapped_column(Key, ForeignKey("person.id"), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    pending: Mapped[str | None] = mapped_column(String(254))
    code: Mapped[str | None] = mapped_column(String(6))
    code_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    mail_news: Mapped[bool] = mapped_column(server_default=false(), default=False)
    mail_calendar: Mapped[bool] = mapped_column(server_default=false(), default=False)
    remind_days: Mapped[bool] = mapped_column(server_default=false(), default=False)
    remind_hours: Mapped[bool] = mapped_column(server_default=false(), default=False)
    remind_by: Mapped[str] = mapped_column(String(4), server_default=text("'sms'"), default="sms")
    remind_from: Mapped[datetime | None]
    news_sent_at: Mapped[datetime | None]
    sms_refused_at: Mapped[datetime | None]


class CalendarMail(Base):
    """What a person's calendar was last told of a meeting by mail. `sequence` only rises (RFC 5546)."""

    __tablename__ = "calendar_mail"

    id: Mapped[int] = key()
    booking_id: Mapped[int] = mapped_column(Key, ForeignKey("booking.id"), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    sequence: Mapped[int]
    start: Mapped[datetime]
    slut: Mapped[datetime]
    called_off: Mapped[bool]
    told_at: Mapped[datetime]


class Reminder(Base):
    """A reminder of a meeting at that time, on its way or sent: once for each kind, come what may."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("booking_id", "kind", "start"),
        one_of("kind", REMINDERS),
        one_of("way", REMIND_BY),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id", index=False)
    kind: Mapped[str] = mapped_column(String(5))
    start: Mapped[datetime]
    way: Mapped[str] = mapped_column(String(4))
    at: Mapped[datetime]
