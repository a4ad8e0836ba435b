"""Who is signed in, so that signing out ends a session for every copy of its cookie."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import AWARE_TIME, KEY

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signin_session",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("key_hash", sa.LargeBinary(32), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), index=True, nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), index=True, nullable=True),
        sa.Column("id_token_hint", sa.Text(), nullable=True),
        sa.Column("created_at", AWARE_TIME, nullable=False),
        sa.Column("last_seen_at", AWARE_TIME, nullable=False),
        sa.Column("ended_at", AWARE_TIME, nullable=True),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (caseworker_id IS NULL)", name="of_one_person_or_caseworker"
        ),
    )


def downgrade() -> None:
    op.drop_table("signin_session")
