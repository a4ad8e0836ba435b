"""What is missing in CVs, and until when; why a rådighedssamtale is held, and what was found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards, marks
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_AARSAGER = ("tvivl", "underretning", "anmodning")
_VURDERINGER = ("staar_til_raadighed", "frist", "staar_ikke_til_raadighed")
_KEPT = ("raadighed_aarsag", "raadighedsvurdering")


def upgrade() -> None:
    _cv()
    _aarsag()
    _vurdering()
    for name in _KEPT:
        guards.forbid_change(name, f"{name}_append_only")
        guards.forbid_deletion(name, f"{name}_append_only")


def downgrade() -> None:
    for name in reversed(_KEPT):
        op.drop_table(name)
    marks.forget_changes("cv_tjek")
    op.drop_column("overblik", "cv_senest")
    with op.batch_alter_table("cv_tjek") as table:
        table.drop_constraint("nothing_missing_when_good", type_="check")
        table.drop_column("mangler")


def _cv() -> None:
    with op.batch_alter_table("cv_tjek") as table:
        table.add_column(sa.Column("mangler", sa.Text(), nullable=True))
        table.create_check_constraint("nothing_missing_when_good", "mangler IS NULL OR NOT fyldestgoerende")
    op.add_column("overblik", sa.Column("cv_senest", sa.Date(), nullable=True))
    marks.count_changes("cv_tjek")
    # Nobody's overview says it yet.
    op.execute("UPDATE overblik SET changed = changed + 1")


def _of_a_meeting() -> list[sa.Column[int]]:
    return [
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
    ]


def _aarsag() -> None:
    op.create_table(
        "raadighed_aarsag",
        *_of_a_meeting(),
        sa.Column("aarsag", sa.String(20), nullable=False),
        sa.Column("anledning", sa.Text(), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        one_of("aarsag", *_AARSAGER),
        sa.CheckConstraint("anledning <> ''", name="anledning_given"),
    )
    op.create_index("raadighed_aarsag_booking_id_idx", "raadighed_aarsag", ["booking_id"])


def _vurdering() -> None:
    op.create_table(
        "raadighedsvurdering",
        *_of_a_meeting(),
        sa.Column("vurdering", sa.String(30), nullable=False),
        sa.Column("begrundelse", sa.Text(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("at", AWARE_TIME, nullable=False),
        one_of("vurdering", *_VURDERINGER),
        sa.CheckConstraint("begrundelse <> ''", name="begrundelse_given"),
        sa.CheckConstraint("(vurdering = 'frist') = (frist IS NOT NULL)", name="frist_has_its_day"),
    )
    op.create_index("raadighedsvurdering_booking_id_idx", "raadighedsvurdering", ["booking_id"])
