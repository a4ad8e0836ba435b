"""A caseworker answers what a person asked for (BAB § 45; LAB § 32): the answer, and what follows from it.

An exemption granted or refused is a decision with a letter. Where a meeting takes an interpreter or special
premises, the person may be exempt along with it, unless they do not want that (BAB § 45, stk. 2). A wish to
book again is answered by lifting the exemption (`lift_exemption`).
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
from portal.actions.withdraw_request import UnknownRequest
from portal.clock import COPENHAGEN
from portal.policy import anmodning, fritagelse
from portal.policy.anmodning import OenskeArt, SvarSpoergsmaal
from portal.policy.facts import BeslutningArt
from portal.policy.fratagelse import Hoering
from portal.policy.fritagelse import AfslagSpoergsmaal, Fritagelsesgrund, FritagSpoergsmaal
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store import beslutninger, outbox, requests
from portal.store.beslutninger import NewBeslutning
from portal.store.database import Database, Session
from portal.store.requests import Answer, OenskeView
from portal.wording.letters import fritagelse as letters
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.made import last_day_to_complain

ACTION = "answer_request"
EXEMPT_ACTION = "exempt_from_booking"
TOPIC = "oenske.answered"

FOELGER: Final = {
    OenskeArt.TOLK: Fritagelsesgrund.TOLK,
    OenskeArt.TILGAENGELIGHED: Fritagelsesgrund.LOKALER,
}
"""The ground of the exemption that may go along with a wish."""


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """`person`, `oenske`: public ids. `ja`: it is granted.

    `grund`: of a granted exemption. `fritag`: the exemption that may go along is granted too. The rest is of
    a refused exemption: whether it rests on the person's own words alone, else the hearing and its answer.
    `fravigelse`: why it does not wait for who wants to see the file.
    """

    caseworker_id: int
    person: uuid.UUID
    oenske: uuid.UUID
    ja: bool
    begrundelse: str | None = None
    grund: Fritagelsesgrund | None = None
    fritag: bool = False
    egne_oplysninger: bool = True
    hoering: Hoering | None = None
    svar: str | None = None
    fravigelse: Fravigelse | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """It is answered. `letter`: its public id, where there is one. `repeated`: it was answered before."""

    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """It is not answered that way: the decision says why."""

    decision: Decision


def answer_request(command: AnswerRequest, database: Database, now: datetime) -> Answered | NotAnswered:
    """Keeps the answer and all that follows from it, or says what is missing. One transaction.

    Raises NotSeen, UnknownRequest where nothing is asked (any more), Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _answer(session, command, now))


def judge(
    session: Session, seen: Seen, wish: OenskeView, command: AnswerRequest, now: datetime
) -> tuple[Decision, ...]:
    """What the law says of the answer, and of the exemption along with it. Writes nothing."""
    answered = _judged(session, seen, wish, command, now)
    if not (command.fritag and command.ja and wish.art in FOELGER):
        return (answered,)
    return answered, _exempting(seen, FOELGER[wish.art], now, anmodet=False, fravalgt=wish.booker_selv)


def wish_of(session: Session, seen: Seen, oenske: uuid.UUID) -> OenskeView:
    """The wish of that id. Raises UnknownRequest where it is not this person's."""
    found = requests.get_own(session, seen.person.person_id, oenske)
    if found is None:
        raise UnknownRequest(oenske)
    return found


def with_answer(session: Session, seen: Seen, command: AnswerRequest, now: datetime) -> AnswerRequest:
    """The same, with all that the person answered in the case, whatever the caseworker left out, and with
    the days the person was given to answer in.
    """
    hoering = hear_person.as_sent(session, seen, Emne.FRITAGELSE_AFSLAG, command.hoering)
    command = replace(command, hoering=hoering)
    said = sagsskridt.answered(session, seen, Emne.FRITAGELSE_AFSLAG, now)
    if said is None or command.hoering is None:
        return command
    said = sagsskridt.told_in_all(said, command.svar)
    return replace(command, svar=said, hoering=replace(command.hoering, svaret=True))


def _judged(
    session: Session, seen: Seen, wish: OenskeView, command: AnswerRequest, now: datetime
) -> Decision:
    facts, af = seen.person.facts, seen.worker.organisation.holder
    if wish.art is OenskeArt.BOOKE_SELV:
        raise UnknownRequest(wish.public_id)
    if wish.art is not OenskeArt.FRITAGELSE:
        return anmodning.svar(facts, now, SvarSpoergsmaal(af, wish.art, command.ja, command.begrundelse))
    if command.ja:
        return _exempting(seen, _ground(wish, command), now, anmodet=True)
    question = AfslagSpoergsmaal(
        af=af,
        begrundelse=command.begrundelse,
        egne_oplysninger=command.egne_oplysninger,
        hoering=hear_person.held_against(command.hoering),
        digital=seen.person.person.digital_post,
        # Of one that somebody wrote down for the person, that is the day on which it was written down.
        anmodet=None if wish.noted_by else wish.asked_at.astimezone(COPENHAGEN).date(),
    )
    return sagsskridt.may_decide(
        session,
        seen,
        Emne.FRITAGELSE_AFSLAG,
        fritagelse.afslaa(facts, now, question),
        now,
        svaret=bool(command.svar),
        fravigelse=command.fravigelse,
    )


def _ground(wish: OenskeView, command: AnswerRequest) -> Fritagelsesgrund:
    """What the caseworker rests the exemption on; where they say nothing, what the person gave as ground."""
    return command.grund or Fritagelsesgrund(wish.grund or "")


def _exempting(
    seen: Seen, grund: Fritagelsesgrund, now: datetime, *, anmodet: bool, fravalgt: bool = False
) -> Decision:
    af = seen.worker.organisation.holder
    return fritagelse.fritag(seen.person.facts, now, FritagSpoergsmaal(af, grund, anmodet, fravalgt))


def _answer(session: Session, command: AnswerRequest, now: datetime) -> Answered | NotAnswered:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.OENSKER, for_update=True)
    wish = wish_of(session, seen, command.oenske)
    if wish.answered_at is not None:
        return Answered(wish.letter, repeated=True)
    if not wish.is_open:
        raise UnknownRequest(command.oenske)
    command = with_answer(session, seen, command, now)
    decision, *along = judge(session, seen, wish, command, now)
    decision_id = casework.record(session, seen, ACTION, decision, now)
    refused = next((one for one in (decision, *along) if not one.allowed), None)
    if refused is not None:
        return NotAnswered(refused)
    letter = _letter(session, seen, wish, command, decision, decision_id, along, now)
    given = Answer(
        granted=command.ja,
        begrundelse=command.begrundelse,
        organisation_id=seen.worker.organisation.id,
        caseworker_id=seen.worker.id,
        decision_id=decision_id,
        at=now,
        letter=letter,
    )
    requests.answer(session, wish.id, given)
    payload = {"oenske": str(wish.public_id), "art": wish.art.value, "ja": command.ja}
    outbox.enqueue(session, TOPIC, payload, seen.person.person_id, now)
    return Answered(letter)


def _letter(
    session: Session,
    seen: Seen,
    wish: OenskeView,
    command: AnswerRequest,
    decision: Decision,
    decision_id: int,
    along: list[Decision],
    now: datetime,
) -> uuid.UUID | None:
    """The letter on an exemption, granted or refused; None where none was decided on."""
    if wish.art is OenskeArt.FRITAGELSE and not command.ja:
        said = Said(command.begrundelse or "", command.svar)
        asked = wish.asked_at.astimezone(COPENHAGEN).date()
        hearing = None if command.egne_oplysninger else command.hoering
        written = letters.refused(send_letter.between(seen, now), asked, said, hearing, decision)
        hear_person.decided(session, seen, Emne.FRITAGELSE_AFSLAG, now)
        sent = send_letter.send(session, seen, written, None, now)
        made = Afgjort(
            emne=Emne.FRITAGELSE_AFSLAG,
            begrundelse=command.begrundelse or "",
            decision_id=decision_id,
            letter=sent,
            grundlag=wish.grund,
            klage_senest=last_day_to_complain(decision),
            svar=command.svar,
            fravigelse=command.fravigelse,
        )
        sagsskridt.decided(session, seen, made, now)
        return sent
    if wish.art is OenskeArt.FRITAGELSE:
        hear_person.decided(session, seen, Emne.FRITAGELSE_AFSLAG, now)
        sagsskridt.dropped(session, seen, Emne.FRITAGELSE_AFSLAG, command.begrundelse or "", now)
        return _exempt(session, seen, _ground(wish, command), command.begrundelse, decision_id, now)
    if not along:
        return None
    along_id = casework.record(session, seen, EXEMPT_ACTION, along[0], now)
    return _exempt(session, seen, FOELGER[wish.art], None, along_id, now)


def _exempt(
    session: Session,
    seen: Seen,
    grund: Fritagelsesgrund,
    begrundelse: str | None,
    decision_id: int,
    now: datetime,
) -> uuid.UUID:
    written = letters.granted(send_letter.between(seen, now), grund, begrundelse)
    key = beslutninger.take(
        session,
        NewBeslutning(
            person_id=seen.person.person_id,
            organisation_id=seen.worker.organisation.id,
            caseworker_id=seen.worker.id,
            art=BeslutningArt.FRITAGELSE,
            af=seen.worker.organisation.holder,
            dato=written.day,
            begrundelse=begrundelse or "",
            decision_id=decision_id,
            grundlag=grund.value,
        ),
    )
    return send_letter.send(session, seen, written, key, now)
