"""A caseworker registers that a person's CV was looked at: sufficient, or what is missing (LAB § 23).

What is missing goes to the person in a letter, in their own language around the caseworker's Danish words.
Looked at again on the same day, what was registered is corrected; history keeps what stood before.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from portal.actions import casework, send_letter
from portal.actions.casework import Seen
from portal.policy import cv
from portal.policy.cv import CvSpoergsmaal
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.policy.oplysning import Oplysning
from portal.store import outbox, people_in
from portal.store.database import Database, Session
from portal.store.people_in import By, Change, Values
from portal.wording.letters import cv as letters
from portal.wording.letters.letter import Letter

ACTION: Final = "check_cv"
TOPIC: Final = "cv.checked"


@dataclass(frozen=True, slots=True)
class CheckCv:
    """`person` is a public id; `dato` the Danish day it was looked at. `mangler`: what is missing."""

    caseworker_id: int
    person: uuid.UUID
    dato: date
    fyldestgoerende: bool
    mangler: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """It is registered. `letter`: the public id of what the person was told, if anything. `repeated`: the
    same stood there before, and nothing was done now.
    """

    decision: Decision
    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotChecked:
    """It is not registered: the decision says why."""

    decision: Decision


def check_cv(command: CheckCv, database: Database, now: datetime) -> Checked | NotChecked:
    """Registers it, or says why not; one transaction. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _check(session, command, now))


def judge(seen: Seen, command: CheckCv, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    af = seen.worker.organisation.holder
    question = CvSpoergsmaal(af, command.dato, command.fyldestgoerende, command.mangler)
    return cv.kontroller(seen.person.facts, now, question)


def letter(seen: Seen, command: CheckCv, decision: Decision, now: datetime) -> Letter:
    """What the person is told of a CV that is not sufficient. ValueError for one that is."""
    if command.mangler is None:
        raise ValueError("there is nothing missing")
    by = decision.result["senest"]
    senest = date.fromisoformat(by) if isinstance(by, str) else None
    return letters.missing(send_letter.between(seen, now), command.dato, command.mangler, senest)


def _check(session: Session, command: CheckCv, now: datetime) -> Checked | NotChecked:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.FORLOEB, for_update=True)
    decision = judge(seen, command, now)
    before = _standing(session, seen, command.dato)
    after: dict[str, Any] = {
        "dato": command.dato,
        "fyldestgoerende": command.fyldestgoerende,
        "mangler": command.mangler,
    }
    if before is not None and dict(before[1]) == after:
        return Checked(decision, None, repeated=True)
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotChecked(decision)
    key, values = before if before is not None else (None, None)
    own, person_id = seen.worker.organisation, seen.person.person_id
    change = Change(Oplysning.CV.value, key, values, after)
    people_in.write(session, {person_id: [change]}, By(own.id, seen.worker.id, now))
    told = None
    if not command.fyldestgoerende and decision.result["gaelder"]:
        told = send_letter.send(session, seen, letter(seen, command, decision, now), None, now)
    payload = {
        "person": str(seen.person.person.public_id),
        "dato": command.dato.isoformat(),
        "fyldestgoerende": command.fyldestgoerende,
        "organisation": own.code,
    }
    outbox.enqueue(session, TOPIC, payload, person_id, now)
    return Checked(decision, told)


def _standing(session: Session, seen: Seen, dato: date) -> tuple[int | None, Values] | None:
    """What the organisation registered of that day before."""
    person_id = seen.person.person_id
    known = people_in.known(session, [person_id], seen.worker.organisation.id)[person_id]
    rows = (row for row in known.rows[Oplysning.CV.value] if row.values["dato"] == dato)
    return next(((row.key, row.values) for row in rows), None)
