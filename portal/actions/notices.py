"""What every act on a notice of a missed meeting begins and ends with: whose it is, and how it is told.

A notice is seen by the jobcenter that sent it and the a-kasse that has it, and by nobody else, also where the
member has gone on to another one since (`portal.policy.indsigt.TIDLIGERE`).
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.actions import casework
from portal.actions.casework import FIGURES_ONLY, NotSeen, Seen
from portal.policy.indsigt import TIDLIGERE, Del, indsigt
from portal.store import facts, outbox, search_people, underretninger
from portal.store.database import Session
from portal.store.underretninger import NewBesked, UnderretningView

TOPIC: Final = "authority.notice"


def find(
    session: Session,
    caseworker_id: int,
    person: uuid.UUID,
    underretning: uuid.UUID,
    now: datetime,
    *,
    for_update: bool = False,
) -> tuple[Seen, UnderretningView]:
    """The notice an address names. `for_update`: the person is locked until the transaction ends.

    Raises NotSeen, also where the person has no such notice.
    """
    worker = casework.working(session, caseworker_id)
    key = search_people.key_of(session, person)
    if key is None or worker.role == FIGURES_ONLY:
        raise NotSeen(worker, key)
    known = facts.load(session, key, now, for_update=for_update)
    own = worker.organisation
    seen = Seen(worker, known, indsigt(known.facts, now, own.holder, own.code))
    found = underretninger.get(session, underretning)
    if found is None or found.person_id != key or not _sees(seen, found):
        raise NotSeen(worker, key)
    return seen, found


def tell(session: Session, underretning: UnderretningView, new: NewBesked) -> None:
    """Keeps what one tells the other, and puts it on its way."""
    besked = underretninger.tell(session, underretning, new)
    payload = {
        "besked": str(besked),
        "underretning": str(underretning.public_id),
        "art": new.art.value,
        "booking": str(underretning.booking),
    }
    outbox.enqueue(session, TOPIC, payload, underretning.person_id, new.at)


def _sees(seen: Seen, found: UnderretningView) -> bool:
    own = seen.worker.organisation.id
    if own == found.jobcenter.id or (own == found.a_kasse.id and found.reached_at is not None):
        return seen.indsigt.ser(Del.UNDERRETNINGER) if seen.indsigt.egen else Del.UNDERRETNINGER in TIDLIGERE
    return False
