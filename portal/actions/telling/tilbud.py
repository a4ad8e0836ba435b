"""The letter in which the a-kasse recommends an offer and asks for a yes or no; and that it fell away."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.actions import send_letter
from portal.actions.telling.row import Told
from portal.policy.indstilling import Status
from portal.store import indstillinger, people
from portal.store.database import Session
from portal.wording.letters import tilbud as letters


def proposed(session: Session, row: Told, now: datetime) -> None:
    """Told as long as it waits for the person."""
    if row.person_id is None:
        return
    of = indstillinger.get_own(session, row.person_id, uuid.UUID(row.payload["indstilling"]))
    person = people.by_id(session, row.person_id)
    if of is None or person is None or of.status is not Status.FORESLAAET:
        return
    letter = letters.proposed(send_letter.from_organisation(of.author, person, now), of.indhold)
    send_letter.write(session, person=person, organisation=of.author, letter=letter, now=now)


def expired(session: Session, row: Told, now: datetime) -> None:
    """That it comes to nothing of itself, and how the person can still ask for the offer."""
    if row.person_id is None:
        return
    of = indstillinger.get_own(session, row.person_id, uuid.UUID(row.payload["indstilling"]))
    person = people.by_id(session, row.person_id)
    if of is None or person is None:
        return
    between = send_letter.from_organisation(of.author, person, now)
    letter = letters.expired(between, of.indhold, row.payload["kode"])
    send_letter.write(session, person=person, organisation=of.author, letter=letter, now=now)
