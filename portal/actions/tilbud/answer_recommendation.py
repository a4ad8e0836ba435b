"""A person agrees to what the a-kasse recommends, or does not (VEJ 10044 10).

With a yes it goes to the jobcenter in the same moment. With a no it never does: the person may ask the
jobcenter alone. Whoever cannot answer in the portal answers a caseworker of the a-kasse, who notes it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.actions import casework, outcome
from portal.actions.tilbud import known
from portal.actions.tilbud.dialogmodul import INDBAKKE, Dialogmodul, besked
from portal.actions.tilbud.recommend_offer import SENT
from portal.policy import indstilling
from portal.policy.indsigt import Del
from portal.policy.indstilling import Status
from portal.policy.law import Decision
from portal.store import facts, indstillinger, outbox
from portal.store.database import Database, Session
from portal.store.facts import PersonFacts
from portal.store.indstillinger import IndstillingView

ACTION: Final = "answer_recommendation"
NOTE_ACTION: Final = "note_answer_to_recommendation"
DISAGREED: Final = "indstilling.uenig"


@dataclass(frozen=True, slots=True)
class AnswerRecommendation:
    """`indstilling` is a public id."""

    person_id: int
    indstilling: uuid.UUID
    enig: bool


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """The same, as the person told it to a caseworker of the a-kasse. `person` is a public id."""

    caseworker_id: int
    person: uuid.UUID
    indstilling: uuid.UUID
    enig: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """It is answered. `repeated`: it had been answered so before, and nothing was done now."""

    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """It cannot be answered so. `person`: what was known then, to explain it with."""

    decision: Decision
    person: PersonFacts


def answer_recommendation(
    command: AnswerRecommendation, database: Database, now: datetime, dialog: Dialogmodul = INDBAKKE
) -> Answered | NotAnswered:
    """Keeps the person's answer, and sends what they agree to.

    Raises UnknownIndstilling, Busy.
    """

    def work(session: Session) -> Answered | NotAnswered:
        person = facts.load(session, command.person_id, now, for_update=True)
        of = known.own(session, command.person_id, command.indstilling)
        if _said(of, enig=command.enig):
            return Answered(repeated=True)
        decision = judge(person, of, now, enig=command.enig)
        outcome.record(session, person.person_id, ACTION, decision, now)
        return _keep(session, person, of, decision, now, dialog, enig=command.enig, noted_by=None)

    return database.write(work)


def note_answer(
    command: NoteAnswer, database: Database, now: datetime, dialog: Dialogmodul = INDBAKKE
) -> Answered | NotAnswered:
    """The same, noted by a caseworker. Raises NotSeen, UnknownIndstilling, Busy."""

    def work(session: Session) -> Answered | NotAnswered:
        seen = casework.see(
            session, command.caseworker_id, command.person, now, Del.INDSTILLINGER, for_update=True
        )
        of = known.own(session, seen.person.person_id, command.indstilling)
        if of.a_kasse is None or of.a_kasse.id != seen.worker.organisation.id:
            raise known.UnknownIndstilling(command.indstilling)
        if _said(of, enig=command.enig):
            return Answered(repeated=True)
        decision = judge(seen.person, of, now, enig=command.enig)
        casework.record(session, seen, NOTE_ACTION, decision, now)
        by = seen.worker.id
        return _keep(session, seen.person, of, decision, now, dialog, enig=command.enig, noted_by=by)

    return casework.act(database, NOTE_ACTION, now, work)


def judge(person: PersonFacts, of: IndstillingView, now: datetime, *, enig: bool) -> Decision:
    """What the law says of that answer. Writes nothing."""
    known_here = person.jobcenter is not None
    return indstilling.svar(person.facts, now, of.facts, enig=enig, jobcenter=known_here)


def _said(of: IndstillingView, *, enig: bool) -> bool:
    return of.status is (Status.SENDT if enig else Status.UENIG)


def _keep(
    session: Session,
    person: PersonFacts,
    of: IndstillingView,
    decision: Decision,
    now: datetime,
    dialog: Dialogmodul,
    *,
    enig: bool,
    noted_by: int | None,
) -> Answered | NotAnswered:
    jobcenter = person.jobcenter
    if not decision.allowed or (enig and jobcenter is None):
        return NotAnswered(decision, person)
    payload = {"indstilling": str(of.public_id), "art": of.art.value}
    if jobcenter is None or not enig:
        indstillinger.close(session, of.id, Status.UENIG, now, noted_by=noted_by)
        outbox.enqueue(session, DISAGREED, payload, person.person_id, now)
        return Answered()
    indstillinger.send(session, of.id, jobcenter.id, now, enig=True, noted_by=noted_by)
    sent = known.again(session, of)
    words = sent.indhold.hvorfor
    dialog.send(session, besked(sent, sent.art, til_jobcenter=True, tekst=words, by=noted_by))
    outbox.enqueue(session, SENT, payload, person.person_id, now)
    return Answered()
