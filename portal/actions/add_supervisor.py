"""Whoever runs the portal lets the supervising agency in: it sees every a-kasse's figures, and nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions.casework import FIGURES_ONLY
from portal.policy.facts import Aktoer
from portal.store import audit, organisations, staff
from portal.store.database import Database, Session

ADD: Final = "add_supervisor"
END: Final = "end_supervisor"


@dataclass(frozen=True, slots=True)
class AddSupervisor:
    """`code`: the agency's, as the caseworkers' identity provider names it. `subject`: under which lasting
    name the person signs in. `ends`: they are to open nothing any more.
    """

    code: str
    name: str
    subject: str
    person: str
    ends: bool = False


def add_supervisor(command: AddSupervisor, database: Database, now: datetime) -> None:
    """Adds the person, and the agency with the first one; or takes the person's access away.

    Raises LookupError where access is to end and nobody of that name has any.
    """
    database.write(lambda session: _do(session, command, now))


def _do(session: Session, command: AddSupervisor, now: datetime) -> None:
    key = organisations.find(session, Aktoer.INGEN, command.code)
    if command.ends:
        if key is None or not staff.end(session, key, command.subject):
            raise LookupError(command.subject)
    else:
        if key is None:
            key = organisations.add(session, Aktoer.INGEN, command.code, command.name)
        staff.make(session, key, command.subject, command.person, FIGURES_ONLY)
    audit.record(
        session,
        audit.AuditEntry(
            at=now,
            actor_kind="system",
            actor_id=None,
            action=END if command.ends else ADD,
            outcome="allowed",
            organisation_id=key,
            details={"of": command.person, "changes": {"subject": [None, command.subject]}},
        ),
    )
