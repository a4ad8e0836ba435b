"""What stands in the plans of the demo's citizens: as it reads now, what it replaced, and what has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from portal.demo.citizens import Citizen, PlanText
from portal.demo.course import clock
from portal.demo.houses import Keys
from portal.demo.staff import Worker
from portal.demo.workdays import workday_until
from portal.policy.facts import Aktoer
from portal.store import plan
from portal.store.database import Session
from portal.store.plan import NewPlanEntry

SEEN_AFTER: Final = timedelta(days=8)
"""What was written longer ago than this, the citizens have seen."""

_BEFORE: Final = timedelta(days=14)
_HELD: Final = timedelta(days=7)


def write(
    session: Session,
    keys: Keys,
    citizen: Citizen,
    person_id: int,
    worker_of: Callable[[Citizen, Aktoer], Worker],
    now: datetime,
) -> None:
    """`now`: aware. What has ended, ended a week after it was written."""
    for text in citizen.plan:
        new = _entry(keys, citizen, person_id, text, worker_of(citizen, text.af))
        item = None
        if text.before:
            item = plan.write(session, replace(new, text=text.before, at=new.at - _BEFORE))
        item = plan.write(session, replace(new, item=item))
        if text.ended:
            last = replace(new, item=item, at=new.at + _HELD, afsluttet_fordi=text.ended)
            plan.write(session, last)
    written = plan.history(session, person_id)
    seen = [one.public_id for one in written if one.written_at < now - SEEN_AFTER]
    plan.mark_seen(session, person_id, seen, now - timedelta(days=1))


def _entry(keys: Keys, citizen: Citizen, person_id: int, text: PlanText, worker: Worker) -> NewPlanEntry:
    return NewPlanEntry(
        person_id=person_id,
        felt=text.felt,
        text=text.text,
        af=text.af,
        organisation_id=keys.organisation(worker.branch),
        at=clock(_written_on(citizen, text.day), 13, 20),
        details=dict(text.details) or None,
        caseworker_id=keys.workers[worker],
    )


def _written_on(citizen: Citizen, day: date) -> date:
    """The last open day until then, unless the person was not registered yet."""
    open_day = workday_until(day)
    registered = any(tilmelding.fra <= open_day for tilmelding in citizen.facts.tilmeldinger)
    return open_day if registered else day
