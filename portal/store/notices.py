"""What a person wants by mail and by text message, what a calendar was told, and reminders that are due."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import SamtaleStatus
from portal.policy.kalender import written
from portal.store.tables import Organisation, Person, table_of
from portal.store.tables_case import Decision, Letter, Outbox
from portal.store.tables_meeting import Booking
from portal.store.tables_notice import CalendarMail, PersonNotice, Reminder

_notice = table_of(PersonNotice).c
_CHOSEN = (
    "email",
    "pending",
    "code",
    "code_at",
    "tries",
    "mail_news",
    "mail_calendar",
    "remind_days",
    "remind_hours",
    "remind_by",
    "remind_from",
    "news_sent_at",
    "sms_refused_at",
)
_LOOK_AHEAD = timedelta(hours=54)
"""How far off a meeting is at most when its first reminder is due: two days, and a late hour made earlier."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What a person chose; see `tables_notice.PersonNotice`. Times are aware, in UTC."""

    email: str | None = None
    pending: str | None = None
    code: str | None = None
    code_at: datetime | None = None
    tries: int = 0
    mail_news: bool = False
    mail_calendar: bool = False
    remind_days: bool = False
    remind_hours: bool = False
    remind_by: str = "sms"
    remind_from: datetime | None = None
    news_sent_at: datetime | None = None
    sms_refused_at: datetime | None = None

    def wants(self, kind: str) -> bool:
        """Whether the person is to be reminded so (`days`, `hours`)."""
        return self.remind_days if kind == "days" else self.remind_hours


@dataclass(frozen=True, slots=True)
class Told:
    """What a calendar was last told of a meeting. Times are aware, in UTC."""

    email: str
    sequence: int
    start: datetime
    slut: datetime
    called_off: bool


@dataclass(frozen=True, slots=True)
class NoticedMeeting:
    """A meeting as a notice needs it. `cvr`: who its organisation is in Digital Post. Times aware, in UTC."""

    id: int
    public_id: uuid.UUID
    start: datetime
    slut: datetime
    status: SamtaleStatus
    sequence: int
    changed: datetime
    organisation: str
    cvr: str | None
    told: Told | None


@dataclass(frozen=True, slots=True)
class Remindable:
    """A planned meeting of somebody who wants reminders. `given`: since when it is to begin then, whatever
    else of it was changed since; None: nobody knows. `done`: the kinds of reminder that are on their way
    already. Times are aware, in UTC.
    """

    booking_id: int
    public_id: uuid.UUID
    person_id: int
    start: datetime
    given: datetime | None
    notice: NoticeView
    done: frozenset[str]


def of(session: Session, person_id: int) -> NoticeView:
    """What the person chose; of who never did, that nothing is wanted."""
    query = select(*(_notice[name] for name in _CHOSEN)).where(_notice.person_id == person_id)
    row = session.execute(query).one_or_none()
    return NoticeView(*row) if row else NoticeView()


def save(session: Session, person_id: int, **values: Any) -> None:
    """Keeps what is given, and leaves the rest as it is. Lock the person first."""
    changed = session.execute(
        update(PersonNotice)
        .where(PersonNotice.person_id == person_id)
        .values(**values)
        .returning(PersonNotice.id)
    ).all()
    if not changed:
        session.execute(insert(PersonNotice).values(person_id=person_id, **values))


def codes_sent(session: Session, person_id: int, since: datetime) -> int:
    """How many codes were sent to addresses the person gave, since then (aware)."""
    query = (
        select(func.count())
        .select_from(Outbox)
        .where(
            Outbox.person_id == person_id,
            Outbox.topic == "mail.send",
            Outbox.created_at > since,
            Outbox.payload["what"].as_string() == "code",
        )
    )
    return session.execute(query).scalar_one()


def language(session: Session, person_id: int) -> str | None:
    """The language that the person chose."""
    return session.execute(select(Person.language).where(Person.id == person_id)).scalar_one()


def letter_waits(session: Session, letter: uuid.UUID) -> bool:
    """Whether the letter is there and has not been opened yet."""
    query = select(Letter.id).where(
        Letter.public_id == letter, Letter.read_at.is_(None), Letter.withdrawn_at.is_(None)
    )
    return session.execute(query).one_or_none() is not None


def meeting(session: Session, person_id: int, public_id: uuid.UUID) -> NoticedMeeting | None:
    """The person's meeting of that id, and what a calendar was told of it."""
    told = (CalendarMail.email, CalendarMail.sequence, CalendarMail.start, CalendarMail.slut)
    query = (
        select(
            Booking.id,
            Booking.public_id,
            Booking.start,
            Booking.slut,
            Booking.status,
            Booking.sequence,
            Booking.updated_at,
            Organisation.name,
            Organisation.cvr,
        )
        .add_columns(*(column.label(f"told_{column.key}") for column in told))
        .add_columns(CalendarMail.called_off)
        .join(Organisation, Organisation.id == Booking.organisation_id)
        .outerjoin(CalendarMail, CalendarMail.booking_id == Booking.id)
        .where(Booking.public_id == public_id, Booking.person_id == person_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    id_, public, start, slut, status, sequence, changed, name, cvr, *last = row
    known = None if last[0] is None else Told(*last)
    return NoticedMeeting(
        id_, public, start, slut, SamtaleStatus(status), sequence, changed, name, cvr, known
    )


def planned(session: Session, person_id: int, after: datetime) -> tuple[uuid.UUID, ...]:
    """The person's planned meetings that begin after then (aware), by their start."""
    query = (
        select(Booking.public_id)
        .where(Booking.person_id == person_id, Booking.start > after)
        .where(Booking.status == SamtaleStatus.PLANLAGT.value)
        .order_by(Booking.start)
    )
    return tuple(session.execute(query).scalars())


def keep_told(session: Session, booking_id: int, told: Told, at: datetime) -> None:
    """What the calendar has been told now. The database refuses a sequence that does not rise."""
    values = {
        "email": told.email,
        "sequence": told.sequence,
        "start": told.start,
        "slut": told.slut,
        "called_off": told.called_off,
        "told_at": at,
    }
    changed = session.execute(
        update(CalendarMail)
        .where(CalendarMail.booking_id == booking_id)
        .values(**values)
        .returning(CalendarMail.id)
    ).all()
    if not changed:
        session.execute(insert(CalendarMail).values(booking_id=booking_id, **values))


def remindable(
    session: Session, now: datetime, people: Collection[int] | None = None
) -> tuple[Remindable, ...]:
    """The planned meetings of the next days of those who want reminders, or of these people alone."""
    query = (
        select(
            Booking.id,
            Booking.public_id,
            Booking.person_id,
            Booking.start,
            Booking.booket,
            Booking.ombookninger,
            *(_notice[name] for name in _CHOSEN),
        )
        .join(PersonNotice, PersonNotice.person_id == Booking.person_id)
        .where(or_(PersonNotice.remind_days, PersonNotice.remind_hours))
        .where(Booking.status == SamtaleStatus.PLANLAGT.value)
        .where(Booking.start > now, Booking.start < now + _LOOK_AHEAD)
        .order_by(Booking.start, Booking.id)
    )
    if people is not None:
        query = query.where(Booking.person_id.in_(people))
    rows = session.execute(query).all()
    sent = select(Reminder.booking_id, Reminder.start, Reminder.kind)
    sent = sent.where(Reminder.booking_id.in_([row.id for row in rows]))
    done: dict[tuple[int, datetime], set[str]] = {}
    for booking, start, kind in session.execute(sent) if rows else ():
        done.setdefault((booking, start), set()).add(kind)
    moved = _moved_to(session, {row.id: row.start for row in rows if row.ombookninger})
    return tuple(
        Remindable(
            row.id,
            row.public_id,
            row.person_id,
            row.start,
            moved.get(row.id, row.booket),
            NoticeView(*row[6:]),
            frozenset(done.get((row.id, row.start), ())),
        )
        for row in rows
    )


def _moved_to(session: Session, starts: Mapping[int, datetime]) -> dict[int, datetime]:
    """When each of these meetings was moved to its start, where the portal moved it: a decision to move that
    names the same time again changed something else.
    """
    if not starts:
        return {}
    query = (
        select(Decision.booking_id, Decision.decided_at, Decision.findings)
        .where(Decision.booking_id.in_(starts), Decision.question == "ombook", Decision.allowed)
        .order_by(Decision.id)
    )
    moves: dict[int, tuple[str, datetime]] = {}
    for booking, at, kept in session.execute(query):
        to = next((one["facts"]["start"] for one in kept["findings"] if one["code"] == "ombookning"), "")
        if booking not in moves or moves[booking][0] != to:
            moves[booking] = (to, at)
    return {booking: at for booking, (to, at) in moves.items() if to == written(starts[booking])}


def lock_unlocked(session: Session, people: Collection[int]) -> tuple[int, ...]:
    """Those of the people whose choice nobody else holds just now; nobody else reminds them meanwhile."""
    query = (
        select(PersonNotice.person_id)
        .where(PersonNotice.person_id.in_(people))
        .order_by(PersonNotice.id)
        .with_for_update(skip_locked=True)
    )
    return tuple(session.execute(query).scalars())


def keep_reminder(session: Session, one: Remindable, kind: str, at: datetime) -> None:
    """The reminder is on its way: the database refuses it a second time."""
    session.execute(
        insert(Reminder).values(
            booking_id=one.booking_id, kind=kind, start=one.start, way=one.notice.remind_by, at=at
        )
    )
