"""The migrations make the schema that the tables describe, and take it back, whatever lies in it."""

import importlib
import multiprocessing
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, func, inspect, select
from sqlalchemy.pool import NullPool

import portal.store
from portal.store import migrate, migrations
from portal.store.migrations import guards
from portal.store.tables import Base
from tests.store.everything import fill
from tests.store.town import Town

for module in pkgutil.iter_modules(portal.store.__path__):
    importlib.import_module(f"portal.store.{module.name}")  # every table, wherever it stands

EXCLUSIONS = {"booking_person_busy", "place_caseworker_busy"}
"""PostgreSQL's alone, so the tables do not name them; `test_guards.py` shows what they refuse."""


def _revisions() -> list[str | None]:
    versions = importlib.import_module(f"{migrations.__name__}.versions")
    modules = [
        importlib.import_module(f"{versions.__name__}.{m.name}")
        for m in pkgutil.iter_modules(versions.__path__)
    ]
    after = {module.down_revision: module.revision for module in modules}
    found: list[str | None] = [None]
    while found[-1] in after:
        found.append(after[found[-1]])
    return found


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def _counts(url: str) -> dict[str, int]:
    """How many rows lie in each table that stands now."""
    with _connected(url) as connection:
        standing = set(inspect(connection).get_table_names())
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in Base.metadata.tables.items()
            if name in standing
        }


def _schema(url: str) -> dict[str, Any]:
    """All that the database itself says of its tables, as plain values."""
    with _connected(url) as connection:
        found = inspect(connection)
        return {
            table: {
                "columns": [{**c, "type": str(c["type"])} for c in found.get_columns(table)],
                "key": found.get_pk_constraint(table),
                "foreign": _by_columns(found.get_foreign_keys(table)),
                "unique": _by_name(found.get_unique_constraints(table)),
                "checks": {c["name"]: _words(c["sqltext"]) for c in found.get_check_constraints(table)},
                "indexes": _by_name(i for i in found.get_indexes(table) if i["name"] not in EXCLUSIONS),
            }
            for table in found.get_table_names()
            if table != "alembic_version"
        }


def _by_name(rows: Any) -> dict[str, Any]:
    return {row["name"]: _plain(row) for row in rows}


def _by_columns(rows: Any) -> dict[str, Any]:
    """SQLite tells no name of a key that came with a column of its own."""
    return {str(row["constrained_columns"]): _plain(row | {"name": ""}) for row in rows}


def _plain(value: Any) -> Any:
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else str(value)


def _words(sql: str) -> str:
    return " ".join(sql.split())


def test_autogenerate_finds_nothing_to_change(migrated_url: str) -> None:
    with _connected(migrated_url) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    foreign = [d for d in differences if not (d[0] == "remove_index" and d[1].name in EXCLUSIONS)]
    assert foreign == []


def test_the_schema_is_that_of_the_tables_down_to_checks_and_partial_indexes(
    migrated_url: str, database_kind: str, databases: Any
) -> None:
    described = databases.create(database_kind, migrated=False)
    engine = create_engine(described, poolclass=NullPool)
    Base.metadata.create_all(engine)

    migrated, wanted = _schema(migrated_url), _schema(described)
    assert migrated.keys() == wanted.keys()
    for table, its in wanted.items():
        assert migrated[table] == its, table


def test_every_migration_goes_down_and_up_with_rows_in_every_table(migrated_url: str, town: Town) -> None:
    fill(town)
    town.database.close()
    full = _counts(migrated_url)
    assert min(full.values()) > 0, full

    down = [revision or "base" for revision in reversed(_revisions())]
    for upper, lower in pairwise(down):
        before = _counts(migrated_url)
        migrate.downgrade(migrated_url, lower)
        kept = _counts(migrated_url)
        assert kept == {name: before[name] for name in kept}, f"rows were lost from {upper} to {lower}"
    assert kept == {}
    assert migrate.current(migrated_url) is None

    for revision in reversed(down[:-1]):
        migrate.upgrade(migrated_url, revision)
        assert migrate.current(migrated_url) == revision
    assert _counts(migrated_url) == dict.fromkeys(full, 0)
    assert migrate.is_current(migrated_url)


def test_a_schema_that_was_taken_down_and_put_up_is_the_same(migrated_url: str) -> None:
    before = _schema(migrated_url)

    migrate.downgrade(migrated_url, "base")
    migrate.upgrade(migrated_url)

    assert _schema(migrated_url) == before


def test_a_migration_that_fails_half_way_leaves_nothing_behind(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(table: str, name: str) -> None:
        raise RuntimeError(f"no {name} on {table}")

    monkeypatch.setattr(guards, "forbid_change", fail)

    with pytest.raises(RuntimeError):
        migrate.upgrade(database_url)

    assert _counts(database_url) == {}


def test_several_processes_may_start_at_once(database_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=migrate.upgrade, args=(database_url,)) for _ in range(4)]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert migrate.is_current(database_url)


def test_an_empty_database_is_not_current(database_url: str) -> None:
    assert migrate.current(database_url) is None
    assert not migrate.is_current(database_url)
