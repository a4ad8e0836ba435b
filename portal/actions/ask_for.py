"""A person asks for something: an interpreter, accessible premises, an exemption, a meeting, to book again.

Whoever cannot ask here asks a caseworker, who writes it down: an exemption is for those who cannot use the
portal (BAB § 45).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework, own
from portal.policy import anmodning
from portal.policy.anmodning import OenskeArt
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store import audit, decisions, facts, outbox, requests
from portal.store.database import Database, Session
from portal.store.facts import PersonFacts
from portal.store.requests import NewOenske

ACTION = "ask_for"
NOTE_ACTION = "note_request"
TOPIC = "oenske.asked"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted. `ord`: in the person's own words; the other columns as in the table `oenske`."""

    art: OenskeArt
    grund: str | None = None
    sprog: str | None = None
    ord: str | None = None
    booker_selv: bool = True


@dataclass(frozen=True, slots=True)
class AskFor:
    person_id: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """`person` is a public id."""

    caseworker_id: int
    person: uuid.UUID
    wish: Wish


@dataclass(frozen=True, slots=True)
class Asked:
    """It waits for an answer. `repeated`: one of its kind waited already, and nothing was asked now."""

    oenske: uuid.UUID
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotAsked:
    """It cannot be asked. `person`: what was known then, to explain it with."""

    decision: Decision
    person: PersonFacts


def ask_for(command: AskFor, database: Database, now: datetime) -> Asked | NotAsked:
    """Keeps what the person asks for, or says why it cannot be asked. One transaction. Raises Busy."""
    return database.write(lambda session: _ask(session, command, now))


def note_request(command: NoteRequest, database: Database, now: datetime) -> Asked | NotAsked:
    """The same, written down by a caseworker. Raises NotSeen, Busy."""
    return casework.act(database, NOTE_ACTION, now, lambda session: _note(session, command, now))


def _ask(session: Session, command: AskFor, now: datetime) -> Asked | NotAsked:
    person = facts.load(session, command.person_id, now, for_update=True)
    if (waiting := _waiting(session, person, command.wish.art)) is not None:
        return Asked(waiting, repeated=True)
    decision = anmodning.anmod(person.facts, now, command.wish.art)
    decision_id = decisions.save(session, person.person_id, decision, None, now)
    entry = own.entry(
        person.person_id,
        ACTION,
        now,
        outcome="allowed" if decision.allowed else "refused",
        decision_id=decision_id,
        details={"art": command.wish.art.value},
    )
    audit.record(session, entry)
    return _keep(session, person, command.wish, decision, now, None)


def _note(session: Session, command: NoteRequest, now: datetime) -> Asked | NotAsked:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.OENSKER, for_update=True)
    if (waiting := _waiting(session, seen.person, command.wish.art)) is not None:
        return Asked(waiting, repeated=True)
    decision = anmodning.anmod(seen.person.facts, now, command.wish.art)
    casework.record(session, seen, NOTE_ACTION, decision, now)
    return _keep(session, seen.person, command.wish, decision, now, seen.worker.id)


def _waiting(session: Session, person: PersonFacts, art: OenskeArt) -> uuid.UUID | None:
    """One of this kind that has no answer yet."""
    known = requests.of_person(session, person.person_id)
    return next((wish.public_id for wish in known if wish.art is art and wish.is_open), None)


def _keep(
    session: Session, person: PersonFacts, wish: Wish, decision: Decision, now: datetime, noted_by: int | None
) -> Asked | NotAsked:
    if not decision.allowed:
        return NotAsked(decision, person)
    public_id = requests.ask(
        session,
        NewOenske(
            person_id=person.person_id,
            art=wish.art,
            at=now,
            grund=wish.grund,
            sprog=wish.sprog,
            ord=wish.ord,
            booker_selv=wish.booker_selv,
            noted_by=noted_by,
        ),
    )
    payload = {"oenske": str(public_id), "art": wish.art.value}
    outbox.enqueue(session, TOPIC, payload, person.person_id, now)
    return Asked(public_id)
