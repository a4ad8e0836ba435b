"""Access to the file of a case: asked for, put off, answered (AKS § 12; FVL §§ 9, 16)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, where

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_ASKED = ("public_id", "afgoerelse_id", "asked_at", "ord", "senest")
_ANSWERED_ANEW = (
    "OLD.answered_at IS NOT NULL AND (NEW.answered_at IS NULL OR NEW.answered_at <> OLD.answered_at"
    " OR NEW.granted <> OLD.granted)"
)


def upgrade() -> None:
    op.create_table(
        "aktindsigt",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("afgoerelse_id", KEY, sa.ForeignKey("afgoerelse.id"), nullable=False),
        sa.Column("asked_at", AWARE_TIME, nullable=False),
        sa.Column("ord", sa.Text(), nullable=True),
        sa.Column("senest", sa.Date(), nullable=False),
        sa.Column("udsat_til", sa.Date(), nullable=True),
        sa.Column("udsat_fordi", sa.Text(), nullable=True),
        sa.Column("answered_at", AWARE_TIME, nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("begrundelse", sa.Text(), nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=True),
        sa.CheckConstraint("(udsat_til IS NULL) = (udsat_fordi IS NULL)", name="put_off_with_a_reason"),
        sa.CheckConstraint("udsat_til IS NULL OR udsat_til > senest", name="put_off_to_later"),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (granted IS NULL) AND (answered_at IS NULL) = (caseworker_id IS NULL)",
            name="answered_whole",
        ),
        sa.CheckConstraint(
            "granted IS NULL OR granted OR begrundelse IS NOT NULL", name="refused_with_a_reason"
        ),
        sa.CheckConstraint("answered_at IS NULL OR answered_at >= asked_at", name="answered_after_asked"),
    )
    op.create_index(
        "aktindsigt_open_once",
        "aktindsigt",
        ["afgoerelse_id"],
        unique=True,
        **where("answered_at IS NULL"),
    )
    op.create_index("aktindsigt_afgoerelse_id_idx", "aktindsigt", ["afgoerelse_id"])
    guards.forbid_deletion("aktindsigt", "aktindsigt_stays")
    guards.forbid_change_of("aktindsigt", "aktindsigt_stays", *_ASKED)
    guards.forbid_where("aktindsigt", "aktindsigt_answered_once", "UPDATE", _ANSWERED_ANEW)


def downgrade() -> None:
    guards.allow_where("aktindsigt", "aktindsigt_answered_once", "UPDATE")
    op.drop_table("aktindsigt")
