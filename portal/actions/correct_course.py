"""A caseworker adds, corrects or takes away one fact of a person's course. What stood before is kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from portal.actions import casework
from portal.actions.casework import NotSeen, Seen
from portal.actions.course_in import tell
from portal.actions.course_in.fields import KEYS, NOWHERE, Problem
from portal.actions.course_in.plan import Asking, Plan, judged
from portal.policy.aendringer import Forskel, forskelle, synlige
from portal.policy.indsigt import Del
from portal.policy.oplysninger import Oplysning, ser
from portal.store import audit, people_in
from portal.store.database import Database, Session
from portal.store.people_in import By, Change, Known, Values, as_json

ACTION: Final = "correct_course"


@dataclass(frozen=True, slots=True)
class CorrectCourse:
    """`key`: the row that is corrected; None: a new one, or a fact of which a person has one.

    `expected`: the row as it was shown (`people_in.as_json`), None for a new one. `after` None: it is taken
    away.
    """

    caseworker_id: int
    person: uuid.UUID
    kind: Oplysning
    key: int | None
    expected: Mapping[str, Any] | None
    after: Values | None
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the correction would do: what stands in its way, and which answers change.

    `differences`: all of them, which history keeps; `told`: those that the organisation may be told.
    """

    plan: Plan
    differences: tuple[Forskel, ...]
    told: tuple[Forskel, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """It is done; `judged` is what it changed. None: it was so already."""

    judged: Judged | None


@dataclass(frozen=True, slots=True)
class NotCorrected:
    """Something stands in the way."""

    judged: Judged


class Outdated(Exception):
    """Somebody else has corrected the fact since it was shown."""


def correct_course(command: CorrectCourse, database: Database, now: datetime) -> Corrected | NotCorrected:
    """Corrects it and keeps the history, in one transaction. Raises NotSeen, Outdated, Busy."""
    return casework.act(database, ACTION, now, lambda session: _correct(session, command, now))


def course(session: Session, seen: Seen) -> Known:
    """All that is known of the person, fact by fact."""
    key = seen.person.person_id
    return people_in.known(session, [key], seen.worker.organisation.id)[key]


def judge(session: Session, seen: Seen, known: Known, command: CorrectCourse, now: datetime) -> Judged | None:
    """What it would do; None where nothing changes. Writes nothing. Raises Outdated.

    The same fact sent once more, as by a second press, changes nothing: hours that stood twice would count
    twice. A fact that differs, where there may be only one, stands in the way.
    """
    change = _change(known, command)
    if change is None:
        return None
    twins = _twins(known, command)
    if command.key is None and any(dict(values) == dict(command.after or {}) for values in twins):
        return None
    asking = Asking(seen.worker.organisation, now, people_in.organisations(session))
    before = seen.person.facts
    plan = judged(asking, seen.person.person.foedselsdato, before, (change,))
    if twins:
        there = Problem("findes_allerede", NOWHERE, command.kind.value, KEYS[command.kind][0])
        plan = replace(plan, problems=(*plan.problems, there))
    found = forskelle(before, plan.after, now) if plan.possible else ()
    return Judged(plan, found, synlige(found, seen.indsigt))


def _change(known: Known, command: CorrectCourse) -> Change | None:
    felt = command.kind.value
    before = next((row.values for row in known.rows[felt] if row.key == command.key), None)
    if command.key is None and felt in people_in.ROWS:
        before = None
    if as_json(before) != (dict(command.expected) if command.expected is not None else None):
        raise Outdated
    if before is None and command.after is None:
        raise Outdated
    if before is not None and command.after is not None and dict(before) == dict(command.after):
        return None
    return Change(felt, command.key, before, command.after)


def _twins(known: Known, command: CorrectCourse) -> list[Values]:
    """Other rows that nothing would tell apart from what the fact is to be."""
    keys, after = KEYS.get(command.kind), command.after
    if keys is None or after is None:
        return []
    others = (row.values for row in known.rows[command.kind.value] if row.key != command.key)
    return [values for values in others if all(values[key] == after[key] for key in keys)]


def _correct(session: Session, command: CorrectCourse, now: datetime) -> Corrected | NotCorrected:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    if not ser(seen.indsigt, command.kind):
        raise NotSeen(seen.worker, seen.person.person_id)
    known = course(session, seen)
    found = judge(session, seen, known, command, now)
    if found is None:
        return Corrected(None)
    person_id = known.person_id
    details = {"felt": command.kind.value}
    if not found.plan.possible:
        refused = casework.entry(
            seen.worker, ACTION, now, person_id=person_id, outcome="refused", details=details
        )
        audit.record(session, refused)
        return NotCorrected(found)
    answers = [asdict(difference) for difference in found.differences]
    by = By(seen.worker.organisation.id, seen.worker.id, now, why=command.why)
    people_in.write(session, {person_id: found.plan.changes}, by, {person_id: answers})
    tell.moved(session, person_id, known.public_id, found.plan.changes, now)
    audit.record(session, casework.entry(seen.worker, ACTION, now, person_id=person_id, details=details))
    return Corrected(found)
