"""The a-kasse writes that a person should have an offer (LAB § 180 a), or asks for one after a kontrolaktion
(LAB § 38, stk. 2). Who is with the jobcenter by then has it unasked: the jobcenter begins on it itself.

A recommendation waits for the person's agreement. The request after a kontrolaktion takes none, and is sent
at once. What was asked for before and has fallen away since is closed first.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework
from portal.actions.casework import Seen
from portal.actions.tilbud import known
from portal.actions.tilbud.dialogmodul import INDBAKKE, Dialogmodul, besked
from portal.actions.tilbud.expire_recommendations import expire_of
from portal.policy import indstilling
from portal.policy.facts import Aktoer
from portal.policy.indsigt import Del
from portal.policy.indstilling import BORTFALDET, Art, ForeslaaSpoergsmaal, Indhold
from portal.policy.law import Decision
from portal.store import indstillinger, outbox
from portal.store.database import Database, Session
from portal.store.indstillinger import IndstillingView, NewIndstilling

ACTION: Final = "recommend_offer"
PROPOSED: Final = "indstilling.foreslaaet"
SENT: Final = "indstilling.sendt"


@dataclass(frozen=True, slots=True)
class RecommendOffer:
    """`person` is a public id. `i_forlaengelse`: as in `ForeslaaSpoergsmaal`."""

    caseworker_id: int
    person: uuid.UUID
    art: Art
    indhold: Indhold
    i_forlaengelse: bool = False


@dataclass(frozen=True, slots=True)
class Recommended:
    """It is written. `repeated`: the same one was open already, and nothing was written now."""

    indstilling: uuid.UUID
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotRecommended:
    """It is not written: the decision says why."""

    decision: Decision


def recommend_offer(
    command: RecommendOffer, database: Database, now: datetime, dialog: Dialogmodul = INDBAKKE
) -> Recommended | NotRecommended:
    """Keeps what is recommended, and tells the person or the jobcenter. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _write(session, command, now, dialog))


def judge(seen: Seen, command: RecommendOffer, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    own = seen.worker.organisation
    question = ForeslaaSpoergsmaal(
        own.holder,
        command.art,
        command.indhold,
        command.i_forlaengelse,
        jobcenter=seen.person.jobcenter is not None,
    )
    return indstilling.foreslaa(seen.person.facts, now, question)


def _write(
    session: Session, command: RecommendOffer, now: datetime, dialog: Dialogmodul
) -> Recommended | NotRecommended:
    seen = casework.see(
        session, command.caseworker_id, command.person, now, Del.INDSTILLINGER, for_update=True
    )
    expire_of(session, seen.person, now)
    decision = judge(seen, command, now)
    frist = decision.result.get("frist")
    senest = date.fromisoformat(frist) if isinstance(frist, str) else None
    before = _same(session, seen, command, senest)
    if before is not None:
        return Recommended(before.public_id, repeated=True)
    casework.record(session, seen, ACTION, decision, now)
    own, jobcenter = seen.worker.organisation, seen.person.jobcenter
    if not decision.allowed or jobcenter is None:
        return NotRecommended(decision)
    asks = own.holder is Aktoer.A_KASSE
    public_id = indstillinger.write(
        session,
        NewIndstilling(
            person_id=seen.person.person_id,
            art=command.art,
            a_kasse_id=own.id if asks else None,
            caseworker_id=seen.worker.id,
            indhold=command.indhold,
            at=now,
            frist=senest,
        ),
    )
    payload = {"indstilling": str(public_id), "art": command.art.value}
    if command.art is Art.FAELLES_INDSTILLING:
        outbox.enqueue(session, PROPOSED, payload, seen.person.person_id, now)
        return Recommended(public_id)
    written = known.own(session, seen.person.person_id, public_id)
    indstillinger.send(session, written.id, jobcenter.id, now, enig=False)
    if not asks:
        return Recommended(public_id)
    sent = known.again(session, written)
    words = command.indhold.hvorfor
    dialog.send(session, besked(sent, sent.art, til_jobcenter=True, tekst=words, by=seen.worker.id))
    outbox.enqueue(session, SENT, payload, seen.person.person_id, now)
    return Recommended(public_id)


def _same(
    session: Session, seen: Seen, command: RecommendOffer, senest: date | None
) -> IndstillingView | None:
    """One that says the same and is open; after a kontrolaktion, the one that was asked for by that day."""
    every = indstillinger.of_person(session, seen.person.person_id)
    if command.art is Art.KONTROLAKTION_TILBUD:
        asked = (one for one in every if one.art is command.art and one.status not in BORTFALDET)
        return next((one for one in asked if senest is not None and one.frist == senest), None)
    return next((one for one in every if one.is_open and one.indhold == command.indhold), None)
