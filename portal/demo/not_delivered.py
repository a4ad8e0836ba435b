"""A letter of the demo's that Digital Post did not answer about for two days: somebody has to see to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from portal.actions.send_letter import TOPIC
from portal.demo.citizens import Citizen
from portal.store import letters, outbox, outbox_claims, people
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session

WHOSE: Final = "viktor-ravn"
TRIED_FOR: Final = timedelta(days=2)
WHY: Final = "timeout"


def write(session: Session, citizens: Sequence[Citizen], vault: CprVault, now: datetime) -> None:
    """Gives up the latest letter to them. `now`: aware. The citizens and their letters must be there."""
    (citizen,) = (one for one in citizens if one.key == WHOSE)
    found = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
    assert found is not None  # noqa: S101 - they were written a moment ago
    letter = letters.of_person(session, found.id)[0]
    sent = now - TRIED_FOR
    outbox.enqueue(session, TOPIC, {"letter": str(letter.public_id)}, found.id, sent)
    row = outbox_claims.claim(session, outbox.POST, sent, (outbox.POST,))
    assert row is not None  # noqa: S101 - it was enqueued a moment ago
    outbox_claims.give_up(session, row, WHY, letter.organisation.id, now)
