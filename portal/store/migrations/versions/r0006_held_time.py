"""The caseworkers' time that a hold keeps, so that no other time of theirs is sold meanwhile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import AWARE_TIME, KEY

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_time",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("hold_id", KEY, sa.ForeignKey("hold.id", ondelete="CASCADE"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("slut", AWARE_TIME, nullable=False),
        sa.Column("expires_at", AWARE_TIME, nullable=False),
        sa.CheckConstraint("slut > start", name="slut_after_start"),
    )
    op.create_index("held_time_hold_id_idx", "held_time", ["hold_id"])
    op.create_index("held_time_caseworker", "held_time", ["caseworker_id", "expires_at"])


def downgrade() -> None:
    op.drop_table("held_time")
