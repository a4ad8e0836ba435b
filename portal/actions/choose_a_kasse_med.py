"""A person says whether the a-kasse takes part in the joint meeting.

LAB § 31, stk. 2 (the first with the jobcenter), § 32, stk. 2 (at 16 months), § 33, stk. 4 (in person).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.policy.facts import AKasseMed
from portal.store import audit, outbox, people, valg
from portal.store.database import Database, Session

ACTION = "choose_a_kasse_med"


@dataclass(frozen=True, slots=True)
class ChooseAKasseMed:
    """`a_kasse_fysisk`: the a-kasse is asked to come in person."""

    person_id: int
    a_kasse_med: AKasseMed
    a_kasse_fysisk: bool = False


def choose_a_kasse_med(command: ChooseAKasseMed, database: Database, now: datetime) -> None:
    """Keeps what was said; earlier sayings stay in the history."""
    database.write(lambda session: _choose(session, command, now))


def _choose(session: Session, command: ChooseAKasseMed, now: datetime) -> None:
    people.lock(session, command.person_id)
    valg.say(session, command.person_id, command.a_kasse_med, command.a_kasse_fysisk, now)
    audit.record(
        session,
        audit.AuditEntry(
            at=now,
            actor_kind="citizen",
            actor_id=command.person_id,
            person_id=command.person_id,
            action=ACTION,
            outcome="allowed",
            details={"a_kasse_med": command.a_kasse_med.value, "a_kasse_fysisk": command.a_kasse_fysisk},
        ),
    )
    payload = {"a_kasse_med": command.a_kasse_med.value, "a_kasse_fysisk": command.a_kasse_fysisk}
    outbox.enqueue(session, "valg.said", payload, command.person_id, now)
