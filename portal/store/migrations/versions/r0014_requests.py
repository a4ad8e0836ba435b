"""What a citizen asks for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ASKED = ("public_id", "person_id", "art", "grund", "sprog", "ord", "booker_selv", "asked_at", "noted_by")

_ANSWERED_ANEW = (
    "OLD.answered_at IS NOT NULL AND (NEW.answered_at IS NULL OR NEW.answered_at <> OLD.answered_at"
    " OR NEW.granted <> OLD.granted)"
)


def upgrade() -> None:
    op.create_table(
        "oenske",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("art", sa.String(20), nullable=False),
        sa.Column("grund", sa.String(30), nullable=True),
        sa.Column("sprog", sa.String(60), nullable=True),
        sa.Column("ord", sa.Text(), nullable=True),
        sa.Column("booker_selv", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("asked_at", AWARE_TIME, nullable=False),
        sa.Column("noted_by", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("withdrawn_at", AWARE_TIME, nullable=True),
        sa.Column("answered_at", AWARE_TIME, nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("begrundelse", sa.Text(), nullable=True),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("decision_id", KEY, sa.ForeignKey("decision.id"), nullable=True),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=True),
        sa.Column("read_at", AWARE_TIME, nullable=True),
        one_of("art", "tolk", "tilgaengelighed", "fritagelse", "samtale", "booke_selv"),
        one_of(
            "grund",
            "it_kundskaber",
            "sprog",
            "funktionsnedsaettelse",
            "adgang",
            "teleslynge",
            "andet",
            nullable=True,
        ),
        sa.CheckConstraint("art <> 'tolk' OR sprog IS NOT NULL", name="tolk_names_a_language"),
        sa.CheckConstraint(
            "art NOT IN ('fritagelse', 'tilgaengelighed') OR grund IS NOT NULL", name="has_a_grund"
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (granted IS NULL) AND (answered_at IS NULL) = (organisation_id IS NULL)",
            name="answered_whole",
        ),
        sa.CheckConstraint("answered_at IS NULL OR answered_at >= asked_at", name="answered_after_asked"),
    )
    op.create_index("oenske_person_id_idx", "oenske", ["person_id"])
    op.create_index(
        "oenske_open_once",
        "oenske",
        ["person_id", "art"],
        unique=True,
        **where("answered_at IS NULL AND withdrawn_at IS NULL"),
    )
    guards.forbid_deletion("oenske", "oenske_stays")
    guards.forbid_change_of("oenske", "oenske_stays", *_ASKED)
    guards.forbid_where("oenske", "oenske_answered_once", "UPDATE", _ANSWERED_ANEW)


def downgrade() -> None:
    guards.allow_where("oenske", "oenske_answered_once", "UPDATE")
    op.drop_table("oenske")
