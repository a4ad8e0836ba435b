"""What is decided, planned and told about a person, and the two logs: outbox and audit."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.facts import BeslutningArt
from portal.store.columns import JsonColumn
from portal.store.tables import HOLDERS, Base, key, one_of, public_id, refers

PLAN_FIELDS = (
    "jobmaal",
    "uddannelsesmaal",
    "krav_til_jobsoegning",
    "tilbud",
    "understoettende_indsatser",
    "oevrige_indsatser",
)


ONE_KRAV = "felt = 'krav_til_jobsoegning' AND replaced_at IS NULL"


class Frist(Base):
    """A booking deadline (BAB § 44). The one issued last binds, unless it was withdrawn."""

    __tablename__ = "frist"
    __table_args__ = (one_of("af", HOLDERS),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    af: Mapped[str] = mapped_column(String(20))
    udstedt: Mapped[date]
    frist: Mapped[date]
    vejledt: Mapped[bool] = mapped_column(server_default=false(), default=False)
    tider_fandtes: Mapped[bool] = mapped_column(server_default=true(), default=True)
    driftsforstyrrelse: Mapped[bool] = mapped_column(server_default=false(), default=False)
    decision_id: Mapped[int | None] = refers("decision.id", index=False)
    withdrawn_at: Mapped[datetime | None]  # taken back before it was told to anybody: no fact of the person's


class Decision(Base):
    """A Decision of the policy as JSON, kept beside what it decided. Never changed, never deleted."""

    __tablename__ = "decision"

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    booking_id: Mapped[int | None] = refers("booking.id")
    question: Mapped[str] = mapped_column(String(30))
    allowed: Mapped[bool]
    decided_at: Mapped[datetime]
    findings: Mapped[dict[str, Any]] = mapped_column(JsonColumn)  # Decision.as_json()


class Beslutning(Base):
    """A decision taken by a caseworker, as a small case: § 35, § 33, stk. 2, § 106, stk. 3, or BAB § 45."""

    __tablename__ = "beslutning"
    __table_args__ = (
        one_of("art", BeslutningArt),
        one_of("af", HOLDERS),
        CheckConstraint("art <> 'fremmoede' OR booking_id IS NOT NULL", name="fremmoede_names_its_meeting"),
        CheckConstraint("ophaevet IS NULL OR ophaevet >= dato", name="ophaevet_after_dato"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    booking_id: Mapped[int | None] = refers("booking.id", index=False)
    art: Mapped[str] = mapped_column(String(20))
    af: Mapped[str] = mapped_column(String(20))
    dato: Mapped[date]
    ophaevet: Mapped[date | None]
    grundlag: Mapped[str | None] = mapped_column(String(30))
    begrundelse: Mapped[str | None] = mapped_column(Text)
    hoering: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)  # sendt, frist, svar, undtaget
    klage_senest: Mapped[date | None]
    decision_id: Mapped[int | None] = refers("decision.id", index=False)


class PlanEntry(Base):
    """One part of Min Plan as it read from `written_at` until the next entry of the same field replaced it.

    Fields with several items (`tilbud` …) tell them apart by `item`; `details` holds what, where, when, why.
    `public_id` names this wording of the item. `afsluttet_fordi`: the item has ended, and why; such a row is
    the item's last. `seen_at`: when the person said that they have seen it.
    """

    __tablename__ = "plan_entry"
    __table_args__ = (
        one_of("felt", PLAN_FIELDS),
        one_of("af", HOLDERS),
        Index(
            "plan_entry_current_once",
            "person_id",
            "felt",
            "item",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
        Index(
            "plan_entry_krav_once",
            "person_id",
            unique=True,
            sqlite_where=text(ONE_KRAV),
            postgresql_where=text(ONE_KRAV),
        ),
        CheckConstraint("felt <> 'krav_til_jobsoegning' OR afsluttet_fordi IS NULL", name="krav_never_ends"),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    felt: Mapped[str] = mapped_column(String(30))
    item: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    text: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    af: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    written_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    public_id: Mapped[uuid.UUID] = public_id()
    decision_id: Mapped[int | None] = refers("decision.id", index=False)
    afsluttet_fordi: Mapped[str | None] = mapped_column(Text)


class Letter(Base):
    """A letter to a person, with the words and the version it went out with."""

    __tablename__ = "letter"

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    booking_id: Mapped[int | None] = refers("booking.id", index=False)
    beslutning_id: Mapped[int | None] = refers("beslutning.id", index=False)
    kind: Mapped[str] = mapped_column(String(30))
    version: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]  # taken back before it was sent, or read


LANES = ("inside", "post", "mail", "sms", "dfdg", "authority")
SETTLED = ("paper", "closed")
OPEN = "sent_at IS NULL AND gave_up_at IS NULL"
GIVEN_UP = "gave_up_at IS NOT NULL AND settled_at IS NULL"


class Outbox(Base):
    """What is to be sent, written in the transaction of what it tells.

    `public_id` is the receiver's idempotency key. `lane`: which way it goes; the rows of one person go in
    order (`outbox_claims`). It is claimed by who is sending it, given up where it cannot arrive, and then
    settled by a caseworker of `organisation_id`, which is set when it is given up. A row that tells stays as
    it is, and is sent once.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("lane", LANES),
        one_of("settled_how", SETTLED, nullable=True),
        Index(
            "outbox_in_turn",
            "person_id",
            "lane",
            "id",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index(
            "outbox_given_up",
            "organisation_id",
            "gave_up_at",
            sqlite_where=text(GIVEN_UP),
            postgresql_where=text(GIVEN_UP),
        ),
        Index(
            "outbox_due",
            "lane",
            "next_attempt_at",
            "id",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int | None] = refers("person.id")
    topic: Mapped[str] = mapped_column(String(50))
    payload: Mapped[dict[str, Any]] = mapped_column(JsonColumn)  # keys and times; never a CPR number
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None]
    lane: Mapped[str] = mapped_column(String(20), server_default=text("'inside'"), default="inside")
    claimed_until: Mapped[datetime | None]
    gave_up_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    settled_how: Mapped[str | None] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = refers("organisation.id", index=False)


class Audit(Base):
    """Who did or saw what, when, with which outcome. The database refuses every change and deletion."""

    __tablename__ = "audit"
    __table_args__ = (
        one_of("actor_kind", ("citizen", "caseworker", "system")),
        Index("audit_person", "person_id", "at"),
        Index(
            "audit_organisation",
            "organisation_id",
            "id",
            sqlite_where=text("person_id IS NULL"),
            postgresql_where=text("person_id IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None]  # person.id or caseworker.id; not a foreign key: the log outlives its actors
    organisation_id: Mapped[int | None]
    person_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(50))
    outcome: Mapped[str] = mapped_column(String(20))  # allowed, refused, conflict
    booking_id: Mapped[int | None]
    details: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    decision_id: Mapped[int | None]
