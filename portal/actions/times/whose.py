"""Who publishes for whom: everybody for themselves, leaders for all of their organisation."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Final

from portal.store.published import Published
from portal.store.timetable import House, WhichTeam, Who
from portal.store.views import CaseworkerView

LEADERS: Final = ("team_leader", "administrator")


class NotTheirs(LookupError):
    """A caseworker, a team or an office that is not there for whoever asks."""


def leads(worker: CaseworkerView) -> bool:
    """Whether the caseworker publishes for others too."""
    return worker.role in LEADERS


def workers(house: House, worker: CaseworkerView, wanted: Iterable[uuid.UUID]) -> tuple[Who, ...]:
    """Those of the house, where the caseworker may publish for all of them. Raises NotTheirs."""
    found = tuple(house.worker(one) for one in dict.fromkeys(wanted))
    if any(one is None or not (one.id == worker.id or leads(worker)) for one in found):
        raise NotTheirs
    return tuple(one for one in found if one is not None)


def team(house: House, worker: CaseworkerView, wanted: uuid.UUID) -> WhichTeam:
    """The team, where the caseworker may publish for it. Raises NotTheirs."""
    found = house.team(wanted)
    if found is None or not leads(worker):
        raise NotTheirs
    return found


def may_touch(worker: CaseworkerView, time: Published) -> bool:
    """Whether the caseworker may change and withdraw this time of their organisation."""
    return leads(worker) or time.caseworker_id == worker.id
