"""What a person wants by mail and by text message; what a calendar was told by mail; reminders, each once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_LOWER = "NEW.sequence <= OLD.sequence OR NEW.booking_id <> OLD.booking_id"


def upgrade() -> None:
    op.create_table(
        "person_notice",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), unique=True, nullable=False),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("pending", sa.String(254), nullable=True),
        sa.Column("code", sa.String(6), nullable=True),
        sa.Column("code_at", AWARE_TIME, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False, server_default=sa.text("0")),
        *(
            sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            for name in ("mail_news", "mail_calendar", "remind_days", "remind_hours")
        ),
        sa.Column("remind_by", sa.String(4), nullable=False, server_default=sa.text("'sms'")),
        sa.Column("remind_from", AWARE_TIME, nullable=True),
        sa.Column("news_sent_at", AWARE_TIME, nullable=True),
        sa.Column("sms_refused_at", AWARE_TIME, nullable=True),
        one_of("remind_by", "sms", "mail"),
        sa.CheckConstraint(
            "(pending IS NULL) = (code IS NULL) AND (pending IS NULL) = (code_at IS NULL)",
            name="pending_whole",
        ),
        sa.CheckConstraint(
            "(remind_days OR remind_hours) = (remind_from IS NOT NULL)", name="remind_from_known"
        ),
    )
    op.create_table(
        "calendar_mail",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), unique=True, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("slut", AWARE_TIME, nullable=False),
        sa.Column("called_off", sa.Boolean(), nullable=False),
        sa.Column("told_at", AWARE_TIME, nullable=False),
    )
    op.create_table(
        "reminder",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=False),
        sa.Column("kind", sa.String(5), nullable=False),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("way", sa.String(4), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.UniqueConstraint("booking_id", "kind", "start"),
        one_of("kind", "days", "hours"),
        one_of("way", "sms", "mail"),
    )
    guards.forbid_where("calendar_mail", "calendar_mail_rises", "UPDATE", _LOWER)
    guards.forbid_change("reminder", "reminder_stays")
    guards.forbid_deletion("reminder", "reminder_stays")


def downgrade() -> None:
    guards.allow_where("calendar_mail", "calendar_mail_rises", "UPDATE")
    op.drop_table("reminder")
    op.drop_table("calendar_mail")
    op.drop_table("person_notice")
