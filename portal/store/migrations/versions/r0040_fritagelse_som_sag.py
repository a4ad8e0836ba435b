"""What was decided on exemptions before there were cases becomes a case too: it can be complained of.

That is what was refused, and what was lifted because its ground was gone. Where the person wanted to book
again there is nothing to complain of. Revocations and open hearings were made cases when the cases came.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_NAMED = {
    "letter": ("public_id",),
    "decision": (),
    "audit": (),
    "organisation": ("public_id",),
    "oenske": ("public_id", "letter"),
    "afgoerelse": ("public_id",),
    "afgoerelse_skridt": ("public_id", "letter"),
}


def upgrade() -> None:
    connection, tables = op.get_bind(), sa.MetaData()
    for name, named in _NAMED.items():
        # SQLite does not know which of its columns hold a UUID.
        columns = [sa.Column(column, sa.Uuid()) for column in named]
        sa.Table(name, tables, *columns, autoload_with=connection, resolve_fks=False)
    found = [*_refused(connection, tables), *_lifted(connection, tables)]
    for case, tekst, letter in sorted(found, key=lambda one: str(one[0]["aabnet_at"])):
        _open(connection, tables, case, tekst, letter)


def downgrade() -> None:
    """The cases stay: there were such cases before, and these may have been complained of since."""


def _refused(connection: sa.Connection, tables: sa.MetaData) -> Iterator[tuple[dict[str, Any], Any, Any]]:
    """Each exemption that was refused, as its case, with its reasons and its letter."""
    wish, decision, organisation = (tables.tables[name] for name in ("oenske", "decision", "organisation"))
    found = connection.execute(
        sa.select(wish, organisation.c.holder, decision.c.findings)
        .join(decision, decision.c.id == wish.c.decision_id)
        .join(organisation, organisation.c.id == wish.c.organisation_id)
        .where(wish.c.art == "fritagelse", wish.c.granted == sa.false(), _without_case(tables, decision))
    )
    for row in found.mappings().all():
        own = {name: row[name] for name in ("person_id", "organisation_id", "caseworker_id", "decision_id")}
        case = own | {"emne": "fritagelse_afslag", "grundlag": row["grund"], "af": row["holder"]}
        case |= {"aabnet_at": row["answered_at"], "klage_senest": _until(row["findings"])}
        yield case, row["begrundelse"], row["letter"]


def _lifted(connection: sa.Connection, tables: sa.MetaData) -> Iterator[tuple[dict[str, Any], Any, Any]]:
    """Each exemption that was lifted since its ground was gone: who did it stands in the log, and the reasons
    in the letter.
    """
    letter, decision, log, organisation = (
        tables.tables[name] for name in ("letter", "decision", "audit", "organisation")
    )
    told = sa.and_(
        letter.c.person_id == decision.c.person_id,
        letter.c.kind == "fritagelse_ophaevet",
        letter.c.written_at == decision.c.decided_at,
    )
    found = connection.execute(
        sa.select(
            decision.c.id.label("decision_id"),
            decision.c.person_id,
            decision.c.decided_at,
            decision.c.findings,
            letter.c.organisation_id,
            letter.c.body,
            letter.c.public_id.label("letter"),
            organisation.c.holder,
            sa.select(sa.func.max(log.c.actor_id))
            .where(log.c.decision_id == decision.c.id, log.c.actor_kind == "caseworker")
            .scalar_subquery()
            .label("caseworker_id"),
        )
        .join(letter, told)
        .join(organisation, organisation.c.id == letter.c.organisation_id)
        .where(
            decision.c.question == "ophaev_fritagelse",
            decision.c.allowed == sa.true(),
            _without_case(tables, decision),
        )
    )
    for row in found.mappings().all():
        if not _against(row["findings"]):
            continue
        own = {name: row[name] for name in ("person_id", "organisation_id", "caseworker_id", "decision_id")}
        case = own | {"emne": "fritagelse_ophaevet", "grundlag": None, "af": row["holder"]}
        case |= {"aabnet_at": row["decided_at"], "klage_senest": _until(row["findings"])}
        yield case, _reasons(row["body"]), row["letter"]


def _without_case(tables: sa.MetaData, decision: sa.Table) -> sa.ColumnElement[bool]:
    step = tables.tables["afgoerelse_skridt"]
    return ~sa.exists().where(step.c.decision_id == decision.c.id, step.c.trin == "afgjort")


def _against(findings: Any) -> bool:
    """Whether the decision was against the person."""
    return any(one["facts"].get("ophoer") == "grund_bortfaldet" for one in _read(findings)["findings"])


def _until(findings: Any) -> date | None:
    """The last day to complain, as the decision told it."""
    klage = _read(findings)["result"].get("klage") or {}
    return date.fromisoformat(klage["senest"]) if klage.get("senest") else None


def _reasons(body: str) -> str | None:
    """The caseworker's own words: the letter tells them before those of the person."""
    return next((text for kind, text in json.loads(body)["blocks"] if kind == "quote"), None)


def _open(
    connection: sa.Connection, tables: sa.MetaData, found: dict[str, Any], tekst: Any, letter: Any
) -> None:
    by = {"caseworker_id": found.pop("caseworker_id"), "at": found["aabnet_at"]}
    decided = {"tekst": tekst, "letter": letter, "decision_id": found.pop("decision_id")}
    waits = {"naeste": "klaget", "venter": "person", "frist": found["klage_senest"], "snarest": False}
    case = found | waits | {"public_id": uuid.uuid4(), "trin": "afgjort"}
    key = connection.execute(sa.insert(tables.tables["afgoerelse"]).values(case)).inserted_primary_key
    assert key is not None  # noqa: S101 - a row was written
    for nr, step in enumerate(({"trin": "aabnet"}, {"trin": "afgjort", **decided}), start=1):
        values = by | step | {"public_id": uuid.uuid4(), "afgoerelse_id": key[0], "nr": nr}
        values["dag"] = _day(by["at"])
        connection.execute(sa.insert(tables.tables["afgoerelse_skridt"]).values(values))


def _read(findings: Any) -> Any:
    return json.loads(findings) if isinstance(findings, str) else findings


def _day(at: datetime) -> date:
    """The Danish day. SQLite hands the time back bare."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo("Europe/Copenhagen")).date()
