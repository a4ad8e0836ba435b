"""A citizen complains of a decision (LAB §§ 204, 207): taken in however late, and nothing waits for it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import sagsskridt, send_letter
from portal.actions.sager import own_case
from portal.actions.sager.own_case import Done, NotDone, Own
from portal.policy.afgoerelse import har_klagevej
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Trin
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters

ACTION: Final = "complain"


@dataclass(frozen=True, slots=True)
class Complain:
    """`sag`: the case's public id. `klage`: why, in the person's own words; a complaint needs no reason."""

    person_id: int
    sag: uuid.UUID
    klage: str | None = None


def complain(command: Complain, database: Database, now: datetime) -> Done | NotDone:
    """Keeps the complaint and writes the receipt. One transaction. Raises UnknownCase, Busy."""
    return database.write(lambda session: _complain(session, command, now))


def _complain(session: Session, command: Complain, now: datetime) -> Done | NotDone:
    own = own_case.find(session, command.person_id, command.sag, now, for_update=True)
    words, last = command.klage or None, own.sag.skridt[-1]
    if (last.trin, last.tekst, last.kanal) == (Trin.KLAGET, words, "portal"):
        return Done(last.letter, repeated=True)
    decision = own_case.judge(own, Trin.KLAGET, words)
    key = own_case.keep(own, ACTION, decision)
    if not decision.allowed:
        return NotDone(decision)
    letter = _receipt(own)
    own_case.take(own, Trin.KLAGET, words, key, letter)
    return Done(letter)


def _receipt(own: Own) -> uuid.UUID:
    view, person = own.sag.view, own.person.person
    letter = letters.received(
        send_letter.from_organisation(view.organisation, person, own.now),
        sagsskridt.about(own.person.facts, own.sag, own.now),
        day_of(own.now),
        senest=view.klage_senest,
        klagevej=har_klagevej(view.emne, view.af),
    )
    return send_letter.write(
        own.session, person=person, organisation=view.organisation, letter=letter, now=own.now
    )
