"""A caseworker hears a person before a decision against them (AKS § 4; FVL § 19): a letter, days to answer.

Nothing is decided by it. The days are kept, and stand in the form of the decision that it is for.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from portal.actions import casework, sagsskridt, send_letter
from portal.actions.casework import Seen
from portal.clock import COPENHAGEN
from portal.policy import hoering
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag, Hoering
from portal.policy.hoering import OM_TILBUD, Emne, HoerSpoergsmaal
from portal.policy.indsigt import Del
from portal.policy.indstilling import Status
from portal.policy.law import Decision
from portal.store import hearings, indstillinger
from portal.store.database import Database, Session
from portal.store.hearings import Hearing
from portal.store.indstillinger import IndstillingView
from portal.wording.letters import partshoering as letters
from portal.wording.letters.letter import Letter

ACTION: Final = "hear_person"

SEEN: Final = {
    Emne.FRATAGELSE: Del.EGNE_BESLUTNINGER,
    Emne.FRITAGELSE_AFSLAG: Del.OENSKER,
    Emne.FRITAGELSE_OPHAEVET: Del.OENSKER,
    Emne.FASTHOLDT_PLIGT: Del.FORLOEB,
    Emne.TILBUD: Del.INDSTILLINGER,
    Emne.TILBUD_AFSLAG: Del.INDSTILLINGER,
}
"""What a caseworker must see of a person to hear them on it: what the decision itself takes."""


@dataclass(frozen=True, slots=True)
class HearPerson:
    """`person` is a public id. `baggrund`: what the decision would rest on. `frist`: the last day to answer.

    `grundlag`: of a revocation, or of upholding a duty, else None. `indstilling`: public id of the offer that
    it is about, if of one.
    """

    caseworker_id: int
    person: uuid.UUID
    emne: Emne
    baggrund: str
    frist: date | None
    grundlag: Grundlag | Fastholdelsesgrund | None = None
    indstilling: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """It is sent. `letter`: its public id. `repeated`: the same was sent before on the same day."""

    letter: uuid.UUID
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotHeard:
    """It is not sent, and nothing but the decision and the log says that it was tried."""

    decision: Decision


def hear_person(command: HearPerson, database: Database, now: datetime) -> Heard | NotHeard:
    """Writes the letter and keeps the days, or says what is missing; one transaction. Raises NotSeen, Busy.

    A hearing on the same that was open comes to an end with it.
    """
    return casework.act(database, ACTION, now, lambda session: _hear(session, command, now))


def judge(session: Session, seen: Seen, command: HearPerson, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    question = HoerSpoergsmaal(
        seen.worker.organisation.holder,
        command.emne,
        command.baggrund,
        command.frist,
        venter=_offer(session, seen, command) is not None,
    )
    return hoering.hoer(seen.person.facts, now, question)


def letter(seen: Seen, command: HearPerson, now: datetime) -> Letter:
    """The letter as it goes out, where it may. ValueError without a last day to answer."""
    if command.frist is None:
        raise ValueError("a hearing has a last day to answer")
    between = send_letter.between(seen, now)
    return letters.heard(between, command.emne, command.baggrund, command.frist, command.grundlag)


def standing(session: Session, seen: Seen, emne: Emne) -> Hearing | None:
    """The organisation's own hearing on it, while no decision has come of it."""
    return hearings.open_one(session, seen.person.person_id, seen.worker.organisation.id, emne)


def as_sent(session: Session, seen: Seen, emne: Emne, typed: Hoering | None) -> Hoering | None:
    """What was typed of the hearing, with the days the person was given in the portal where those run
    longer: nothing is decided while they do. Of the one that was sent in the portal, what it was on is known.
    """
    sent = standing(session, seen, emne)
    if sent is None or typed is None or typed.undtaget is not None or typed.frist is None:
        return typed
    if typed.frist < sent.frist:
        typed = replace(typed, sendt=sent.sendt, frist=sent.frist)
    named = sent.grundlag.value if sent.grundlag and typed.sendt == sent.sendt else None
    return replace(typed, grundlag=named)


def held_against(hoering: Hoering | None) -> Hoering | None:
    """The hearing as the law asks of it here, where the person's whole course is known: it has to be on what
    is decided.
    """
    return replace(hoering, sag_kendt=True) if hoering is not None else None


def decided(session: Session, seen: Seen, emne: Emne, now: datetime) -> None:
    """The decision is taken: no hearing waits for it any more. Part of the decision's own transaction."""
    hearings.close(session, seen.person.person_id, seen.worker.organisation.id, emne, now)


def kept(hearing: Hoering | None, svar: str | None, undtaget_fordi: str | None) -> dict[str, Any]:
    """The hearing as it is kept: days in ISO form, words as they were typed."""
    found = hearing or Hoering()
    values = {
        "sendt": found.sendt.isoformat() if found.sendt else None,
        "frist": found.frist.isoformat() if found.frist else None,
        "svar": svar,
        "undtaget": found.undtaget.value if found.undtaget else None,
        "undtaget_fordi": undtaget_fordi,
    }
    return {key: value for key, value in values.items() if value is not None}


def _offer(session: Session, seen: Seen, command: HearPerson) -> IndstillingView | None:
    """What the hearing is about, where that is an offer that the organisation has before it, undecided, and
    no hearing of that kind runs on another one.
    """
    if command.indstilling is None:
        return None
    found = indstillinger.get_own(session, seen.person.person_id, command.indstilling)
    if found is None or found.status is not Status.SENDT or found.jobcenter is None:
        return None
    sag = sagsskridt.undecided(session, seen, command.emne)
    other = sag is not None and sag.view.indstilling_id != found.id
    return None if other or found.jobcenter.id != seen.worker.organisation.id else found


def _hear(session: Session, command: HearPerson, now: datetime) -> Heard | NotHeard:
    part = SEEN[command.emne]
    seen = casework.see(session, command.caseworker_id, command.person, now, part, for_update=True)
    today = now.astimezone(COPENHAGEN).date()
    present = standing(session, seen, command.emne)
    another = command.emne in OM_TILBUD and _offer(session, seen, command) is None
    if present is not None and not another and _same(present, command, today):
        return Heard(present.letter, repeated=True)
    decision = judge(session, seen, command, now)
    decision_id = casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed or command.frist is None:
        return NotHeard(decision)
    sent = send_letter.send(session, seen, letter(seen, command, now), None, now)
    new = Hearing(command.emne, command.grundlag, command.baggrund, today, command.frist, sent)
    hearings.send(session, seen.person.person_id, seen.worker.organisation.id, seen.worker.id, new, now)
    of = _offer(session, seen, command)
    sagsskridt.heard(session, seen, new, decision_id, now, of.id if of else None)
    return Heard(sent)


def _same(present: Hearing, command: HearPerson, today: date) -> bool:
    asked = (command.grundlag, command.baggrund, today, command.frist)
    return (present.grundlag, present.baggrund, present.sendt, present.frist) == asked
