"""What a jobcenter and an a-kasse agree on for joint meetings (VEJ 10044 3.2, 4.2): interval by interval.

The agreement itself is `tables_meeting.Agreement`. Its times become slots once both sides have said yes.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import JsonColumn
from portal.store.tables import HOLDERS, Base, key, one_of, public_id, refers

ACTS: Final = ("proposed", "countered", "accepted", "declined", "withdrawn", "ended")


class AgreementInterval(Base):
    """A stretch of one day in which joint meetings lie, each `minutes` long with `pause` minutes after it.

    `by_side` put it forward; it is `open` until the other side has answered. `stands_for_id`: the one it was
    countered with. What it says never changes, but for who comes: another one takes its place.
    `a_kasse_form`: how the a-kasse takes part; in person it travels `travel_before` and `travel_after`
    minutes, which is busy time of its caseworker once agreed. `caseworker_id`: who comes from the jobcenter;
    `a_kasse_caseworker_id`: who comes from the a-kasse, known at the latest when it is agreed. `fremmoede`,
    `telefon`, `video`: the forms that the citizen chooses from.

    `video_link`: where everybody meets who comes by video, where the citizen may; `a_kasse_link`: where the
    a-kasse alone does.
    """

    __tablename__ = "agreement_interval"
    __table_args__ = (
        one_of("by_side", HOLDERS),
        one_of("status", ("open", "agreed", "declined", "replaced", "ended")),
        one_of("a_kasse_form", ("fremmoede", "video")),
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("minutes BETWEEN 5 AND 240 AND pause BETWEEN 0 AND 120", name="minutes_known"),
        CheckConstraint("fremmoede OR telefon OR video", name="some_form"),
        CheckConstraint(
            "a_kasse_form = 'video' OR (fremmoede AND NOT telefon AND NOT video)", name="in_person_together"
        ),
        CheckConstraint(
            "travel_before BETWEEN 0 AND 240 AND travel_after BETWEEN 0 AND 240"
            " AND (a_kasse_form = 'fremmoede' OR (travel_before = 0 AND travel_after = 0))",
            name="travel_in_person",
        ),
        CheckConstraint("video_link IS NULL OR video", name="link_only_for_video"),
        CheckConstraint("status <> 'agreed' OR a_kasse_caseworker_id IS NOT NULL", name="agreed_by_two"),
        CheckConstraint("(status = 'open') = (settled_at IS NULL)", name="settled_is_said"),
        Index("agreement_interval_agreement", "agreement_id", "start"),
        Index("agreement_interval_caseworker", "caseworker_id", "start"),
        Index("agreement_interval_a_kasse_caseworker", "a_kasse_caseworker_id", "start"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    agreement_id: Mapped[int] = refers("agreement.id", index=False)
    stands_for_id: Mapped[int | None] = refers("agreement_interval.id", index=False)
    by_side: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    start: Mapped[datetime]
    slut: Mapped[datetime]
    minutes: Mapped[int]
    pause: Mapped[int]
    office_id: Mapped[int] = refers("office.id", index=False)
    a_kasse_form: Mapped[str] = mapped_column(String(20))
    travel_before: Mapped[int]
    travel_after: Mapped[int]
    fremmoede: Mapped[bool]
    telefon: Mapped[bool]
    video: Mapped[bool]
    video_link: Mapped[str | None] = mapped_column(String(500))
    room: Mapped[str | None] = mapped_column(String(100))
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    a_kasse_caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    settled_at: Mapped[datetime | None]
    a_kasse_link: Mapped[str | None] = mapped_column(String(500))


class AgreementStep(Base):
    """One step between the two sides, numbered from 1. Written once; nothing of it changes."""

    __tablename__ = "agreement_step"
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        one_of("side", HOLDERS),
        one_of("act", ACTS),
    )

    id: Mapped[int] = key()
    agreement_id: Mapped[int] = refers("agreement.id", index=False)
    number: Mapped[int]
    side: Mapped[str] = mapped_column(String(20))
    act: Mapped[str] = mapped_column(String(20))
    message: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    at: Mapped[datetime]


class AgreementSeen(Base):
    """Up to which step an organisation has seen an agreement: what is later is news to it."""

    __tablename__ = "agreement_seen"
    __table_args__ = (UniqueConstraint("agreement_id", "organisation_id"),)

    id: Mapped[int] = key()
    agreement_id: Mapped[int] = refers("agreement.id", index=False)
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    number: Mapped[int]
