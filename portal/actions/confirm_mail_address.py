"""A person shows that a mail address is theirs: they type the code that was sent there."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from portal.actions import own
from portal.actions.set_mail_address import CODE_HOLDS
from portal.actions.telling import calendar_mail
from portal.store import audit, notices, people
from portal.store.database import Database, Session

ACTION: Final = "confirm_mail_address"
TRIES: Final = 5


class Confirmed(Enum):
    """`OVER`: the code holds no longer, or a wrong one was typed too often; a new one has to be sent."""

    YES = "yes"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ConfirmMailAddress:
    """`code`: the six digits."""

    person_id: int
    code: str


def confirm_mail_address(command: ConfirmMailAddress, database: Database, now: datetime) -> Confirmed:
    """From now on (aware) notices go to the address that the code was sent to."""
    return database.write(lambda session: _confirm(session, command, now))


def _confirm(session: Session, command: ConfirmMailAddress, now: datetime) -> Confirmed:
    person = command.person_id
    people.lock(session, person)
    confirmed = _confirmed(session, command, now)
    outcome = "allowed" if confirmed is Confirmed.YES else "refused"
    audit.record(
        session, own.entry(person, ACTION, now, outcome=outcome, details={"became": confirmed.value})
    )
    return confirmed


def _confirmed(session: Session, command: ConfirmMailAddress, now: datetime) -> Confirmed:
    person = command.person_id
    chosen = notices.of(session, person)
    if chosen.code is None or chosen.code_at is None or now - chosen.code_at > CODE_HOLDS:
        return Confirmed.OVER
    if chosen.tries >= TRIES:
        return Confirmed.OVER
    if not hmac.compare_digest(chosen.code.encode(), command.code.encode()):
        notices.save(session, person, tries=chosen.tries + 1)
        return Confirmed.WRONG if chosen.tries + 1 < TRIES else Confirmed.OVER
    notices.save(session, person, email=chosen.pending, pending=None, code=None, code_at=None, tries=0)
    if chosen.mail_calendar:
        calendar_mail.tell_all(session, person, now)
    return Confirmed.YES
