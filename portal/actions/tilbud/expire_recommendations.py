"""Recommendations that can come to nothing any more: the a-kasse's part is over, the day has gone by, or the
person belongs to another jobcenter (`indstilling.udloeber`). The daily run closes them, and whoever asks anew
before it does.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from portal.actions.tilbud import over
from portal.policy import indstilling
from portal.policy.indstilling import Status
from portal.policy.law import Decision
from portal.store import audit, decisions, facts, indstillinger, outbox
from portal.store.audit import AuditEntry
from portal.store.database import Busy, Database, Session
from portal.store.facts import PersonFacts
from portal.store.indstillinger import IndstillingView

ACTION: Final = "expire_recommendation"
TOPIC: Final = "indstilling.udloebet"


def expire(database: Database, now: datetime) -> int:
    """Closes what has fallen away by `now` (aware), each in its own transaction. Gives how many.

    Whoever is busy with one leaves it for the next run.
    """
    done = 0
    for one in database.read(indstillinger.unanswered):
        try:
            done += database.write(partial(_close, of=one, now=now))
        except Busy:
            continue
    return done


def expire_of(session: Session, person: PersonFacts, now: datetime) -> int:
    """Closes the person's, who is locked, in the transaction that is under way. Gives how many."""
    known = indstillinger.open_of_person(session, person.person_id)
    return sum(_close_one(session, person, one, now) for one in known)


def _close(session: Session, of: IndstillingView, now: datetime) -> bool:
    person = facts.load(session, of.person_id, now, for_update=True)
    standing = indstillinger.get_own(session, of.person_id, of.public_id)
    if standing is None or not standing.is_open:
        return False
    return _close_one(session, person, standing, now)


def _close_one(session: Session, person: PersonFacts, of: IndstillingView, now: datetime) -> bool:
    gone = indstilling.udloeber(person.facts, now, of.facts)
    if gone is None:
        return False
    decision = Decision("udloeb_indstilling", (gone,))
    decision_id = decisions.save(session, of.person_id, decision, None, now)
    indstillinger.close(session, of.id, Status.UDLOEBET, now)
    over.nothing_to_decide(session, of, now)
    audit.record(
        session,
        AuditEntry(
            at=now,
            actor_kind="system",
            actor_id=None,
            person_id=of.person_id,
            action=ACTION,
            outcome="allowed",
            decision_id=decision_id,
            details={"indstilling": str(of.public_id)},
        ),
    )
    payload = {"indstilling": str(of.public_id), "art": of.art.value, "kode": gone.code}
    outbox.enqueue(session, TOPIC, payload, of.person_id, now)
    return True
