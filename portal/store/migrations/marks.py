"""What the database itself keeps up to date: which persons' overview no longer says what is known of them.

Every table that a person's facts are read from counts `overblik.changed` up with each change of a row, in the
same transaction. Whoever writes facts need not think of it, and cannot forget it.
"""

from __future__ import annotations

from alembic import op

_COUNT_UP = "UPDATE overblik SET changed = changed + 1 WHERE"


def begin() -> None:
    """A new person has a row at once; a changed one is told of by these columns of theirs."""
    if _on_sqlite():
        op.execute(
            "CREATE TRIGGER overblik_person_insert AFTER INSERT ON person"
            " BEGIN INSERT INTO overblik (person_id) VALUES (NEW.id); END"
        )
        return
    _function("portal_overblik_person_new", "INSERT INTO overblik (person_id) VALUES (NEW.id);")
    _function("portal_overblik_person", f"{_COUNT_UP} person_id = NEW.id;")
    _function(
        "portal_overblik",
        f"""
        IF TG_OP <> 'INSERT' THEN {_COUNT_UP} person_id = OLD.person_id; END IF;
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.person_id <> OLD.person_id) THEN
            {_COUNT_UP} person_id = NEW.person_id;
        END IF;
        """,
    )
    _function("portal_overblik_organisation", f"{_COUNT_UP} a_kasse_id = NEW.id OR jobcenter_id = NEW.id;")
    op.execute(
        "CREATE TRIGGER overblik_person_insert AFTER INSERT ON person"
        " FOR EACH ROW EXECUTE FUNCTION portal_overblik_person_new()"
    )


def end() -> None:
    """Takes back `begin`."""
    op.execute("DROP TRIGGER overblik_person_insert" + ("" if _on_sqlite() else " ON person"))
    if _on_sqlite():
        return
    for name in ("_person_new", "_person", "", "_organisation"):
        op.execute(f"DROP FUNCTION portal_overblik{name}()")


def count_changes(table: str) -> None:
    """Every row of the table, which names its person in `person_id`."""
    if not _on_sqlite():
        op.execute(
            f"CREATE TRIGGER overblik_{table} AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION portal_overblik()"
        )
        return
    for event, rows in (("insert", "NEW"), ("update", "OLD NEW"), ("delete", "OLD")):
        named = ", ".join(f"{row}.person_id" for row in rows.split())
        op.execute(
            f"CREATE TRIGGER overblik_{table}_{event} AFTER {event.upper()} ON {table}"
            f" BEGIN {_COUNT_UP} person_id IN ({named}); END"
        )


def count_changes_of_persons(*columns: str) -> None:
    """These columns of the person."""
    event = f"AFTER UPDATE OF {', '.join(columns)} ON person"
    if _on_sqlite():
        op.execute(f"CREATE TRIGGER overblik_person {event} BEGIN {_COUNT_UP} person_id = NEW.id; END")
        return
    op.execute(
        f"CREATE TRIGGER overblik_person {event} FOR EACH ROW EXECUTE FUNCTION portal_overblik_person()"
    )


def count_changes_of_organisations(*columns: str) -> None:
    """These columns of an organisation, for all of its persons, where they do change."""
    event = f"AFTER UPDATE OF {', '.join(columns)} ON organisation"
    differ = "IS NOT" if _on_sqlite() else "IS DISTINCT FROM"
    when = "WHEN (" + " OR ".join(f"NEW.{column} {differ} OLD.{column}" for column in columns) + ")"
    if _on_sqlite():
        op.execute(
            f"CREATE TRIGGER overblik_organisation {event} {when}"
            f" BEGIN {_COUNT_UP} a_kasse_id = NEW.id OR jobcenter_id = NEW.id; END"
        )
        return
    op.execute(
        f"CREATE TRIGGER overblik_organisation {event} FOR EACH ROW {when}"
        " EXECUTE FUNCTION portal_overblik_organisation()"
    )


def forget_changes(*tables: str) -> None:
    """Takes back `count_changes`; of `person` and `organisation` too."""
    for table in tables:
        if not _on_sqlite():
            op.execute(f"DROP TRIGGER overblik_{table} ON {table}")
            continue
        once = table in ("person", "organisation")
        for event in ("",) if once else ("_insert", "_update", "_delete"):
            op.execute(f"DROP TRIGGER overblik_{table}{event}")


def _function(name: str, body: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
    )


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
