"""A citizen takes a complaint back before it is sent to Ankestyrelsen: content with what was changed, or not
wanting to go on.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import sagsskridt, send_letter
from portal.actions.sager import own_case
from portal.actions.sager.own_case import Done, NotDone, Own
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "withdraw_complaint"


@dataclass(frozen=True, slots=True)
class WithdrawComplaint:
    """`sag`: the case's public id."""

    person_id: int
    sag: uuid.UUID


def withdraw_complaint(command: WithdrawComplaint, database: Database, now: datetime) -> Done | NotDone:
    """Ends the complaint and writes the receipt. One transaction. Raises UnknownCase, Busy."""
    return database.write(lambda session: _withdraw(session, command, now))


def _withdraw(session: Session, command: WithdrawComplaint, now: datetime) -> Done | NotDone:
    own = own_case.find(session, command.person_id, command.sag, now, for_update=True)
    last = own.sag.skridt[-1]
    if (last.trin, last.kanal) == (Trin.TRUKKET, "portal"):
        return Done(last.letter, repeated=True)
    decision = own_case.judge(own, Trin.TRUKKET, None)
    key = own_case.keep(own, ACTION, decision)
    if not decision.allowed:
        return NotDone(decision)
    letter = _receipt(own)
    own_case.take(own, Trin.TRUKKET, None, key, letter)
    return Done(letter)


def _receipt(own: Own) -> uuid.UUID:
    view, person = own.sag.view, own.person.person
    today = day_of(own.now)
    letter = letters.withdrawn(
        send_letter.from_organisation(view.organisation, person, own.now),
        sagsskridt.about(own.person.facts, own.sag, own.now),
        today,
        sagsskridt.still_to_complain(own.sag, today),
    )
    return send_letter.write(
        own.session, person=person, organisation=view.organisation, letter=letter, now=own.now
    )
