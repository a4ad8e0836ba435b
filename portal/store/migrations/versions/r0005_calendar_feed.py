"""Addresses for calendar programs; and meetings by the a-kasse's caseworker who takes part, by index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), unique=True, nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), unique=True, nullable=True),
        sa.Column("token_hash", sa.LargeBinary(32), unique=True, nullable=False),
        sa.Column("shows_place", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("created_at", AWARE_TIME, nullable=False),
        sa.Column("last_used_at", AWARE_TIME, nullable=True),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (caseworker_id IS NULL)", name="of_one_person_or_caseworker"
        ),
        one_of("language", "da", "en"),
    )
    op.create_index(
        "booking_a_kasse_caseworker",
        "booking",
        ["a_kasse_caseworker_id", "start"],
        **where("a_kasse_caseworker_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("booking_a_kasse_caseworker", "booking")
    op.drop_table("calendar_feed")
