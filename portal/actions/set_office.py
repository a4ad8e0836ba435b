"""An administrator adds an office, or changes one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import NEW, NotOwn, Outcome, Outdated, Refused, Saved, Why
from portal.store import offices
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

ADD: Final = "add_office"
SET: Final = "set_office"
FIELDS: Final = ("name", "address", "postcode", "city", "kommune_code", "access", "phone")


@dataclass(frozen=True, slots=True)
class SetOffice:
    """`office`: a public id; None adds a new one. `seen`: the mark of the form.

    `kommune_code`: where the house stands. `access`: how to get in. `postcode`: four digits.
    """

    caseworker_id: int
    office: uuid.UUID | None
    seen: str
    name: str
    address: str
    postcode: str
    city: str
    kommune_code: str
    access: str | None
    phone: str | None


def set_office(command: SetOffice, database: Database, now: datetime) -> Outcome:
    """Citizens see it at once, in their planned meetings too.

    Refused where another of the organisation's open offices has the name. Raises NotOwn, NotAdministrator,
    Busy.
    """
    action = SET if command.office else ADD
    return administer.act(
        database,
        action,
        command.caseworker_id,
        now,
        lambda session, worker: _set(session, worker, command, now),
    )


def _set(session: Session, worker: CaseworkerView, command: SetOffice, now: datetime) -> Outcome:
    own = worker.organisation.id
    known = offices.of(session, own)
    before = next((office for office in known if office.public_id == command.office), None)
    if command.office is not None and before is None:
        raise NotOwn(worker)
    values = {name: getattr(command, name) for name in FIELDS}
    changed = administer.differences({name: getattr(before, name, None) for name in FIELDS}, values)
    if before is not None and not changed:
        return Saved(before.public_id)
    if command.seen != (administer.mark(before) if before else NEW):
        return Outdated()
    others = {o.name.casefold() for o in known if o.closed_at is None and o.public_id != command.office}
    if command.name.casefold() in others:
        return Refused(Why.NAME_TAKEN)
    if before is None:
        added = offices.add(session, own, values)
        administer.record(session, worker, ADD, now, command.name, changed)
        return Saved(added)
    offices.change(session, before.id, values)
    administer.record(session, worker, SET, now, before.name, changed)
    return Saved(before.public_id)
