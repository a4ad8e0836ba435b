"""What a jobcenter and an a-kasse agree on, interval by interval, step by step; and travel as busy time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_TERMS = (
    "public_id",
    "agreement_id",
    "stands_for_id",
    "by_side",
    "start",
    "slut",
    "minutes",
    "pause",
    "office_id",
    "a_kasse_form",
    "travel_before",
    "travel_after",
    "fremmoede",
    "telefon",
    "video",
    "video_link",
    "room",
    "caseworker_id",
)
_NOT_AGREED = (
    "NEW.agreement_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agreement"
    " WHERE agreement.id = NEW.agreement_id AND agreement.status = 'accepted'"
    " AND agreement.jobcenter_id = NEW.organisation_id"
    " AND agreement.a_kasse_id = NEW.a_kasse_id)"
)


def upgrade() -> None:
    _agreement()
    _interval()
    _step()
    _seen()
    _refer("slot", "interval_id", "agreement_interval")
    _refer("absence", "interval_id", "agreement_interval")
    at_once = where("interval_id IS NOT NULL AND withdrawn_at IS NULL")
    op.create_index("slot_of_interval", "slot", ["interval_id", "start"], unique=True, **at_once)
    op.create_index("absence_of_interval", "absence", ["interval_id"], **where("interval_id IS NOT NULL"))
    guards.forbid_where("slot", "slot_needs_agreement", "INSERT", _NOT_AGREED)
    guards.forbid_deletion("agreement", "agreement_stays")
    guards.forbid_deletion("agreement_interval", "interval_stays")
    guards.forbid_change_of("agreement_interval", "interval_stays", *_TERMS)
    guards.forbid_change("agreement_step", "agreement_step_stays")
    guards.forbid_deletion("agreement_step", "agreement_step_stays")


def downgrade() -> None:
    guards.allow_where("slot", "slot_needs_agreement", "INSERT")
    guards.allow_deletion("agreement", "agreement_stays")
    op.drop_index("absence_of_interval", "absence")
    op.drop_index("slot_of_interval", "slot")
    op.drop_column("absence", "interval_id")
    op.drop_column("slot", "interval_id")
    for table in ("agreement_seen", "agreement_step", "agreement_interval"):
        op.drop_table(table)
    op.drop_index("agreement_replaces_once", "agreement")
    for column in ("replaces_id", "ends_on", "notice_days"):
        op.drop_column("agreement", column)


def _agreement() -> None:
    notice = sa.Column("notice_days", sa.Integer(), server_default=sa.text("28"), nullable=False)
    op.add_column("agreement", notice)
    op.add_column("agreement", sa.Column("ends_on", sa.Date(), nullable=True))
    _refer("agreement", "replaces_id", "agreement")
    standing = where("replaces_id IS NOT NULL AND status IN ('proposed', 'countered', 'accepted')")
    op.create_index("agreement_replaces_once", "agreement", ["replaces_id"], unique=True, **standing)


def _interval() -> None:
    op.create_table(
        "agreement_interval",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreement.id"), nullable=False),
        sa.Column("stands_for_id", KEY, sa.ForeignKey("agreement_interval.id"), nullable=True),
        sa.Column("by_side", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("slut", AWARE_TIME, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("pause", sa.Integer(), nullable=False),
        sa.Column("office_id", KEY, sa.ForeignKey("office.id"), nullable=False),
        sa.Column("a_kasse_form", sa.String(20), nullable=False),
        sa.Column("travel_before", sa.Integer(), nullable=False),
        sa.Column("travel_after", sa.Integer(), nullable=False),
        sa.Column("fremmoede", sa.Boolean(), nullable=False),
        sa.Column("telefon", sa.Boolean(), nullable=False),
        sa.Column("video", sa.Boolean(), nullable=False),
        sa.Column("video_link", sa.String(500), nullable=True),
        sa.Column("room", sa.String(100), nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("a_kasse_caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("settled_at", AWARE_TIME, nullable=True),
        sa.CheckConstraint(
            "a_kasse_form = 'video' OR (fremmoede AND NOT telefon AND NOT video)", name="in_person_together"
        ),
        one_of("a_kasse_form", "fremmoede", "video"),
        sa.CheckConstraint("status <> 'agreed' OR a_kasse_caseworker_id IS NOT NULL", name="agreed_by_two"),
        one_of("by_side", "a_kasse", "jobcenter"),
        sa.CheckConstraint("minutes BETWEEN 5 AND 240 AND pause BETWEEN 0 AND 120", name="minutes_known"),
        sa.CheckConstraint("(status = 'open') = (settled_at IS NULL)", name="settled_is_said"),
        sa.CheckConstraint("slut > start", name="slut_after_start"),
        sa.CheckConstraint("fremmoede OR telefon OR video", name="some_form"),
        one_of("status", "open", "agreed", "declined", "replaced", "ended"),
        sa.CheckConstraint(
            "travel_before BETWEEN 0 AND 240 AND travel_after BETWEEN 0 AND 240"
            " AND (a_kasse_form = 'fremmoede' OR (travel_before = 0 AND travel_after = 0))",
            name="travel_in_person",
        ),
        sa.CheckConstraint("video_link IS NULL OR video", name="link_only_for_video"),
    )
    op.create_index("agreement_interval_agreement", "agreement_interval", ["agreement_id", "start"])
    op.create_index("agreement_interval_caseworker", "agreement_interval", ["caseworker_id", "start"])
    op.create_index(
        "agreement_interval_a_kasse_caseworker", "agreement_interval", ["a_kasse_caseworker_id", "start"]
    )


def _step() -> None:
    op.create_table(
        "agreement_step",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreement.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(20), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("details", JSON, nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.UniqueConstraint("agreement_id", "number"),
        one_of("act", "proposed", "countered", "accepted", "declined", "withdrawn", "ended"),
        one_of("side", "a_kasse", "jobcenter"),
    )


def _seen() -> None:
    op.create_table(
        "agreement_seen",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreement.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.UniqueConstraint("agreement_id", "organisation_id"),
    )


def _refer(table: str, column: str, to: str) -> None:
    """A nullable key into another table: SQLite takes it in the column's own words alone."""
    kind = "INTEGER" if op.get_context().dialect.name == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} REFERENCES {to} (id)")
