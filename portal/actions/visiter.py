"""The a-kasse sends a person of the target group of uddannelsespålæg on to the jobcenter (LAB § 27, stk. 3).

The three criteria are the policy's to read. It is reported with årsagskode 45 (VEJ 10044 2.1) and cannot be
undone by the jobcenter: the person never comes back to the a-kasse. The person has it in a letter.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.casework import NotSeen, Seen
from portal.policy import uddannelsespaalaeg
from portal.policy.aendringer import forskelle
from portal.policy.facts import Aktoer
from portal.policy.indsigt import Del
from portal.policy.kalender import day_of, days_after
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.store import outbox, people_in
from portal.store.database import Database, Session
from portal.store.people_in import By, Change
from portal.wording.letters import visiteret as letters
from portal.wording.letters.letter import Letter

ACTION: Final = "visiter"
TO_DFDG: Final = "dfdg.visitation"
TO_PERSON: Final = "person.visiteret"
AARSAGSKODE: Final = 45


@dataclass(frozen=True, slots=True)
class Visiter:
    caseworker_id: int
    person: uuid.UUID


@dataclass(frozen=True, slots=True)
class Visited:
    """It is done from today on. `decision` None: it had been done before."""

    decision: Decision | None


@dataclass(frozen=True, slots=True)
class NotVisited:
    """The person is not in the target group."""

    decision: Decision


def visiter(command: Visiter, database: Database, now: datetime) -> Visited | NotVisited:
    """Sends the person on, keeps the decision, writes the letter, and tells DFDG; one transaction.

    Raises NotSeen: also for a jobcenter, which sends nobody on.
    """
    return casework.act(database, ACTION, now, lambda session: _visiter(session, command, now))


def judge(seen: Seen, now: datetime) -> Decision:
    """What the law says of sending the person on today. Writes nothing. Raises NotSeen for a jobcenter."""
    if seen.worker.organisation.holder is not Aktoer.A_KASSE:
        raise NotSeen(seen.worker, seen.person.person_id)
    return uddannelsespaalaeg.visiter(seen.person.facts, now)


def sent_on(seen: Seen, now: datetime) -> date | None:
    """The day the person was sent on in the present course; None: not yet."""
    sag = Sag(seen.person.facts, now)
    return sag.visiteret_i(sag.periode(sag.i_dag))


def letter(seen: Seen, sent: date, now: datetime) -> Letter:
    """The letter as it goes out where the person is sent on on the Danish day `sent`."""
    criteria = uddannelsespaalaeg.kriterier(seen.person.facts, now, sent)
    return letters.sent_on(send_letter.between(seen, now), days_after(sent, 1), criteria.alder)


def _visiter(session: Session, command: Visiter, now: datetime) -> Visited | NotVisited:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    decision, today = judge(seen, now), day_of(now)
    if sent_on(seen, now) is not None:
        return Visited(None)
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotVisited(decision)
    own, person_id = seen.worker.organisation, seen.person.person_id
    change = Change("visiteret", None, {"dato": seen.person.facts.visiteret}, {"dato": today})
    before = seen.person.facts
    changed = forskelle(before, replace(before, visiteret=today), now)
    answers = [asdict(difference) for difference in changed]
    people_in.write(session, {person_id: [change]}, By(own.id, seen.worker.id, now), {person_id: answers})
    payload = {
        "person": str(seen.person.person.public_id),
        "aarsagskode": AARSAGSKODE,
        "dato": today.isoformat(),
        "a_kasse": own.code,
        "jobcenter": seen.person.jobcenter.code if seen.person.jobcenter else None,
    }
    outbox.enqueue(session, TO_DFDG, payload, person_id, now)
    outbox.enqueue(session, TO_PERSON, payload, person_id, now)
    send_letter.send(session, seen, letter(seen, today, now), None, now)
    return Visited(decision)
