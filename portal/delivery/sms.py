"""NemSMS, the text messages of Digital Post: reminders and an earlier time go the way letters go, as MeMo.

Whoever does not take NemSMS is not told in another way by this room: their page says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from portal.delivery import post
from portal.delivery.channel import Channel, Row, Undeliverable
from portal.delivery.earlier_time import earlier_time
from portal.delivery.mail import meeting_to_remind_of
from portal.delivery.post.memo import Sms
from portal.delivery.post.ports import NotRegistered, Post
from portal.settings import Settings
from portal.store import notices, people
from portal.store.cpr import CprVault
from portal.store.database import Session
from portal.wording import notices as words
from portal.wording.catalogues import reader_of
from portal.wording.reader import Reader

NO_CVR: Final = "no_cvr"
REFUSED: Final = "refused"
"""The receipt of a message that whoever it was for does not take."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text message, and when it was made ready (aware)."""

    sms: Sms = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says, and from which organisation."""

    label: str
    words: str
    sender: str
    cvr: str | None


def channel(settings: Settings, way: Post | None = None) -> Channel[Text] | None:
    """The channel of lane `sms`; None where Digital Post is not set up. `way`: another than is set."""
    way = way or post.way_of(settings)
    if way is None:
        return None
    return SmsChannel(way, CprVault(settings.cpr_encryption_key, settings.cpr_hash_key))


class SmsChannel:
    """`way`: into Digital Post."""

    def __init__(self, way: Post, vault: CprVault) -> None:
        self._way = way
        self._vault = vault

    def prepare(self, session: Session, row: Row, now: datetime) -> Text | None:
        """None where there is nothing to tell of any more. Raises Undeliverable, or NotNow at night."""
        if row.person_id is None:
            raise Undeliverable("nobody")
        reader = reader_of(notices.language(session, row.person_id) or "da")
        match row.payload["what"]:
            case "reminder":
                said = _reminder(session, row, row.person_id, reader, now)
            case "earlier":
                said = _earlier(session, row, reader, now)
            case _:
                raise Undeliverable("unknown_sms")
        if said is None:
            return None
        if said.cvr is None:
            raise Undeliverable(NO_CVR)
        sms = Sms(
            id=row.public_id,
            label=said.label,
            notification=said.words,
            sender_cvr=said.cvr,
            sender=said.sender,
            recipient=self._vault.decrypt(people.encrypted_cpr(session, row.person_id)),
        )
        return Text(sms, now)

    def send(self, message: Text, row: Row) -> str | None:
        """Raises Undeliverable or NotNow."""
        del row
        sms = message.sms
        try:
            if not self._way.registered(sms.recipient, sms.sender_cvr, message.at, sms=True):
                return REFUSED
            return self._way.hand_over(sms, message.at)
        except NotRegistered:
            return REFUSED

    def sent(self, session: Session, row: Row, message: Text, receipt: str | None, now: datetime) -> None:
        """Keeps for the person's page whether text messages reach them."""
        del message
        if row.person_id is not None:
            notices.save(session, row.person_id, sms_refused_at=now if receipt == REFUSED else None)


def _reminder(session: Session, row: Row, person_id: int, reader: Reader, now: datetime) -> Said | None:
    meeting = meeting_to_remind_of(session, row, notices.of(session, person_id), now)
    if meeting is None:
        return None
    said = words.sms_reminder(reader, meeting.start)
    return Said(words.reminder_label(reader), said, meeting.organisation, meeting.cvr)


def _earlier(session: Session, row: Row, reader: Reader, now: datetime) -> Said | None:
    """That there is an earlier time, as long as there is."""
    told = earlier_time(session, row, now)
    if told is None:
        return None
    return Said(words.news_label(reader), words.sms_news(reader), told.organisation, told.cvr)
