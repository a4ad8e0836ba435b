"""That there is news: said by mail to whoever wants it, and never what the news is."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.store import notices, outbox
from portal.store.database import Session

TOPIC = "mail.send"


def notice(session: Session, person_id: int, letter_public_id: uuid.UUID, now: datetime) -> None:
    """Called where a letter is written, for `now` (aware): what is put in the outbox goes from then on."""
    _news(session, person_id, "letter", letter_public_id, now)


def about_plan(session: Session, person_id: int, entry: uuid.UUID, now: datetime) -> None:
    """The same of a wording in Min Plan."""
    _news(session, person_id, "plan", entry, now)


def about_availability(session: Session, person_id: int, booking: uuid.UUID, now: datetime) -> None:
    """The same of what the a-kasse found at a rådighedssamtale."""
    _news(session, person_id, "vurdering", booking, now)


def _news(session: Session, person_id: int, what: str, public_id: uuid.UUID, now: datetime) -> None:
    chosen = notices.of(session, person_id)
    if chosen.mail_news and chosen.email:
        payload = {"what": "news", what: str(public_id)}
        outbox.enqueue(session, TOPIC, payload, person_id, now)
