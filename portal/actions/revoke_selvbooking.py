"""A caseworker revokes a person's right to book, in the own part of the course (LAB § 35)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from portal.actions import casework, hear_person, sagsskridt, send_letter
from portal.actions.casework import Seen
from portal.actions.sagsskridt import Afgjort
from portal.actions.udsaettelse import Fravigelse
from portal.policy import fratagelse
from portal.policy.beslutninger import bindende
from portal.policy.facts import Beslutning, BeslutningArt
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.store import beslutninger
from portal.store.beslutninger import NewBeslutning
from portal.store.database import Database, Session
from portal.wording.letters import fratagelse as letters
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import last_day_to_complain

ACTION = "revoke_selvbooking"


@dataclass(frozen=True, slots=True)
class RevokeSelvbooking:
    """`person` is a public id. `hoering`: the days of the hearing, or why there was none.

    `svar`: what the person answered, None where there is no answer. `undtaget_fordi`: why nobody was heard.
    `fravigelse`: why the decision does not wait for who wants to see the file.
    """

    caseworker_id: int
    person: uuid.UUID
    grundlag: Grundlag
    begrundelse: str
    hoering: Hoering | None
    svar: str | None = None
    undtaget_fordi: str | None = None
    fravigelse: Fravigelse | None = None


@dataclass(frozen=True, slots=True)
class Revoked:
    """It is done. `letter`: its public id; None where it was `repeated`: it had been done before."""

    decision: Decision | None
    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotRevoked:
    """It is not done, and nothing but the decision and the log says that it was tried."""

    decision: Decision


def revoke_selvbooking(command: RevokeSelvbooking, database: Database, now: datetime) -> Revoked | NotRevoked:
    """Revokes from today on and writes the letter, or says what is missing. All of it in one transaction.

    Where a revocation of the same actor binds already, nothing is done. Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _revoke(session, command, now))


def judge(session: Session, seen: Seen, command: RevokeSelvbooking, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    decision = fratagelse.fratag(seen.person.facts, now, _question(seen, command))
    return sagsskridt.may_decide(
        session,
        seen,
        Emne.FRATAGELSE,
        decision,
        now,
        svaret=bool(command.svar),
        fravigelse=command.fravigelse,
    )


def letter(seen: Seen, command: RevokeSelvbooking, decision: Decision, now: datetime) -> Letter:
    """The letter as it goes out, where the decision allows it."""
    said = letters.Said(command.begrundelse, command.svar, command.undtaget_fordi)
    return letters.revoked(send_letter.between(seen, now), _question(seen, command), said, decision)


def with_answer(session: Session, seen: Seen, command: RevokeSelvbooking, now: datetime) -> RevokeSelvbooking:
    """The same, with all that the person answered in the case, whatever the caseworker left out, and with
    the days the person was given to answer in.
    """
    hoering = hear_person.as_sent(session, seen, Emne.FRATAGELSE, command.hoering)
    command = replace(command, hoering=hoering)
    said = sagsskridt.answered(session, seen, Emne.FRATAGELSE, now)
    if said is None or command.hoering is None or command.hoering.undtaget is not None:
        return command
    said = sagsskridt.told_in_all(said, command.svar)
    return replace(command, svar=said, hoering=replace(command.hoering, svaret=True))


def standing(seen: Seen, now: datetime) -> Beslutning | None:
    """The organisation's own revocation that binds the person today."""
    sag = Sag(seen.person.facts, now)
    return bindende(sag, BeslutningArt.FRATAGELSE, sag.i_dag, seen.worker.organisation.holder)


def _question(seen: Seen, command: RevokeSelvbooking) -> FratagSpoergsmaal:
    return FratagSpoergsmaal(
        af=seen.worker.organisation.holder,
        grundlag=command.grundlag,
        begrundelse=command.begrundelse,
        hoering=hear_person.held_against(command.hoering),
        digital=seen.person.person.digital_post,
    )


def _revoke(session: Session, command: RevokeSelvbooking, now: datetime) -> Revoked | NotRevoked:
    seen = casework.see(
        session, command.caseworker_id, command.person, now, Del.EGNE_BESLUTNINGER, for_update=True
    )
    if standing(seen, now) is not None:
        return Revoked(None, None, repeated=True)
    command = with_answer(session, seen, command, now)
    decision = judge(session, seen, command, now)
    decision_id = casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotRevoked(decision)
    written = letter(seen, command, decision, now)
    hear_person.decided(session, seen, Emne.FRATAGELSE, now)
    key = beslutninger.take(
        session,
        NewBeslutning(
            person_id=seen.person.person_id,
            organisation_id=seen.worker.organisation.id,
            caseworker_id=seen.worker.id,
            art=BeslutningArt.FRATAGELSE,
            af=seen.worker.organisation.holder,
            dato=written.day,
            begrundelse=command.begrundelse,
            decision_id=decision_id,
            grundlag=command.grundlag.value,
            hoering=hear_person.kept(command.hoering, command.svar, command.undtaget_fordi),
            klage_senest=last_day_to_complain(decision),
        ),
    )
    sent = send_letter.send(session, seen, written, key, now)
    made = Afgjort(
        emne=Emne.FRATAGELSE,
        begrundelse=command.begrundelse,
        decision_id=decision_id,
        letter=sent,
        grundlag=command.grundlag.value,
        beslutning_id=key,
        klage_senest=last_day_to_complain(decision),
        svar=command.svar,
        fravigelse=command.fravigelse,
    )
    sagsskridt.decided(session, seen, made, now)
    return Revoked(decision, sent)
