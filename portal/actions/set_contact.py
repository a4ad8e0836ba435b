"""An administrator sets how the organisation is reached, its letter head, who it is in Digital Post, and
where its video is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import administer
from portal.actions.administer import Outdated, Refused, Saved, Why
from portal.store import ahead, organisations
from portal.store.database import Database, Session
from portal.store.views import CaseworkerView

ACTION: Final = "set_contact"
FIELDS: Final = ("phone", "email", "website", "letter_head", "cvr", "video_hosts")


@dataclass(frozen=True, slots=True)
class SetContact:
    """`seen`: the mark of the form. `letter_head`: lines; `cvr`: eight digits.

    `video_hosts`: names of hosts, in small letters.
    """

    caseworker_id: int
    seen: str
    phone: str | None
    email: str | None
    website: str | None
    letter_head: str | None
    cvr: str | None
    video_hosts: tuple[str, ...]


def set_contact(command: SetContact, database: Database, now: datetime) -> Saved | Outdated | Refused:
    """Letters and page headers show it from now on; a letter that has gone out stays as it is.

    A video host stays while times or meetings ahead have links on it: without it no citizen could open them.
    Raises NotAdministrator, Busy.
    """

    def work(session: Session, worker: CaseworkerView) -> Saved | Outdated | Refused:
        before = organisations.settings(session, worker.organisation.id)
        if administer.settings_mark(before, FIELDS) == command.seen:
            gone = [host for host in before.video_hosts if host not in command.video_hosts]
            used = ahead.video_links_on(session, worker.organisation.id, gone, now) if gone else 0
            if used:
                return Refused(Why.HOST_IN_USE, used)
        values = {name: getattr(command, name) for name in FIELDS}
        return administer.set_settings(session, worker, ACTION, command.seen, values, now)

    return administer.act(database, ACTION, command.caseworker_id, now, work)
