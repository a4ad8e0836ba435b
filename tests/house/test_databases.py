"""The databases that the tests stand on are real, empty and each test's own."""

import sqlite3

import psycopg
import pytest


def _connect(url: str) -> sqlite3.Connection | psycopg.Connection:
    if url.startswith("sqlite:"):
        return sqlite3.connect(url.removeprefix("sqlite:///"))
    return psycopg.connect(url.replace("+psycopg", ""))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_finds_nothing_of_the_one_before(database_url: str, turn: str) -> None:
    connection = _connect(database_url)
    connection.execute("CREATE TABLE mark (turn text)")
    connection.execute(f"INSERT INTO mark VALUES ('{turn}')")
    connection.commit()

    assert connection.execute("SELECT turn FROM mark").fetchall() == [(turn,)]
    connection.close()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_postgresql_is_a_server_of_this_run_that_no_network_reaches(database_url: str) -> None:
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        row = connection.execute("SHOW listen_addresses").fetchone()

    assert row == ("",)


def test_a_copy_of_the_schema_holds_the_migrations_mark(migrated_url: str) -> None:
    connection = _connect(migrated_url)

    assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    connection.close()
