"""A caseworker sees to what could not be delivered: it is tried again, goes on paper, or is closed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from portal.actions import casework
from portal.actions.casework import FIGURES_ONLY, NotSeen
from portal.actions.letter_arrived import day_unknown
from portal.actions.open_list import Purpose, log
from portal.actions.print_letter import print_letter
from portal.logs import mask_cpr
from portal.store import audit, post, undelivered
from portal.store.database import Database, Session
from portal.store.undelivered import Undelivered
from portal.store.views import CaseworkerView

ACTION: Final = "settle_undelivered"
LISTED: Final = "see_undelivered"

How = Literal["igen", "paa_papir", "luk"]
"""Tried again, sent on paper, or closed with a comment."""


@dataclass(frozen=True, slots=True)
class SettleUndelivered:
    """`message`: as addresses name it. `comment`: why it is closed, in the caseworker's words."""

    caseworker_id: int
    message: uuid.UUID
    how: How
    comment: str = ""


class UnknownMessage(LookupError):
    """The caseworker's organisation has no such message to see to, or none any more."""


class NoAddress(Exception):
    """The letter cannot go on paper: nobody knows where to. Nothing was changed."""


def may_go_on_paper(message: Undelivered) -> bool:
    """Whether it brings a letter."""
    return message.topic in ("letter.written", "letter.copy")


def list_undelivered(
    caseworker_id: int, database: Database, now: datetime, purpose: Purpose = "see_list"
) -> tuple[Undelivered, ...]:
    """What the caseworker's organisation has to see to; that it was seen, printed or taken as a file is kept.

    Of each person it is kept once a day. Raises NotSeen, Busy.
    """

    def work(session: Session) -> tuple[CaseworkerView, tuple[Undelivered, ...]]:
        worker = _working(session, caseworker_id)
        return worker, undelivered.list_own(session, worker.organisation, worker.role)

    worker, found = database.read(work)
    people = {one.person for one in found if one.person is not None}
    if purpose == "see_list":
        casework.log_shown(database, worker.id, worker.organisation.id, LISTED, people, now)
    else:
        log(database, worker, purpose, now, {"liste": "uleveret", "antal": len(found)}, people)
    return found


def look_at(caseworker_id: int, message: uuid.UUID, database: Database, now: datetime) -> Undelivered:
    """One of them; that it was seen is kept. Raises UnknownMessage, NotSeen, Busy."""

    def work(session: Session) -> Undelivered | None:
        worker = _working(session, caseworker_id)
        found = undelivered.get_own(session, worker.organisation, worker.role, message)
        _log(session, worker, LISTED, found, now, {})
        return found

    return _known(database.write(work))


def settle_undelivered(command: SettleUndelivered, database: Database, now: datetime) -> None:
    """Sees to the message. Raises UnknownMessage, NoAddress, NotSeen, Busy."""
    _known(database.write(lambda session: _settle(session, command, now)))


def _settle(session: Session, command: SettleUndelivered, now: datetime) -> Undelivered | None:
    worker = _working(session, command.caseworker_id)
    found = undelivered.get_own(session, worker.organisation, worker.role, command.message)
    if found is not None and not _done(session, found, command.how, now):
        found = None
    details = {"how": command.how} | ({"comment": mask_cpr(command.comment)} if command.comment else {})
    _log(session, worker, ACTION, found, now, details)
    return found


def _done(session: Session, message: Undelivered, how: How, now: datetime) -> bool:
    """False where somebody else saw to it in the meantime."""
    if how == "igen":
        return undelivered.try_again(session, message.id, now)
    if how == "luk":
        return _closed(session, message, now)
    if not undelivered.settle(session, message.id, "paper", now):
        return False
    stands_in = message.payload.get("fuldmagt")
    letter = uuid.UUID(message.payload["letter"])
    if not print_letter(session, letter, now, uuid.UUID(stands_in) if stands_in else None):
        raise NoAddress
    return True


def _closed(session: Session, message: Undelivered, now: datetime) -> bool:
    """The person never got it by post: what was reckoned from a day that it would have, is not known."""
    if not undelivered.settle(session, message.id, "closed", now):
        return False
    named = message.payload.get("letter")
    letter = post.letter(session, uuid.UUID(named)) if named and message.topic == "letter.written" else None
    if letter is not None and not letter.delivered:
        day_unknown(session, letter.public_id, now)
    return True


def _working(session: Session, caseworker_id: int) -> CaseworkerView:
    worker = casework.working(session, caseworker_id)
    if worker.role == FIGURES_ONLY:
        raise NotSeen(worker, None)
    return worker


def _known(found: Undelivered | None) -> Undelivered:
    if found is None:
        raise UnknownMessage
    return found


def _log(
    session: Session,
    worker: CaseworkerView,
    action: str,
    found: Undelivered | None,
    now: datetime,
    details: dict[str, Any],
) -> None:
    about = {"topic": found.topic, "why": found.why} if found is not None else {}
    person_id = found.person_id if found is not None else None
    outcome = "allowed" if found is not None else "refused"
    audit.record(
        session,
        casework.entry(
            worker, action, now, person_id=person_id, outcome=outcome, details={**about, **details}
        ),
    )
