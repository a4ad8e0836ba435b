"""Decisions as cases, step by step; hearings before a duty is upheld (LAB § 106, stk. 3).

What was decided, and what somebody is being heard on, becomes a case as well: it can be complained of.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_BEFORE = ("fratagelse", "fritagelse_afslag", "fritagelse_ophaevet")
_EMNER = (*_BEFORE, "fastholdt_pligt")
_GRUNDLAG = ("anden_maade", "forloebet_hindres")
_TRIN = (
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
_RESULTATER = ("fastholdt", "medhold", "afvist", "stadfaestet", "hjemvist", "ophaevet", "aendret")
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
_CASE = ("public_id", "person_id", "organisation_id", "emne", "af", "aabnet_at")

_NAMED = {
    "letter": ("public_id",),
    "decision": (),
    "beslutning": ("public_id",),
    "partshoering": ("public_id", "letter"),
    "afgoerelse": ("public_id",),
    "afgoerelse_skridt": ("public_id", "letter"),
}


def upgrade() -> None:
    _heard_on(_EMNER, (*_GRUNDLAG, "til_fordel", "misbrug"), "emne IN ('fratagelse', 'fastholdt_pligt')")
    _afgoerelse()
    _skridt()
    _what_there_is()
    guards.forbid_deletion("afgoerelse", "afgoerelse_stays")
    guards.forbid_change_of("afgoerelse", "afgoerelse_stays", *_CASE)
    guards.forbid_change("afgoerelse_skridt", "afgoerelse_skridt_stays")
    guards.forbid_deletion("afgoerelse_skridt", "afgoerelse_skridt_stays")


def downgrade() -> None:
    op.drop_table("afgoerelse_skridt")
    op.drop_table("afgoerelse")
    _heard_on(_BEFORE, _GRUNDLAG, "emne = 'fratagelse'", only="emne <> 'fastholdt_pligt'")


def _heard_on(emner: tuple[str, ...], grundlag: tuple[str, ...], has_one: str, *, only: str = "") -> None:
    """What one may be heard on, and what that rests on. `only`: the hearings that stay."""
    guards.allow_again("partshoering", "partshoering_stays")
    if only:
        op.execute(f"DELETE FROM partshoering WHERE NOT ({only})")  # noqa: S608 - written above
    with op.batch_alter_table("partshoering") as table:
        for name in ("emne_known", "grundlag_known", "fratagelse_has_a_grundlag"):
            table.drop_constraint(name, type_="check")
        table.create_check_constraint("emne_known", one_of("emne", *emner).sqltext)
        table.create_check_constraint("grundlag_known", one_of("grundlag", *grundlag, nullable=True).sqltext)
        table.create_check_constraint("fratagelse_has_a_grundlag", f"({has_one}) = (grundlag IS NOT NULL)")
    guards.forbid_deletion("partshoering", "partshoering_stays")
    guards.forbid_change_of("partshoering", "partshoering_stays", *_SENT)


def _afgoerelse() -> None:
    op.create_table(
        "afgoerelse",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("emne", sa.String(30), nullable=False),
        sa.Column("af", sa.String(20), nullable=False),
        sa.Column("grundlag", sa.String(30), nullable=True),
        sa.Column("beslutning_id", KEY, sa.ForeignKey("beslutning.id"), nullable=True),
        sa.Column("aabnet_at", AWARE_TIME, nullable=False),
        sa.Column("trin", sa.String(20), nullable=False),
        sa.Column("naeste", sa.String(20), nullable=True),
        sa.Column("venter", sa.String(20), nullable=True),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("snarest", sa.Boolean(), nullable=False),
        sa.Column("klage_senest", sa.Date(), nullable=True),
        one_of("emne", *_EMNER),
        one_of("af", "a_kasse", "jobcenter"),
        one_of("trin", *_TRIN),
        one_of("naeste", *_TRIN, nullable=True),
        one_of("venter", "os", "person", "ankestyrelsen", nullable=True),
        sa.CheckConstraint("(naeste IS NULL) = (venter IS NULL)", name="next_waits_for_somebody"),
    )
    op.create_index("afgoerelse_person_id_idx", "afgoerelse", ["person_id"])
    op.create_index("afgoerelse_beslutning_id_idx", "afgoerelse", ["beslutning_id"])
    op.create_index(
        "afgoerelse_undecided_once",
        "afgoerelse",
        ["person_id", "organisation_id", "emne"],
        unique=True,
        **where("trin IN ('aabnet', 'hoert', 'svaret', 'uden_svar')"),
    )
    op.create_index(
        "afgoerelse_due",
        "afgoerelse",
        ["organisation_id", "venter", "frist"],
        **where("venter IS NOT NULL"),
    )


def _skridt() -> None:
    op.create_table(
        "afgoerelse_skridt",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("afgoerelse_id", KEY, sa.ForeignKey("afgoerelse.id"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("trin", sa.String(20), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("tekst", sa.Text(), nullable=True),
        sa.Column("resultat", sa.String(20), nullable=True),
        sa.Column("kanal", sa.String(20), nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("decision_id", KEY, sa.ForeignKey("decision.id"), nullable=True),
        sa.Column("letter", sa.Uuid(), sa.ForeignKey("letter.public_id"), nullable=True),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.UniqueConstraint("afgoerelse_id", "nr"),
        one_of("trin", *_TRIN),
        one_of("resultat", *_RESULTATER, nullable=True),
        one_of("kanal", "portal", "papir", "ankestyrelsen", nullable=True),
        sa.CheckConstraint(
            "(trin IN ('genvurderet', 'udfald')) = (resultat IS NOT NULL)", name="resultat_said"
        ),
        sa.CheckConstraint("(trin = 'hoert') = (frist IS NOT NULL)", name="hearing_has_a_frist"),
        sa.CheckConstraint("trin <> 'svaret' OR tekst IS NOT NULL", name="answer_has_words"),
        sa.CheckConstraint("(trin IN ('svaret', 'klaget')) = (kanal IS NOT NULL)", name="kanal_is_said"),
    )


def _what_there_is() -> None:
    """The cases that were begun before there were any: revocations, and open hearings."""
    tables = sa.MetaData()
    connection = op.get_bind()
    for name, named in _NAMED.items():
        # SQLite does not know which of its columns hold a UUID.
        columns = [sa.Column(column, sa.Uuid()) for column in named]
        sa.Table(name, tables, *columns, autoload_with=connection, resolve_fks=False)
    decided, heard = tables.tables["beslutning"], tables.tables["partshoering"]
    letter, decision = tables.tables["letter"], tables.tables["decision"]
    told = (
        sa.select(letter.c.public_id)
        .where(letter.c.beslutning_id == decided.c.id, letter.c.kind == "fratagelse")
        .limit(1)
        .scalar_subquery()
    )
    found = connection.execute(
        sa.select(decided, decision.c.decided_at, told.label("letter"))
        .join(decision, decision.c.id == decided.c.decision_id)
        .where(decided.c.art == "fratagelse")
    )
    for row in found.mappings().all():
        _decided_before(connection, tables, row)
    organisation = sa.Table("organisation", tables, autoload_with=connection)
    waiting = connection.execute(
        sa.select(heard, organisation.c.holder)
        .join(organisation, organisation.c.id == heard.c.organisation_id)
        .where(heard.c.closed_at.is_(None))
    )
    for row in waiting.mappings().all():
        _heard_before(connection, tables, row)


def _decided_before(connection: sa.Connection, tables: sa.MetaData, row: Any) -> None:
    lifted = row["ophaevet"]
    case = _case(row, "fratagelse", row["af"], row["decided_at"])
    case |= {"beslutning_id": row["id"], "klage_senest": row["klage_senest"]}
    if lifted is None:
        case |= {"trin": "afgjort", "naeste": "klaget", "venter": "person", "frist": row["klage_senest"]}
    else:
        case |= {"trin": "ophaevet"}
    key = connection.execute(sa.insert(tables.tables["afgoerelse"]).values(case)).inserted_primary_key
    assert key is not None  # noqa: S101 - a row was written
    steps = [{"trin": "aabnet"}, {"trin": "afgjort", "tekst": row["begrundelse"], "letter": row["letter"]}]
    steps += [{"trin": "ophaevet"}] if lifted is not None else []
    for step in steps:
        step |= {"dag": row["dato"], "caseworker_id": row["caseworker_id"], "at": row["decided_at"]}
    if lifted is not None:
        steps[-1]["dag"] = lifted
    steps[1]["decision_id"] = row["decision_id"]
    _steps(connection, tables, key[0], steps)


def _heard_before(connection: sa.Connection, tables: sa.MetaData, row: Any) -> None:
    case = _case(row, row["emne"], row["holder"], row["at"])
    case |= {"trin": "hoert", "naeste": "svaret", "venter": "person", "frist": row["frist"]}
    key = connection.execute(sa.insert(tables.tables["afgoerelse"]).values(case)).inserted_primary_key
    assert key is not None  # noqa: S101 - a row was written
    by = {"dag": row["sendt"], "caseworker_id": row["caseworker_id"], "at": row["at"]}
    opened = {"trin": "aabnet", "tekst": row["baggrund"], **by}
    _steps(
        connection,
        tables,
        key[0],
        [opened, {"trin": "hoert", "frist": row["frist"], "letter": row["letter"], **by}],
    )


def _case(row: Any, emne: str, af: str, at: Any) -> dict[str, Any]:
    own = {name: row[name] for name in ("person_id", "organisation_id", "grundlag")}
    return own | {"public_id": uuid.uuid4(), "emne": emne, "af": af, "aabnet_at": at, "snarest": False}


def _steps(connection: sa.Connection, tables: sa.MetaData, key: int, steps: list[dict[str, Any]]) -> None:
    for nr, step in enumerate(steps, start=1):
        values = step | {"public_id": uuid.uuid4(), "afgoerelse_id": key, "nr": nr}
        connection.execute(sa.insert(tables.tables["afgoerelse_skridt"]).values(values))
