"""A person gives the mail address that notices are to go to, or takes it away.

An address counts once the person has typed the code that was sent there: a slip of the finger must not tell a
stranger when somebody has appointments.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from portal.actions import own
from portal.store import audit, notices, outbox, people
from portal.store.database import Database, Session

ACTION: Final = "set_mail_address"
TOPIC: Final = "mail.send"

CODE_HOLDS: Final = timedelta(hours=24)
CODES_A_DAY: Final = 10


class Given(Enum):
    """What became of the address. `TOO_OFTEN`: no more codes are sent today."""

    CODE_SENT = "code_sent"
    KNOWN = "known"
    REMOVED = "removed"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class SetMailAddress:
    """`address`: as a mail is sent to it; None: none any more."""

    person_id: int
    address: str | None


def set_mail_address(command: SetMailAddress, database: Database, now: datetime) -> Given:
    """Sends a code to a new address; until it is confirmed, the one before it goes on (`now` aware)."""
    return database.write(lambda session: _set(session, command, now))


def _set(session: Session, command: SetMailAddress, now: datetime) -> Given:
    person = command.person_id
    people.lock(session, person)
    given = _given(session, command, now)
    outcome = "refused" if given is Given.TOO_OFTEN else "allowed"
    audit.record(session, own.entry(person, ACTION, now, outcome=outcome, details={"became": given.value}))
    return given


def _given(session: Session, command: SetMailAddress, now: datetime) -> Given:
    person, address = command.person_id, command.address
    chosen = notices.of(session, person)
    no_code = {"pending": None, "code": None, "code_at": None, "tries": 0}
    if address is None:
        # What went by mail goes no longer; a text message needs no address.
        without = {"remind_days": False, "remind_hours": False, "remind_from": None, "remind_by": "sms"}
        fewer = {"email": None, "mail_news": False, "mail_calendar": False}
        notices.save(session, person, **no_code, **fewer, **(without if chosen.remind_by == "mail" else {}))
        return Given.REMOVED
    if address == chosen.email:
        notices.save(session, person, **no_code)
        return Given.KNOWN
    if notices.codes_sent(session, person, now - timedelta(days=1)) >= CODES_A_DAY:
        return Given.TOO_OFTEN
    code = f"{secrets.randbelow(1_000_000):06}"
    notices.save(session, person, pending=address, code=code, code_at=now, tries=0)
    outbox.enqueue(session, TOPIC, {"what": "code", "at": now.isoformat()}, person, now)
    return Given.CODE_SENT
