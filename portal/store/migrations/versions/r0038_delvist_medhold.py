"""A complaint is upheld in part, to a day, or taken back; a decision does not wait for who wants the file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from portal.store.migrations import guards
from portal.store.migrations.kinds import one_of

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_TRIN_BEFORE = (
    "aabnet",
    "hoert",
    "svaret",
    "uden_svar",
    "afgjort",
    "frafaldet",
    "klaget",
    "genvurderet",
    "sendt",
    "udfald",
    "ophaevet",
    "lukket",
)
_TRIN = (
    *_TRIN_BEFORE[:4],
    "ikke_udsat",
    *_TRIN_BEFORE[4:7],
    "trukket",
    *_TRIN_BEFORE[7:],
)
_RESULTATER_BEFORE = ("fastholdt", "medhold", "afvist", "stadfaestet", "hjemvist", "ophaevet", "aendret")
_RESULTATER = ("fastholdt", "delvist", *_RESULTATER_BEFORE[1:], "frist", "hensyn", "forhaler")
_CASE = ("public_id", "person_id", "organisation_id", "emne", "af", "aabnet_at")
_RESULT_BEFORE = "(trin IN ('genvurderet', 'udfald')) = (resultat IS NOT NULL)"
_RESULT = "(trin IN ('genvurderet', 'udfald', 'ikke_udsat')) = (resultat IS NOT NULL)"
_KANAL_BEFORE = "(trin IN ('svaret', 'klaget')) = (kanal IS NOT NULL)"
_KANAL = "(trin IN ('svaret', 'klaget', 'trukket')) = (kanal IS NOT NULL)"
_IN_PART = "(trin = 'genvurderet' AND resultat = 'delvist') = (til IS NOT NULL)"
_NOT_WAITING = "trin <> 'ikke_udsat' OR tekst IS NOT NULL"


def upgrade() -> None:
    _unguarded()
    _steps_of_a_case(_TRIN)
    with op.batch_alter_table("afgoerelse_skridt") as table:
        table.add_column(sa.Column("til", sa.Date(), nullable=True))
        _checks(table, _TRIN, _RESULTATER, _RESULT, _KANAL)
        table.create_check_constraint("in_part_has_a_day", _IN_PART)
        table.create_check_constraint("not_waiting_has_words", _NOT_WAITING)
    _guarded()


def downgrade() -> None:
    _unguarded()
    # Before, a complaint was upheld or not, and what was complained of stayed so.
    op.execute("DELETE FROM afgoerelse_skridt WHERE trin IN ('trukket', 'ikke_udsat')")
    op.execute("UPDATE afgoerelse_skridt SET resultat = 'fastholdt', til = NULL WHERE resultat = 'delvist'")
    op.execute("UPDATE afgoerelse SET trin = 'klaget' WHERE trin = 'trukket'")
    with op.batch_alter_table("afgoerelse_skridt") as table:
        table.drop_constraint("in_part_has_a_day", type_="check")
        table.drop_constraint("not_waiting_has_words", type_="check")
        table.drop_column("til")
        _checks(table, _TRIN_BEFORE, _RESULTATER_BEFORE, _RESULT_BEFORE, _KANAL_BEFORE)
    _steps_of_a_case(_TRIN_BEFORE)
    _guarded()


def _steps_of_a_case(trin: tuple[str, ...]) -> None:
    with op.batch_alter_table("afgoerelse") as table:
        for name in ("trin", "naeste"):
            table.drop_constraint(f"{name}_known", type_="check")
        table.create_check_constraint("trin_known", one_of("trin", *trin).sqltext)
        table.create_check_constraint("naeste_known", one_of("naeste", *trin, nullable=True).sqltext)


def _checks(
    table: BatchOperations, trin: tuple[str, ...], resultater: tuple[str, ...], result: str, kanal: str
) -> None:
    checks = {
        "trin_known": one_of("trin", *trin).sqltext,
        "resultat_known": one_of("resultat", *resultater, nullable=True).sqltext,
        "resultat_said": result,
        "kanal_is_said": kanal,
    }
    for name, condition in checks.items():
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, condition)


def _unguarded() -> None:
    for table in ("afgoerelse", "afgoerelse_skridt"):
        guards.allow_again(table, f"{table}_stays")


def _guarded() -> None:
    guards.forbid_deletion("afgoerelse", "afgoerelse_stays")
    guards.forbid_change_of("afgoerelse", "afgoerelse_stays", *_CASE)
    guards.forbid_change("afgoerelse_skridt", "afgoerelse_skridt_stays")
    guards.forbid_deletion("afgoerelse_skridt", "afgoerelse_skridt_stays")
