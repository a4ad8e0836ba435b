"""What every step of a citizen in a case of their own begins and ends with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import sagsskridt
from portal.policy.afgoerelse import TrinSpoergsmaal
from portal.policy.kalender import day_of
from portal.policy.law import Decision
from portal.policy.sagsgang import Hvem, Trin
from portal.store import afgoerelser, audit, decisions, facts
from portal.store.afgoerelser import NewSkridt, Sag
from portal.store.database import Session
from portal.store.facts import PersonFacts


class UnknownCase(LookupError):
    """The person has no such case."""


@dataclass(frozen=True, slots=True)
class Own:
    """A case of the person's own, at `now` (aware)."""

    session: Session
    person: PersonFacts
    sag: Sag
    now: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """It is kept. `letter`: the public id of the receipt, where it is one. `repeated`: it was before."""

    letter: uuid.UUID | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotDone:
    """It is not its turn: the decision says why."""

    decision: Decision


def find(session: Session, person_id: int, sag: uuid.UUID, now: datetime, *, for_update: bool = False) -> Own:
    """The case of that public id. `for_update`: the person is locked until the transaction ends. Raises
    UnknownCase.
    """
    person = facts.load(session, person_id, now, for_update=for_update)
    found = afgoerelser.get(session, sag)
    if found is None or found.view.person_id != person_id:
        raise UnknownCase(sag)
    return Own(session, person, found, now)


def judge(own: Own, trin: Trin, words: str | None) -> Decision:
    """What the law says of the person's step now. Writes nothing."""
    return sagsskridt.judge(own.sag, TrinSpoergsmaal(trin, Hvem.PERSON, day_of(own.now), words), own.now)


def keep(own: Own, action: str, decision: Decision) -> int:
    """Keeps the decision and its log entry, and gives the decision's key."""
    person_id = own.person.person_id
    key = decisions.save(own.session, person_id, decision, None, own.now)
    entry = audit.AuditEntry(
        at=own.now,
        actor_kind="citizen",
        actor_id=person_id,
        person_id=person_id,
        action=action,
        outcome="allowed" if decision.allowed else "refused",
        decision_id=key,
        details={"sag": str(own.sag.view.public_id)},
    )
    audit.record(own.session, entry)
    return key


def take(own: Own, trin: Trin, words: str | None, key: int, letter: uuid.UUID | None = None) -> None:
    """The step, taken by the person in the portal today."""
    step = NewSkridt(
        trin=trin,
        dag=day_of(own.now),
        at=own.now,
        tekst=words,
        kanal="portal",
        decision_id=key,
        letter=letter,
    )
    after = afgoerelser.append(own.session, own.sag, step)
    sagsskridt.told(own.session, after, trin, own.now)
