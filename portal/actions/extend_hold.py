"""A person who needs longer keeps the time for five minutes more, as often as they ask (WCAG 2.2.1)."""

from __future__ import annotations

from datetime import datetime

from portal.actions import hold_time as holding
from portal.actions.hold_time import Wanted
from portal.store import holds
from portal.store.database import Database, Session


def extend_hold(wanted: Wanted, database: Database, now: datetime) -> datetime | None:
    """Until when the time is kept now (aware).

    A hold that ran out is made anew, if the time is still free; None where it is not. Raises as `hold_time`.
    """
    until = database.write(lambda session: _extend(session, wanted, now))
    return until or holding.hold_time(wanted, database, now)


def _extend(session: Session, wanted: Wanted, now: datetime) -> datetime | None:
    slot, _moving = holding.lock(session, wanted, now)
    hold = holds.of(session, wanted.person_id, now)
    # Locked, and looked at once more: at the very end of a hold somebody else may have been first.
    if hold is None or hold.slot != slot.public_id or not slot.free:
        return None
    return holding.keep(session, wanted, slot, now)
