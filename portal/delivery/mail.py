"""Mail: short, without anything personal, over SMTP; with a calendar part for who wants meetings that way.

A mail may arrive twice, when the portal dies just as it was sent. It then has the same Message-ID and says
the same, and a calendar is told the same under the same number.
"""

from __future__ import annotations

import smtplib
import ssl
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from portal.actions import remind
from portal.actions.set_mail_address import CODE_HOLDS
from portal.actions.telling.calendar_mail import belongs_in
from portal.delivery.channel import Channel, NotNow, Row, Undeliverable
from portal.delivery.earlier_time import earlier_time
from portal.policy.facts import SamtaleStatus
from portal.settings import Settings, SmtpSettings
from portal.store import notices, plan
from portal.store.database import Session
from portal.store.notices import NoticedMeeting, NoticeView, Told
from portal.wording import ical
from portal.wording import notices as words
from portal.wording.catalogues import reader_of
from portal.wording.ical import Appointment
from portal.wording.notices import NAME, Words
from portal.wording.reader import Reader

_TIMEOUT_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What goes into the calendar, and what it has been told once the mail is sent."""

    appointment: Appointment
    booking_id: int
    told: Told


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail before it is written out. `what`: the kind its row names; `language`: its own."""

    what: str
    to: str
    words: Words
    language: str
    calendar: CalendarPart | None = None


def channel(settings: Settings) -> Channel[Mail] | None:
    """The way out by mail; None where no mail server is set up."""
    return None if settings.smtp is None else MailChannel(settings.smtp, settings.base_url)


class MailChannel:
    """`base_url`: the portal's own address, which mail names and no other."""

    def __init__(self, smtp: SmtpSettings, base_url: str) -> None:
        self._smtp = smtp
        self._base_url = base_url

    def prepare(self, session: Session, row: Row, now: datetime) -> Mail | None:
        """None where what was to be told is over, was read, or is wanted no more."""
        if row.person_id is None:
            raise Undeliverable("nobody")
        chosen = notices.of(session, row.person_id)
        reader = reader_of(notices.language(session, row.person_id) or "da")
        match row.payload["what"]:
            case "code":
                return _code(row, chosen, reader, now)
            case "news":
                return self._news(session, row, chosen, reader)
            case "reminder":
                return self._reminder(session, row, chosen, reader, now)
            case "calendar":
                return self._calendar(session, row, chosen, reader, now)
            case "earlier":
                return self._earlier(session, row, chosen, reader, now)
            case _:
                raise Undeliverable("unknown_mail")

    def send(self, message: Mail, row: Row) -> str | None:
        """Raises Undeliverable where the server refuses the receiver or the mail for good, else NotNow."""
        with _told_apart(), self._connected() as server:
            server.send_message(written(message, row, self._smtp.sender), self._smtp.sender, [message.to])
        return None

    def sent(self, session: Session, row: Row, message: Mail, receipt: str | None, now: datetime) -> None:
        """Keeps what the calendar knows by now, and that there was a mail on news."""
        if message.calendar is not None:
            notices.keep_told(session, message.calendar.booking_id, message.calendar.told, now)
        if message.what == "news" and row.person_id is not None:
            notices.save(session, row.person_id, news_sent_at=now)

    def check(self) -> None:
        """Reaches the server and signs in. Raises NotNow, or Undeliverable."""
        with _told_apart(), self._connected() as server:
            server.noop()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        smtp = self._smtp
        safe = ssl.create_default_context()
        if smtp.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                smtp.host, smtp.port, timeout=_TIMEOUT_SECONDS, context=safe
            )
        else:
            server = smtplib.SMTP(smtp.host, smtp.port, timeout=_TIMEOUT_SECONDS)
        with server:
            if smtp.security == "starttls":
                server.starttls(context=safe)
            if smtp.user and smtp.password:
                server.login(smtp.user, smtp.password)
            yield server

    def _news(self, session: Session, row: Row, chosen: NoticeView, reader: Reader) -> Mail | None:
        """One mail tells of all the news there is when it leaves."""
        if not chosen.mail_news or chosen.email is None:
            return None
        if chosen.news_sent_at is not None and chosen.news_sent_at >= row.created_at:
            return None
        if not _still_new(session, row):
            return None
        return Mail("news", chosen.email, words.news(reader, self._base_url), reader.language)

    def _earlier(
        self, session: Session, row: Row, chosen: NoticeView, reader: Reader, now: datetime
    ) -> Mail | None:
        """That there is an earlier time, as long as there is."""
        if chosen.email is None or earlier_time(session, row, now) is None:
            return None
        return Mail("earlier", chosen.email, words.news(reader, self._base_url), reader.language)

    def _reminder(
        self, session: Session, row: Row, chosen: NoticeView, reader: Reader, now: datetime
    ) -> Mail | None:
        meeting = meeting_to_remind_of(session, row, chosen, now)
        if meeting is None or chosen.email is None:
            return None
        said = words.reminder(reader, meeting.start, self._base_url)
        return Mail("reminder", chosen.email, said, reader.language)

    def _calendar(
        self, session: Session, row: Row, chosen: NoticeView, reader: Reader, now: datetime
    ) -> Mail | None:
        meeting = _meeting(session, row)
        if meeting is None or chosen.email is None or meeting.start <= now:
            return None
        if meeting.status is SamtaleStatus.PLANLAGT:
            return self._put_in(meeting, chosen, reader)
        return self._take_out(meeting, chosen.email, reader, begun=row.attempts > 0)

    def _put_in(self, meeting: NoticedMeeting, chosen: NoticeView, reader: Reader) -> Mail | None:
        if not belongs_in(meeting, chosen) or chosen.email is None:
            return None
        told = meeting.told
        stands = told is not None and not told.called_off and told.email == chosen.email
        if stands and told is not None and (told.start, told.slut) == (meeting.start, meeting.slut):
            return None
        said = words.in_calendar(reader, meeting.start, meeting.slut, self._base_url, moved=stands)
        part = _part(meeting, chosen.email, reader, called_off=False)
        return Mail("calendar", chosen.email, said, reader.language, part)

    def _take_out(self, meeting: NoticedMeeting, email: str, reader: Reader, *, begun: bool) -> Mail | None:
        """`begun`: it was tried before, so that the calendar may know what nobody kept that it was told."""
        told = meeting.told
        if told is None and not begun:
            return None
        if told is not None and (told.called_off or told.email != email):
            return None
        said = words.off_calendar(reader, meeting.start, self._base_url)
        return Mail("calendar", email, said, reader.language, _part(meeting, email, reader, called_off=True))


def meeting_to_remind_of(
    session: Session, row: Row, chosen: NoticeView, now: datetime
) -> NoticedMeeting | None:
    """The meeting that the row reminds of: None where it is over, moved, called off, or where no reminder is
    wanted any more. Raises NotNow at night, until the morning.
    """
    kind, start = row.payload["kind"], datetime.fromisoformat(row.payload["start"])
    if not chosen.wants(kind) or not remind.still_time(kind, start, now):
        return None
    meeting = _meeting(session, row)
    if meeting is None or meeting.status is not SamtaleStatus.PLANLAGT or meeting.start != start:
        return None
    if remind.at_night(kind, now):
        raise NotNow("night", until=remind.next_morning(now))
    return meeting


def written(mail: Mail, row: Row, sender: str) -> EmailMessage:
    """The mail as it is sent (RFC 5322). Written again, it is the same."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(NAME, addr_spec=sender)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.words.subject
    message["Date"] = format_datetime(row.created_at)
    number = "" if mail.calendar is None else f".{mail.calendar.told.sequence}"
    message["Message-ID"] = f"<{row.public_id}{number}@{sender.rpartition('@')[2]}>"
    # An answering machine does not answer it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.language
    message.set_content(mail.words.body)
    if mail.calendar is not None:
        appointment = mail.calendar.appointment
        text = ical.message_of(appointment, (NAME, sender), mail.to, row.created_at).decode()
        params = {"method": ical.method_of(appointment)}
        message.add_alternative(text, subtype="calendar", params=params)
        message.set_boundary(f"=={row.public_id.hex}")
    return message


def _still_new(session: Session, row: Row) -> bool:
    """Whether the person has not read what the row tells of: a letter, or a change in Min Plan.

    Of what the a-kasse found of the availability, nobody keeps whether it was read.
    """
    if "vurdering" in row.payload:
        return True
    if "plan" in row.payload:
        return plan.is_unseen(session, uuid.UUID(row.payload["plan"]))
    return notices.letter_waits(session, uuid.UUID(row.payload["letter"]))


def _meeting(session: Session, row: Row) -> NoticedMeeting | None:
    if row.person_id is None:
        return None
    return notices.meeting(session, row.person_id, uuid.UUID(row.payload["booking"]))


def _code(row: Row, chosen: NoticeView, reader: Reader, now: datetime) -> Mail | None:
    """None for a code that another one replaced, or that holds no longer."""
    if chosen.pending is None or chosen.code is None or chosen.code_at is None:
        return None
    if chosen.code_at != datetime.fromisoformat(row.payload["at"]) or now - chosen.code_at > CODE_HOLDS:
        return None
    said = words.code(reader, chosen.code, CODE_HOLDS // timedelta(hours=1))
    return Mail("code", chosen.pending, said, reader.language)


def _part(meeting: NoticedMeeting, email: str, reader: Reader, *, called_off: bool) -> CalendarPart:
    known = meeting.told.sequence + 1 if meeting.told else 0
    told = Told(email, max(meeting.sequence, known), meeting.start, meeting.slut, called_off)
    appointment = Appointment(
        id=meeting.public_id,
        start=meeting.start,
        slut=meeting.slut,
        changed=meeting.changed,
        sequence=told.sequence,
        called_off=called_off,
        summary=reader.gettext("Aftale"),
        details=words.answers_change_nothing(reader),
    )
    return CalendarPart(appointment, meeting.id, told)


@contextmanager
def _told_apart() -> Iterator[None]:
    """What the server says comes out as what it means for the mail, and without what it says about whom."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(min(code for code, _ in error.recipients.values())) from None
    except smtplib.SMTPDataError as error:
        raise _refused(error.smtp_code) from None
    except smtplib.SMTPResponseException as error:
        # Not the mail is refused, but the portal: it waits until somebody has mended that.
        raise NotNow(f"smtp_{error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow(f"smtp_{type(error).__name__}") from None


def _refused(code: int) -> Exception:
    return Undeliverable(f"smtp_{code}") if 500 <= code < 600 else NotNow(f"smtp_{code}")
