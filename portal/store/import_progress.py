"""How far an import is while it is saved: told from outside the one transaction that saves it, so that others
can read it before that is committed.

PostgreSQL takes it into the run's row by another connection; the transaction itself touches that row last.
SQLite has one writer at a time: a small file beside the database holds it, and every process can read that.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from portal.store import imports
from portal.store.database import Busy, Database
from portal.store.imports import RunView


def tell(database: Database, run_id: int, done: int, at: datetime) -> None:
    """So many people are saved at `at` (aware). Where it cannot be told, the number before it stands."""
    file = _file(database, run_id)
    with suppress(Busy, OSError):
        if file is None:
            database.write(lambda session: imports.saved(session, run_id, done, at))
            return
        new = file.with_name(f"{file.name}.new")
        new.write_text(f"{done} {at.isoformat()}", encoding="ascii")
        new.replace(file)


def with_progress(database: Database, run: RunView) -> RunView:
    """The run, with what was told last."""
    file = _file(database, run.id)
    if run.state != "gemmes" or file is None:
        return run
    try:
        done, at = file.read_text(encoding="ascii").split()
    except FileNotFoundError:
        return run
    return replace(run, people_done=int(done), updated_at=datetime.fromisoformat(at))


def forget(database: Database, run_id: int) -> None:
    """The run is over."""
    file = _file(database, run_id)
    if file is not None:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _file(database: Database, run_id: int) -> Path | None:
    url = database.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(f"{url.database}-import-{run_id}")
