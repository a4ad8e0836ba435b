"""Files of people, and bringing them in, as tests do it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.actions import import_people, save_import
from portal.actions.import_people import Started, StartImport, Unusable
from portal.store import facts, imports, tables
from portal.store.cpr import Cpr
from portal.store.facts import PersonFacts
from portal.store.imports import RunView
from tests.store.town import NOW, VAULT, Town

HEAD = "cpr;felt;vaerdi;kode;fra;til;aarsag;dato;maaned;timer;registreret"
KIM, IDA = "0202900011", "0303950022"
NEW = f"""{HEAD}
{KIM};navn;Kim Ny
{KIM};a_kasse;;AK1
{KIM};kommune;;0101
{KIM};tilmelding;;;2024-08-05
{KIM};indplacering;;;;;;05-08-2024
{KIM};forbrug;;;;;;;2024-08;150,5;31-08-2024
"""


def start(town: Town, content: str | bytes, name: str = "folk.csv", worker: int | None = None) -> Any:
    given = content.encode() if isinstance(content, str) else content
    command = StartImport(worker or town.a_kasse_worker, name, given)
    return import_people.start(command, town.database, VAULT, NOW)


def run_of(town: Town, public_id: UUID, organisation: int | None = None) -> RunView:
    found = town.database.read(lambda s: imports.get(s, organisation or town.a_kasse, public_id))
    assert found is not None
    return found


def looked(town: Town, content: str, worker: int | None = None) -> tuple[RunView, list[dict[str, Any]]]:
    """The run once it has been looked at, and whom it would change something for."""
    started = start(town, content, worker=worker)
    assert isinstance(started, Started), problems(started)
    own = None if worker is None else town.jobcenter
    run = run_of(town, started.run, own)
    import_people.look(run, town.database, VAULT, lambda: NOW)
    run = run_of(town, started.run, own)
    return run, import_people.people(run, run.caseworker_id, town.database, VAULT, NOW)


def bring_in(town: Town, content: str, worker: int | None = None) -> RunView:
    run, _people = looked(town, content, worker)
    assert import_people.confirm(run, town.database, NOW)
    save_import.save(run, town.database, VAULT, lambda: NOW)
    return run_of(town, run.public_id, None if worker is None else town.jobcenter)


def problems(outcome: Any) -> list[tuple[str, int, int]]:
    assert isinstance(outcome, Unusable)
    return [
        (getattr(one, "code", "") or one.finding.code, one.place.line, one.place.column)
        for one in outcome.problems
    ]


def key_of(town: Town, cpr: str) -> int | None:
    lookup = VAULT.lookup(Cpr(cpr))
    query = select(tables.Person.id).where(tables.Person.cpr_lookup == lookup)
    return town.database.read(lambda session: session.execute(query).scalar_one_or_none())


def known_of(town: Town, cpr: str) -> PersonFacts:
    key = key_of(town, cpr)
    assert key is not None
    return town.database.read(lambda session: facts.load(session, key, NOW))
