"""A caseworker brings in one person: somebody new, or somebody who comes over from another organisation."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework
from portal.actions.casework import FIGURES_ONLY, NotSeen
from portal.actions.course_in import tell
from portal.actions.course_in.fields import NOWHERE
from portal.actions.course_in.files import Stated
from portal.actions.course_in.plan import Asking, Plan, of_file
from portal.actions.save_import import person_row
from portal.policy.indsigt import indsigt
from portal.store import audit, facts, people_in
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Conflict, Database, Session
from portal.store.people_in import COLUMNS, By

ACTION: Final = "bring_in_person"


@dataclass(frozen=True, slots=True)
class BringInPerson:
    """`stated`: what is said of the person, the organisation's own membership among it."""

    caseworker_id: int
    cpr: Cpr
    stated: Sequence[Stated]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The person is there. `own`: they were the organisation's own already, and nothing was written."""

    person: uuid.UUID
    own: bool = False


@dataclass(frozen=True, slots=True)
class ComesOver:
    """The number is somebody else's person: brought in only once that is confirmed."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class NotBroughtIn:
    """Something stands in the way."""

    plan: Plan


def bring_in_person(
    command: BringInPerson, database: Database, vault: CprVault, now: datetime, *, comes_over: bool = False
) -> BroughtIn | ComesOver | NotBroughtIn:
    """Writes the person and what is said, in one transaction. `comes_over`: it is known that they are
    somebody else's, and meant. Raises NotSeen, Busy.
    """

    def work(session: Session) -> BroughtIn | ComesOver | NotBroughtIn:
        return _bring_in(session, command, vault, now, comes_over)

    try:
        return casework.act(database, ACTION, now, work)
    except Conflict:
        # Somebody else brought in the same number a moment ago: now the person is known.
        return casework.act(database, ACTION, now, work)


def _bring_in(
    session: Session, command: BringInPerson, vault: CprVault, now: datetime, comes_over: bool
) -> BroughtIn | ComesOver | NotBroughtIn:
    worker = casework.working(session, command.caseworker_id)
    if worker.role == FIGURES_ONLY:
        raise NotSeen(worker, None)
    own, born = worker.organisation, command.cpr.birth_date
    asking = Asking(own, now, people_in.organisations(session))
    lookup = vault.lookup(command.cpr)
    key = people_in.ids_by_lookup(session, [lookup]).get(lookup)
    by = By(own.id, worker.id, now)
    if key is None:
        plan = of_file(asking, born, None, None, command.stated, NOWHERE)
        if not plan.possible:
            return NotBroughtIn(plan)
        (key,) = people_in.add_people(session, [person_row(command.cpr, vault, plan.changes)])
        rest = [change for change in plan.changes if change.felt not in COLUMNS]
        people_in.write(session, {key: rest}, by, history=False)
        audit.record(session, casework.entry(worker, ACTION, now, person_id=key))
        return BroughtIn(_public_id(session, key, own.id))
    known = people_in.known(session, [key], own.id)[key]
    before = facts.load(session, key, now, for_update=True).facts
    if indsigt(before, now, own.holder, own.code).egen:
        audit.record(session, casework.entry(worker, ACTION, now, person_id=key, details={"known": True}))
        return BroughtIn(known.public_id, own=True)
    # Of what somebody else knows of the person nothing is corrected unseen: only where they belong.
    only = [one for one in command.stated if one.kind is asking.membership]
    plan = of_file(asking, born, known, before, only, NOWHERE)
    tried = casework.entry(worker, ACTION, now, person_id=key, outcome="refused", details={"known": True})
    if not plan.possible:
        audit.record(session, tried)
        return NotBroughtIn(plan)
    if not comes_over:
        audit.record(session, tried)
        return ComesOver(plan)
    people_in.write(session, {key: plan.changes}, by)
    tell.moved(session, key, known.public_id, plan.changes, now)
    audit.record(session, casework.entry(worker, ACTION, now, person_id=key, details={"comes_over": True}))
    return BroughtIn(known.public_id)


def _public_id(session: Session, key: int, organisation_id: int) -> uuid.UUID:
    return people_in.known(session, [key], organisation_id)[key].public_id
