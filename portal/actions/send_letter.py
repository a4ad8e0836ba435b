"""A letter is written, kept, and put where it is sent from: part of the transaction of what it tells."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from portal.actions.casework import Seen
from portal.actions.telling.notice import notice
from portal.clock import COPENHAGEN
from portal.store import brought_in, letters, outbox
from portal.store.database import Session
from portal.store.letters import NewLetter
from portal.store.views import OrganisationView, PersonView
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import Between

TOPIC = "letter.written"
TOPIC_COPY = "letter.copy"


def between(seen: Seen, now: datetime) -> Between:
    """Who writes to whom at `now` (aware): the caseworker's organisation to the person."""
    return from_organisation(seen.worker.organisation, seen.person.person, now, signed_by=seen.worker.name)


def from_organisation(
    own: OrganisationView, person: PersonView, now: datetime, *, signed_by: str = ""
) -> Between:
    """The same of a letter that the organisation itself writes. `signed_by`: the caseworker, if any."""
    return headed(own, person.name, _today(now), person.language or "da", signed_by=signed_by)


def headed(
    own: OrganisationView, receiver: str, day: date, language: str = "da", *, signed_by: str = ""
) -> Between:
    """The same of a letter to whom and of which Danish day it may be."""
    return Between(
        organisation=own.name,
        holder=own.holder,
        phone=own.phone,
        email=own.email,
        website=own.website,
        letter_head=own.letter_head,
        signed_by=signed_by,
        receiver=receiver,
        day=day,
        language=language,
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
    """Keeps a caseworker's letter and puts it on its way, as `write` does. Gives its public id."""
    return write(
        session,
        person=seen.person.person,
        organisation=seen.worker.organisation,
        letter=letter,
        now=now,
        beslutning_id=beslutning_id,
        booking_id=booking_id,
        tell_from=tell_from,
    )


def write(
    session: Session,
    *,
    person: PersonView,
    organisation: OrganisationView,
    letter: Letter,
    now: datetime,
    beslutning_id: int | None = None,
    booking_id: int | None = None,
    tell_from: datetime | None = None,
) -> uuid.UUID:
    """Keeps the letter, and tells whoever sends it. Gives the letter's public id.

    It is about a decision, a meeting, or neither. The person finds it in the portal at once; what is sent,
    not before `tell_from` (aware; None: now), tells whether it has to go on paper as well.
    """
    public_id = letters.write(
        session,
        NewLetter(
            person_id=person.id,
            organisation_id=organisation.id,
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
        "holder": organisation.holder.value,
        "organisation": organisation.code,
        "digital_post": person.digital_post,
    }
    tell_at = tell_from or now
    outbox.enqueue(session, TOPIC, payload, person.id, tell_at)
    # The letter goes to whoever has a fuldmagt for letters as well (FVL § 8; AKS § 10).
    for one in brought_in.for_letters(session, person.id, organisation.id, _today(now)):
        copy = payload | {"fuldmagt": str(one.public_id), "by_mail": one.by_mail}
        outbox.enqueue(session, TOPIC_COPY, copy, person.id, tell_at)
    notice(session, person.id, public_id, tell_at)
    return public_id


def _today(now: datetime) -> date:
    return now.astimezone(COPENHAGEN).date()
