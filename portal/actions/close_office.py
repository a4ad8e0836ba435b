"""An administrator closes an office, or opens it again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import NotOwn, Refused, Saved, Why
from portal.store import ahead, offices, staff
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

CLOSE: Final = "close_office"
OPEN: Final = "open_office"


@dataclass(frozen=True, slots=True)
class CloseOffice:
    """`office`: a public id."""

    caseworker_id: int
    office: uuid.UUID


def close_office(command: CloseOffice, database: Database, now: datetime) -> Saved | Refused:
    """From now on nothing is published or planned there; caseworkers and teams no longer belong to it.

    Refused while free times or planned meetings lie ahead there: nobody is to stand before a closed door.
    Raises NotOwn, NotAdministrator, Busy.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved | Refused:
        own = worker.organisation.id
        office = offices.one(session, own, command.office, for_update=True)
        if office is None:
            raise NotOwn(worker)
        if office.closed_at is not None:
            return Saved(office.public_id)
        there = ahead.of_office(session, own, office.id, now)
        if not there.nothing:
            return Refused(Why.SOMETHING_AHEAD, there.times + there.meetings)
        staff.leave_office(session, office.id)
        offices.change(session, office.id, {"closed_at": now})
        administer.record(session, worker, CLOSE, now, office.name, {"open": [True, False]})
        return Saved(office.public_id)

    return administer.act(database, CLOSE, command.caseworker_id, now, work)


def open_office(command: CloseOffice, database: Database, now: datetime) -> Saved | Refused:
    """Times can be published there again. Refused where another open office has got its name meanwhile.

    Raises NotOwn, NotAdministrator, Busy.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved | Refused:
        known = offices.of(session, worker.organisation.id)
        office = next((one for one in known if one.public_id == command.office), None)
        if office is None:
            raise NotOwn(worker)
        if office.closed_at is None:
            return Saved(office.public_id)
        if office.name.casefold() in {one.name.casefold() for one in known if one.closed_at is None}:
            return Refused(Why.NAME_TAKEN)
        offices.change(session, office.id, {"closed_at": None})
        administer.record(session, worker, OPEN, now, office.name, {"open": [False, True]})
        return Saved(office.public_id)

    return administer.act(database, OPEN, command.caseworker_id, now, work)
