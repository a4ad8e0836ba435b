"""Absences that last long are few, and found apart from the many that do not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "absence_long",
        "absence",
        ["caseworker_id", "start"],
        sqlite_where=sa.text("(julianday(slut) - julianday(start)) * 86400 > 82800"),
        postgresql_where=sa.text("EXTRACT(EPOCH FROM slut - start) > 82800"),
    )


def downgrade() -> None:
    op.drop_index("absence_long", "absence")
