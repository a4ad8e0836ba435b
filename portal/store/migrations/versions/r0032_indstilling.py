"""Offers that are asked of the jobcenter, and the messages about them; by when one is due in work lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_ARTER = ("faelles_indstilling", "kontrolaktion_tilbud")
_STATUS = ("foreslaaet", "uenig", "sendt", "bevilget", "afslaaet", "trukket", "udloebet")
_INDSATSER = (
    "virksomhedspraktik",
    "loentilskud",
    "nytteindsats",
    "opkvalificering",
    "understoettende_indsats",
)
_WRITTEN = (
    "public_id",
    "person_id",
    "art",
    "a_kasse_id",
    "caseworker_id",
    "indsats",
    "hvad",
    "hvor",
    "hvorfor",
    "starter",
    "frist",
    "written_at",
)
_MESSAGE = ("public_id", "indstilling_id", "art", "fra_id", "til_id", "caseworker_id", "tekst", "sent_at")


def upgrade() -> None:
    _indstilling()
    _dialogbesked()
    op.add_column("overblik", sa.Column("tilbud_senest", sa.Date(), nullable=True))
    op.execute("UPDATE overblik SET changed = changed + 1 WHERE person_id IN (SELECT person_id FROM kontrol)")


def downgrade() -> None:
    op.drop_column("overblik", "tilbud_senest")
    op.drop_table("dialogbesked")
    op.drop_table("indstilling")


def _indstilling() -> None:
    op.create_table(
        "indstilling",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("art", sa.String(30), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("jobcenter_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("indsats", sa.String(30), nullable=True),
        sa.Column("hvad", sa.Text(), nullable=True),
        sa.Column("hvor", sa.Text(), nullable=True),
        sa.Column("hvorfor", sa.Text(), nullable=True),
        sa.Column("starter", sa.Date(), nullable=True),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("written_at", AWARE_TIME, nullable=False),
        sa.Column("enig_at", AWARE_TIME, nullable=True),
        sa.Column("noted_by", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("sent_at", AWARE_TIME, nullable=True),
        sa.Column("closed_at", AWARE_TIME, nullable=True),
        sa.Column("closed_by", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("begrundelse", sa.Text(), nullable=True),
        sa.Column("decision_id", KEY, sa.ForeignKey("decision.id"), nullable=True),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=True),
        sa.Column("item", sa.Uuid(), nullable=True),
        sa.Column("read_at", AWARE_TIME, nullable=True),
        one_of("art", *_ARTER),
        one_of("status", *_STATUS),
        one_of("indsats", *_INDSATSER, nullable=True),
        sa.CheckConstraint(
            "art <> 'faelles_indstilling' OR (indsats IS NOT NULL AND hvad IS NOT NULL AND hvor IS NOT NULL"
            " AND hvorfor IS NOT NULL AND starter IS NOT NULL)",
            name="recommended_whole",
        ),
        sa.CheckConstraint("art <> 'kontrolaktion_tilbud' OR frist IS NOT NULL", name="asked_by_a_day"),
        sa.CheckConstraint(
            "art <> 'faelles_indstilling' OR sent_at IS NULL OR enig_at IS NOT NULL", name="sent_when_agreed"
        ),
        sa.CheckConstraint("(sent_at IS NULL) = (jobcenter_id IS NULL)", name="sent_to_a_jobcenter"),
        sa.CheckConstraint(
            "status NOT IN ('sendt', 'bevilget', 'afslaaet') OR sent_at IS NOT NULL",
            name="answered_when_sent",
        ),
        sa.CheckConstraint(
            "(status IN ('foreslaaet', 'sendt')) = (closed_at IS NULL)", name="open_until_closed"
        ),
        sa.CheckConstraint(
            "status NOT IN ('bevilget', 'afslaaet') OR (letter IS NOT NULL AND decision_id IS NOT NULL)",
            name="decided_by_letter",
        ),
        sa.CheckConstraint("status <> 'afslaaet' OR begrundelse IS NOT NULL", name="refused_with_reasons"),
        sa.CheckConstraint("(status = 'bevilget') = (item IS NOT NULL)", name="granted_into_the_plan"),
    )
    op.create_index("indstilling_person_id_idx", "indstilling", ["person_id"])
    op.create_index("indstilling_a_kasse", "indstilling", ["a_kasse_id", "status"])
    op.create_index("indstilling_jobcenter", "indstilling", ["jobcenter_id", "status"])
    op.create_index(
        "indstilling_asked_once",
        "indstilling",
        ["person_id", "frist"],
        unique=True,
        **where("art = 'kontrolaktion_tilbud' AND status <> 'trukket'"),
    )
    guards.forbid_deletion("indstilling", "indstilling_stays")
    guards.forbid_change_of("indstilling", "indstilling_stays", *_WRITTEN)


def _dialogbesked() -> None:
    op.create_table(
        "dialogbesked",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("indstilling_id", KEY, sa.ForeignKey("indstilling.id"), nullable=False),
        sa.Column("art", sa.String(30), nullable=False),
        sa.Column("fra_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("til_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("tekst", sa.Text(), nullable=True),
        sa.Column("sent_at", AWARE_TIME, nullable=False),
        sa.Column("read_at", AWARE_TIME, nullable=True),
        one_of("art", *_ARTER, "svar", "trukket"),
        sa.CheckConstraint("fra_id <> til_id", name="to_somebody_else"),
    )
    op.create_index("dialogbesked_indstilling_id_idx", "dialogbesked", ["indstilling_id"])
    op.create_index("dialogbesked_til", "dialogbesked", ["til_id", "read_at"])
    guards.forbid_deletion("dialogbesked", "dialogbesked_stays")
    guards.forbid_change_of("dialogbesked", "dialogbesked_stays", *_MESSAGE)
