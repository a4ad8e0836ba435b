"""An administrator adds a team, renames it, says where it sits and who is in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import NEW, NotOwn, Outcome, Outdated, Refused, Saved, Why
from portal.store import offices, staff, teams
from portal.store.database import Database, Session
from portal.store.staff import WorkerRow
from portal.store.teams import TeamRow
from portal.store.views import CaseworkerView

ADD: Final = "add_team"
SET: Final = "set_team"


@dataclass(frozen=True, slots=True)
class SetTeam:
    """`team`, `office`, `members`: public ids; `team` None adds a new one. `seen`: the mark of the form."""

    caseworker_id: int
    team: uuid.UUID | None
    seen: str
    name: str
    office: uuid.UUID | None
    members: frozenset[uuid.UUID]


def mark_of(team: TeamRow, workers: Iterable[WorkerRow]) -> str:
    """The mark of the form for the team: as it is, with its members."""
    return administer.mark((team, sorted(str(one.public_id) for one in _members(team.public_id, workers))))


def set_team(command: SetTeam, database: Database, now: datetime) -> Outcome:
    """A caseworker is in one team: whoever comes into this one leaves the other. Times and meetings stand.

    Refused where another of the organisation's teams has the name, or a choice is gone. Raises NotOwn,
    NotAdministrator, Busy.
    """
    return administer.act(
        database,
        SET if command.team else ADD,
        command.caseworker_id,
        now,
        lambda session, worker: _set(session, worker, command, now),
    )


def _set(session: Session, worker: CaseworkerView, command: SetTeam, now: datetime) -> Outcome:
    own = worker.organisation.id
    known, workers = teams.of(session, own), staff.of(session, own)
    before = next((team for team in known if team.public_id == command.team and not team.closed_at), None)
    if command.team is not None and before is None:
        raise NotOwn(worker)
    if before is not None and _is_so(before, workers, command):
        return Saved(before.public_id)
    if command.seen != (mark_of(before, workers) if before else NEW):
        return Outdated()
    others = {t.name.casefold() for t in known if t.closed_at is None and t.public_id != command.team}
    if command.name.casefold() in others:
        return Refused(Why.NAME_TAKEN)
    chosen = [one for one in workers if one.public_id in command.members and one.active]
    office = _office(session, own, command.office)
    if len(chosen) != len(command.members) or (command.office is not None and office is None):
        return Refused(Why.CHOICE_GONE)
    office_id, office_name = office or (None, None)
    after = {"name": command.name, "office": office_name, "members": _names(chosen)}
    changed = administer.differences(_before(before, workers), after)
    if before is None:
        key, public_id = teams.add(session, own, command.name, office_id)
    else:
        key, public_id = before.id, before.public_id
        teams.change(session, key, {"name": command.name, "office_id": office_id})
    teams.set_members(session, key, [one.id for one in chosen])
    of = before.name if before else command.name
    administer.record(session, worker, SET if before else ADD, now, of, changed)
    return Saved(public_id)


def _is_so(before: TeamRow, workers: Iterable[WorkerRow], command: SetTeam) -> bool:
    """Whether there is nothing to change: the same form once more, for instance."""
    members = frozenset(one.public_id for one in _members(before.public_id, workers))
    return (before.name, before.office_id, members) == (command.name, command.office, command.members)


def _office(session: Session, own: int, office: uuid.UUID | None) -> tuple[int, str] | None:
    found = offices.one(session, own, office) if office else None
    return (found.id, found.name) if found and found.closed_at is None else None


def _before(team: TeamRow | None, workers: Iterable[WorkerRow]) -> dict[str, object]:
    if team is None:
        return {"members": ()}
    members = _names(_members(team.public_id, workers))
    return {"name": team.name, "office": team.office, "members": members}


def _members(team: uuid.UUID, workers: Iterable[WorkerRow]) -> list[WorkerRow]:
    """Those in the team, those who have left the organisation too: they stand in it until it is saved."""
    return [one for one in workers if one.team_id == team]


def _names(workers: Iterable[WorkerRow]) -> tuple[str, ...]:
    return tuple(sorted(one.name for one in workers))
