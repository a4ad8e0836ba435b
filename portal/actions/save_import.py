"""What a file says is saved: everything in one transaction, if it is still what was looked at."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from portal.actions import casework
from portal.actions.course_in import facts_after, tell
from portal.actions.course_in.planned import Digest, Planned, answers, asking_of, basis, in_portions
from portal.actions.import_people import ACTION, READERS, preview
from portal.store import audit, import_progress, imports, people_in
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Database, Session
from portal.store.imports import RunView
from portal.store.people_in import COLUMNS, Answers, By, Change

Now = Callable[[], datetime]


class Changed(Exception):
    """What is known has changed since the preview: it has to be looked at again."""


def save(run: RunView, database: Database, vault: CprVault, now: Now) -> None:
    """Writes everything in one transaction, and tells meanwhile how far it is. Raises Changed, or what went
    wrong; then nothing is written.
    """

    def saved(done: int) -> None:
        import_progress.tell(database, run.id, done, now())

    def give_up(why: str) -> None:
        database.write(lambda session: imports.give_up(session, run.id, "fejlet", now(), why))

    try:
        database.write(lambda session: _save(session, run, vault, now(), saved))
    except Changed:
        give_up("aendret")
        raise
    except BaseException:
        give_up("fejl")
        raise
    finally:
        import_progress.forget(database, run.id)


def _save(
    session: Session, run: RunView, vault: CprVault, now: datetime, saved: Callable[[int], None]
) -> None:
    worker = casework.working(session, run.caseworker_id)
    sealed, looked = imports.content(session, run.id), preview(session, run, vault)
    if sealed is None or looked is None:
        raise Changed
    read = READERS[run.kind](vault.unseal(sealed))
    keys = people_in.ids_by_lookup(session, [vault.lookup(cpr) for cpr in read.people])
    people_in.lock(session, keys.values())
    # Judged at the moment of the preview: what was shown is what is written.
    asking = asking_of(session, worker, run.created_at)
    by, digest, done = By(worker.organisation.id, worker.id, now, run.id), Digest(), 0
    for portion in in_portions(session, asking, read, vault):
        for one in portion:
            digest.add(one)
            if not one.plan.possible:
                raise Changed
        touched = _write(session, run, portion, vault, by)
        details = {"run": str(run.public_id)}
        audit.record_all(
            session, [casework.entry(worker, ACTION, now, person_id=key, details=details) for key in touched]
        )
        done += len(portion)
        saved(done)
    if digest.told() != looked["digest"] or not imports.done(session, run.id, now):
        raise Changed


def _write(session: Session, run: RunView, portion: Sequence[Planned], vault: CprVault, by: By) -> list[int]:
    """Writes these people, and gives the keys of those for whom something is written."""
    added = _add(session, [one for one in portion if one.person_id is None], vault, by)
    corrected = {one.person_id: one for one in portion if one.person_id is not None and one.plan.changes}
    changes = {key: one.plan.changes for key, one in corrected.items()}
    people_in.write(session, changes, by, _answers(session, run, corrected, vault))
    for key, one in corrected.items():
        if one.known is not None:
            tell.moved(session, key, one.known.public_id, one.plan.changes, by.at)
    return [*added, *corrected]


def _answers(
    session: Session, run: RunView, corrected: Mapping[int, Planned], vault: CprVault
) -> dict[int, Answers]:
    """Which answers change, by person: as they were shown, or worked out anew where something of what they
    hang on, a meeting perhaps, is otherwise since.
    """
    kept = imports.changes_of(session, run.id, corrected)
    found: dict[int, Answers] = {}
    for key, one in corrected.items():
        shown = json.loads(vault.unseal(kept[key])) if key in kept else {}
        if shown.get("basis") == basis(one):
            of_person = shown["answers"]
        else:
            asked = answers(one, run.created_at)
            of_person = [asdict(answer) for answer in asked] if asked is not None else None
        if of_person is not None:
            found[key] = of_person
    return found


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
