"""What the database itself refuses, beyond keys and checks.

PostgreSQL has exclusion constraints for time, SQLite has triggers that do the same. A trigger that refuses
does so by the guard's name, as a constraint would: `portal.store.database` reads it. No extension is
needed: a range from a key to itself stands in for the equality of keys that `btree_gist` would bring.
"""

# ruff: noqa: S608 - what is put into these statements is written in the migrations, never read from anywhere

from __future__ import annotations

from alembic import op


def forbid_two_meetings_at_once() -> None:
    """A person is in one planned meeting at a time: `booking_person_busy`."""
    _forbid_overlap("booking_person_busy", "booking", "person_id", "{row}.status = 'planlagt'")


def forbid_two_places_at_once() -> None:
    """A caseworker is in one place at a time: `place_caseworker_busy`."""
    _forbid_overlap("place_caseworker_busy", "place", "caseworker_id", "{row}.caseworker_id IS NOT NULL")


def forbid_change(table: str, name: str) -> None:
    """A row, once written, stays as it is."""
    if _on_sqlite():
        _refuse_on_sqlite(f"{name}_update", f"BEFORE UPDATE ON {table}", name)
        # INSERT OR REPLACE would change a row without an UPDATE, and fires no DELETE trigger by default.
        replaces = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        _refuse_on_sqlite(f"{name}_replace", f"BEFORE INSERT ON {table} WHEN {replaces}", name)
        return
    _refuse_on_postgresql(f"{name}_update", f"BEFORE UPDATE ON {table} FOR EACH ROW", name)


def forbid_deletion(table: str, name: str) -> None:
    """A row, once written, stays."""
    if _on_sqlite():
        _refuse_on_sqlite(f"{name}_delete", f"BEFORE DELETE ON {table}", name)
        return
    _refuse_on_postgresql(f"{name}_delete", f"BEFORE DELETE ON {table} FOR EACH ROW", name)
    _refuse_on_postgresql(f"{name}_truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", name)


def forbid_change_of(table: str, name: str, *columns: str) -> None:
    """These columns of a row, once written, stay as they are; the others may change."""
    event = f"BEFORE UPDATE OF {', '.join(columns)} ON {table}"
    if not _on_sqlite():
        _refuse_on_postgresql(f"{name}_update", f"{event} FOR EACH ROW", name)
        return
    _refuse_on_sqlite(f"{name}_update", event, name)
    replaces = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
    _refuse_on_sqlite(f"{name}_replace", f"BEFORE INSERT ON {table} WHEN {replaces}", name)


def allow_again(table: str, name: str) -> None:
    """Takes back what `forbid_deletion` and `forbid_change_of` did under that name."""
    kinds = ("update", "replace", "delete") if _on_sqlite() else ("update", "delete", "truncate")
    for kind in kinds:
        op.execute(f"DROP TRIGGER {name}_{kind}" + ("" if _on_sqlite() else f" ON {table}"))


def allow_deletion(table: str, name: str) -> None:
    """Takes back what `forbid_deletion` did."""
    for kind in ("delete",) if _on_sqlite() else ("delete", "truncate"):
        op.execute(f"DROP TRIGGER {name}_{kind}" + ("" if _on_sqlite() else f" ON {table}"))


def allow_change_of(table: str, name: str) -> None:
    """Takes back what `forbid_change_of` did."""
    for kind in ("update", "replace") if _on_sqlite() else ("update",):
        op.execute(f"DROP TRIGGER {name}_{kind}" + ("" if _on_sqlite() else f" ON {table}"))


def forbid_where(table: str, name: str, event: str, condition: str) -> None:
    """Refuses the event (`INSERT`, `UPDATE`) of a row where the condition holds; it may ask other tables."""
    trigger = f"{name}_{event.lower()}"
    if _on_sqlite():
        _refuse_on_sqlite(trigger, f"BEFORE {event} ON {table} WHEN {condition}", name)
        return
    # A trigger of PostgreSQL asks no other table in its own WHEN.
    op.execute(
        f"""
        CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {condition} THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'integrity_constraint_violation',
                    CONSTRAINT = '{name}',
                    TABLE = '{table}',
                    MESSAGE = '{name}';
            END IF;
            RETURN NEW;
        END
        $$
        """
    )
    op.execute(
        f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
    )


def allow_where(table: str, name: str, event: str) -> None:
    """Takes back what `forbid_where` did."""
    trigger = f"{name}_{event.lower()}"
    if _on_sqlite():
        op.execute(f"DROP TRIGGER {trigger}")
        return
    op.execute(f"DROP TRIGGER {trigger} ON {table}")
    op.execute(f"DROP FUNCTION {trigger}()")


def create_refusal() -> None:
    """The function PostgreSQL's triggers refuse by: it raises as a constraint of the given name would."""
    if _on_sqlite():
        return
    op.execute(
        """
        CREATE FUNCTION portal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION USING
                ERRCODE = 'integrity_constraint_violation',
                CONSTRAINT = TG_ARGV[0],
                TABLE = TG_TABLE_NAME,
                MESSAGE = TG_ARGV[0];
        END
        $$
        """
    )


def drop_refusal() -> None:
    if not _on_sqlite():
        op.execute("DROP FUNCTION portal_refuse()")


def _forbid_overlap(name: str, table: str, whose: str, counts: str) -> None:
    if not _on_sqlite():
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist"
            f" (int8range({whose}, {whose}, '[]') WITH =, tstzrange(start, slut) WITH &&)"
            f" WHERE ({counts.format(row=table)})"
        )
        return
    overlap = (
        f"EXISTS (SELECT 1 FROM {table} AS other WHERE other.{whose} = NEW.{whose}"
        f" AND {counts.format(row='other')} AND other.id <> NEW.id"
        " AND other.start < NEW.slut AND other.slut > NEW.start)"
    )
    when = f"WHEN {counts.format(row='NEW')} AND {overlap}"
    _refuse_on_sqlite(f"{name}_insert", f"AFTER INSERT ON {table} {when}", name)
    _refuse_on_sqlite(f"{name}_update", f"AFTER UPDATE ON {table} {when}", name)


def _refuse_on_sqlite(trigger: str, event: str, name: str) -> None:
    op.execute(f"CREATE TRIGGER {trigger} {event} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def _refuse_on_postgresql(trigger: str, event: str, name: str) -> None:
    op.execute(f"CREATE TRIGGER {trigger} {event} EXECUTE FUNCTION portal_refuse('{name}')")


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
