"""That there is news: said by mail to whoever wants it, and never what the news is."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.store import notices, outbox
from portal.store.database import Session

TOPIC = "mail.send"


def notice(session: Session, person_id: int, letter_public_id: uuid.UUID, now: datetime) -> None:
    """Called where a letter is written, for `now` (aware): what is put in the outbox goes from then on."""
    chosen = notices.of(session, person_id)
    if chosen.mail_news and chosen.email:
        payload = {"what": "news", "letter": str(letter_public_id)}
        outbox.enqueue(session, TOPIC, payload, person_id, now)
