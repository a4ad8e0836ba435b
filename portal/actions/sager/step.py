"""What every step of a case begins and ends with: whose case it is, whether it is the step's turn, the log.

A case belongs to the organisation that decided, also where the person has left it since: nobody else can look
at its decision again, or send it on (`portal.policy.indsigt.TIDLIGERE`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.actions import casework, sagsskridt, send_letter, udsaettelse
from portal.actions.casework import FIGURES_ONLY, NotSeen, Seen
from portal.actions.sagsskridt import ART as ART
from portal.actions.udsaettelse import Fravigelse
from portal.policy.afgoerelse import TrinSpoergsmaal
from portal.policy.indsigt import TIDLIGERE, Del, indsigt
from portal.policy.kalender import day_of
from portal.policy.law import Decision
from portal.policy.sagsgang import Hvem, Trin
from portal.store import afgoerelser, facts, search_people
from portal.store.afgoerelser import NewSkridt, Sag
from portal.store.database import Session
from portal.wording.letters.klage import Om
from portal.wording.letters.letter import Letter


@dataclass(frozen=True, slots=True)
class OfCase:
    """Who acts, and in which case; `person`, `sag`: public ids."""

    caseworker_id: int
    person: uuid.UUID
    sag: uuid.UUID


@dataclass(frozen=True, slots=True)
class Taken:
    """The step is taken. `letter`: its public id, where there is one. `repeated`: it was taken before."""

    letter: uuid.UUID | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotTaken:
    """The step is not taken: the decision says why."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Open:
    """A case that a step is about to be taken in."""

    session: Session
    seen: Seen
    sag: Sag
    now: datetime

    @property
    def own(self) -> int:
        return self.seen.worker.organisation.id

    @property
    def today(self) -> date:
        return day_of(self.now)


def find(session: Session, of: OfCase, now: datetime, *, for_update: bool = False) -> Open:
    """The case an address names. `for_update`: the person is locked until the transaction ends.

    Raises NotSeen, also where the person has no such case with the organisation.
    """
    worker = casework.working(session, of.caseworker_id)
    key = search_people.key_of(session, of.person)
    if key is None or worker.role == FIGURES_ONLY:
        raise NotSeen(worker, key)
    known = facts.load(session, key, now, for_update=for_update)
    own = worker.organisation
    seen = Seen(worker, known, indsigt(known.facts, now, own.holder, own.code))
    found = afgoerelser.get(session, of.sag)
    allowed = seen.indsigt.ser(Del.SAGER) if seen.indsigt.egen else Del.SAGER in TIDLIGERE
    if not allowed or found is None or found.view.person_id != key or found.view.organisation.id != own.id:
        raise NotSeen(worker, key)
    return Open(session, seen, found, now)


def repeats(of: Open, trin: Trin, tekst: str | None, resultat: str | None = None) -> bool:
    """Whether that very step was taken last: a form that was sent twice."""
    last = of.sag.skridt[-1]
    return (last.trin, last.tekst, last.resultat) == (trin, tekst, resultat)


def ask(
    of: Open,
    action: str,
    trin: Trin,
    *,
    dag: date | None = None,
    begrundelse: str | None = None,
    resultat: str | None = None,
    til: date | None = None,
    fravigelse: Fravigelse | None = None,
) -> tuple[Decision, int]:
    """What the law says of taking the step now, kept and logged, and the key it is kept under."""
    q = TrinSpoergsmaal(
        trin,
        Hvem.MYNDIGHED,
        dag or of.today,
        begrundelse,
        resultat,
        til,
        gaelder=kan_deles(of),
        udsaettelse=udsaettelse.of(of.session, of.sag, fravigelse),
    )
    decision = sagsskridt.judge(of.sag, q, of.now)
    return decision, casework.record(of.session, of.seen, action, decision, of.now)


def take(
    of: Open,
    trin: Trin,
    decision_id: int,
    *,
    dag: date | None = None,
    tekst: str | None = None,
    resultat: str | None = None,
    kanal: str | None = None,
    til: date | None = None,
    letter: Letter | None = None,
) -> tuple[Sag, uuid.UUID | None]:
    """Keeps the step and sends its letter. Gives the case after it, and the letter's public id."""
    sent = send_letter.send(of.session, of.seen, letter, None, of.now) if letter else None
    step = NewSkridt(
        trin=trin,
        dag=dag or of.today,
        at=of.now,
        tekst=tekst or None,
        resultat=resultat,
        kanal=kanal,
        til=til,
        caseworker_id=of.seen.worker.id,
        decision_id=decision_id,
        letter=sent,
    )
    after = afgoerelser.append(of.session, of.sag, step)
    if letter is None:
        sagsskridt.told(of.session, after, trin, of.now)
    return after, sent


def about(of: Open) -> Om:
    """The decision of the case, as its letters name it. ValueError where nothing was decided."""
    return sagsskridt.about(of.seen.person.facts, of.sag, of.now)


def kan_deles(of: Open) -> bool:
    """Whether a complaint can be upheld in part: the decision binds, or the person is exempt to a day."""
    if not of.sag.gang.har(Trin.AFGJORT):
        return False
    return about(of).gaelder or sagsskridt.fritaget_til(of.seen.person.facts, of.now) is not None


def bortfaldet(of: Open) -> date | None:
    """The day from which the decision binds no longer although nobody lifted it; it never goes to another."""
    return sagsskridt.bortfaldet(of.seen.person.facts, of.sag, of.now)
