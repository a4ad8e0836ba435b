"""The overview that work lists are read from, and the acts done for several people at once.

`overblik` holds what the policy says of each person, and when it said so. Nothing here is a fact: every row
can be made anew from the facts. Triggers on the tables of facts count `changed` up
(`migrations/marks.py`); whoever makes a row anew writes down the count that was read with the facts, so that
a change in between is never taken for known.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.facts import Aktoer
from portal.store.columns import JsonColumn, Key
from portal.store.tables import Base, key, one_of, public_id, refers

STALE = "changed <> computed_change"
"""What is known of the person has changed since the row was made."""

ACTS = ("saet_frist", "indkald")
OUTCOMES = ("done", "refused", "undone", "kept")


class Overview(Base):
    """One person, as `portal.policy.overblik` sees them on `computed_on` (a Danish day; None: never yet).

    `booking_id`: the meeting that tells with which caseworker the person meets. `events_on`, `events_change`:
    on which day, and after which change, the daily run last looked what happened (`haendelser.py`), and
    `events_from`: since which day it looks. The other columns are those of `Overblik`, under their names.
    """

    __tablename__ = "overblik"
    __table_args__ = (
        one_of("aktoer", Aktoer),
        one_of("svarer", Aktoer),
        Index("overblik_a_kasse", "a_kasse_id", "computed_on"),
        Index("overblik_jobcenter", "jobcenter_id", "computed_on"),
        Index("overblik_computed_on", "computed_on"),
        Index("overblik_stale", "person_id", sqlite_where=text(STALE), postgresql_where=text(STALE)),
    )

    person_id: Mapped[int] = mapped_column(
        Key, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    changed: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    computed_change: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    computed_on: Mapped[date | None]
    computed_at: Mapped[datetime | None]
    a_kasse_id: Mapped[int | None] = refers("organisation.id", index=False)
    jobcenter_id: Mapped[int | None] = refers("organisation.id", index=False)
    booking_id: Mapped[int | None] = refers("booking.id", index=False)
    aktoer: Mapped[str] = mapped_column(String(20), server_default=text("'ingen'"), default="ingen")
    svarer: Mapped[str] = mapped_column(String(20), server_default=text("'ingen'"), default="ingen")
    siden: Mapped[date | None]
    naeste_skift: Mapped[date | None]
    foerste_samtale_senest: Mapped[date | None]
    foerste_samtale_planlagt: Mapped[datetime | None]
    foerste_samtale_i_tide: Mapped[bool] = mapped_column(server_default=false(), default=False)
    frist: Mapped[date | None]
    frist_samtale_senest: Mapped[date | None]
    frist_faelles: Mapped[bool] = mapped_column(server_default=false(), default=False)
    a_kasse_mangler: Mapped[int | None]
    overgang: Mapped[date | None]
    overgang_kendt: Mapped[bool] = mapped_column(server_default=false(), default=False)
    seksten_maaneder: Mapped[date | None]
    visitation_senest: Mapped[date | None]
    tegn: Mapped[list[dict[str, Any]] | None] = mapped_column(JsonColumn)  # kode, antal, graense; None: none
    naeste_samtale: Mapped[datetime | None]
    frataget: Mapped[bool] = mapped_column(server_default=false(), default=False)
    fritaget: Mapped[bool] = mapped_column(server_default=false(), default=False)
    events_from: Mapped[date | None]
    events_on: Mapped[date | None]
    events_change: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    tilbud_senest: Mapped[date | None]
    cv_senest: Mapped[date | None]


class Batch(Base):
    """One act done for several people. Until `undo_until` nothing of it is sent, and it can be taken back."""

    __tablename__ = "batch"
    __table_args__ = (
        one_of("act", ACTS),
        CheckConstraint("undone_at IS NULL OR undone_at <= undo_until", name="undone_in_time"),
        Index("batch_caseworker", "caseworker_id", "created_at"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    act: Mapped[str] = mapped_column(String(20))
    liste: Mapped[str] = mapped_column(String(30))  # the list the people were chosen from
    details: Mapped[dict[str, Any]] = mapped_column(JsonColumn)  # what was asked for: days, never a person
    submission: Mapped[uuid.UUID] = mapped_column(unique=True)  # the form's: sent again, it is the same batch
    created_at: Mapped[datetime]
    undo_until: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class BatchItem(Base):
    """What came of it for one person. `refs`: the keys of the rows it made, by table."""

    __tablename__ = "batch_item"
    __table_args__ = (UniqueConstraint("batch_id", "person_id"), one_of("outcome", OUTCOMES))

    id: Mapped[int] = key()
    batch_id: Mapped[int] = refers("batch.id", index=False)
    person_id: Mapped[int] = refers("person.id")
    outcome: Mapped[str] = mapped_column(String(20))
    refs: Mapped[dict[str, Any]] = mapped_column(JsonColumn)
    findings: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)  # why not: Decision.as_json()
