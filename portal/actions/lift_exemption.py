"""A caseworker lifts the exemption from booking, whoever granted it (BAB § 45): the person wants to book
again, or the ground is gone.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from portal.actions import casework, hear_person, sagsskridt, send_letter
from portal.actions.answer_request import TOPIC
from portal.actions.casework import Seen
from portal.actions.sagsskridt import Afgjort
from portal.actions.udsaettelse import Fravigelse
from portal.policy import fritagelse
from portal.policy.anmodning import OenskeArt
from portal.policy.beslutninger import bindende, key_of
from portal.policy.facts import Beslutning, BeslutningArt
from portal.policy.fratagelse import Hoering
from portal.policy.fritagelse import OphaevFritagelseSpoergsmaal, Ophoer
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.store import beslutninger, outbox, requests
from portal.store.database import Database, Session
from portal.store.requests import Answer, OenskeView
from portal.wording.letters import fritagelse as letters
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.made import last_day_to_complain

ACTION = "lift_exemption"


@dataclass(frozen=True, slots=True)
class LiftExemption:
    """`person` is a public id. `egne_oplysninger`, `hoering`, `svar`: where the ground is gone, whether that
    rests on the person's own words alone, else the hearing and its answer. `fravigelse`: why it does not
    wait for who wants to see the file.
    """

    caseworker_id: int
    person: uuid.UUID
    ophoer: Ophoer
    begrundelse: str
    egne_oplysninger: bool = True
    hoering: Hoering | None = None
    svar: str | None = None
    fravigelse: Fravigelse | None = None


@dataclass(frozen=True, slots=True)
class ExemptionLifted:
    """It is done. `letter`: its public id; None where it was `repeated`: nothing binds any more."""

    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ExemptionStays:
    """It is not done: the decision says what is missing."""

    decision: Decision


def lift_exemption(
    command: LiftExemption, database: Database, now: datetime
) -> ExemptionLifted | ExemptionStays:
    """Lifts it from today on, writes the letter and answers the wish to book again, in one transaction.

    Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _lift(session, command, now))


def standing(seen: Seen, now: datetime) -> Beslutning | None:
    """The exemption that binds the person today, whoever granted it."""
    sag = Sag(seen.person.facts, now)
    return bindende(sag, BeslutningArt.FRITAGELSE, sag.i_dag)


def judge(session: Session, seen: Seen, command: LiftExemption, now: datetime) -> Decision:
    """What the law says of it. Writes nothing. ValueError where no exemption binds."""
    question = OphaevFritagelseSpoergsmaal(
        af=seen.worker.organisation.holder,
        ophoer=command.ophoer,
        begrundelse=command.begrundelse,
        egne_oplysninger=command.egne_oplysninger,
        hoering=hear_person.held_against(command.hoering),
        digital=seen.person.person.digital_post,
    )
    decision = fritagelse.ophaev_fritagelse(seen.person.facts, now, question)
    if command.ophoer is Ophoer.ANMODNING:
        return decision
    return sagsskridt.may_decide(
        session,
        seen,
        Emne.FRITAGELSE_OPHAEVET,
        decision,
        now,
        svaret=bool(command.svar),
        fravigelse=command.fravigelse,
    )


def with_answer(session: Session, seen: Seen, command: LiftExemption, now: datetime) -> LiftExemption:
    """The same, with all that the person answered in the case, whatever the caseworker left out, and with
    the days the person was given to answer in.
    """
    hoering = hear_person.as_sent(session, seen, Emne.FRITAGELSE_OPHAEVET, command.hoering)
    command = replace(command, hoering=hoering)
    said = sagsskridt.answered(session, seen, Emne.FRITAGELSE_OPHAEVET, now)
    if said is None or command.hoering is None:
        return command
    said = sagsskridt.told_in_all(said, command.svar)
    return replace(command, svar=said, hoering=replace(command.hoering, svaret=True))


def wish_to_book(session: Session, person_id: int) -> OenskeView | None:
    """The person's wish to book again, while it waits for an answer."""
    known = requests.of_person(session, person_id)
    return next((wish for wish in known if wish.art is OenskeArt.BOOKE_SELV and wish.is_open), None)


def _lift(session: Session, command: LiftExemption, now: datetime) -> ExemptionLifted | ExemptionStays:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.OENSKER, for_update=True)
    binding = standing(seen, now)
    if binding is None:
        return ExemptionLifted(None, repeated=True)
    command = with_answer(session, seen, command, now)
    decision = judge(session, seen, command, now)
    decision_id = casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed:
        return ExemptionStays(decision)
    hearing = None if command.egne_oplysninger else command.hoering
    said = Said(command.begrundelse, command.svar)
    between = send_letter.between(seen, now)
    written = letters.lifted(between, binding.dato, command.ophoer, said, hearing, decision)
    keys = _lift_all(session, seen, written.day)
    hear_person.decided(session, seen, Emne.FRITAGELSE_OPHAEVET, now)
    letter = send_letter.send(session, seen, written, keys[-1], now)
    if command.ophoer is Ophoer.GRUND_BORTFALDET:
        made = Afgjort(
            emne=Emne.FRITAGELSE_OPHAEVET,
            begrundelse=command.begrundelse,
            decision_id=decision_id,
            letter=letter,
            klage_senest=last_day_to_complain(decision),
            svar=command.svar,
            fravigelse=command.fravigelse,
        )
        sagsskridt.decided(session, seen, made, now)
    else:
        sagsskridt.dropped(session, seen, Emne.FRITAGELSE_OPHAEVET, command.begrundelse, now)
    _answer_wish(session, seen, decision_id, letter, now)
    return ExemptionLifted(letter)


def _lift_all(session: Session, seen: Seen, today: date) -> list[int]:
    """Every exemption that is not lifted yet: an older one must not go on in its place."""
    kept = seen.person.facts.beslutninger
    keys = [key_of(one) for one in kept if one.art is BeslutningArt.FRITAGELSE and _binds_after(one, today)]
    for key in keys:
        beslutninger.lift_one(session, key, today)
    return keys


def _binds_after(one: Beslutning, today: date) -> bool:
    return one.dato <= today and (one.ophaevet is None or one.ophaevet > today)


def _answer_wish(session: Session, seen: Seen, decision_id: int, letter: uuid.UUID, now: datetime) -> None:
    wish = wish_to_book(session, seen.person.person_id)
    if wish is None:
        return
    given = Answer(
        granted=True,
        begrundelse=None,
        organisation_id=seen.worker.organisation.id,
        caseworker_id=seen.worker.id,
        decision_id=decision_id,
        at=now,
        letter=letter,
    )
    requests.answer(session, wish.id, given)
    payload = {"oenske": str(wish.public_id), "art": wish.art.value, "ja": True}
    outbox.enqueue(session, TOPIC, payload, seen.person.person_id, now)
