"""What the supervision of a-kasser counts: each time somebody had three months with one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import KEY

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tilsyn_tre_maaneder",
        sa.Column("person_id", KEY, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("dag", sa.Date(), primary_key=True),
        sa.Column("maaned", sa.Date(), nullable=False),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("holdt", sa.Integer(), nullable=False),
        sa.Column("mindst", sa.Integer(), nullable=False),
        sa.CheckConstraint("holdt >= 0", name="holdt_counted"),
        sa.CheckConstraint("mindst >= 1", name="mindst_required"),
        sa.CheckConstraint("maaned <= dag", name="maaned_of_dag"),
    )
    op.create_index(
        "tilsyn_tre_maaneder_of", "tilsyn_tre_maaneder", ["a_kasse_id", "maaned", "holdt", "mindst"]
    )
    # Everybody's course is looked at anew, so that the months before are told too.
    op.execute("UPDATE overblik SET changed = changed + 1")


def downgrade() -> None:
    op.drop_table("tilsyn_tre_maaneder")
