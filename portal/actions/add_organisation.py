"""Whoever runs the portal takes an organisation in: with its first administrator, who sets up the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.policy.facts import Aktoer
from portal.store import audit, organisations, staff
from portal.store.database import Database, Session

ACTION: Final = "add_organisation"
NOBODY: Final = 0


@dataclass(frozen=True, slots=True)
class AddOrganisation:
    """`code`: the kommune's, or the a-kasse's as the caseworkers' identity provider names it.

    `subject`, `administrator`: under which lasting name the first administrator signs in, and what they are
    called.
    """

    holder: Aktoer
    code: str
    name: str
    subject: str
    administrator: str


class HasAdministrator(LookupError):
    """The organisation stands, and somebody sets it up: they take in whoever else is to."""


def add_organisation(command: AddOrganisation, database: Database, now: datetime) -> None:
    """Adds the organisation and its administrator; one that has lost its last administrator gets a new one.

    Raises HasAdministrator where there is one who is active; then nothing is done.
    """
    database.write(lambda session: _add(session, command, now))


def _add(session: Session, command: AddOrganisation, now: datetime) -> None:
    key = organisations.find(session, command.holder, command.code)
    if key is None:
        key = organisations.add(session, command.holder, command.code, command.name)
    organisations.lock(session, key)
    if staff.other_administrators(session, key, NOBODY):
        raise HasAdministrator(command.code)
    staff.make(session, key, command.subject, command.administrator, staff.ADMINISTRATOR)
    audit.record(
        session,
        audit.AuditEntry(
            at=now,
            actor_kind="system",
            actor_id=None,
            action=ACTION,
            outcome="allowed",
            organisation_id=key,
            details={"of": command.administrator, "changes": {"subject": [None, command.subject]}},
        ),
    )
