"""The tables of times and meetings: what is agreed, published, booked, taken and held.

No two bookings of one place, no person in two planned meetings at once and no caseworker in two places at
once: the database refuses them. `migrations/guards.py` adds what cannot be said here: exclusion constraints
on PostgreSQL, triggers on SQLite.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid, text, true
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.facts import AflystAf, Oprindelse, SamtaleArt, Samtaleform, SamtaleStatus
from portal.store.columns import JsonColumn, Key
from portal.store.tables import HOLDERS, Base, key, one_of, public_id, refers
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_times import TilbudtTid


class Agreement(Base):
    """What a jobcenter and an a-kasse have agreed on times for joint meetings (LAB § 34; VEJ 10044 4.2).

    Danish days, both inside. `proposed` waits for the a-kasse, `countered` for the jobcenter. `ended`: no new
    time comes of it, and what was agreed holds up to and with `ends_on`. `replaces_id`: the agreement that
    this one is a change of. `notice_days`: how long before it may end, or be changed. The intervals are
    `tables_agreement`.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        one_of("status", ("proposed", "countered", "accepted", "declined", "ended")),
        Index(
            "agreement_replaces_once",
            "replaces_id",
            unique=True,
            sqlite_where=text("replaces_id IS NOT NULL AND status IN ('proposed', 'countered', 'accepted')"),
            postgresql_where=text(
                "replaces_id IS NOT NULL AND status IN ('proposed', 'countered', 'accepted')"
            ),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    jobcenter_id: Mapped[int] = refers("organisation.id")
    a_kasse_id: Mapped[int] = refers("organisation.id")
    status: Mapped[str] = mapped_column(String(20))
    fra: Mapped[date]
    til: Mapped[date | None]
    terms: Mapped[dict[str, Any]] = mapped_column(JsonColumn, default=dict)
    updated_at: Mapped[datetime]
    notice_days: Mapped[int] = mapped_column(server_default=text("28"), default=28)
    ends_on: Mapped[date | None]
    replaces_id: Mapped[int | None] = refers("agreement.id", index=False)


class Slot(Base):
    """A published time. `free` is how many places are left, kept in the transaction of the places themselves.

    A joint slot belongs to the jobcenter, carries the agreement's a-kasse, and takes the time of
    `caseworker_id` and of `a_kasse_caseworker_id`. A team's slot has no caseworker and may have several
    places.
    """

    __tablename__ = "slot"
    __table_args__ = (
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("capacity >= 1 AND free >= 0 AND free <= capacity", name="free_within_capacity"),
        CheckConstraint("fremmoede OR telefon OR video", name="some_form"),
        CheckConstraint(
            "capacity = 1 OR (caseworker_id IS NULL AND a_kasse_caseworker_id IS NULL)",
            name="one_place_per_caseworker",
        ),
        CheckConstraint("a_kasse_id IS NULL OR agreement_id IS NOT NULL", name="joint_is_agreed"),
        CheckConstraint("(a_kasse_id IS NULL) = (a_kasse_form IS NULL)", name="joint_has_a_kasse_form"),
        CheckConstraint(
            "a_kasse_id IS NOT NULL OR a_kasse_caseworker_id IS NULL", name="a_kasse_caseworker_is_joint"
        ),
        CheckConstraint(
            "(a_kasse_from IS NULL) = (a_kasse_until IS NULL)"
            " AND (a_kasse_from IS NULL OR (a_kasse_id IS NOT NULL AND a_kasse_until > a_kasse_from))",
            name="a_kasse_time_is_whole",
        ),
        CheckConstraint("video_link IS NULL OR video", name="link_only_for_video"),
        one_of("a_kasse_form", ("fremmoede", "video"), nullable=True),
        Index(
            "slot_free",
            "organisation_id",
            "a_kasse_id",
            "start",
            "id",
            sqlite_where=text("free > 0 AND withdrawn_at IS NULL"),
            postgresql_where=text("free > 0 AND withdrawn_at IS NULL"),
        ),
        Index(
            "slot_free_office",
            "office_id",
            "start",
            sqlite_where=text("free > 0 AND withdrawn_at IS NULL"),
            postgresql_where=text("free > 0 AND withdrawn_at IS NULL"),
        ),
        Index(
            "slot_free_office_caseworker",
            "office_id",
            "caseworker_id",
            "start",
            sqlite_where=text("free > 0 AND withdrawn_at IS NULL"),
            postgresql_where=text("free > 0 AND withdrawn_at IS NULL"),
        ),
        Index("slot_caseworker", "caseworker_id", "start"),
        Index(
            "slot_of_interval",
            "interval_id",
            "start",
            unique=True,
            sqlite_where=text("interval_id IS NOT NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("interval_id IS NOT NULL AND withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    office_id: Mapped[int] = refers("office.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    team_id: Mapped[int | None] = refers("team.id", index=False)
    agreement_id: Mapped[int | None] = refers("agreement.id")
    a_kasse_id: Mapped[int | None] = refers("organisation.id", index=False)
    a_kasse_caseworker_id: Mapped[int | None] = refers("caseworker.id")
    a_kasse_form: Mapped[str | None] = mapped_column(String(20))  # how the a-kasse takes part in a joint slot
    a_kasse_from: Mapped[datetime | None]  # the a-kasse's time that is taken: longer than the meeting where
    a_kasse_until: Mapped[datetime | None]  # somebody has to travel; None: the meeting's own time
    start: Mapped[datetime]
    slut: Mapped[datetime]
    fremmoede: Mapped[bool] = mapped_column(server_default=true(), default=True)
    telefon: Mapped[bool] = mapped_column(server_default=true(), default=True)
    video: Mapped[bool] = mapped_column(server_default=true(), default=True)
    capacity: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    free: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    room: Mapped[str | None] = mapped_column(String(100))
    video_link: Mapped[str | None] = mapped_column(String(500))
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    interval_id: Mapped[int | None] = mapped_column(Key, ForeignKey(AgreementInterval.id))  # agreed there
    a_kasse_link: Mapped[str | None] = mapped_column(String(500))  # where the a-kasse alone comes by video


class Booking(Base):
    """A meeting, however it came about.

    Moving changes its time, calling off its status; no row is ever deleted.

    On PostgreSQL an exclusion constraint, on SQLite a trigger, forbids a person two planned meetings at once.
    """

    __tablename__ = "booking"
    __table_args__ = (
        one_of("holder", HOLDERS),
        one_of("art", SamtaleArt),
        one_of("form", Samtaleform),
        one_of("oprindelse", Oprindelse),
        one_of("status", SamtaleStatus),
        one_of("aflyst_af", AflystAf, nullable=True),
        one_of("a_kasse_form", ("fremmoede", "video"), nullable=True),
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("(status = 'aflyst') = (aflyst_af IS NOT NULL)", name="called_off_by_somebody"),
        Index("booking_person", "person_id", "start"),
        Index("booking_organisation", "organisation_id", "start"),
        Index("booking_caseworker", "caseworker_id", "start"),
        Index(
            "booking_a_kasse_caseworker",
            "a_kasse_caseworker_id",
            "start",
            sqlite_where=text("a_kasse_caseworker_id IS NOT NULL"),
            postgresql_where=text("a_kasse_caseworker_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id", index=False)
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    holder: Mapped[str] = mapped_column(String(20))
    office_id: Mapped[int | None] = refers("office.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    slot_id: Mapped[int | None] = refers("slot.id")
    art: Mapped[str] = mapped_column(String(20), default=SamtaleArt.JOBSAMTALE.value)
    form: Mapped[str] = mapped_column(String(20))
    oprindelse: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20), default=SamtaleStatus.PLANLAGT.value)
    start: Mapped[datetime]
    slut: Mapped[datetime]
    a_kasse_id: Mapped[int | None] = refers("organisation.id", index=False)  # takes part, where set
    a_kasse_caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    a_kasse_form: Mapped[str | None] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(30))  # the number that is called, for a phone meeting
    video_link: Mapped[str | None] = mapped_column(String(500))
    ombookninger: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    sequence: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    booket: Mapped[datetime | None]
    aflyst_af: Mapped[str | None] = mapped_column(String(20))
    aflyst: Mapped[datetime | None]
    aflyst_grund: Mapped[str | None] = mapped_column(String(30))  # the lawful reason named, if any
    registered_at: Mapped[datetime | None]  # when held or missed was registered
    updated_at: Mapped[datetime]


class Submission(Base):
    """A form that was carried out, by the id the form came with: sent again, it is the same booking or move.

    A table of its own, not a column of the booking: a booking is moved and called off by later forms, and the
    first form sent again must still find it.
    """

    __tablename__ = "submission"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    person_id: Mapped[int] = refers("person.id", index=False)
    booking_id: Mapped[int] = refers("booking.id")
    at: Mapped[datetime]


class Place(Base):
    """One place of a slot, taken.

    Both sides of a joint time have a row: `caseworker_id` is whose time it takes.

    The unique index forbids two bookings of a place. On PostgreSQL an exclusion constraint, on SQLite a
    trigger, forbids one caseworker two places at once. A freed place's rows are deleted.
    """

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("slot_id", "side", "number", name="place_taken_once"),
        UniqueConstraint("booking_id", "side"),
        one_of("side", HOLDERS),
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("number >= 1", name="number_positive"),
        Index("place_caseworker", "caseworker_id", "start"),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id", index=False)
    slot_id: Mapped[int] = refers("slot.id", index=False)
    side: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    start: Mapped[datetime]
    slut: Mapped[datetime]


class Hold(Base):
    """A place kept for somebody who is checking the answers, or to whom another time was offered.

    One per person, and one for each offer; past `expires_at` nothing is kept.
    """

    __tablename__ = "hold"
    __table_args__ = (
        one_of("form", Samtaleform),
        Index(
            "hold_once",
            "person_id",
            unique=True,
            sqlite_where=text("offer_id IS NULL"),
            postgresql_where=text("offer_id IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    slot_id: Mapped[int] = refers("slot.id")
    form: Mapped[str] = mapped_column(String(20))
    expires_at: Mapped[datetime]
    offer_id: Mapped[int | None] = mapped_column(Key, ForeignKey(TilbudtTid.id), unique=True)


class HeldTime(Base):
    """The time of a caseworker that a hold keeps: both sides of a joint time have a row, as in `Place`.

    Their other times that overlap are not to be had meanwhile. It goes with its hold.
    """

    __tablename__ = "held_time"
    __table_args__ = (
        CheckConstraint("slut > start", name="slut_after_start"),
        Index("held_time_caseworker", "caseworker_id", "expires_at"),
    )

    id: Mapped[int] = key()
    hold_id: Mapped[int] = mapped_column(Key, ForeignKey("hold.id", ondelete="CASCADE"), index=True)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    start: Mapped[datetime]
    slut: Mapped[datetime]
    expires_at: Mapped[datetime]  # the hold's own, so that one look into the index answers
