"""People and their courses come in from a file: looked at first, then all of it, or nothing.

`start` reads the file and says everything that is wrong with it. `look` works out what it would change, while
somebody watches it get on; of a long file it also says what stands in the way. `save_import` writes it in one
transaction, if it is still what was looked at.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from portal.actions import casework
from portal.actions.course_in import files
from portal.actions.course_in.fields import Problem
from portal.actions.course_in.files import MOST_PROBLEMS, Read
from portal.actions.course_in.plan import Refusal, wrong_json, wrong_of
from portal.actions.course_in.planned import Digest, Planned, asking_of, changed, in_portions
from portal.policy.kalender import day_of
from portal.policy.kontaktforloeb import holder_on
from portal.store import audit, import_progress, imports
from portal.store.cpr import CprVault
from portal.store.database import Database, Session
from portal.store.imports import KeptChange, RunView
from portal.store.views import CaseworkerView

ACTION: Final = "import_people"
LOOKED: Final = "see_import"
READERS: Final[Mapping[str, Callable[[bytes], Read]]] = {"csv": files.read_csv, "json": files.read_json}

AT_ONCE: Final = 1000
"""A file of more people is not held against what is known before it is taken in: nobody waits that long."""

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class StartImport:
    """`filename` ends with `.csv` or `.json`."""

    caseworker_id: int
    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Started:
    """The file can be read and may be brought in. `run`: its public id."""

    run: uuid.UUID


@dataclass(frozen=True, slots=True)
class Unusable:
    """What is wrong, in the order of the file. `more`: how many problems are not listed."""

    problems: tuple[Problem | Refusal, ...]
    more: int = 0


def start(command: StartImport, database: Database, vault: CprVault, now: datetime) -> Started | Unusable:
    """Reads the file, holds it against what is known, and keeps it sealed where nothing stands in its way."""
    kind = kind_of(command.filename)
    if kind is None:
        return Unusable((Problem("filtype"),))
    if len(command.content) > files.MOST_BYTES:
        return Unusable((Problem("for_stor", gaps={"mb": str(files.MOST_BYTES // 1024 // 1024)}),))
    read = READERS[kind](command.content)
    if read.problems:
        return _unusable(read.problems)
    worker, found = database.read(lambda session: _begun(session, command.caseworker_id, read, vault, now))
    if found:
        return _unusable(found)

    def work(session: Session) -> uuid.UUID:
        imports.tidy(session, now)
        run = imports.begin(
            session,
            worker.organisation.id,
            worker.id,
            kind=kind,
            filename=command.filename[-200:],
            content=vault.seal(command.content),
            facts=read.facts,
            people=len(read.people),
            at=now,
        )
        details = {"run": str(run), "people": len(read.people)}
        audit.record(session, casework.entry(worker, ACTION, now, person_id=None, details=details))
        return run

    return Started(database.write(work))


def kind_of(filename: str) -> str | None:
    """`csv` or `json`, by how the name ends; None for anything else."""
    ending = filename.rpartition(".")[2].casefold()
    return ending if ending in READERS else None


def look(run: RunView, database: Database, vault: CprVault, now: Now) -> None:
    """Works out what the file changes, person by person, and tells how far it is. Ends `klar` or `fejlet`."""
    sealed = database.read(lambda session: imports.content(session, run.id))
    if sealed is None:
        return
    read = READERS[run.kind](vault.unseal(sealed))
    try:
        looked = database.read(lambda session: _looked(session, run, read, database, vault, now))
    except BaseException:
        database.write(lambda session: imports.give_up(session, run.id, "fejlet", now(), "fejl"))
        raise
    if isinstance(looked, Unusable):
        kept = {"problems": [wrong_json(one) for one in looked.problems], "more": looked.more}
        sealed = vault.seal(json.dumps(kept).encode())
        database.write(lambda session: imports.give_up(session, run.id, "fejlet", now(), "problemer", sealed))
    elif looked is not None:
        _keep(run, database, vault, looked, now)


def watched(database: Database, organisation_id: int, run: uuid.UUID, now: datetime) -> RunView | None:
    """The organisation's run, and how far it is; one that was cut off is over from now on."""

    def seen() -> RunView | None:
        found = database.read(lambda session: imports.get(session, organisation_id, run))
        return import_progress.with_progress(database, found) if found is not None else None

    found = seen()
    if found is None or not found.is_cut_off(now):
        return found
    put_away(database, now)
    return seen()


def people(
    run: RunView,
    caseworker_id: int,
    database: Database,
    vault: CprVault,
    now: datetime,
    *,
    skip: int = 0,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Whom the run would change something for, as `planned.changed` has it; those first who get another
    answer. That the caseworker saw it is kept for each of them.
    """

    def read(session: Session) -> tuple[CaseworkerView, list[KeptChange]]:
        found = imports.changes(session, run.id, skip=skip, limit=limit)
        return casework.working(session, caseworker_id), found

    worker, kept = database.read(read)
    seen = [casework.entry(worker, LOOKED, now, person_id=one.person_id) for one in kept]
    database.write(lambda session: audit.record_all(session, seen))
    return [json.loads(vault.unseal(one.content)) for one in kept]


def confirm(run: RunView, database: Database, now: datetime) -> bool:
    """Whether this is the one to write it: who confirms twice writes once."""
    return database.write(lambda session: imports.claim(session, run.id, now))


def cancel(run: RunView, database: Database, now: datetime) -> None:
    """Nothing is written, and the file is gone."""
    database.write(lambda session: imports.give_up(session, run.id, "fortrudt", now))


def put_away(database: Database, now: datetime) -> None:
    """Runs that were cut off, and files that nobody confirmed, are over, and the files gone."""
    for run_id in database.write(lambda session: imports.tidy(session, now)):
        import_progress.forget(database, run_id)


def preview(session: Session, run: RunView, vault: CprVault) -> dict[str, Any] | None:
    """What `look` found of all together: who has the new ones, `holders`, and the `digest` of all plans."""
    sealed = imports.preview(session, run.id)
    found: dict[str, Any] | None = json.loads(vault.unseal(sealed)) if sealed is not None else None
    return found


def problems(session: Session, run: RunView, vault: CprVault) -> Unusable | None:
    """What is wrong with the file of a run that ended for that."""
    sealed = imports.problems(session, run.id)
    if sealed is None:
        return None
    kept = json.loads(vault.unseal(sealed))
    return Unusable(tuple(wrong_of(one) for one in kept["problems"]), kept["more"])


def _looked(
    session: Session, run: RunView, read: Read, database: Database, vault: CprVault, now: Now
) -> _Looked | Unusable | None:
    """None where the run was given up meanwhile."""
    worker = casework.working(session, run.caseworker_id)
    asking, found = asking_of(session, worker, run.created_at), _Looked()
    wrong: list[Problem | Refusal] = []
    for portion in in_portions(session, asking, read, vault):
        wrong += _wrong(portion)
        kept = [one for one in (found.add(one, asking.now, vault) for one in portion) if one is not None]
        if not _goes_on(database, run, found.number, [] if wrong else kept, now()):
            return None
    return _unusable(wrong) if wrong else found


def _goes_on(database: Database, run: RunView, done: int, kept: list[KeptChange], at: datetime) -> bool:
    return database.write(lambda session: imports.progress(session, run.id, done, kept, at))


def _begun(
    session: Session, caseworker_id: int, read: Read, vault: CprVault, now: datetime
) -> tuple[CaseworkerView, list[Problem | Refusal]]:
    worker = casework.working(session, caseworker_id)
    found: list[Problem | Refusal] = []
    if len(read.people) <= AT_ONCE:
        for portion in in_portions(session, asking_of(session, worker, now), read, vault):
            found += _wrong(portion)
    return worker, found


def _wrong(portion: Sequence[Planned]) -> list[Problem | Refusal]:
    found: list[Problem | Refusal] = []
    for one in portion:
        found += [*one.plan.problems, *one.plan.refusals]
    return found


def _unusable(found: Sequence[Problem | Refusal]) -> Unusable:
    ordered = sorted(found, key=lambda one: (one.place.line, one.place.column))
    return Unusable(tuple(ordered[:MOST_PROBLEMS]), max(len(ordered) - MOST_PROBLEMS, 0))


class _Looked:
    """What a file changes, counted person by person. `number`: how many people were looked at."""

    def __init__(self) -> None:
        self.number = self.new = self.changed = self.affected = 0
        self.holders: Counter[str] = Counter()
        self._digest = Digest()

    def add(self, one: Planned, at: datetime, vault: CprVault) -> KeptChange | None:
        """What is kept of this person until the run is over."""
        self.number += 1
        self._digest.add(one)
        if one.person_id is None:
            self.new += 1
            self.holders[holder_on(one.plan.after, at, day_of(at)).value] += 1
            return None
        if not one.plan.changes or not one.plan.possible:
            return None
        content = changed(one, at)
        affected = bool(content["told"])
        self.changed += 1
        self.affected += affected
        return KeptChange(one.person_id, self.number, affected, vault.seal(json.dumps(content).encode()))

    def as_json(self) -> dict[str, Any]:
        return {"holders": dict(self.holders), "digest": self._digest.told()}


def _keep(run: RunView, database: Database, vault: CprVault, looked: _Looked, now: Now) -> None:
    sealed = vault.seal(json.dumps(looked.as_json()).encode())

    def work(session: Session) -> None:
        imports.ready(session, run.id, sealed, looked.new, looked.changed, looked.affected, now())

    database.write(work)
