"""Access to a file in part, noted by a caseworker, complained of (AKS § 12; AKK § 3; FVL §§ 15 c, 16, 17)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_ASKED = ("public_id", "afgoerelse_id", "asked_at", "ord", "senest")
_ALSO_ASKED = ("dag", "kanal", "noted_by_id", "frist_oenskes")
_ANSWERED_ANEW = (
    "OLD.answered_at IS NOT NULL AND (NEW.answered_at IS NULL OR NEW.answered_at <> OLD.answered_at"
    " OR NEW.granted <> OLD.granted)"
)
_GIVEN = ("ja", "delvis", "nej")
_GENVURDERING = ("fastholdt", "delvist", "medhold")
_UDFALD = ("afvist", "stadfaestet", "hjemvist", "ophaevet", "aendret")
_HENSYN = (
    "fvl_12",
    "fvl_14",
    "fvl_15",
    "fvl_15a",
    *(f"fvl_15b_{number}" for number in range(1, 6)),
    "aks_12_3",
)
_CHECKS = {
    "kanal_known": one_of("kanal", "telefon", "papir", "fremmoede", nullable=True).sqltext,
    "svar_known": one_of("svar", *_GIVEN, nullable=True).sqltext,
    "naeste_known": one_of("naeste", "svaret", "genvurderet", "sendt", nullable=True).sqltext,
    "noted_whole": "(kanal IS NULL) = (noted_by_id IS NULL) AND (kanal IS NULL) = (dag IS NULL)",
    "stands_as_answered": "(svar IS NULL) = (answered_at IS NULL)",
    "next_has_a_day": "(naeste IS NULL) = (frist IS NULL)",
}
_STANDS = """
    UPDATE aktindsigt SET
        svar = CASE WHEN granted IS NULL THEN NULL WHEN granted THEN 'ja' ELSE 'nej' END,
        naeste = CASE WHEN answered_at IS NULL THEN 'svaret' END,
        frist = CASE WHEN answered_at IS NULL THEN COALESCE(udsat_til, senest) END
"""
# Before, a file was given whole or not at all: what was held back in part stays held back.
_WHOLE_OR_NOT = """
    UPDATE aktindsigt SET
        granted = (svar = 'ja'),
        begrundelse = COALESCE(begrundelse, 'Papirer er holdt tilbage. Grunden står i brevet.')
    WHERE svar IS NOT NULL AND granted <> (svar = 'ja')
"""


def upgrade() -> None:
    _unguarded()
    with op.batch_alter_table("aktindsigt") as table:
        table.add_column(sa.Column("dag", sa.Date(), nullable=True))
        table.add_column(sa.Column("kanal", sa.String(20), nullable=True))
        table.add_column(sa.Column("noted_by_id", KEY, nullable=True))
        table.add_column(_no_unless_said("frist_oenskes"))
        table.add_column(sa.Column("svar", sa.String(10), nullable=True))
        table.add_column(sa.Column("naeste", sa.String(20), nullable=True))
        table.add_column(sa.Column("frist", sa.Date(), nullable=True))
        table.add_column(_no_unless_said("snarest"))
        table.create_foreign_key("aktindsigt_noted_by_id_fkey", "caseworker", ["noted_by_id"], ["id"])
    op.execute(_STANDS)
    with op.batch_alter_table("aktindsigt") as table:
        for name, condition in _CHECKS.items():
            table.create_check_constraint(name, condition)
    _guarded(*_ASKED, *_ALSO_ASKED)
    _skridt()
    _undtaget()
    for name in ("aktindsigt_skridt", "aktindsigt_undtaget"):
        guards.forbid_change(name, f"{name}_stays")
        guards.forbid_deletion(name, f"{name}_stays")


def downgrade() -> None:
    op.drop_table("aktindsigt_undtaget")
    op.drop_table("aktindsigt_skridt")
    _unguarded()
    op.execute(_WHOLE_OR_NOT)
    with op.batch_alter_table("aktindsigt") as table:
        for name in _CHECKS:
            table.drop_constraint(name, type_="check")
        table.drop_constraint("aktindsigt_noted_by_id_fkey", type_="foreignkey")
        for name in (*_ALSO_ASKED, "snarest", "svar", "naeste", "frist"):
            table.drop_column(name)
    _guarded(*_ASKED)


def _no_unless_said(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def _unguarded() -> None:
    guards.allow_where("aktindsigt", "aktindsigt_answered_once", "UPDATE")
    guards.allow_again("aktindsigt", "aktindsigt_stays")


def _guarded(*asked: str) -> None:
    guards.forbid_deletion("aktindsigt", "aktindsigt_stays")
    guards.forbid_change_of("aktindsigt", "aktindsigt_stays", *asked)
    guards.forbid_where("aktindsigt", "aktindsigt_answered_once", "UPDATE", _ANSWERED_ANEW)


def _skridt() -> None:
    op.create_table(
        "aktindsigt_skridt",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("aktindsigt_id", KEY, sa.ForeignKey("aktindsigt.id"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("trin", sa.String(20), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("svar", sa.String(10), nullable=True),
        sa.Column("hensyn", sa.String(20), nullable=True),
        sa.Column("klage_senest", sa.Date(), nullable=True),
        sa.Column("afbrudt", sa.Boolean(), nullable=True),
        sa.Column("klagefrist", sa.Date(), nullable=True),
        sa.Column("resultat", sa.String(20), nullable=True),
        sa.Column("kanal", sa.String(20), nullable=True),
        sa.Column("tekst", sa.Text(), nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("decision_id", KEY, sa.ForeignKey("decision.id"), nullable=True),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=True),
        sa.UniqueConstraint("aktindsigt_id", "nr"),
        one_of("trin", "udsat", "svaret", "klaget", "genvurderet", "sendt", "udfald"),
        one_of("svar", *_GIVEN, nullable=True),
        one_of("hensyn", *_HENSYN, nullable=True),
        one_of("resultat", *_GENVURDERING, *_UDFALD, nullable=True),
        one_of("kanal", "portal", "papir", "instansen", nullable=True),
        sa.CheckConstraint("(trin = 'udsat') = (frist IS NOT NULL)", name="put_off_to_a_day"),
        sa.CheckConstraint("trin <> 'svaret' OR svar IS NOT NULL", name="answer_is_said"),
        sa.CheckConstraint(
            "(trin IN ('genvurderet', 'udfald')) = (resultat IS NOT NULL)", name="resultat_said"
        ),
        sa.CheckConstraint("(trin = 'klaget') = (kanal IS NOT NULL)", name="kanal_is_said"),
    )


def _undtaget() -> None:
    op.create_table(
        "aktindsigt_undtaget",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("skridt_id", KEY, sa.ForeignKey("aktindsigt_skridt.id"), nullable=False),
        sa.Column("papir", sa.String(60), nullable=False),
        sa.Column("navn", sa.Text(), nullable=False),
        sa.Column("dele", sa.Text(), nullable=True),
        sa.Column("hensyn", sa.String(20), nullable=False),
        sa.Column("begrundelse", sa.Text(), nullable=False),
        sa.UniqueConstraint("skridt_id", "papir"),
        one_of("hensyn", *_HENSYN),
    )
