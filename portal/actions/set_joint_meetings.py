"""A jobcenter's administrator says if joint meetings are booked or called (LAB § 34, stk. 1, 2. pkt.)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import NotOwn, Outdated, Saved
from portal.policy.facts import Aktoer, FaellesMaade
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

ACTION: Final = "set_joint_meetings"
FIELDS: Final = ("faelles",)


@dataclass(frozen=True, slots=True)
class SetJointMeetings:
    """`seen`: the mark of the form."""

    caseworker_id: int
    seen: str
    faelles: FaellesMaade


def set_joint_meetings(command: SetJointMeetings, database: Database, now: datetime) -> Saved | Outdated:
    """Every decision from now on reads it. Meetings that are booked stand.

    Raises NotOwn for an a-kasse, which has no such choice; NotAdministrator, Busy.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved | Outdated:
        if worker.organisation.holder is not Aktoer.JOBCENTER:
            raise NotOwn(worker)
        values = {"faelles": command.faelles}
        return administer.set_settings(session, worker, ACTION, command.seen, values, now)

    return administer.act(database, ACTION, command.caseworker_id, now, work)
