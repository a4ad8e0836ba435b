"""What happened of itself, once each, and how far the daily run has come with each person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TOLD = (
    "public_id",
    "person_id",
    "art",
    "noegle",
    "dag",
    "oplysninger",
    "citations",
    "booking_id",
    "done_at",
)
_READ_ANEW = "OLD.read_at IS NOT NULL AND (NEW.read_at IS NULL OR NEW.read_at <> OLD.read_at)"
_MARKS = ("events_from", "events_on", "events_change")


def upgrade() -> None:
    op.create_table(
        "haendelse",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("art", sa.String(40), nullable=False),
        sa.Column("noegle", sa.String(100), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("oplysninger", JSON, nullable=False),
        sa.Column("citations", JSON, nullable=False),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        sa.Column("done_at", AWARE_TIME, nullable=False),
        sa.Column("read_at", AWARE_TIME, nullable=True),
        sa.UniqueConstraint("person_id", "art", "noegle"),
        one_of(
            "art",
            "overgang",
            "samtale_bortfaldet",
            "beslutning_bortfaldet",
            "frist_bortfaldet",
            "frist_udloebet",
            "frist_uden_foelge",
            "frist_under_afmelding",
            "skift_a_kasse",
            "skift_kommune",
            "seks_maaneder",
            "seksten_maaneder_forude",
            "seksten_maaneder",
            "mindre_intensiv_slut",
            "fritagelse_slut",
            "syg_fjorten_dage",
            "gentilmelding_uden_booking",
        ),
    )
    op.create_index("haendelse_unread", "haendelse", ["person_id"], **where("read_at IS NULL"))
    guards.forbid_change_of("haendelse", "haendelse_stays", *_TOLD)
    guards.forbid_deletion("haendelse", "haendelse_stays")
    guards.forbid_where("haendelse", "haendelse_read_once", "UPDATE", _READ_ANEW)
    op.add_column("overblik", sa.Column("events_from", sa.Date(), nullable=True))
    op.add_column("overblik", sa.Column("events_on", sa.Date(), nullable=True))
    op.add_column(
        "overblik", sa.Column("events_change", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )


def downgrade() -> None:
    for column in reversed(_MARKS):
        op.drop_column("overblik", column)
    guards.allow_where("haendelse", "haendelse_read_once", "UPDATE")
    guards.allow_again("haendelse", "haendelse_stays")
    op.drop_table("haendelse")
