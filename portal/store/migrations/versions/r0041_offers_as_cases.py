"""What the jobcenter decides on an offer is a case as other decisions are: one is heard on it, and complains.
After a kontrolaktion the jobcenter begins on an offer unasked. Overviews are made anew where one is due.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import KEY, one_of

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_BEFORE = ("fratagelse", "fritagelse_afslag", "fritagelse_ophaevet", "fastholdt_pligt")
_OFFERS = ("tilbud", "tilbud_afslag")
_EMNER = (*_BEFORE, *_OFFERS)
_NOT_OFFERS = "emne NOT IN ('tilbud', 'tilbud_afslag')"
_MESSAGES = ("faelles_indstilling", "kontrolaktion_tilbud", "svar", "trukket")
_NAMED = "(emne IN ('tilbud', 'tilbud_afslag')) = (indstilling_id IS NOT NULL)"
_RECOMMENDED = "art = 'kontrolaktion_tilbud' OR a_kasse_id IS NOT NULL"

_HELD = {
    "afgoerelse": ("public_id", "person_id", "organisation_id", "emne", "af", "aabnet_at"),
    "partshoering": (
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
    ),
    "indstilling": (
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
    ),
    "dialogbesked": (
        "public_id",
        "indstilling_id",
        "art",
        "fra_id",
        "til_id",
        "caseworker_id",
        "tekst",
        "sent_at",
    ),
}
"""What the guards keep as it was written."""

_OF_A_CASE = ("aktindsigt_skridt", "aktindsigt_undtaget", "aktindsigt", "afgoerelse_skridt")


def upgrade() -> None:
    for table in _HELD:
        guards.allow_again(table, f"{table}_stays")
    _one_of("partshoering", "emne", _EMNER)
    _one_of("dialogbesked", "art", (*_MESSAGES, "genoptaget"))
    with op.batch_alter_table("indstilling") as changed:
        changed.alter_column("a_kasse_id", existing_type=KEY, nullable=True)
        changed.create_check_constraint("recommended_by_an_a_kasse", _RECOMMENDED)
    with op.batch_alter_table("afgoerelse") as changed:
        changed.add_column(sa.Column("indstilling_id", KEY, nullable=True))
        changed.create_foreign_key(None, "indstilling", ["indstilling_id"], ["id"])
        changed.drop_constraint("emne_known", type_="check")
        changed.create_check_constraint("emne_known", one_of("emne", *_EMNER).sqltext)
        changed.create_check_constraint("offer_is_named", _NAMED)
    op.create_index("afgoerelse_indstilling_id_idx", "afgoerelse", ["indstilling_id"])
    _what_was_decided()
    _hold()
    op.execute("UPDATE overblik SET changed = changed + 1 WHERE person_id IN (SELECT person_id FROM kontrol)")


def downgrade() -> None:
    for table in _HELD:
        guards.allow_again(table, f"{table}_stays")
    for table in _OF_A_CASE:
        _deletable(table)
    of_offers = f"SELECT id FROM afgoerelse WHERE NOT ({_NOT_OFFERS})"  # noqa: S608 - written above
    unasked = "SELECT id FROM indstilling WHERE a_kasse_id IS NULL"
    asked = f"SELECT id FROM aktindsigt WHERE afgoerelse_id IN ({of_offers})"  # noqa: S608 - as above
    for table, column, of in _gone_with_it(of_offers, asked):
        op.execute(f"DELETE FROM {table} WHERE {column} IN ({of})")  # noqa: S608 - as above
    op.execute(f"DELETE FROM afgoerelse WHERE NOT ({_NOT_OFFERS})")  # noqa: S608 - as above
    op.execute(f"DELETE FROM partshoering WHERE NOT ({_NOT_OFFERS})")  # noqa: S608 - as above
    op.execute(
        f"DELETE FROM dialogbesked WHERE art = 'genoptaget' OR indstilling_id IN ({unasked})"  # noqa: S608
    )
    op.execute("DELETE FROM indstilling WHERE a_kasse_id IS NULL")
    op.drop_index("afgoerelse_indstilling_id_idx", "afgoerelse")
    with op.batch_alter_table("afgoerelse") as changed:
        changed.drop_constraint("offer_is_named", type_="check")
        changed.drop_constraint("emne_known", type_="check")
        changed.drop_column("indstilling_id")
        changed.create_check_constraint("emne_known", one_of("emne", *_BEFORE).sqltext)
    with op.batch_alter_table("indstilling") as changed:
        changed.drop_constraint("recommended_by_an_a_kasse", type_="check")
        changed.alter_column("a_kasse_id", existing_type=KEY, nullable=False)
    _one_of("dialogbesked", "art", _MESSAGES)
    _one_of("partshoering", "emne", _BEFORE)
    for table in _OF_A_CASE:
        guards.forbid_deletion(table, f"{table}_stays")
    _hold()


def _gone_with_it(cases: str, asked: str) -> tuple[tuple[str, str, str], ...]:
    """What lies in those cases, innermost first: table, column, and the keys it is named by."""
    steps = f"SELECT id FROM aktindsigt_skridt WHERE aktindsigt_id IN ({asked})"  # noqa: S608 - as above
    return (
        ("aktindsigt_undtaget", "skridt_id", steps),
        ("aktindsigt_skridt", "aktindsigt_id", asked),
        ("aktindsigt", "afgoerelse_id", cases),
        ("afgoerelse_skridt", "afgoerelse_id", cases),
    )


def _deletable(table: str) -> None:
    """Takes back `guards.forbid_deletion` alone: that its rows never change still holds."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for kind in ("delete",) if sqlite else ("delete", "truncate"):
        op.execute(f"DROP TRIGGER {table}_stays_{kind}" + ("" if sqlite else f" ON {table}"))


def _hold() -> None:
    for table, columns in _HELD.items():
        guards.forbid_deletion(table, f"{table}_stays")
        guards.forbid_change_of(table, f"{table}_stays", *columns)


def _one_of(name: str, column: str, values: tuple[str, ...]) -> None:
    with op.batch_alter_table(name) as table:
        table.drop_constraint(f"{column}_known", type_="check")
        table.create_check_constraint(f"{column}_known", one_of(column, *values).sqltext)


def _what_was_decided() -> None:
    """The cases of offers that were decided before there were any."""
    tables = sa.MetaData()
    connection = op.get_bind()
    named: dict[str, tuple[str, ...]] = {
        "indstilling": ("letter",),
        "afgoerelse": ("public_id",),
        "afgoerelse_skridt": ("public_id", "letter"),
    }
    for name, columns in named.items():
        # SQLite does not know which of its columns hold a UUID.
        uuids = [sa.Column(column, sa.Uuid()) for column in columns]
        sa.Table(name, tables, *uuids, autoload_with=connection, resolve_fks=False)
    decided = tables.tables["indstilling"]
    decision = sa.Table("decision", tables, autoload_with=connection, resolve_fks=False)
    found = connection.execute(
        sa.select(decided, decision.c.findings)
        .join(decision, decision.c.id == decided.c.decision_id)
        .where(decided.c.status.in_(("bevilget", "afslaaet")))
    )
    for row in found.mappings().all():
        _decided_before(connection, tables, row)


def _decided_before(connection: sa.Connection, tables: sa.MetaData, row: Any) -> None:
    senest = _until(row["findings"])
    case = {
        "public_id": uuid.uuid4(),
        "person_id": row["person_id"],
        "organisation_id": row["jobcenter_id"],
        "emne": "tilbud" if row["status"] == "bevilget" else "tilbud_afslag",
        "af": "jobcenter",
        "indstilling_id": row["id"],
        "aabnet_at": row["closed_at"],
        "trin": "afgjort",
        "naeste": "klaget",
        "venter": "person",
        "frist": senest,
        "klage_senest": senest,
        "snarest": False,
    }
    key = connection.execute(sa.insert(tables.tables["afgoerelse"]).values(case)).inserted_primary_key
    assert key is not None  # noqa: S101 - a row was written
    why = row["begrundelse"] or row["hvorfor"]
    decided = {"tekst": why, "letter": row["letter"], "decision_id": row["decision_id"]}
    for nr, step in enumerate(({"trin": "aabnet"}, {"trin": "afgjort", **decided}), start=1):
        by = {"dag": _day(row["closed_at"]), "caseworker_id": row["closed_by"], "at": row["closed_at"]}
        values = step | by | {"public_id": uuid.uuid4(), "afgoerelse_id": key[0], "nr": nr}
        connection.execute(sa.insert(tables.tables["afgoerelse_skridt"]).values(values))


def _until(findings: Any) -> date | None:
    """The last day to complain, as the decision told it. SQLite hands JSON back as text."""
    known = json.loads(findings) if isinstance(findings, str) else findings
    klage = known["result"].get("klage") or {}
    return date.fromisoformat(klage["senest"]) if klage.get("senest") else None


def _day(at: Any) -> date:
    """The Danish day. SQLite hands the time back bare."""
    aware: datetime = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo("Europe/Copenhagen")).date()
