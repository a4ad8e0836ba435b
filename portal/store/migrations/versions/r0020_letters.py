"""Hearings before a decision against a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_SENT = (
    "public_id",
    "person_id",
    "organisation_id",
    "caseworker_id",
    "emne",
    "grundlag",
    "baggrund",
    "sendt",
    "frist",
    "letter",
    "at",
)


def upgrade() -> None:
    op.create_table(
        "partshoering",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("emne", sa.String(30), nullable=False),
        sa.Column("grundlag", sa.String(30), nullable=True),
        sa.Column("baggrund", sa.Text(), nullable=False),
        sa.Column("sendt", sa.Date(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.Column("closed_at", AWARE_TIME, nullable=True),
        one_of("emne", "fratagelse", "fritagelse_afslag", "fritagelse_ophaevet"),
        one_of("grundlag", "anden_maade", "forloebet_hindres", nullable=True),
        sa.CheckConstraint("frist > sendt", name="frist_after_sendt"),
        sa.CheckConstraint(
            "(emne = 'fratagelse') = (grundlag IS NOT NULL)", name="fratagelse_has_a_grundlag"
        ),
    )
    op.create_index("partshoering_person_id_idx", "partshoering", ["person_id"])
    op.create_index(
        "partshoering_open_once",
        "partshoering",
        ["person_id", "organisation_id", "emne"],
        unique=True,
        **where("closed_at IS NULL"),
    )
    guards.forbid_deletion("partshoering", "partshoering_stays")
    guards.forbid_change_of("partshoering", "partshoering_stays", *_SENT)


def downgrade() -> None:
    op.drop_table("partshoering")
