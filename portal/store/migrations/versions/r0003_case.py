"""What is decided, planned and told about a person; the outbox and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _audit()
    _outbox()
    _plan_entry()
    _decision()
    _beslutning()
    _frist()
    _letter()
    guards.forbid_deletion("decision", "decision_append_only")
    guards.forbid_change("decision", "decision_append_only")
    guards.forbid_deletion("audit", "audit_append_only")
    guards.forbid_change("audit", "audit_append_only")


def downgrade() -> None:
    for table in ("letter", "frist", "beslutning", "decision", "plan_entry", "outbox", "audit"):
        op.drop_table(table)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.Column("actor_kind", sa.String(20), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(50), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("details", JSON, nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        one_of("actor_kind", "citizen", "caseworker", "system"),
    )
    op.create_index("audit_person", "audit", ["person_id", "at"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=True),
        sa.Column("topic", sa.String(50), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("created_at", AWARE_TIME, nullable=False),
        sa.Column("next_attempt_at", AWARE_TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("sent_at", AWARE_TIME, nullable=True),
    )
    op.create_index("outbox_person_id_idx", "outbox", ["person_id"])
    op.create_index(
        "outbox_waiting",
        "outbox",
        ["next_attempt_at", "id"],
        **where("sent_at IS NULL"),
    )


def _plan_entry() -> None:
    op.create_table(
        "plan_entry",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("felt", sa.String(30), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("details", JSON, nullable=True),
        sa.Column("af", sa.String(20), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("written_at", AWARE_TIME, nullable=False),
        sa.Column("replaced_at", AWARE_TIME, nullable=True),
        sa.Column("seen_at", AWARE_TIME, nullable=True),
        one_of("af", "a_kasse", "jobcenter"),
        one_of(
            "felt",
            "jobmaal",
            "uddannelsesmaal",
            "krav_til_jobsoegning",
            "tilbud",
            "understoettende_indsatser",
            "oevrige_indsatser",
        ),
    )
    op.create_index(
        "plan_entry_current_once",
        "plan_entry",
        ["person_id", "felt", "item"],
        unique=True,
        **where("replaced_at IS NULL"),
    )
    op.create_index("plan_entry_person_id_idx", "plan_entry", ["person_id"])


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        sa.Column("question", sa.String(30), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("decided_at", AWARE_TIME, nullable=False),
        sa.Column("findings", JSON, nullable=False),
    )
    op.create_index("decision_booking_id_idx", "decision", ["booking_id"])
    op.create_index("decision_person_id_idx", "decision", ["person_id"])


def _beslutning() -> None:
    op.create_table(
        "beslutning",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        sa.Column("art", sa.String(20), nullable=False),
        sa.Column("af", sa.String(20), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("ophaevet", sa.Date(), nullable=True),
        sa.Column("grundlag", sa.String(30), nullable=True),
        sa.Column("begrundelse", sa.Text(), nullable=True),
        sa.Column("hoering", JSON, nullable=True),
        sa.Column("klage_senest", sa.Date(), nullable=True),
        sa.Column("decision_id", KEY, sa.ForeignKey("decision.id"), nullable=True),
        one_of("af", "a_kasse", "jobcenter"),
        one_of("art", "fratagelse", "fritagelse", "fremmoede", "fastholdt_pligt"),
        sa.CheckConstraint(
            "art <> 'fremmoede' OR booking_id IS NOT NULL", name="fremmoede_names_its_meeting"
        ),
        sa.CheckConstraint("ophaevet IS NULL OR ophaevet >= dato", name="ophaevet_after_dato"),
    )
    op.create_index("beslutning_person_id_idx", "beslutning", ["person_id"])


def _frist() -> None:
    op.create_table(
        "frist",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("af", sa.String(20), nullable=False),
        sa.Column("udstedt", sa.Date(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("vejledt", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("tider_fandtes", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("driftsforstyrrelse", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("decision_id", KEY, sa.ForeignKey("decision.id"), nullable=True),
        one_of("af", "a_kasse", "jobcenter"),
    )
    op.create_index("frist_person_id_idx", "frist", ["person_id"])


def _letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        sa.Column("beslutning_id", KEY, sa.ForeignKey("beslutning.id"), nullable=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", AWARE_TIME, nullable=False),
        sa.Column("delivered_at", AWARE_TIME, nullable=True),
        sa.Column("read_at", AWARE_TIME, nullable=True),
    )
    op.create_index("letter_person_id_idx", "letter", ["person_id"])
