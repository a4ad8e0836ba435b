"""The steps that acts take in a decision's case, each in the act's own transaction.

A case is opened by the first thing that is done in it: the person is heard, or the decision is taken at once.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions.casework import Seen
from portal.policy import beslutninger as binding
from portal.policy.afgoerelse import OM_FRITAGELSE, Hvem, Trin, TrinSpoergsmaal, tag_skridt
from portal.policy.facts import BeslutningArt, Facts
from portal.policy.hoering import Emne
from portal.policy.kalender import day_of
from portal.policy.law import Decision
from portal.policy.sag import Sag as Course
from portal.store import afgoerelser, outbox
from portal.store.afgoerelser import NewSkridt, Sag
from portal.store.database import Session
from portal.store.hearings import Hearing
from portal.wording.letters.klage import Om

TOPIC: Final = "sag.skridt"
"""A step that nobody is told of by a letter: the person finds it in the case."""

ART: Final = {
    Emne.FRATAGELSE: BeslutningArt.FRATAGELSE,
    Emne.FASTHOLDT_PLIGT: BeslutningArt.FASTHOLDT_PLIGT,
}
"""Decisions against the person that bind from a day on."""


@dataclass(frozen=True, slots=True)
class Afgjort:
    """What was decided in the case. `klage_senest`: None: nobody knows it.

    `svar`: what the person answered. `beslutning_id`: where it binds from a day on.
    """

    emne: Emne
    begrundelse: str
    decision_id: int
    letter: uuid.UUID
    grundlag: str | None = None
    beslutning_id: int | None = None
    klage_senest: date | None = None
    svar: str | None = None


def undecided(session: Session, seen: Seen, emne: Emne) -> Sag | None:
    """The organisation's own case of that kind, while nothing is decided in it."""
    return afgoerelser.undecided(session, seen.person.person_id, seen.worker.organisation.id, emne)


def answered(session: Session, seen: Seen, emne: Emne) -> str | None:
    """What the person answered in that case, word for word: a decision has to tell it (AKS § 23, stk. 5)."""
    sag = undecided(session, seen, emne)
    return sag.svar if sag else None


def heard(session: Session, seen: Seen, hearing: Hearing, decision_id: int, now: datetime) -> None:
    """The person is heard: the case is opened where there is none."""
    grundlag = hearing.grundlag.value if hearing.grundlag else None
    sag = _opened(session, seen, hearing.emne, hearing.baggrund, grundlag, now)
    step = _step(seen, Trin.HOERT, now, frist=hearing.frist, decision_id=decision_id, letter=hearing.letter)
    afgoerelser.append(session, sag, step, grundlag=grundlag)


def decided(session: Session, seen: Seen, made: Afgjort, now: datetime) -> None:
    """The decision is taken. What was answered, or that nothing was, is kept before it."""
    sag = _opened(session, seen, made.emne, made.begrundelse, made.grundlag, now)
    sag = _before_deciding(session, seen, sag, made, now)
    step = _step(
        seen,
        Trin.AFGJORT,
        now,
        tekst=made.begrundelse,
        decision_id=made.decision_id,
        letter=made.letter,
    )
    afgoerelser.append(
        session,
        sag,
        step,
        grundlag=made.grundlag,
        beslutning_id=made.beslutning_id,
        klage_senest=made.klage_senest,
    )


def dropped(session: Session, seen: Seen, emne: Emne, why: str, now: datetime) -> None:
    """Nothing is decided against the person after all: the case, if there is one, ends with that."""
    sag = undecided(session, seen, emne)
    if sag is not None:
        afgoerelser.append(session, sag, _step(seen, Trin.FRAFALDET, now, tekst=why))


def lifted(
    session: Session, seen: Seen, beslutning_id: int, why: str, letter: uuid.UUID, now: datetime
) -> None:
    """The decision no longer binds. A complaint of it goes on."""
    sag = afgoerelser.of_beslutning(session, beslutning_id)
    if sag is not None and not sag.gang.har(Trin.OPHAEVET):
        afgoerelser.append(session, sag, _step(seen, Trin.OPHAEVET, now, tekst=why, letter=letter))


def judge(sag: Sag, q: TrinSpoergsmaal, now: datetime) -> Decision:
    """What the law says of taking that step at `now` (aware). Writes nothing."""
    return tag_skridt(sag.gang, day_of(now), q)


def about(facts: Facts, sag: Sag, now: datetime) -> Om:
    """The decision of the case, as its letters name it. ValueError where nothing was decided."""
    decided = sag.seneste(Trin.AFGJORT)
    if decided is None:
        raise ValueError("a case in which nothing was decided")
    over = bortfaldet(facts, sag, now) is not None or sag.gang.har(Trin.OPHAEVET)
    return Om(sag.view.emne, decided.dag, gaelder=not over and not fritaget_siden(facts, sag, now))


def fritaget_siden(facts: Facts, sag: Sag, now: datetime) -> bool:
    """Whether the exemption that the case's decision refused or lifted binds today after all."""
    if sag.view.emne not in OM_FRITAGELSE or not sag.gang.har(Trin.AFGJORT):
        return False
    return binding.bindende(Course(facts, now), BeslutningArt.FRITAGELSE, day_of(now)) is not None


def bortfaldet(facts: Facts, sag: Sag, now: datetime) -> date | None:
    """The day from which the decision binds no longer although nobody lifted it; it never goes to another."""
    decided, art = sag.seneste(Trin.AFGJORT), ART.get(sag.view.emne)
    if decided is None or art is None:
        return None
    own = (
        one for one in facts.beslutninger if (one.art, one.af, one.dato) == (art, sag.view.af, decided.dag)
    )
    found = next(own, None)
    return binding.bortfald(Course(facts, now), found) if found else None


def told(session: Session, sag: Sag, trin: Trin, now: datetime) -> None:
    """Puts on its way that the step was taken."""
    payload = {"sag": str(sag.view.public_id), "trin": trin.value, "emne": sag.view.emne.value}
    outbox.enqueue(session, TOPIC, payload, sag.view.person_id, now)


def _opened(session: Session, seen: Seen, emne: Emne, why: str, grundlag: str | None, now: datetime) -> Sag:
    present = undecided(session, seen, emne)
    if present is not None:
        return present
    own, first = seen.worker.organisation, _step(seen, Trin.AABNET, now, tekst=why)
    return afgoerelser.open_case(session, seen.person.person_id, own.id, emne, own.holder, grundlag, first)


def _before_deciding(session: Session, seen: Seen, sag: Sag, made: Afgjort, now: datetime) -> Sag:
    """The answer that came another way than through the portal, or that none came.

    A hearing that was held outside the portal has no step of its own: its days stand in the letter.
    """
    if not sag.gang.har(Trin.HOERT) or sag.gang.svar is not None:
        return sag
    if made.svar:
        return afgoerelser.append(session, sag, _step(seen, Trin.SVARET, now, tekst=made.svar, kanal="papir"))
    q = TrinSpoergsmaal(Trin.UDEN_SVAR, Hvem.MYNDIGHED, day_of(now))
    if not judge(sag, q, now).allowed:
        return sag
    return afgoerelser.append(session, sag, _step(seen, Trin.UDEN_SVAR, now))


def _step(
    seen: Seen,
    trin: Trin,
    now: datetime,
    *,
    frist: date | None = None,
    tekst: str | None = None,
    kanal: str | None = None,
    decision_id: int | None = None,
    letter: uuid.UUID | None = None,
) -> NewSkridt:
    return NewSkridt(
        trin=trin,
        dag=day_of(now),
        at=now,
        frist=frist,
        tekst=tekst,
        kanal=kanal,
        caseworker_id=seen.worker.id,
        decision_id=decision_id,
        letter=letter,
    )
