"""A person chooses what to be told by mail and by text message."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from portal.actions import own
from portal.actions.telling import calendar_mail
from portal.store import audit, notices, people
from portal.store.database import Database, Session
from portal.store.notices import NoticeView

ACTION: Final = "choose_notices"


@dataclass(frozen=True, slots=True)
class ChooseNotices:
    """`remind_by`: `sms` or `mail`. `mail_news`, `mail_calendar`: None leaves it as it was chosen before."""

    person_id: int
    mail_news: bool | None
    mail_calendar: bool | None
    remind_days: bool
    remind_hours: bool
    remind_by: str

    @property
    def by_mail(self) -> bool:
        """Whether any of it goes by mail."""
        reminded = self.remind_days or self.remind_hours
        return bool(self.mail_news or self.mail_calendar or (reminded and self.remind_by == "mail"))


def choose_notices(command: ChooseNotices, database: Database, now: datetime) -> bool:
    """False, and nothing is kept, where mail is chosen and the person has given no address (`now` aware)."""
    return database.write(lambda session: _choose(session, command, now))


def _choose(session: Session, command: ChooseNotices, now: datetime) -> bool:
    person = command.person_id
    people.lock(session, person)
    before = notices.of(session, person)
    allowed = not command.by_mail or (before.email or before.pending) is not None
    said = asdict(command).items()
    wanted = {name: value for name, value in said if name != "person_id" and value is not None}
    outcome = "allowed" if allowed else "refused"
    audit.record(session, own.entry(person, ACTION, now, outcome=outcome, details=wanted))
    if not allowed:
        return False
    notices.save(
        session, person, **wanted, sms_refused_at=None, remind_from=_remind_from(before, command, now)
    )
    if command.mail_calendar and before.email and not before.mail_calendar:
        calendar_mail.tell_all(session, person, now)
    return True


def _remind_from(before: NoticeView, command: ChooseNotices, now: datetime) -> datetime | None:
    if not (command.remind_days or command.remind_hours):
        return None
    chosen = (command.remind_days, command.remind_hours)
    return before.remind_from if chosen == (before.remind_days, before.remind_hours) else now
