"""The overview that work lists are read from, and acts for several people that can be taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import marks
from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_STALE = "changed <> computed_change"
_FACTS = (
    "membership",
    "tilmelding",
    "indplacering",
    "timer",
    "mindre_intensiv",
    "kontrol",
    "valg",
    "frist",
    "booking",
    "beslutning",
)
_OF_A_PERSON = (
    "foedselsdato",
    "maalgruppe",
    "forsikring",
    "erhvervskompetencegivende_uddannelse",
    "forsoergerpligt",
    "opholdstilladelse",
    "a_kasseforsoeg",
    "visiteret",
    "udmeldt",
    "ydelse_fra",
    "henvendelse",
    "sygefravaer_fra",
)
_OF_AN_ORGANISATION = ("mindst_dage_mellem", "hoejst_planlagte", "ombookning_senest_timer", "faelles")


def upgrade() -> None:
    _overblik()
    _batch()
    op.add_column("frist", sa.Column("withdrawn_at", AWARE_TIME, nullable=True))
    op.add_column("letter", sa.Column("withdrawn_at", AWARE_TIME, nullable=True))
    op.execute("INSERT INTO overblik (person_id) SELECT id FROM person")
    marks.begin()
    for table in _FACTS:
        marks.count_changes(table)
    marks.count_changes_of_persons(*_OF_A_PERSON)
    marks.count_changes_of_organisations(*_OF_AN_ORGANISATION)


def downgrade() -> None:
    marks.forget_changes(*_FACTS, "person", "organisation")
    marks.end()
    op.drop_column("letter", "withdrawn_at")
    op.drop_column("frist", "withdrawn_at")
    for table in ("batch_item", "batch", "overblik"):
        op.drop_table(table)


def _overblik() -> None:
    op.create_table(
        "overblik",
        sa.Column(
            "person_id",
            KEY,
            sa.ForeignKey("person.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("changed", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("computed_change", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("computed_on", sa.Date(), nullable=True),
        sa.Column("computed_at", AWARE_TIME, nullable=True),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("jobcenter_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        sa.Column("aktoer", sa.String(20), server_default=sa.text("'ingen'"), nullable=False),
        sa.Column("svarer", sa.String(20), server_default=sa.text("'ingen'"), nullable=False),
        sa.Column("siden", sa.Date(), nullable=True),
        sa.Column("naeste_skift", sa.Date(), nullable=True),
        sa.Column("foerste_samtale_senest", sa.Date(), nullable=True),
        sa.Column("foerste_samtale_planlagt", AWARE_TIME, nullable=True),
        sa.Column("foerste_samtale_i_tide", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("frist_samtale_senest", sa.Date(), nullable=True),
        sa.Column("frist_faelles", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("a_kasse_mangler", sa.Integer(), nullable=True),
        sa.Column("overgang", sa.Date(), nullable=True),
        sa.Column("overgang_kendt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seksten_maaneder", sa.Date(), nullable=True),
        sa.Column("visitation_senest", sa.Date(), nullable=True),
        sa.Column("tegn", JSON, nullable=True),
        sa.Column("naeste_samtale", AWARE_TIME, nullable=True),
        sa.Column("frataget", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("fritaget", sa.Boolean(), server_default=sa.false(), nullable=False),
        one_of("aktoer", "a_kasse", "jobcenter", "ingen"),
        one_of("svarer", "a_kasse", "jobcenter", "ingen"),
    )
    op.create_index("overblik_a_kasse", "overblik", ["a_kasse_id", "computed_on"])
    op.create_index("overblik_jobcenter", "overblik", ["jobcenter_id", "computed_on"])
    op.create_index("overblik_computed_on", "overblik", ["computed_on"])
    op.create_index("overblik_stale", "overblik", ["person_id"], **where(_STALE))


def _batch() -> None:
    op.create_table(
        "batch",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("liste", sa.String(30), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("submission", sa.Uuid(), unique=True, nullable=False),
        sa.Column("created_at", AWARE_TIME, nullable=False),
        sa.Column("undo_until", AWARE_TIME, nullable=False),
        sa.Column("undone_at", AWARE_TIME, nullable=True),
        one_of("act", "saet_frist", "indkald"),
        sa.CheckConstraint("undone_at IS NULL OR undone_at <= undo_until", name="undone_in_time"),
    )
    op.create_index("batch_caseworker", "batch", ["caseworker_id", "created_at"])
    op.create_table(
        "batch_item",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("batch_id", KEY, sa.ForeignKey("batch.id"), nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("refs", JSON, nullable=False),
        sa.Column("findings", JSON, nullable=True),
        one_of("outcome", "done", "refused", "undone", "kept"),
        sa.UniqueConstraint("batch_id", "person_id"),
    )
    op.create_index("batch_item_person_id_idx", "batch_item", ["person_id"])
