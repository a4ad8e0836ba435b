"""When the worker, and the daily run, were last at work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import AWARE_TIME, one_of

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_of_life",
        sa.Column("what", sa.String(10), primary_key=True),
        sa.Column("at", AWARE_TIME, nullable=False),
        one_of("what", "worker", "daily"),
    )


def downgrade() -> None:
    op.drop_table("sign_of_life")
