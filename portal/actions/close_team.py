"""An administrator closes a team."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import NotOwn, Refused, Saved, Why
from portal.store import ahead, teams
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

ACTION: Final = "close_team"


@dataclass(frozen=True, slots=True)
class CloseTeam:
    """`team`: a public id."""

    caseworker_id: int
    team: uuid.UUID


def close_team(command: CloseTeam, database: Database, now: datetime) -> Saved | Refused:
    """Nobody is in the team any more. Refused while free times or planned meetings of the team lie ahead.

    Raises NotOwn, NotAdministrator, Busy.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved | Refused:
        own = worker.organisation.id
        team = teams.one(session, own, command.team, for_update=True)
        if team is None:
            raise NotOwn(worker)
        if team.closed_at is not None:
            return Saved(team.public_id)
        theirs = ahead.of_team(session, own, team.id, now)
        if not theirs.nothing:
            return Refused(Why.SOMETHING_AHEAD, theirs.times + theirs.meetings)
        teams.set_members(session, team.id, ())
        teams.change(session, team.id, {"closed_at": now})
        administer.record(session, worker, ACTION, now, team.name, {"open": [True, False]})
        return Saved(team.public_id)

    return administer.act(database, ACTION, command.caseworker_id, now, work)
