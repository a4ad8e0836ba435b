"""Who has free times in an office is found by index, however many times there are."""

from __future__ import annotations

from alembic import op

from portal.store.migrations.kinds import where

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "slot_free_office_caseworker",
        "slot",
        ["office_id", "caseworker_id", "start"],
        **where("free > 0 AND withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("slot_free_office_caseworker", "slot")
