"""A person takes back what they asked for, answered or not: from then on it is not wanted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import sagsskridt
from portal.policy.anmodning import STAAENDE, OenskeArt
from portal.policy.hoering import Emne
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Trin
from portal.store import afgoerelser, audit, hearings, outbox, people, requests
from portal.store.afgoerelser import NewSkridt
from portal.store.database import Database, Session
from portal.wording.reader import N_

ACTION = "withdraw_request"
TOPIC = "oenske.withdrawn"
WITHDRAWN: Final = N_("Ønsket er trukket tilbage.")
"""Stands in the case, as what a caseworker types does: in Danish."""


@dataclass(frozen=True, slots=True)
class WithdrawRequest:
    """`oenske` is a public id."""

    person_id: int
    oenske: uuid.UUID


class UnknownRequest(LookupError):
    """The person has no such wish, or none that can be taken back or answered."""


def withdraw_request(command: WithdrawRequest, database: Database, now: datetime) -> None:
    """Done in one transaction; done twice, it is done once. Raises UnknownRequest, Busy."""
    database.write(lambda session: _withdraw(session, command, now))


def _withdraw(session: Session, command: WithdrawRequest, now: datetime) -> None:
    people.lock(session, command.person_id)
    wish = requests.get_own(session, command.person_id, command.oenske)
    if wish is None or not (wish.is_open or wish.art in STAAENDE):
        raise UnknownRequest(command.oenske)
    if not requests.withdraw(session, wish.id, now):
        return
    if wish.art is OenskeArt.FRITAGELSE and wish.is_open:
        _nothing_to_refuse(session, command.person_id, now)
    audit.record(
        session,
        audit.AuditEntry(
            at=now,
            actor_kind="citizen",
            actor_id=command.person_id,
            person_id=command.person_id,
            action=ACTION,
            outcome="allowed",
            details={"oenske": wish.id},
        ),
    )
    payload = {"oenske": str(wish.public_id), "art": wish.art.value}
    outbox.enqueue(session, TOPIC, payload, command.person_id, now)


def _nothing_to_refuse(session: Session, person_id: int, now: datetime) -> None:
    """Whoever thought of refusing has nothing left to decide: the case ends, and its hearing."""
    emne = Emne.FRITAGELSE_AFSLAG
    for view in afgoerelser.of_person(session, person_id):
        sag = afgoerelser.undecided(session, person_id, view.organisation.id, emne)
        if view.emne is emne and sag is not None:
            over = NewSkridt(Trin.FRAFALDET, day_of(now), now, tekst=WITHDRAWN)
            sagsskridt.kept(session, sag, over)
            hearings.close(session, person_id, view.organisation.id, emne, now)
