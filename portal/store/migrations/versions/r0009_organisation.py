"""Offices and teams close; what an administrator changed is found by index; tenants are guarded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards_organisation as guards
from portal.store.migrations.kinds import AWARE_TIME, where

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("office", sa.Column("closed_at", AWARE_TIME))
    op.add_column("team", sa.Column("closed_at", AWARE_TIME))
    op.create_index("audit_organisation", "audit", ["organisation_id", "id"], **where("person_id IS NULL"))
    for guard in guards.BELONGING:
        guards.require(guard)
    guards.keep_an_administrator()


def downgrade() -> None:
    guards.keep_no_administrator()
    for guard in guards.BELONGING:
        guards.require_no_longer(guard)
    op.drop_index("audit_organisation", "audit")
    op.drop_column("team", "closed_at")
    op.drop_column("office", "closed_at")
