"""The runs of an import: a file is kept sealed while it is looked at, and is gone once the run is over, with
what it would change for each person.

tjekkes -> klar -> gemmes -> gemt, or at any moment before that fortrudt or fejlet. An organisation has one
open run at a time; the database sees to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from portal.store.tables import Caseworker, table_of
from portal.store.tables_people import ImportChange, ImportRun

OPEN: Final = ("tjekkes", "klar", "gemmes")
RUNNING: Final = ("tjekkes", "gemmes")
SILENT_FOR: Final = timedelta(minutes=3)
"""After so long without a sign of life a run was cut off: its process is gone, and nothing is written."""

UNTOUCHED_FOR: Final = timedelta(hours=24)
"""For so long a file waits for somebody to confirm it."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A run. Numbers count facts and people; times are aware. `by`: the caseworker's name. `failed` as
    `ImportRun` has it.
    """

    id: int
    public_id: uuid.UUID
    organisation_id: int
    caseworker_id: int
    by: str
    kind: str
    filename: str
    state: str
    facts_all: int
    people_all: int
    people_done: int
    people_new: int
    people_changed: int
    people_affected: int
    failed: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_cut_off(self, now: datetime) -> bool:
        """Whether it goes on according to the table, and nobody has been at it for long."""
        return self.state in RUNNING and self.updated_at < now - SILENT_FOR


@dataclass(frozen=True, slots=True)
class KeptChange:
    """What a run would change for one person, sealed. `number`: the person's place in the file."""

    person_id: int
    number: int
    affected: bool
    content: bytes


_run, _change = table_of(ImportRun), table_of(ImportChange)
_OWN: Final = tuple(
    _run.c[name]
    for name in (
        "id",
        "public_id",
        "organisation_id",
        "caseworker_id",
        "kind",
        "filename",
        "state",
        "facts_all",
        "people_all",
        "people_done",
        "people_new",
        "people_changed",
        "people_affected",
        "failed",
        "created_at",
        "updated_at",
    )
)


_CHANGES: Final = select(_change.c.person_id, _change.c.number, _change.c.affected, _change.c.content)


def begin(
    session: Session,
    organisation_id: int,
    caseworker_id: int,
    *,
    kind: str,
    filename: str,
    content: bytes,
    facts: int,
    people: int,
    at: datetime,
) -> uuid.UUID:
    """Keeps the sealed file. What the organisation had open before is given up. Gives the run's public id."""
    _close(session, "fortrudt", at, _run.c.organisation_id == organisation_id, _run.c.state.in_(OPEN))
    public_id = uuid.uuid4()
    session.execute(
        insert(_run).values(
            public_id=public_id,
            organisation_id=organisation_id,
            caseworker_id=caseworker_id,
            kind=kind,
            filename=filename,
            state="tjekkes",
            content=content,
            facts_all=facts,
            people_all=people,
            people_done=0,
            people_new=0,
            people_changed=0,
            created_at=at,
            updated_at=at,
        )
    )
    return public_id


def get(session: Session, organisation_id: int, public_id: uuid.UUID) -> RunView | None:
    """The organisation's own run of that id."""
    found = _views(session, _run.c.organisation_id == organisation_id, _run.c.public_id == public_id)
    return found[0] if found else None


def latest(session: Session, organisation_id: int, limit: int = 10) -> tuple[RunView, ...]:
    """The organisation's runs, the latest first."""
    return _views(session, _run.c.organisation_id == organisation_id, limit=limit)


def content(session: Session, run_id: int) -> bytes | None:
    """The sealed file; None once the run is over."""
    found: bytes | None = session.execute(select(_run.c.content).where(_run.c.id == run_id)).scalar_one()
    return found


def preview(session: Session, run_id: int) -> bytes | None:
    """The sealed preview; None before there is one, and once the run is over."""
    found: bytes | None = session.execute(select(_run.c.preview).where(_run.c.id == run_id)).scalar_one()
    return found


def problems(session: Session, run_id: int) -> bytes | None:
    """What was wrong with the file, sealed; None where that is not why the run ended."""
    found: bytes | None = session.execute(select(_run.c.problems).where(_run.c.id == run_id)).scalar_one()
    return found


def progress(session: Session, run_id: int, done: int, changes: Sequence[KeptChange], at: datetime) -> bool:
    """So many people are looked at, these among them. Gives whether the run still goes on."""
    if not _changed(session, run_id, "tjekkes", people_done=done, updated_at=at):
        return False
    if changes:
        session.execute(insert(_change), [asdict(one) | {"import_run_id": run_id} for one in changes])
    return True


def ready(
    session: Session, run_id: int, preview: bytes, new: int, changed: int, affected: int, at: datetime
) -> bool:
    """Everybody is looked at. Gives whether the run still went on."""
    numbers = {"people_new": new, "people_changed": changed, "people_affected": affected}
    return _changed(session, run_id, "tjekkes", state="klar", preview=preview, updated_at=at, **numbers)


def changes(session: Session, run_id: int, *, skip: int = 0, limit: int | None = None) -> list[KeptChange]:
    """Whom the run changes something for: those first who get another answer, then as they stand in the
    file.
    """
    query = (
        _CHANGES.where(_change.c.import_run_id == run_id)
        .order_by(_change.c.affected.desc(), _change.c.number)
        .offset(skip)
        .limit(limit)
    )
    return [KeptChange(**dict(row)) for row in session.execute(query).mappings()]


def changes_of(session: Session, run_id: int, person_ids: Iterable[int]) -> dict[int, bytes]:
    """The sealed changes of these people, by person; of no more than a few hundred at a time."""
    query = _CHANGES.where(_change.c.import_run_id == run_id, _change.c.person_id.in_(list(person_ids)))
    return {row.person_id: row.content for row in session.execute(query)}


def claim(session: Session, run_id: int, at: datetime) -> bool:
    """Whoever confirmed first gets to write it: gives whether that is the caller."""
    return _changed(session, run_id, "klar", state="gemmes", people_done=0, updated_at=at)


def saved(session: Session, run_id: int, done: int, at: datetime) -> None:
    """So many people are written, in a transaction that is not over yet: told from outside of it."""
    _changed(session, run_id, "gemmes", people_done=done, updated_at=at)


def done(session: Session, run_id: int, at: datetime) -> bool:
    """Written, in the transaction that writes it. Gives whether the run was still the one to be written."""
    over = {"content": None, "preview": None, "people_done": _run.c.people_all}
    if not _changed(session, run_id, "gemmes", state="gemt", updated_at=at, **over):
        return False
    session.execute(delete(_change).where(_change.c.import_run_id == run_id))
    return True


def give_up(
    session: Session,
    run_id: int,
    state: str,
    at: datetime,
    failed: str | None = None,
    problems: bytes | None = None,
) -> None:
    """`fortrudt` or `fejlet`: the file goes."""
    why = {"failed": failed, "problems": problems}
    _close(session, state, at, _run.c.id == run_id, _run.c.state.in_(OPEN), **why)


def tidy(session: Session, now: datetime) -> list[int]:
    """Runs that were cut off, and files that nobody confirmed, are over; of every organisation. Gives the
    keys of those that were cut off.
    """
    silent = (_run.c.state.in_(RUNNING), _run.c.updated_at < now - SILENT_FOR)
    _close(session, "fortrudt", now, _run.c.state == "klar", _run.c.updated_at < now - UNTOUCHED_FOR)
    return _close(session, "fejlet", now, *silent, failed="afbrudt")


def _close(session: Session, state: str, at: datetime, *where: Any, **why: Any) -> list[int]:
    over = {"content": None, "preview": None, **why}
    closing = update(_run).where(*where).values(state=state, updated_at=at, **over).returning(_run.c.id)
    closed = list(session.execute(closing).scalars())
    if closed:
        session.execute(delete(_change).where(_change.c.import_run_id.in_(closed)))
    return closed


def _changed(session: Session, run_id: int, was: str, **values: Any) -> bool:
    statement = update(_run).where(_run.c.id == run_id, _run.c.state == was).values(**values)
    return session.execute(statement.returning(_run.c.id)).first() is not None


def _views(session: Session, *where: Any, limit: int | None = None) -> tuple[RunView, ...]:
    worker = table_of(Caseworker)
    query = (
        select(*_OWN, worker.c.name.label("by"))
        .join(worker, worker.c.id == _run.c.caseworker_id)
        .where(*where)
        .order_by(_run.c.created_at.desc(), _run.c.id.desc())
        .limit(limit)
    )
    return tuple(RunView(**dict(row)) for row in session.execute(query).mappings())
