"""What every act of an administrator begins with: whose organisation it is, nobody else at it, and the log.

An organisation's settings, offices, teams and caseworkers are changed by one at a time: the organisation's
row is locked first. A form carries the mark of what it showed; where somebody else has saved since, nothing
is done and the form is told so. What another organisation has is as if it were not there; that somebody tried
is in the log.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, Final, TypeVar

from portal.actions import casework
from portal.store import audit, caseworkers, organisations
from portal.store.database import Database, Session
from portal.store.organisations import SettingsView
from portal.store.staff import ADMINISTRATOR
from portal.store.views import CaseworkerView

T = TypeVar("T")

NEW: Final = ""
"""The mark of a form for something that is not there yet."""


class NotAdministrator(LookupError):
    """Whoever acts is no administrator, or no longer one."""


class NotOwn(LookupError):
    """The organisation has nothing of that id."""

    def __init__(self, worker: CaseworkerView) -> None:
        super().__init__("nothing of this organisation")
        self.worker = worker


class Why(StrEnum):
    """Why nothing was saved."""

    NAME_TAKEN = "name_taken"
    SUBJECT_TAKEN = "subject_taken"
    CHOICE_GONE = "choice_gone"  # an office, a team or a caseworker that was chosen is closed or gone
    OWN_ROLE = "own_role"  # nobody takes their own administrator's role, or their own access
    LAST_ADMINISTRATOR = "last_administrator"
    SOMETHING_AHEAD = "something_ahead"  # times or meetings ahead; `Refused.count`: how many
    HOST_IN_USE = "host_in_use"  # a video host that times or meetings ahead have links on
    NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True, slots=True)
class Saved:
    """It is done. `public_id`: of what was saved, where an address names it."""

    public_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Outdated:
    """Nothing was saved: somebody else has saved since the form was opened."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was saved."""

    why: Why
    count: int = 0


Outcome = Saved | Outdated | Refused


def act(
    database: Database,
    action: str,
    caseworker_id: int,
    now: datetime,
    work: Callable[[Session, CaseworkerView], T],
) -> T:
    """What `work` returns, in one transaction under the organisation's lock.

    Raises NotAdministrator, NotOwn (the log keeps that somebody tried), Busy.
    """
    try:
        return database.write(lambda session: work(session, _administrator(session, caseworker_id)))
    except NotOwn as tried:
        entry = casework.entry(tried.worker, action, now, person_id=None, outcome="refused")
        database.write(lambda session: audit.record(session, entry))
        raise


def mark(shown: object) -> str:
    """Stands in a form for what it showed: plain values, views, and tuples of them."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:20]


def settings_mark(settings: SettingsView, names: tuple[str, ...]) -> str:
    """The mark of a form that sets these."""
    return mark(tuple(getattr(settings, name) for name in names))


def set_settings(
    session: Session,
    worker: CaseworkerView,
    action: str,
    seen: str,
    values: Mapping[str, Any],
    now: datetime,
) -> Saved | Outdated:
    """Sets these columns of the organisation, and logs what that changes.

    `seen`: the mark of the form (`settings_mark` of the same names, in their order). A form sent again, whose
    values stand there already, changes nothing and is no older than any other.
    """
    before = organisations.settings(session, worker.organisation.id)
    changed = differences({name: getattr(before, name) for name in values}, values)
    if not changed:
        return Saved()
    if settings_mark(before, tuple(values)) != seen:
        return Outdated()
    organisations.change(session, worker.organisation.id, {n: plain(v) for n, v in values.items()})
    record(session, worker, action, now, None, changed)
    return Saved()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What changes: (from, to) by name, as JSON values."""
    pairs = {name: [plain(before.get(name)), plain(value)] for name, value in after.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def record(
    session: Session,
    worker: CaseworkerView,
    action: str,
    now: datetime,
    of: str | None,
    changed: Mapping[str, list[Any]],
) -> None:
    """Keeps who changed what, from what to what. `of`: the name of the office, the team or the caseworker."""
    details = {"of": of, "changes": dict(changed)}
    audit.record(session, casework.entry(worker, action, now, person_id=None, details=details))


def plain(value: Any) -> Any:
    """The value as columns and the log hold it."""
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _administrator(session: Session, caseworker_id: int) -> CaseworkerView:
    known = caseworkers.by_id(session, caseworker_id)
    if known is None:
        raise NotAdministrator(f"no caseworker {caseworker_id}")
    organisations.lock(session, known.organisation.id)
    # Read again: the role, or the access, may have been taken while the lock was waited for.
    worker = caseworkers.by_id(session, caseworker_id)
    if worker is None or not worker.active or worker.role != ADMINISTRATOR:
        raise NotAdministrator(f"caseworker {caseworker_id}")
    return worker
