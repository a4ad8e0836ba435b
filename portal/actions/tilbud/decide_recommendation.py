"""The jobcenter grants or refuses what it was asked for (LAB §§ 38, 41, 180 a; BAB §§ 51, 132).

It is a decision with a letter. What is granted is written into Min Plan by the jobcenter, and the a-kasse has
the answer as a reply to what it sent, a refusal with its reasons.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework, send_letter
from portal.actions.casework import Seen
from portal.actions.tilbud import known
from portal.actions.tilbud.dialogmodul import INDBAKKE, SVAR, Dialogmodul, besked
from portal.policy import indstilling
from portal.policy.indsigt import Del
from portal.policy.indstilling import INTET, AfgoerSpoergsmaal, Indhold, Status
from portal.policy.law import Decision
from portal.store import indstillinger, outbox, plan
from portal.store.database import Database, Session
from portal.store.indstillinger import Decided, IndstillingView
from portal.store.plan import NewPlanEntry
from portal.wording.letters import tilbud as letters
from portal.wording.letters.letter import Letter

ACTION: Final = "decide_recommendation"
TOPIC: Final = "indstilling.afgjort"


@dataclass(frozen=True, slots=True)
class DecideRecommendation:
    """`person`, `indstilling`: public ids. `indhold`: the offer as the jobcenter gives it, where it does.

    `hoert`: as in `AfgoerSpoergsmaal`.
    """

    caseworker_id: int
    person: uuid.UUID
    indstilling: uuid.UUID
    ja: bool
    begrundelse: str | None = None
    indhold: Indhold = INTET
    hoert: bool = False


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """It is decided. `letter`: its public id. `repeated`: it was decided before."""

    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotDecided:
    """It cannot be decided that way: the decision says why."""

    decision: Decision


def decide_recommendation(
    command: DecideRecommendation, database: Database, now: datetime, dialog: Dialogmodul = INDBAKKE
) -> DecisionMade | NotDecided:
    """Decides it, with all that follows, in one transaction. Raises NotSeen, UnknownIndstilling, Busy."""
    return casework.act(database, ACTION, now, lambda session: _decide(session, command, now, dialog))


def judge(seen: Seen, of: IndstillingView, command: DecideRecommendation, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    question = AfgoerSpoergsmaal(
        af=seen.worker.organisation.holder,
        indstilling=of.facts,
        ja=command.ja,
        begrundelse=command.begrundelse,
        indhold=command.indhold,
        hoert=command.hoert,
        digital=seen.person.person.digital_post,
    )
    return indstilling.afgoer(seen.person.facts, now, question)


def letter(
    seen: Seen, of: IndstillingView, command: DecideRecommendation, decision: Decision, now: datetime
) -> Letter:
    """The letter as it goes out, where the decision allows it."""
    between = send_letter.between(seen, now)
    if command.ja:
        return letters.granted(between, of.art, command.indhold, of.a_kasse.name, decision)
    return letters.refused(between, of.art, of.indhold, command.begrundelse or "", of.a_kasse.name, decision)


def _decide(
    session: Session, command: DecideRecommendation, now: datetime, dialog: Dialogmodul
) -> DecisionMade | NotDecided:
    seen = casework.see(
        session, command.caseworker_id, command.person, now, Del.INDSTILLINGER, for_update=True
    )
    own = seen.worker.organisation.id
    of = known.of_organisation(session, seen.person.person_id, command.indstilling, own)
    if of.status is (Status.BEVILGET if command.ja else Status.AFSLAAET):
        return DecisionMade(of.letter, repeated=True)
    decision = judge(seen, of, command, now)
    decision_id = casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotDecided(decision)
    sent = send_letter.send(session, seen, letter(seen, of, command, decision, now), None, now)
    decided = Decided(
        granted=command.ja,
        at=now,
        caseworker_id=seen.worker.id,
        decision_id=decision_id,
        letter=sent,
        begrundelse=command.begrundelse,
        item=_into_the_plan(session, seen, command.indhold, now) if command.ja else None,
    )
    indstillinger.decide(session, of.id, decided)
    reply = known.again(session, of)
    words = letters.reply(command.indhold) if command.ja else command.begrundelse
    dialog.send(session, besked(reply, SVAR, til_jobcenter=False, tekst=words, by=seen.worker.id))
    payload = {"indstilling": str(of.public_id), "art": of.art.value, "ja": command.ja}
    outbox.enqueue(session, TOPIC, payload, seen.person.person_id, now)
    return DecisionMade(sent)


def _into_the_plan(session: Session, seen: Seen, indhold: Indhold, now: datetime) -> uuid.UUID:
    assert indhold.indsats is not None  # noqa: S101 - the policy refuses an offer of no kind
    return plan.write(
        session,
        NewPlanEntry(
            person_id=seen.person.person_id,
            felt=indhold.indsats.felt.value,
            text=indhold.hvad or "",
            af=seen.worker.organisation.holder,
            organisation_id=seen.worker.organisation.id,
            caseworker_id=seen.worker.id,
            at=now,
            details=letters.in_the_plan(indhold),
        ),
    )
