"""An administrator adds somebody who works for the organisation, or changes what is known of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import NEW, NotOwn, Outcome, Outdated, Refused, Saved, Why
from portal.actions.casework import FIGURES_ONLY
from portal.store import ahead, offices, staff, teams
from portal.store.database import Database, Session
from portal.store.offices import OfficeRow
from portal.store.staff import ADMINISTRATOR, WorkerRow
from portal.store.teams import TeamRow
from portal.store.views import CaseworkerView

ADD: Final = "add_caseworker"
SET: Final = "set_caseworker"


@dataclass(frozen=True, slots=True)
class SetCaseworker:
    """`caseworker`, `office`, `team`: public ids; `caseworker` None adds somebody. `seen`: the form's mark.

    `subject`: as the identity provider names them for good. It is set once: somebody else is somebody new.
    `role`: one of `caseworker`, `team_leader`, `administrator`, `supervision`.
    """

    caseworker_id: int
    caseworker: uuid.UUID | None
    seen: str
    subject: str
    name: str
    email: str | None
    role: str
    office: uuid.UUID | None
    team: uuid.UUID | None


def set_caseworker(command: SetCaseworker, database: Database, now: datetime) -> Outcome:
    """A new role holds from the next page that they open.

    Nobody takes their own administrator's role, and the last administrator keeps it. Who has times or
    meetings ahead does not become somebody who sees no citizen. Raises NotOwn, NotAdministrator, Busy,
    Conflict.
    """
    return administer.act(
        database,
        SET if command.caseworker else ADD,
        command.caseworker_id,
        now,
        lambda session, worker: _set(session, worker, command, now),
    )


def _set(session: Session, worker: CaseworkerView, command: SetCaseworker, now: datetime) -> Outcome:
    own = worker.organisation.id
    before = staff.one(session, own, command.caseworker) if command.caseworker else None
    if command.caseworker is not None and before is None:
        raise NotOwn(worker)
    if before is not None and _is_so(before, command):
        return Saved(before.public_id)
    if command.seen != (administer.mark(before) if before else NEW):
        return Outdated()
    if why := _against(session, worker, before, command, now):
        return Refused(why)
    office = offices.one(session, own, command.office) if command.office else None
    team = teams.one(session, own, command.team) if command.team else None
    if _gone(command.office, office) or _gone(command.team, team):
        return Refused(Why.CHOICE_GONE)
    plain = {"name": command.name, "email": command.email, "role": command.role}
    keys = {"office_id": office.id if office else None, "team_id": team.id if team else None}
    told = plain | {"office": office.name if office else None, "team": team.name if team else None}
    if before is None:
        told["subject"] = command.subject
        added = staff.add(session, own, plain | keys | {"subject": command.subject})
        administer.record(session, worker, ADD, now, command.name, administer.differences({}, told))
        return Saved(added)
    staff.change(session, before.id, plain | keys)
    changed = administer.differences({name: getattr(before, name) for name in told}, told)
    administer.record(session, worker, SET, now, before.name, changed)
    return Saved(before.public_id)


def _is_so(before: WorkerRow, command: SetCaseworker) -> bool:
    """Whether there is nothing to change: the same form once more, for instance."""
    stands = (before.name, before.email, before.role, before.office_id, before.team_id)
    return stands == (command.name, command.email, command.role, command.office, command.team)


def _gone(chosen: uuid.UUID | None, found: OfficeRow | TeamRow | None) -> bool:
    return chosen is not None and (found is None or found.closed_at is not None)


def _against(
    session: Session,
    worker: CaseworkerView,
    before: WorkerRow | None,
    command: SetCaseworker,
    now: datetime,
) -> Why | None:
    own = worker.organisation.id
    if before is None:
        return Why.SUBJECT_TAKEN if staff.subject_is_known(session, own, command.subject) else None
    becomes_blind = command.role == FIGURES_ONLY != before.role
    if becomes_blind and not ahead.of_caseworker(session, before.id, now).nothing:
        return Why.SOMETHING_AHEAD
    if before.role != ADMINISTRATOR or command.role == ADMINISTRATOR or not before.active:
        return None
    if before.id == worker.id:
        return Why.OWN_ROLE
    return None if staff.other_administrators(session, own, before.id) else Why.LAST_ADMINISTRATOR
