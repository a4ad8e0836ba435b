"""The tables behind published times: opening hours, absence, what was brought in from a file, offers, alarms.

Opening hours are wall-clock minutes after midnight in Denmark, so that they stay what they say when the
clocks change. Everything that has happened or will happen is an aware moment.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.facts import Samtaleform
from portal.store.columns import JsonColumn, Key
from portal.store.tables import Base, key, one_of, public_id, refers
from portal.store.tables_agreement import AgreementInterval

ALARMS = ("ingen_tider", "ny_indkaldelse", "a_kasse_med")
"""What an alarm may be about: nobody has a free time within a deadline (DBK §§ 13 and 87), a meeting that was
called has to be called anew, or somebody wants another part of the a-kasse in a planned meeting than it has.
Of that the jobcenter hears where it calls to joint meetings itself (LAB § 34, stk. 1, 2. pkt.), and the
a-kasse where its member has said no (DBK § 24, stk. 2).
"""


class OpeningHours(Base):
    """When an office is open. One without any is not bound by hours."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        UniqueConstraint("office_id", "weekday", "fra"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint("fra >= 0 AND til > fra AND til <= 1440", name="til_after_fra"),
    )

    id: Mapped[int] = key()
    office_id: Mapped[int] = refers("office.id", index=False)
    weekday: Mapped[int]  # 0: Monday
    fra: Mapped[int]  # minutes after midnight, by the clock on the wall
    til: Mapped[int]


class Absence(Base):
    """When a caseworker cannot be met: away, or taken by something else. Never why.

    `uid` and `recurrence` name the event of a calendar file that it came from; `interval_id` the agreed times
    for joint meetings that the caseworker travels to or from.
    """

    __tablename__ = "absence"
    __table_args__ = (
        one_of("kind", ("fravaer", "optaget")),
        UniqueConstraint("caseworker_id", "uid", "recurrence"),
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("(uid IS NULL) = (recurrence IS NULL)", name="event_is_whole"),
        Index("absence_caseworker", "caseworker_id", "start"),
        Index(
            "absence_long",  # more than 23 hours: in the words of `free_times`, else it is not used
            "caseworker_id",
            "start",
            sqlite_where=text("(julianday(slut) - julianday(start)) * 86400 > 82800"),
            postgresql_where=text("EXTRACT(EPOCH FROM slut - start) > 82800"),
        ),
        Index(
            "absence_of_interval",
            "interval_id",
            sqlite_where=text("interval_id IS NOT NULL"),
            postgresql_where=text("interval_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    kind: Mapped[str] = mapped_column(String(20))
    start: Mapped[datetime]
    slut: Mapped[datetime]
    uid: Mapped[str | None] = mapped_column(String(255))
    recurrence: Mapped[str | None] = mapped_column(String(40))
    entered_by: Mapped[int] = refers("caseworker.id", index=False)
    entered_at: Mapped[datetime]
    interval_id: Mapped[int | None] = mapped_column(Key, ForeignKey(AgreementInterval.id))


class ImportedTime(Base):
    """The event of a calendar file that a published time came from: brought in again, it is the same time."""

    __tablename__ = "imported_time"
    __table_args__ = (UniqueConstraint("caseworker_id", "uid", "recurrence", name="event_once"),)

    id: Mapped[int] = key()
    slot_id: Mapped[int] = mapped_column(Key, ForeignKey("slot.id"), unique=True)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    uid: Mapped[str] = mapped_column(String(255))
    recurrence: Mapped[str] = mapped_column(String(40))


class TimesRun(Base):
    """What was done with many times at once, by its form's own id: sent again, nothing more is done."""

    __tablename__ = "times_run"
    __table_args__ = (one_of("act", ("publish", "import")),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    act: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]
    at: Mapped[datetime]


class TimesDraft(Base):
    """What was read of a file and waits for a yes. One per caseworker; it goes once it is answered."""

    __tablename__ = "times_draft"

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    caseworker_id: Mapped[int] = mapped_column(Key, ForeignKey("caseworker.id"), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    created_at: Mapped[datetime]


class TimesPattern(Base):
    """The form a caseworker last published with, to begin the next one from."""

    __tablename__ = "times_pattern"

    id: Mapped[int] = key()
    caseworker_id: Mapped[int] = mapped_column(Key, ForeignKey("caseworker.id"), unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JsonColumn)


class TilbudtTid(Base):
    """Another time for a meeting that the organisation had to call off, held until `expires_at`: an offer to
    whoever had booked the meeting, kept for the new summons of whoever had been called to it.

    One for each meeting called off. The place is kept by a `hold` that names the offer.
    """

    __tablename__ = "tilbudt_tid"
    __table_args__ = (
        one_of("form", Samtaleform),
        CheckConstraint("(accepted_at IS NULL) = (new_booking_id IS NULL)", name="accepted_is_booked"),
        CheckConstraint("expires_at > offered_at", name="open_for_a_while"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    booking_id: Mapped[int] = mapped_column(Key, ForeignKey("booking.id"), unique=True)
    person_id: Mapped[int] = refers("person.id")
    slot_id: Mapped[int] = refers("slot.id", index=False)
    form: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(30))
    offered_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    new_booking_id: Mapped[int | None] = refers("booking.id", index=False)


class Alarm(Base):
    """Something an organisation must see to at once. Open until `closed_at`; one of a kind at a time for each
    person, or for the whole organisation where it is about nobody alone.
    """

    __tablename__ = "alarm"
    __table_args__ = (
        one_of("kind", ALARMS),
        CheckConstraint("closed_at IS NULL OR closed_at >= since", name="closed_after_since"),
        Index(
            "alarm_open_once",
            "organisation_id",
            "kind",
            "person_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL AND person_id IS NOT NULL"),
            postgresql_where=text("closed_at IS NULL AND person_id IS NOT NULL"),
        ),
        Index(
            "alarm_open_once_for_all",
            "organisation_id",
            "kind",
            unique=True,
            sqlite_where=text("closed_at IS NULL AND person_id IS NULL"),
            postgresql_where=text("closed_at IS NULL AND person_id IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    kind: Mapped[str] = mapped_column(String(30))
    person_id: Mapped[int | None] = refers("person.id")
    booking_id: Mapped[int | None] = refers("booking.id", index=False)
    since: Mapped[datetime]
    closed_at: Mapped[datetime | None]
