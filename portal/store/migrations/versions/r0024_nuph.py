"""Notices of missed meetings between jobcenter and a-kasse, and all that is said of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_RESULTS = ("irrelevant", "uden_sanktion", "sanktion")
_TOLD = ("public_id", "person_id", "booking_id", "jobcenter_id", "a_kasse_id", "letter", "told_at")
_SAID = (
    "public_id",
    "underretning_id",
    "art",
    "caseworker_id",
    "tekst",
    "dag",
    "resultat",
    "letter",
    "at",
)
_AGAIN = "OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at <> OLD.withdrawn_at)"


def upgrade() -> None:
    _underretning()
    _besked()
    guards.forbid_deletion("underretning", "underretning_stays")
    guards.forbid_change_of("underretning", "underretning_stays", *_TOLD)
    guards.forbid_where("underretning", "underretning_withdrawn_once", "UPDATE", _AGAIN)
    guards.forbid_deletion("underretning_besked", "underretning_besked_stays")
    guards.forbid_change_of("underretning_besked", "underretning_besked_stays", *_SAID)


def downgrade() -> None:
    guards.allow_where("underretning", "underretning_withdrawn_once", "UPDATE")
    op.drop_table("underretning_besked")
    op.drop_table("underretning")


def _underretning() -> None:
    op.create_table(
        "underretning",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=False),
        sa.Column("jobcenter_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=False),
        sa.Column("told_at", AWARE_TIME, nullable=False),
        sa.Column("spurgt_at", AWARE_TIME, nullable=True),
        sa.Column("resultat", sa.String(20), nullable=True),
        sa.Column("resultat_at", AWARE_TIME, nullable=True),
        sa.Column("withdrawn_at", AWARE_TIME, nullable=True),
        one_of("form", "fremmoede", "telefon", "video"),
        one_of("resultat", *_RESULTS, nullable=True),
        sa.CheckConstraint("(resultat IS NULL) = (resultat_at IS NULL)", name="resultat_has_its_time"),
    )
    op.create_index("underretning_person_id_idx", "underretning", ["person_id"])
    op.create_index(
        "underretning_standing_once",
        "underretning",
        ["booking_id"],
        unique=True,
        **where("withdrawn_at IS NULL"),
    )
    op.create_index("underretning_jobcenter", "underretning", ["jobcenter_id", "told_at"])
    op.create_index("underretning_a_kasse", "underretning", ["a_kasse_id", "told_at"])


def _besked() -> None:
    op.create_table(
        "underretning_besked",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("underretning_id", KEY, sa.ForeignKey("underretning.id"), nullable=False),
        sa.Column("art", sa.String(20), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("tekst", sa.Text(), nullable=True),
        sa.Column("dag", sa.Date(), nullable=True),
        sa.Column("resultat", sa.String(20), nullable=True),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=True),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.Column("received_at", AWARE_TIME, nullable=True),
        one_of(
            "art",
            "underretning",
            "rettelse",
            "tilbagekaldelse",
            "henvendelse",
            "spoergsmaal",
            "oplysning",
            "resultat",
        ),
        one_of("resultat", *_RESULTS, nullable=True),
        sa.CheckConstraint("(art = 'resultat') = (resultat IS NOT NULL)", name="resultat_says_it"),
        sa.CheckConstraint(
            "(art IN ('underretning', 'resultat')) = (letter IS NOT NULL)", name="member_is_told"
        ),
        sa.CheckConstraint(
            "art NOT IN ('spoergsmaal', 'oplysning') OR (tekst IS NOT NULL AND tekst <> '')",
            name="words_given",
        ),
        sa.CheckConstraint("(art = 'henvendelse') = (dag IS NOT NULL)", name="henvendelse_has_its_day"),
    )
    op.create_index("underretning_besked_underretning_id_idx", "underretning_besked", ["underretning_id"])
    op.create_index(
        "underretning_told_first_once",
        "underretning_besked",
        ["underretning_id"],
        unique=True,
        **where("art = 'underretning'"),
    )
