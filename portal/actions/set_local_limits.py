"""An administrator sets the organisation's own limits on booking (LAB §§ 34, 35; BAB § 44, stk. 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import Outdated, Saved
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

ACTION: Final = "set_local_limits"
FIELDS: Final = ("mindst_dage_mellem", "hoejst_planlagte", "ombookning_senest_timer")


@dataclass(frozen=True, slots=True)
class SetLocalLimits:
    """`seen`: the mark of the form. None: no limit. Days, meetings, hours."""

    caseworker_id: int
    seen: str
    mindst_dage_mellem: int | None
    hoejst_planlagte: int | None
    ombookning_senest_timer: int | None


def set_local_limits(command: SetLocalLimits, database: Database, now: datetime) -> Saved | Outdated:
    """Every decision from now on reads the new limits; the log keeps the old ones and the moment.

    Raises NotAdministrator, Busy.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved | Outdated:
        values = {name: getattr(command, name) for name in FIELDS}
        return administer.set_settings(session, worker, ACTION, command.seen, values, now)

    return administer.act(database, ACTION, command.caseworker_id, now, work)
