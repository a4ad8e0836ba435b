"""An administrator takes somebody's access away, or gives it back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer, agreement_told
from portal.actions.administer import NotOwn, Outdated, Refused, Saved, Why
from portal.actions.offer_time import lock_whom_it_is_held_for, offer_others
from portal.store import agreement_ends, ahead, staff
from portal.store.ahead import Ahead
from portal.store.database import Database, Session
from portal.store.staff import ADMINISTRATOR
from portal.store.views import CaseworkerView

DEACTIVATE: Final = "deactivate_caseworker"
ACTIVATE: Final = "activate_caseworker"


@dataclass(frozen=True, slots=True)
class DeactivateCaseworker:
    """`caseworker`: a public id. `seen`: the mark of what was shown to lie ahead (`mark_of`).

    `confirmed`: it was said that this is to happen all the same.
    """

    caseworker_id: int
    caseworker: uuid.UUID
    seen: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ActivateCaseworker:
    """`caseworker`: a public id."""

    caseworker_id: int
    caseworker: uuid.UUID


def mark_of(theirs: Ahead) -> str:
    """The mark of the form that showed this."""
    return administer.mark((theirs.times, theirs.meetings, theirs.joint))


def deactivate_caseworker(
    command: DeactivateCaseworker, database: Database, now: datetime
) -> Saved | Outdated | Refused:
    """At once they can open nothing more, and their free times can no longer be booked, those agreed with the
    other side among them: it is told so, as a step of the agreement. Whom a time was held for is offered
    another.

    Planned meetings stand: somebody else holds or moves them. What lies ahead has been shown and confirmed,
    and where it has changed since, it is shown again. Nobody takes their own access away, and the last
    administrator keeps it. Raises NotOwn, NotAdministrator, Busy, Conflict.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved | Outdated | Refused:
        own = worker.organisation.id
        before = staff.one(session, own, command.caseworker)
        if before is None:
            raise NotOwn(worker)
        times = ahead.times_of(session, before.id, now)
        held_for = lock_whom_it_is_held_for(session, times, now)
        agreement_told.lock_times(session, times)
        found = staff.one(session, own, command.caseworker, for_update=True) or before
        if not found.active:
            return Saved(found.public_id)
        if found.id == worker.id:
            return Refused(Why.OWN_ROLE)
        if found.role == ADMINISTRATOR and not staff.other_administrators(session, own, found.id):
            return Refused(Why.LAST_ADMINISTRATOR)
        theirs = ahead.of_caseworker(session, found.id, now)
        if mark_of(theirs) != command.seen:
            return Outdated()
        if not command.confirmed:
            return Refused(Why.NOT_CONFIRMED)
        agreed = agreement_ends.of_caseworker(session, found.id, now)
        ahead.withdraw_times_of(session, found.id, now)
        staff.change(session, found.id, {"active": False, "team_id": None})
        agreement_told.given_up(session, worker, agreed, now, stopped=found.name)
        offer_others(session, held_for, now)
        changed: dict[str, list[object]] = {"active": [True, False]}
        if theirs.times:
            changed["times"] = [theirs.times, 0]
        if theirs.joint:
            changed["joint"] = [theirs.joint, 0]
        administer.record(session, worker, DEACTIVATE, now, found.name, changed)
        return Saved(found.public_id)

    return administer.act(database, DEACTIVATE, command.caseworker_id, now, work)


def activate_caseworker(command: ActivateCaseworker, database: Database, now: datetime) -> Saved:
    """They can sign in again, in the role they had. Times that were withdrawn stay withdrawn.

    Raises NotOwn, NotAdministrator, Busy.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved:
        found = staff.one(session, worker.organisation.id, command.caseworker)
        if found is None:
            raise NotOwn(worker)
        if not found.active:
            staff.change(session, found.id, {"active": True})
            administer.record(session, worker, ACTIVATE, now, found.name, {"active": [False, True]})
        return Saved(found.public_id)

    return administer.act(database, ACTIVATE, command.caseworker_id, now, work)
