"""The countries' databases: made once, kept in `var/bench`, copied for every run, which books in the copies.

They are made anew when the schema or the making of them has changed, or after a week, since their times would
lie in the past. PostgreSQL is the one of the tests. While databases are made and copied it need not survive a
power cut; while it is measured it writes to the disk what it says it has written, as an organisation's does.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import create_engine, event

from bench import country
from bench.country import Country, fill
from portal.store import migrate
from tests.postgres import FAST, may_enter, running_postgres

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "bench"
KEPT_DAYS = 7
DURABLE = ("-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB")
"""All else as PostgreSQL comes."""

Urls = dict[str, str]
"""By the country's name."""


@contextmanager
def sqlite(countries: Sequence[Country], citizens: int) -> Iterator[Urls]:
    """A copy of each country to book in."""
    folder = KEPT / "sqlite"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="run-") as run:
        urls = {}
        for wanted in countries:
            made = folder / f"{_name(wanted, citizens)}.db"
            if not _is_fresh(folder, made.stem):
                made.unlink(missing_ok=True)
                _fill(f"sqlite:///{made}", wanted, citizens)
                _remember(folder, made.stem)
            copy = Path(run) / made.name
            shutil.copyfile(made, copy)
            urls[wanted.name] = f"sqlite:///{copy}"
        yield urls


@contextmanager
def postgresql(countries: Sequence[Country], citizens: int) -> Iterator[Urls]:
    """A copy of each country to book in."""
    with _cluster() as folder:
        data = folder / "cluster"
        with running_postgres(data, FAST) as socket:
            for wanted in countries:
                _ready(socket, folder, wanted, citizens)
        with running_postgres(data, DURABLE) as socket:
            yield {wanted.name: _url(socket, f"run_{wanted.name}") for wanted in countries}


@contextmanager
def _cluster() -> Iterator[Path]:
    """Where it is kept. Root's PostgreSQL runs as somebody else, who may not look into every folder."""
    folder = KEPT / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    if may_enter(folder):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        os.chmod(name, 0o755)
        yield Path(name)


def _ready(socket: Path, folder: Path, wanted: Country, citizens: int) -> None:
    made = _name(wanted, citizens)
    with psycopg.connect(host=str(socket), user="postgres", dbname="postgres", autocommit=True) as admin:
        if not _is_fresh(folder, made):
            _drop(admin, made)
            admin.execute(f'CREATE DATABASE "{made}"')
            url = _url(socket, made)
            _fill(url, wanted, citizens)
            with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as own:
                own.execute("VACUUM ANALYZE")
            _remember(folder, made)
        _drop(admin, f"run_{wanted.name}")
        admin.execute(f'CREATE DATABASE "run_{wanted.name}" TEMPLATE "{made}" STRATEGY file_copy')


def _drop(admin: psycopg.Connection[Any], name: str) -> None:
    admin.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _url(socket: Path, name: str) -> str:
    return f"postgresql+psycopg://postgres@/{name}?host={socket}"


def _fill(url: str, wanted: Country, citizens: int) -> None:
    migrate.upgrade(url)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hurry)
    fill(engine, wanted, citizens, datetime.now(UTC).date())
    engine.dispose()


def _hurry(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -500000")


def _name(wanted: Country, citizens: int) -> str:
    return f"{wanted.name}_{citizens}"


def _is_fresh(folder: Path, name: str) -> bool:
    """Made this week, from this schema and this making."""
    try:
        made = json.loads((folder / f"{name}.json").read_text())
    except (OSError, ValueError):
        return False
    age = datetime.now(UTC).date() - date.fromisoformat(made["day"])
    return made["of"] == _made_of() and age < timedelta(days=KEPT_DAYS)


def _remember(folder: Path, name: str) -> None:
    day = datetime.now(UTC).date().isoformat()
    (folder / f"{name}.json").write_text(json.dumps({"day": day, "of": _made_of()}))


def _made_of() -> str:
    digest = hashlib.sha256(Path(country.__file__).read_bytes())
    for file in sorted((ROOT / "portal" / "store" / "migrations").rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
