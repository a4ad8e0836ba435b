"""A caseworker decides that a person still has the duties, although there is a ground to be free of them (LAB
§ 106, stk. 3).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from portal.actions import casework, hear_person, sagsskridt, send_letter
from portal.actions.casework import Seen
from portal.actions.sagsskridt import Afgjort
from portal.actions.udsaettelse import Fravigelse
from portal.policy import fastholdelse
from portal.policy.beslutninger import bindende
from portal.policy.facts import Beslutning, BeslutningArt
from portal.policy.fastholdelse import Fastholdelsesgrund, FastholdSpoergsmaal
from portal.policy.fratagelse import Hoering
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.store import beslutninger
from portal.store.beslutninger import NewBeslutning
from portal.store.database import Database, Session
from portal.wording.letters import fastholdelse as letters
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import last_day_to_complain

ACTION: Final = "uphold_duty"


@dataclass(frozen=True, slots=True)
class UpholdDuty:
    """`person` is a public id. `hoering`: the days of the hearing, or why there was none.

    `svar`: what the person answered, None where there is no answer. `undtaget_fordi`: why nobody was heard.
    `fravigelse`: why the decision does not wait for who wants to see the file.
    """

    caseworker_id: int
    person: uuid.UUID
    grundlag: Fastholdelsesgrund
    begrundelse: str
    hoering: Hoering | None
    svar: str | None = None
    undtaget_fordi: str | None = None
    fravigelse: Fravigelse | None = None


@dataclass(frozen=True, slots=True)
class Upheld:
    """It is done. `letter`: its public id; None where it was `repeated`: it had been done before."""

    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotUpheld:
    """It is not done, and nothing but the decision and the log says that it was tried."""

    decision: Decision


def uphold_duty(command: UpholdDuty, database: Database, now: datetime) -> Upheld | NotUpheld:
    """Upholds the duty from today on and writes the letter, or says what is missing, in one transaction.

    Where such a decision of the same actor binds already, nothing is done. Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _uphold(session, command, now))


def judge(session: Session, seen: Seen, command: UpholdDuty, now: datetime) -> Decision:
    """What the law says of it. Writes nothing."""
    decision = fastholdelse.fasthold(seen.person.facts, now, _question(seen, command))
    return sagsskridt.may_decide(
        session,
        seen,
        Emne.FASTHOLDT_PLIGT,
        decision,
        now,
        svaret=bool(command.svar),
        fravigelse=command.fravigelse,
    )


def letter(seen: Seen, command: UpholdDuty, decision: Decision, now: datetime) -> Letter:
    """The letter as it goes out, where the decision allows it."""
    said = Said(command.begrundelse, command.svar, command.undtaget_fordi)
    return letters.upheld(send_letter.between(seen, now), _question(seen, command), said, decision)


def standing(seen: Seen, now: datetime) -> Beslutning | None:
    """The organisation's own decision that binds the person today."""
    sag = Sag(seen.person.facts, now)
    return bindende(sag, BeslutningArt.FASTHOLDT_PLIGT, sag.i_dag, seen.worker.organisation.holder)


def with_answer(session: Session, seen: Seen, command: UpholdDuty, now: datetime) -> UpholdDuty:
    """The same, with all that the person answered in the case, whatever the caseworker left out, and with
    the days the person was given to answer in.
    """
    hoering = hear_person.as_sent(session, seen, Emne.FASTHOLDT_PLIGT, command.hoering)
    command = replace(command, hoering=hoering)
    said = sagsskridt.answered(session, seen, Emne.FASTHOLDT_PLIGT, now)
    if said is None or command.hoering is None or command.hoering.undtaget is not None:
        return command
    said = sagsskridt.told_in_all(said, command.svar)
    return replace(command, svar=said, hoering=replace(command.hoering, svaret=True))


def _question(seen: Seen, command: UpholdDuty) -> FastholdSpoergsmaal:
    return FastholdSpoergsmaal(
        af=seen.worker.organisation.holder,
        grundlag=command.grundlag,
        begrundelse=command.begrundelse,
        hoering=hear_person.held_against(command.hoering),
        digital=seen.person.person.digital_post,
    )


def _uphold(session: Session, command: UpholdDuty, now: datetime) -> Upheld | NotUpheld:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.FORLOEB, for_update=True)
    if standing(seen, now) is not None:
        return Upheld(None, repeated=True)
    command = with_answer(session, seen, command, now)
    decision = judge(session, seen, command, now)
    decision_id = casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return NotUpheld(decision)
    written, emne = letter(seen, command, decision, now), Emne.FASTHOLDT_PLIGT
    senest = last_day_to_complain(decision)
    hear_person.decided(session, seen, emne, now)
    key = beslutninger.take(
        session,
        NewBeslutning(
            person_id=seen.person.person_id,
            organisation_id=seen.worker.organisation.id,
            caseworker_id=seen.worker.id,
            art=BeslutningArt.FASTHOLDT_PLIGT,
            af=seen.worker.organisation.holder,
            dato=written.day,
            begrundelse=command.begrundelse,
            decision_id=decision_id,
            grundlag=command.grundlag.value,
            hoering=hear_person.kept(command.hoering, command.svar, command.undtaget_fordi),
            klage_senest=senest,
        ),
    )
    sent = send_letter.send(session, seen, written, key, now)
    made = Afgjort(
        emne=emne,
        begrundelse=command.begrundelse,
        decision_id=decision_id,
        letter=sent,
        grundlag=command.grundlag.value,
        beslutning_id=key,
        klage_senest=senest,
        svar=command.svar,
        fravigelse=command.fravigelse,
    )
    sagsskridt.decided(session, seen, made, now)
    return Upheld(sent)
