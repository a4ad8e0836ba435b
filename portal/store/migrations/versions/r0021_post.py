"""Where letters go: people's addresses, an organisation's number in Digital Post, letters to be printed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, where

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_ADDRESS = (("street", 200), ("care_of", 100), ("city", 100))
_SENT_ANEW = "OLD.sent_at IS NOT NULL AND (NEW.sent_at IS NULL OR NEW.sent_at <> OLD.sent_at)"
_MOVED = (
    "OLD.print_batch_id IS NOT NULL"
    " AND (NEW.print_batch_id IS NULL OR NEW.print_batch_id <> OLD.print_batch_id)"
)


def upgrade() -> None:
    for column, longest in _ADDRESS:
        op.add_column("person", sa.Column(column, sa.String(longest), nullable=True))
    # Written out: neither database is asked to copy the table for a column with a check of its own.
    op.execute(
        "ALTER TABLE organisation ADD COLUMN cvr VARCHAR(8)"
        " CONSTRAINT organisation_cvr_has_eight_digits CHECK (length(cvr) = 8)"
    )
    op.create_table(
        "print_batch",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("made_at", AWARE_TIME, nullable=False),
        sa.Column("sent_at", AWARE_TIME, nullable=True),
        sa.Column("sent_by", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name="sent_by_somebody"),
    )
    op.create_index("print_batch_organisation", "print_batch", ["organisation_id", "made_at"])
    op.create_table(
        "print_item",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("letter_id", KEY, sa.ForeignKey("letter.id"), nullable=False),
        sa.Column("fuldmagt", sa.Uuid(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("queued_at", AWARE_TIME, nullable=False),
        sa.Column("print_batch_id", KEY, sa.ForeignKey("print_batch.id"), nullable=True),
    )
    op.create_index("print_item_letter_id_idx", "print_item", ["letter_id"])
    op.create_index("print_item_print_batch_id_idx", "print_item", ["print_batch_id"])
    op.create_index(
        "print_item_waiting", "print_item", ["organisation_id", "id"], **where("print_batch_id IS NULL")
    )
    op.create_index("print_item_once", "print_item", ["letter_id"], unique=True, **where("fuldmagt IS NULL"))
    op.create_index(
        "print_item_copy_once",
        "print_item",
        ["letter_id", "fuldmagt"],
        unique=True,
        **where("fuldmagt IS NOT NULL"),
    )
    guards.forbid_change_of("print_item", "print_item_stays", "letter_id", "fuldmagt", "address", "queued_at")
    guards.forbid_deletion("print_item", "print_item_kept")
    guards.forbid_where("print_item", "print_item_printed_once", "UPDATE", _MOVED)
    guards.forbid_where("print_batch", "print_batch_sent_once", "UPDATE", _SENT_ANEW)


def downgrade() -> None:
    guards.allow_where("print_batch", "print_batch_sent_once", "UPDATE")
    guards.allow_where("print_item", "print_item_printed_once", "UPDATE")
    op.drop_table("print_item")
    op.drop_table("print_batch")
    op.drop_column("organisation", "cvr")
    for column, _longest in reversed(_ADDRESS):
        op.drop_column("person", column)
