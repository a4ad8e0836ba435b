"""Who has seen what: the person the jobcenter's answers, an organisation what was sent to it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.store import dialogbeskeder, indstillinger
from portal.store.database import Database
from portal.store.indstillinger import IndstillingView


@dataclass(frozen=True, slots=True)
class ReadOwn:
    person_id: int


def read_own(command: ReadOwn, database: Database, now: datetime) -> tuple[IndstillingView, ...]:
    """All that is recommended for the person, as it was before they looked: what is new is still marked."""
    found = database.read(lambda session: indstillinger.of_person(session, command.person_id))
    if any(one.is_unread_answer for one in found):
        database.write(lambda session: indstillinger.mark_read(session, command.person_id, now))
    return found


def read_messages(
    database: Database, person_id: int, public_id: uuid.UUID, organisation_id: int, now: datetime
) -> None:
    """The organisation has seen what was sent to it about that recommendation."""
    of = database.read(lambda session: indstillinger.get_own(session, person_id, public_id))
    if of is not None and of.sent_at is not None:
        database.write(lambda session: dialogbeskeder.mark_read(session, of.id, organisation_id, now))
