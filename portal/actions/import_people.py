"""People and their courses come in from a file: looked at first, then all of it, or nothing.

`start` reads the file and says everything that is wrong with it. `look` works out what it would change, while
somebody watches it get on. `save` writes it in one transaction, if it is still what was looked at.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from portal.actions import casework
from portal.actions.course_in import facts_after, files, tell
from portal.actions.course_in.fields import Problem
from portal.actions.course_in.files import MOST_PROBLEMS, Read
from portal.actions.course_in.plan import Asking, Plan, Refusal, of_file
from portal.policy.aendringer import forskelle, synlige
from portal.policy.kalender import day_of
from portal.policy.kontaktforloeb import holder_on
from portal.policy.oplysninger import Oplysning, ser
from portal.store import audit, facts, imports, people_in
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Database, Session
from portal.store.imports import RunView
from portal.store.people_in import COLUMNS, By, Change, as_json
from portal.store.views import CaseworkerView

ACTION: Final = "import_people"
LOOKED: Final = "see_import"
READERS: Final[Mapping[str, Callable[[bytes], Read]]] = {"csv": files.read_csv, "json": files.read_json}

SHOWN: Final = 100
"""How many people a preview shows one by one. All of them are counted, and all of them are written."""

_AT_ONCE: Final = 200

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


@dataclass(frozen=True, slots=True)
class Planned:
    """One person of the file. `person_id` None: nobody with that number is there."""

    cpr: Cpr
    person_id: int | None
    public_id: uuid.UUID | None
    name: str
    plan: Plan


class Changed(Exception):
    """What is known has changed since the preview: it has to be looked at again."""


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
    worker, found = database.read(lambda session: _wrong(session, command.caseworker_id, read, vault, now))
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
    looked = database.read(lambda session: _looked(session, run, read, database, vault, now))
    if looked is not None:
        _keep(run, database, vault, looked, now)


def confirm(run: RunView, database: Database, now: datetime) -> bool:
    """Whether this is the one to write it: who confirms twice writes once."""
    return database.write(lambda session: imports.claim(session, run.id, now))


def cancel(run: RunView, database: Database, now: datetime) -> None:
    """Nothing is written, and the file is gone."""
    database.write(lambda session: imports.give_up(session, run.id, "fortrudt", now))


def put_away(database: Database, now: datetime) -> None:
    """Runs that were cut off, and files that nobody confirmed, are over, and the files gone."""
    database.write(lambda session: imports.tidy(session, now))


def save(run: RunView, database: Database, vault: CprVault, now: Now) -> None:
    """Writes everything in one transaction. Raises Changed, or what went wrong; then nothing is written."""
    try:
        database.write(lambda session: _save(session, run, vault, now()))
    except BaseException:
        database.write(lambda session: imports.give_up(session, run.id, "fejlet", now()))
        raise


def preview(session: Session, run: RunView, vault: CprVault) -> dict[str, Any] | None:
    """What was looked at, as `look` left it: `new`, `changed`, `unchanged`, `holders`, `people`."""
    sealed = imports.preview(session, run.id)
    found: dict[str, Any] | None = json.loads(vault.unseal(sealed)) if sealed is not None else None
    return found


def _looked(
    session: Session, run: RunView, read: Read, database: Database, vault: CprVault, now: Now
) -> _Looked | None:
    """None where the run was given up meanwhile, or what it needs is no longer so."""
    worker = casework.working(session, run.caseworker_id)
    asking, found = _asking(session, worker, run.created_at), _Looked()
    for number, one in enumerate(_planned(session, asking, read, vault), start=1):
        if not one.plan.possible:
            database.write(lambda writing: imports.give_up(writing, run.id, "fejlet", now()))
            return None
        found.add(one, asking.now)
        if number % _AT_ONCE == 0 and not _goes_on(database, run, number, now()):
            return None
    return found


def _goes_on(database: Database, run: RunView, done: int, at: datetime) -> bool:
    return database.write(lambda session: imports.progress(session, run.id, done, at))


def _wrong(
    session: Session, caseworker_id: int, read: Read, vault: CprVault, now: datetime
) -> tuple[CaseworkerView, list[Problem | Refusal]]:
    worker = casework.working(session, caseworker_id)
    found: list[Problem | Refusal] = []
    for one in _planned(session, _asking(session, worker, now), read, vault):
        found += [*one.plan.problems, *one.plan.refusals]
    return worker, found


def _unusable(found: Sequence[Problem | Refusal]) -> Unusable:
    ordered = sorted(found, key=lambda one: (one.place.line, one.place.column))
    return Unusable(tuple(ordered[:MOST_PROBLEMS]), max(len(ordered) - MOST_PROBLEMS, 0))


def _asking(session: Session, worker: CaseworkerView, now: datetime) -> Asking:
    return Asking(worker.organisation, now, people_in.organisations(session))


def _planned(session: Session, asking: Asking, read: Read, vault: CprVault) -> Iterator[Planned]:
    """Everybody in the file, a few hundred at a time."""
    everybody = iter(read.people.items())
    while some := dict(islice(everybody, _AT_ONCE)):
        lookups = {vault.lookup(cpr): cpr for cpr in some}
        keys = {lookups[found]: key for found, key in people_in.ids_by_lookup(session, lookups).items()}
        known = people_in.known(session, keys.values(), asking.own.id)
        before = facts.load_many(session, list(keys.values()), asking.now)
        for cpr, stated in some.items():
            key = keys.get(cpr)
            one = known[key] if key is not None else None
            plan = of_file(
                asking,
                cpr.birth_date,
                one,
                before[key].facts if key is not None else None,
                stated,
                read.first[cpr],
            )
            name = before[key].person.name if key is not None else ""
            yield Planned(cpr, key, one.public_id if one else None, name, plan)


class _Looked:
    """What a file changes, gathered person by person."""

    def __init__(self) -> None:
        self.new = self.changed = self.unchanged = self.affected = 0
        self.holders: Counter[str] = Counter()
        self._shown: list[tuple[bool, dict[str, Any]]] = []
        self._digest = _Digest()

    def add(self, one: Planned, at: datetime) -> None:
        self._digest.add(one)
        if one.person_id is None:
            self.new += 1
            self.holders[holder_on(one.plan.after, at, day_of(at)).value] += 1
        elif not one.plan.changes:
            self.unchanged += 1
        else:
            self.changed += 1
            shown = _shown(one, at)
            otherwise = bool(shown["differences"])
            self.affected += otherwise
            self._shown.append((otherwise, shown))

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Those first for whom an answer changes."""
        ordered = sorted(self._shown, key=lambda pair: not pair[0])
        return [shown for _otherwise, shown in ordered[:SHOWN]]

    def as_json(self) -> dict[str, Any]:
        return {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "affected": self.affected,
            "holders": dict(self.holders),
            "people": self.shown,
            "digest": self._digest.told(),
        }


class _Digest:
    """Tells whether two plans are the same, and nothing of what is in them."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, one: Planned) -> None:
        words = [
            [change.felt, change.key, as_json(change.before), as_json(change.after)]
            for change in one.plan.changes
        ]
        self._hash.update(json.dumps([one.person_id, words], sort_keys=True).encode())

    def told(self) -> str:
        return self._hash.hexdigest()


def _shown(one: Planned, at: datetime) -> dict[str, Any]:
    """One person of the preview. Of somebody else's person nothing is told but that they come over."""
    changes = [
        {
            "felt": change.felt,
            "foer": as_json(change.before) if _may_be_told(one.plan, change) else None,
            "efter": as_json(change.after),
        }
        for change in one.plan.changes
    ]
    sight = one.plan.sight
    found = forskelle(one.plan.before, one.plan.after, at) if sight is not None and sight.egen else ()
    differences = synlige(found, sight) if sight is not None else ()
    return {
        "key": one.person_id,
        "name": one.name if one.plan.seen else None,
        "changes": changes,
        "differences": [asdict(difference) for difference in differences],
    }


def _may_be_told(plan: Plan, change: Change) -> bool:
    return plan.sight is not None and plan.sight.egen and ser(plan.sight, Oplysning(change.felt))


def _keep(run: RunView, database: Database, vault: CprVault, looked: _Looked, now: Now) -> None:
    kept = looked.as_json()
    sealed = vault.seal(json.dumps(kept).encode())

    def work(session: Session) -> None:
        worker = casework.working(session, run.caseworker_id)
        if imports.ready(session, run.id, sealed, looked.new, looked.changed, now()):
            seen = [casework.entry(worker, LOOKED, now(), person_id=one["key"]) for one in kept["people"]]
            audit.record_all(session, seen)

    database.write(work)


def _save(session: Session, run: RunView, vault: CprVault, now: datetime) -> None:
    worker = casework.working(session, run.caseworker_id)
    sealed, looked = imports.content(session, run.id), preview(session, run, vault)
    if sealed is None or looked is None:
        raise Changed
    read = READERS[run.kind](vault.unseal(sealed))
    keys = people_in.ids_by_lookup(session, [vault.lookup(cpr) for cpr in read.people])
    people_in.lock(session, keys.values())
    # Judged at the moment of the preview: what was shown is what is written.
    planned = list(_planned(session, _asking(session, worker, run.created_at), read, vault))
    digest = _Digest()
    for one in planned:
        digest.add(one)
    if digest.told() != looked["digest"] or any(not one.plan.possible for one in planned):
        raise Changed
    by = By(worker.organisation.id, worker.id, now, run.id)
    added = _add(session, [one for one in planned if one.person_id is None], vault, by)
    changes = {one.person_id: one.plan.changes for one in planned if one.person_id and one.plan.changes}
    people_in.write(session, changes, by)
    for one in planned:
        if one.person_id is not None and one.public_id is not None:
            tell.moved(session, one.person_id, one.public_id, one.plan.changes, now)
    details = {"run": str(run.public_id)}
    touched = [*added, *changes]
    audit.record_all(
        session, [casework.entry(worker, ACTION, now, person_id=key, details=details) for key in touched]
    )
    if not imports.done(session, run.id, now):
        raise Changed


def _add(session: Session, new: Sequence[Planned], vault: CprVault, by: By) -> list[int]:
    """Writes those whom nobody knew. What they begin with is no correction and makes no history."""
    rows = [person_row(one.cpr, vault, one.plan.changes) for one in new]
    keys = people_in.add_people(session, rows)
    rest = {
        key: [change for change in one.plan.changes if change.felt not in COLUMNS]
        for key, one in zip(keys, new, strict=True)
    }
    people_in.write(session, rest, by, history=False)
    return keys


def person_row(cpr: Cpr, vault: CprVault, changes: Sequence[Change]) -> dict[str, Any]:
    """The columns of somebody new; what was not said is as `facts_after.nobody` has it."""
    born = cpr.birth_date
    nobody = facts_after.nobody(born)
    row: dict[str, Any] = {
        "cpr_encrypted": vault.encrypt(cpr),
        "cpr_lookup": vault.lookup(cpr),
        "foedselsdato": born,
        **{column: None for _part, column in COLUMNS.values()},
        "maalgruppe": nobody.person.maalgruppe.value,
        "forsikring": nobody.person.forsikring.value,
        "erhvervskompetencegivende_uddannelse": nobody.person.erhvervskompetencegivende_uddannelse,
        "forsoergerpligt": nobody.person.forsoergerpligt,
        "a_kasseforsoeg": nobody.a_kasseforsoeg,
        "digital_post": True,
    }
    for change in changes:
        if change.felt in COLUMNS and change.after is not None:
            part, column = COLUMNS[change.felt]
            row[column] = change.after[part]
    return row
