"""The jobcenter grants or refuses what it was asked for (LAB §§ 38, 41, 180 a; BAB §§ 51, 132).

It is a decision with a letter, and a case of its own, in which the person may complain. What is granted is
written into Min Plan by the jobcenter, and the a-kasse has the answer as a reply to what it sent, a refusal
with its reasons. Where the person has another a-kasse by then, that one is told that there is an answer.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from portal.actions import casework, hear_person, sagsskridt, send_letter
from portal.actions.casework import Seen
from portal.actions.sagsskridt import Afgjort
from portal.actions.tilbud import known
from portal.actions.tilbud.dialogmodul import INDBAKKE, SVAR, Dialogmodul, besked
from portal.actions.udsaettelse import Fravigelse
from portal.policy import tilbud
from portal.policy.fratagelse import Hoering
from portal.policy.hoering import OM_TILBUD, Emne
from portal.policy.indsigt import Del
from portal.policy.indstilling import INTET, Art, Indhold, Status, Syn
from portal.policy.law import Decision
from portal.policy.tilbud import AfgoerSpoergsmaal, Arbejde, Bygger
from portal.store import indstillinger, outbox, plan
from portal.store.database import Database, Session
from portal.store.indstillinger import Decided, IndstillingView
from portal.store.plan import NewPlanEntry
from portal.wording.letters import tilbud as letters
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import last_day_to_complain
from portal.wording.letters.tilbud import Grund
from portal.wording.reader import N_

ACTION: Final = "decide_recommendation"
TOPIC: Final = "indstilling.afgjort"
DECIDED_OTHERWISE: Final = N_("Der blev afgjort noget andet.")
"""Stands in the case of what was thought of before, as what a caseworker types does: in Danish."""


@dataclass(frozen=True, slots=True)
class DecideRecommendation:
    """`person`, `indstilling`: public ids. `indhold`: the offer as the jobcenter gives it, where it does.

    `bygger_paa`, `hoering`, `arbejde`, `timer`: as in `AfgoerSpoergsmaal`. `svar`: what the person answered.
    `fravigelse`: why it does not wait for who wants to see the file.
    """

    caseworker_id: int
    person: uuid.UUID
    indstilling: uuid.UUID
    ja: bool
    begrundelse: str | None = None
    indhold: Indhold = INTET
    bygger_paa: Bygger | None = None
    hoering: Hoering | None = None
    svar: str | None = None
    arbejde: Arbejde | None = None
    timer: Decimal | None = None
    fravigelse: Fravigelse | None = None

    @property
    def emne(self) -> Emne:
        return Emne.TILBUD if self.ja else Emne.TILBUD_AFSLAG


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


def judge(
    session: Session, seen: Seen, of: IndstillingView, command: DecideRecommendation, now: datetime
) -> Decision:
    """What the law says of it. Writes nothing."""
    question = AfgoerSpoergsmaal(
        af=seen.worker.organisation.holder,
        indstilling=of.facts,
        ja=command.ja,
        begrundelse=command.begrundelse,
        indhold=command.indhold,
        bygger_paa=command.bygger_paa,
        hoering=command.hoering,
        arbejde=command.arbejde,
        timer=command.timer,
        anden_hoering=_heard_on_another(session, seen, of, command.emne),
        digital=seen.person.person.digital_post,
    )
    decision = tilbud.afgoer(seen.person.facts, now, question)
    if command.ja and of.art is Art.FAELLES_INDSTILLING:
        return decision
    return sagsskridt.may_decide(
        session,
        seen,
        command.emne,
        decision,
        now,
        svaret=bool(command.svar),
        fravigelse=command.fravigelse,
    )


def with_answer(
    session: Session, seen: Seen, command: DecideRecommendation, now: datetime
) -> DecideRecommendation:
    """The same, with the hearing that was sent in the portal: nothing is decided while its days run, whatever
    the form says, and what the person answered stands in the letter.
    """
    sent = hear_person.standing(session, seen, command.emne)
    if sent is None or command.bygger_paa is Bygger.FRISTEN:
        return command
    said = command.svar or sagsskridt.answered(session, seen, command.emne, now)
    typed = command.hoering if command.bygger_paa is Bygger.HOERT else None
    hearing = typed or Hoering(sent.sendt, sent.frist)
    hearing = hear_person.as_sent(session, seen, command.emne, hearing) or hearing
    hearing = replace(hearing, svaret=hearing.svaret or said is not None)
    return replace(command, bygger_paa=Bygger.HOERT, hoering=hearing, svar=said)


def letter(
    seen: Seen, of: IndstillingView, command: DecideRecommendation, decision: Decision, now: datetime
) -> Letter:
    """The letter as it goes out, where the decision allows it."""
    between, asked_by = send_letter.between(seen, now), of.a_kasse.name if of.a_kasse else None
    hearing = command.hoering if command.bygger_paa is Bygger.HOERT else None
    if command.ja:
        given, svar = command.indhold, command.svar
        return letters.granted(between, of.art, given, asked_by, decision, hearing=hearing, svar=svar)
    why = Grund(command.begrundelse or "", command.arbejde, command.timer)
    return letters.refused(
        between, of.art, of.indhold, why, asked_by, decision, hearing=hearing, svar=command.svar
    )


def _heard_on_another(session: Session, seen: Seen, of: IndstillingView, emne: Emne) -> bool:
    """Whether the person is heard on another offer, and nothing is decided on that yet."""
    sag = sagsskridt.undecided(session, seen, emne)
    return sag is not None and sag.view.indstilling_id != of.id


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
    command = with_answer(session, seen, command, now)
    decision = judge(session, seen, of, command, now)
    decision_id = casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotDecided(decision)
    sent = send_letter.send(session, seen, letter(seen, of, command, decision, now), None, now)
    _as_a_case(session, seen, of, command, decision, decision_id, sent, now)
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
    _reply(session, seen, known.again(session, of), command, dialog, now)
    payload = {"indstilling": str(of.public_id), "art": of.art.value, "ja": command.ja}
    outbox.enqueue(session, TOPIC, payload, seen.person.person_id, now)
    return DecisionMade(sent)


def _as_a_case(
    session: Session,
    seen: Seen,
    of: IndstillingView,
    command: DecideRecommendation,
    decision: Decision,
    decision_id: int,
    sent: uuid.UUID,
    now: datetime,
) -> None:
    """The decision as a case. What was thought of instead, if anything, comes to nothing."""
    for emne in OM_TILBUD - {command.emne}:
        if not _heard_on_another(session, seen, of, emne):
            hear_person.decided(session, seen, emne, now)
            sagsskridt.dropped(session, seen, emne, DECIDED_OTHERWISE, now)
    hear_person.decided(session, seen, command.emne, now)
    made = Afgjort(
        emne=command.emne,
        begrundelse=(command.indhold.hvorfor if command.ja else command.begrundelse) or "",
        decision_id=decision_id,
        letter=sent,
        grundlag=command.arbejde.value if command.arbejde and not command.ja else None,
        klage_senest=last_day_to_complain(decision),
        svar=command.svar,
        fravigelse=command.fravigelse,
        indstilling_id=of.id,
    )
    sagsskridt.decided(session, seen, made, now)


def _reply(
    session: Session,
    seen: Seen,
    of: IndstillingView,
    command: DecideRecommendation,
    dialog: Dialogmodul,
    now: datetime,
) -> None:
    """To the a-kasse that asked, with the reasons (LAB § 180 a). Where the person is with another a-kasse,
    which holds the course now, that one is told that there is an answer, and reads what holds.
    """
    if of.a_kasse is None:
        return
    words = letters.reply(command.indhold) if command.ja else command.begrundelse
    dialog.send(session, besked(of, SVAR, til_jobcenter=False, tekst=words, by=seen.worker.id))
    present = seen.person.a_kasse
    if present is not None and known.sees(seen.person, of, present, now) is Syn.UDFALD:
        told = besked(of, SVAR, til_jobcenter=False, tekst=None, by=seen.worker.id)
        dialog.send(session, replace(told, til_id=present.id))


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
