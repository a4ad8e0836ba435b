"""What DFDG was told of each meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dfdg_indkaldelse",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("indhold", JSON, nullable=True),
        sa.Column("told_at", AWARE_TIME, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("dfdg_indkaldelse")
