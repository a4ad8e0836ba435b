"""Calling in: the summons with its answer, and what a caseworker did for somebody on the telephone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_WRITTEN = (
    "booking_id",
    "person_id",
    "organisation_id",
    "caseworker_id",
    "letter_id",
    "grund",
    "kort_varsel",
    "besked",
    "written_at",
)


def upgrade() -> None:
    _indkaldelse()
    _phone_act()
    guards.forbid_deletion("indkaldelse", "indkaldelse_stays")
    guards.forbid_change_of("indkaldelse", "indkaldelse_stays", *_WRITTEN)
    guards.forbid_deletion("phone_act", "phone_act_append_only")
    guards.forbid_change("phone_act", "phone_act_append_only")


def downgrade() -> None:
    op.drop_table("phone_act")
    op.drop_table("indkaldelse")


def _indkaldelse() -> None:
    op.create_table(
        "indkaldelse",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("letter_id", KEY, sa.ForeignKey("letter.id"), nullable=False),
        sa.Column("grund", sa.String(20), nullable=False),
        sa.Column("kort_varsel", sa.Text(), nullable=True),
        sa.Column("besked", sa.Text(), nullable=True),
        sa.Column("written_at", AWARE_TIME, nullable=False),
        sa.Column("bekraeftet", AWARE_TIME, nullable=True),
        sa.Column("oensket", AWARE_TIME, nullable=True),
        sa.Column("oenske", sa.Text(), nullable=True),
        sa.Column("afslaaet", AWARE_TIME, nullable=True),
        sa.Column("afslaaet_af", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("afslag", sa.Text(), nullable=True),
        one_of(
            "grund",
            "foerste",
            "kort_varsel",
            "fritaget",
            "frataget",
            "faelles",
            "kontrol",
            "raadighed",
            "cv",
        ),
        sa.CheckConstraint(
            "(grund = 'kort_varsel') = (kort_varsel IS NOT NULL)", name="short_notice_has_words"
        ),
        sa.CheckConstraint("(oensket IS NULL) = (oenske IS NULL)", name="wish_has_words"),
        sa.CheckConstraint(
            "(afslaaet IS NULL) = (afslag IS NULL) AND (afslaaet IS NULL) = (afslaaet_af IS NULL)"
            " AND (afslaaet IS NULL OR oensket IS NOT NULL)",
            name="wish_is_refused_with_words",
        ),
    )
    op.create_index("indkaldelse_person_id_idx", "indkaldelse", ["person_id"])
    op.create_index("indkaldelse_written", "indkaldelse", ["organisation_id", "written_at"])
    op.create_index(
        "indkaldelse_open_wish",
        "indkaldelse",
        ["organisation_id", "oensket"],
        **where("oensket IS NOT NULL AND afslaaet IS NULL AND bekraeftet IS NULL"),
    )


def _phone_act() -> None:
    op.create_table(
        "phone_act",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        one_of("act", "book", "move", "call_off"),
    )
    op.create_index("phone_act_booking_id_idx", "phone_act", ["booking_id"])
