"""What all tests share: databases, fresh for each test, on SQLite and on PostgreSQL.

- `database_kind`: "sqlite", then "postgresql". What uses one of the next two runs on each; for one alone:
  `@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)`.
- `database_url`: an empty database, as SQLAlchemy names it.
- `migrated_url`: a database with the portal's schema and nothing in it.
- `databases`: for what outlives one test (a running portal): `databases.create(kind, migrated=True)` gives an
  address; the database stays until the run ends.
- `postgres_server`: the folder of the PostgreSQL server's socket. It starts when a test first asks for
  it, once in each pytest worker, and ends with the run.

The schema is made once for each kind, through the migrations, and copied from then on.
"""

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from tests.postgres import in_memory, running_postgres

KINDS = ("sqlite", "postgresql")


class Databases:
    """Makes databases of both kinds, empty or with the schema."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request = request
        self._folder = folder
        self._numbers = itertools.count(1)
        self._templates: dict[str, str] = {}

    def create(self, kind: str, *, migrated: bool) -> str:
        """The address of a new database (`sqlite:////…` or `postgresql+psycopg://…`)."""
        name = f"portal_{next(self._numbers)}"
        template = self._template(kind) if migrated else None
        if kind == "sqlite":
            return self._create_sqlite(name, template)
        return self._create_postgres(name, template)

    def drop(self, url: str) -> None:
        """Take a database away, also from under a connection that was left open."""
        if url.startswith("sqlite:"):
            for file in self._folder.glob(f"{Path(url).name}*"):
                file.unlink()
            return
        self._administer(f'DROP DATABASE "{_name_of(url)}" WITH (FORCE)')

    def _template(self, kind: str) -> str:
        if kind not in self._templates:
            from portal.store import migrate

            url = self.create(kind, migrated=False)
            migrate.upgrade(url)
            self._templates[kind] = url
        return self._templates[kind]

    def _create_sqlite(self, name: str, template: str | None) -> str:
        path = self._folder / f"{name}.db"
        if template:
            source = sqlite3.connect(template.removeprefix("sqlite:///"))
            target = sqlite3.connect(path)
            source.backup(target)
            target.close()
            source.close()
        return f"sqlite:///{path}"

    def _create_postgres(self, name: str, template: str | None) -> str:
        self._administer(
            f'CREATE DATABASE "{name}" TEMPLATE "{_name_of(template) if template else "template1"}"'
            " STRATEGY file_copy"
        )
        return f"postgresql+psycopg://postgres@/{name}?host={self._socket()}"

    def _administer(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self._socket()), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def _socket(self) -> Path:
        socket: Path = self._request.getfixturevalue("postgres_server")
        return socket


def _name_of(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    with running_postgres() as socket:
        yield socket


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    with TemporaryDirectory(prefix="portal-databases-", dir=in_memory()) as folder:
        yield Databases(request, Path(folder))


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(databases: Databases, database_kind: str) -> Iterator[str]:
    url = databases.create(database_kind, migrated=False)
    yield url
    databases.drop(url)


@pytest.fixture
def migrated_url(databases: Databases, database_kind: str) -> Iterator[str]:
    url = databases.create(database_kind, migrated=True)
    yield url
    databases.drop(url)
