"""A letter is written, kept, and put where it is sent from: part of a decision's own transaction."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from portal.actions.casework import Seen
from portal.clock import COPENHAGEN
from portal.store import brought_in, letters, outbox
from portal.store.database import Session
from portal.store.letters import NewLetter
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import Between

TOPIC = "letter.written"
TOPIC_COPY = "letter.copy"


def between(seen: Seen, now: datetime) -> Between:
    """Who writes to whom at `now` (aware): the caseworker's organisation to the person."""
    own = seen.worker.organisation
    return Between(
        organisation=own.name,
        holder=own.holder,
        phone=own.phone,
        email=own.email,
        website=own.website,
        letter_head=own.letter_head,
        signed_by=seen.worker.name,
        receiver=seen.person.person.name,
        day=_today(now),
    )


def send(
    session: Session,
    seen: Seen,
    letter: Letter,
    beslutning_id: int | None,
    now: datetime,
    *,
    booking_id: int | None = None,
    tell_from: datetime | None = None,
) -> uuid.UUID:
    """Keeps the letter, and tells whoever sends it. Gives the letter's public id.

    It is about a decision, a meeting, or neither. The person finds it in the portal at once; what is sent,
    not before `tell_from` (aware; None: now), tells whether it has to go on paper as well.
    """
    own, person = seen.worker.organisation, seen.person.person
    public_id = letters.write(
        session,
        NewLetter(
            person_id=person.id,
            organisation_id=own.id,
            beslutning_id=beslutning_id,
            booking_id=booking_id,
            kind=letter.kind.value,
            version=letter.version,
            language=letter.language,
            title=letter.title,
            body=letter.body(),
            at=now,
        ),
    )
    payload = {
        "letter": str(public_id),
        "kind": letter.kind.value,
        "version": letter.version,
        "holder": own.holder.value,
        "organisation": own.code,
        "digital_post": person.digital_post,
    }
    outbox.enqueue(session, TOPIC, payload, person.id, tell_from or now)
    # The letter goes to whoever has a fuldmagt for letters as well (FVL § 8; AKS § 10).
    for one in brought_in.for_letters(session, person.id, own.id, _today(now)):
        copy = payload | {"fuldmagt": str(one.public_id), "by_mail": one.by_mail}
        outbox.enqueue(session, TOPIC_COPY, copy, person.id, tell_from or now)
    return public_id


def _today(now: datetime) -> date:
    return now.astimezone(COPENHAGEN).date()
