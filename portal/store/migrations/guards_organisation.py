"""What the database refuses of an organisation: another's office, a closed one, to be without administrator.

A time or a meeting lies in an office that its own organisation keeps open, and a time belongs to somebody
who works there. On PostgreSQL the row that is asked for is locked, so that whoever closes an office and
whoever publishes a time in it see each other.
"""

# ruff: noqa: S608 - what is put into these statements is written here, never read from anywhere

from __future__ import annotations

from dataclasses import dataclass

from alembic import op


@dataclass(frozen=True, slots=True)
class Belonging:
    """A row of `table` must find a row of `target` that fulfils `condition`, whenever `when` holds of it.

    Asked as the row is inserted, and as one of `columns` is written. `name`: what the refusal is called.
    """

    name: str
    table: str
    columns: str
    when: str
    target: str
    condition: str


_OWN_OFFICE = "id = NEW.office_id AND organisation_id = NEW.organisation_id"
_OWN_CASEWORKER = "id = NEW.caseworker_id AND organisation_id = NEW.organisation_id"
_OWN_TEAM = "id = NEW.team_id AND organisation_id = NEW.organisation_id"

BELONGING = (
    Belonging(
        "slot_in_own_open_office",
        "slot",
        "office_id, organisation_id",
        "NEW.withdrawn_at IS NULL",
        "office",
        f"{_OWN_OFFICE} AND closed_at IS NULL",
    ),
    Belonging(
        "slot_of_own_active_caseworker",
        "slot",
        "caseworker_id, organisation_id",
        "NEW.caseworker_id IS NOT NULL AND NEW.withdrawn_at IS NULL",
        "caseworker",
        f"{_OWN_CASEWORKER} AND active",
    ),
    Belonging(
        "booking_in_own_open_office",
        "booking",
        "office_id, organisation_id",
        "NEW.office_id IS NOT NULL AND NEW.status = 'planlagt'",
        "office",
        f"{_OWN_OFFICE} AND closed_at IS NULL",
    ),
    Belonging(
        "caseworker_in_own_office",
        "caseworker",
        "office_id, organisation_id",
        "NEW.office_id IS NOT NULL",
        "office",
        _OWN_OFFICE,
    ),
    Belonging(
        "caseworker_in_own_team",
        "caseworker",
        "team_id, organisation_id",
        "NEW.team_id IS NOT NULL",
        "team",
        _OWN_TEAM,
    ),
    Belonging(
        "team_in_own_office",
        "team",
        "office_id, organisation_id",
        "NEW.office_id IS NOT NULL",
        "office",
        _OWN_OFFICE,
    ),
)

LAST_ADMINISTRATOR = "caseworker_last_administrator"
_DECISIVE = "role, active, organisation_id"
_WAS = "OLD.role = 'administrator' AND OLD.active"
_IS = "NEW.role = 'administrator' AND NEW.active AND NEW.organisation_id = OLD.organisation_id"
_OTHERS = (
    "SELECT 1 FROM caseworker WHERE organisation_id = OLD.organisation_id"
    " AND role = 'administrator' AND active AND id <> OLD.id"
)


def require(guard: Belonging) -> None:
    """From now on the database sees to it."""
    found = f"SELECT 1 FROM {guard.target} WHERE {guard.condition}"
    if _on_sqlite():
        refused = f"WHEN {guard.when} AND NOT EXISTS ({found}) BEGIN SELECT RAISE(ABORT, '{guard.name}'); END"
        for event, columns in (("INSERT", ""), ("UPDATE", f" OF {guard.columns}")):
            name = f"{guard.name}_{event.lower()}"
            op.execute(f"CREATE TRIGGER {name} BEFORE {event}{columns} ON {guard.table} {refused}")
        return
    _function(
        guard.name,
        f"""
        IF NOT ({guard.when}) THEN RETURN NEW; END IF;
        PERFORM 1 FROM {guard.target} WHERE {guard.condition} FOR SHARE;
        IF NOT FOUND THEN {_raise(guard.name)} END IF;
        """,
    )
    op.execute(
        f"CREATE TRIGGER {guard.name} BEFORE INSERT OR UPDATE OF {guard.columns} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


def require_no_longer(guard: Belonging) -> None:
    """Takes back what `require` did."""
    if _on_sqlite():
        for event in ("insert", "update"):
            op.execute(f"DROP TRIGGER {guard.name}_{event}")
        return
    _drop(guard.name, guard.table)


def keep_an_administrator() -> None:
    """An organisation that has an active administrator keeps one."""
    if _on_sqlite():
        op.execute(
            f"CREATE TRIGGER {LAST_ADMINISTRATOR} BEFORE UPDATE OF {_DECISIVE} ON caseworker"
            f" WHEN {_WAS} AND NOT ({_IS}) AND NOT EXISTS ({_OTHERS})"
            f" BEGIN SELECT RAISE(ABORT, '{LAST_ADMINISTRATOR}'); END"
        )
        return
    # Two who each take the role from the other would not see each other: the organisation's row makes them
    # wait.
    _function(
        LAST_ADMINISTRATOR,
        f"""
        IF NOT ({_WAS}) OR ({_IS}) THEN RETURN NEW; END IF;
        PERFORM 1 FROM organisation WHERE id = OLD.organisation_id FOR NO KEY UPDATE;
        IF NOT EXISTS ({_OTHERS}) THEN {_raise(LAST_ADMINISTRATOR)} END IF;
        """,
    )
    op.execute(
        f"CREATE TRIGGER {LAST_ADMINISTRATOR} BEFORE UPDATE OF {_DECISIVE} ON caseworker"
        f" FOR EACH ROW EXECUTE FUNCTION {LAST_ADMINISTRATOR}()"
    )


def keep_no_administrator() -> None:
    """Takes back what `keep_an_administrator` did."""
    if _on_sqlite():
        op.execute(f"DROP TRIGGER {LAST_ADMINISTRATOR}")
        return
    _drop(LAST_ADMINISTRATOR, "caseworker")


def _function(name: str, body: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"
    )


def _raise(name: str) -> str:
    return (
        "RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',"
        f" CONSTRAINT = '{name}', TABLE = TG_TABLE_NAME, MESSAGE = '{name}';"
    )


def _drop(name: str, table: str) -> None:
    op.execute(f"DROP TRIGGER {name} ON {table}")
    op.execute(f"DROP FUNCTION {name}()")


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
