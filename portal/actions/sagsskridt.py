"""The steps that acts take in a decision's case, each in the act's own transaction.

A case is opened by the first thing that is done in it: the person is heard, or the decision is taken at once.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from portal.actions import udsaettelse
from portal.actions.casework import Seen
from portal.actions.udsaettelse import Fravigelse
from portal.policy import afgoerelse, fratagelse
from portal.policy import beslutninger as binding
from portal.policy.afgoerelse import Naeste, TrinSpoergsmaal, kan_afgoere, tag_skridt
from portal.policy.facts import BeslutningArt, Facts
from portal.policy.hoering import Emne
from portal.policy.kalender import day_of, days_after
from portal.policy.law import Decision, Finding
from portal.policy.sag import Sag as Course
from portal.policy.sagsgang import OM_FRITAGELSE, Gang, Hvem, Trin, Venter
from portal.policy.udsaettelse import INGEN_VENTER, Udsaettelse
from portal.store import afgoerelser, outbox
from portal.store.afgoerelser import NewSkridt, Sag, SagView
from portal.store.database import Session
from portal.store.hearings import Hearing
from portal.wording.letters.klage import Om
from portal.wording.reader import N_

FILE_FIRST: Final = frozenset({"afgoerelse_venter", "aktindsigt_laeses"})
RUNNING: Final = "hoering_loeber"
NOT_PUT_OFF: Final = "udsaettes_ikke"
TOPIC: Final = "sag.skridt"
"""A step that nobody is told of by a letter: the person finds it in the case."""

ANOTHER_COURSE: Final = N_(
    "Høringen i sagen er fra et andet forløb. Det, vi overvejer nu, er en ny sag, hvor du bliver hørt igen."
)
"""Why a case ends when another one on the same is begun in another course: words of the case, in Danish."""

GRANTED: Final = N_("Personen fik det, personen bad om.")
"""Why a case on refusing ends where nothing was said with the yes: words of the case, in Danish."""

ART: Final = {
    Emne.FRATAGELSE: BeslutningArt.FRATAGELSE,
    Emne.FASTHOLDT_PLIGT: BeslutningArt.FASTHOLDT_PLIGT,
}
"""Decisions against the person that bind from a day on."""


@dataclass(frozen=True, slots=True)
class Afgjort:
    """What was decided in the case. `klage_senest`: None: nobody knows it.

    `svar`: what the person answered. `fravigelse`: why it does not wait for who wants to see the file.
    `beslutning_id`: where it binds from a day on. `indstilling_id`: the offer
    that was decided on.
    """

    emne: Emne
    begrundelse: str
    decision_id: int
    letter: uuid.UUID
    grundlag: str | None = None
    beslutning_id: int | None = None
    klage_senest: date | None = None
    svar: str | None = None
    fravigelse: Fravigelse | None = None
    indstilling_id: int | None = None


class OutOfTurn(Exception):
    """A step that is not the case's next was about to be kept: the decision says why it is not."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(finding.code for finding in decision.refusals))
        self.decision = decision


def undecided(session: Session, seen: Seen, emne: Emne) -> Sag | None:
    """The organisation's own case of that kind, while nothing is decided in it."""
    return afgoerelser.undecided(session, seen.person.person_id, seen.worker.organisation.id, emne)


def answered(session: Session, seen: Seen, emne: Emne, now: datetime) -> str | None:
    """What the person answered in that case, word for word: a decision has to tell it (AKS § 23, stk. 5).

    An answer to a hearing that carries no decision any more is none.
    """
    sag = undecided(session, seen, emne)
    return sag.svar if sag and hoering_forbi(seen.person.facts, sag, now) is None else None


def told_in_all(said: str | None, typed: str | None) -> str | None:
    """What a decision tells of the person's answer: all that they said in the case, and what a caseworker
    wrote down besides, each once.
    """
    if not said or not typed:
        return said or typed or None
    known, more = " ".join(said.split()), " ".join(typed.split())
    if known in more:
        return typed
    return said if more in known else f"{said}\n\n{typed}"


def file_first(session: Session, seen: Seen, emne: Emne, now: datetime) -> Finding | None:
    """That a decision of that kind waits today for who wants to see the file; None: it need not."""
    sag = undecided(session, seen, emne)
    if sag is None:
        return None
    turn = kan_afgoere(sag.gang, day_of(now), udsaettelse.of(session, sag), svaret=False)
    return next((one for one in turn.refusals if one.code in FILE_FIRST), None)


def heard(
    session: Session,
    seen: Seen,
    hearing: Hearing,
    decision_id: int,
    now: datetime,
    indstilling_id: int | None = None,
) -> None:
    """The person is heard: the case is opened where there is none."""
    grundlag = hearing.grundlag.value if hearing.grundlag else None
    present = undecided(session, seen, hearing.emne)
    sag = _opened(session, seen, present, hearing.emne, hearing.baggrund, grundlag, now, indstilling_id)
    step = _step(seen, Trin.HOERT, now, frist=hearing.frist, decision_id=decision_id, letter=hearing.letter)
    _append(session, sag, step, grundlag=grundlag)


def may_decide(
    session: Session,
    seen: Seen,
    emne: Emne,
    decision: Decision,
    now: datetime,
    *,
    svaret: bool,
    fravigelse: Fravigelse | None = None,
) -> Decision:
    """`decision`, which says whether the decision itself can be taken, with whether it is the case's turn.

    `svaret`: what the person answered is told in it. What it rests on besides is kept with it.
    """
    sag, gang = undecided(session, seen, emne), Gang(emne, seen.worker.organisation.holder, ())
    if sag is not None and hoering_forbi(seen.person.facts, sag, now) is None:
        gang = sag.gang
    turn = kan_afgoere(gang, day_of(now), udsaettelse.of(session, sag, fravigelse), svaret=svaret)
    if not turn.allowed:
        # That the days to answer run is said once, by the decision itself where it looks at them.
        known = {one.code for one in decision.refusals}
        more = [one for one in turn.refusals if one.code != RUNNING or "mangler_partshoering" not in known]
        return Decision(decision.question, (*decision.refusals, *more))
    if not decision.allowed:
        return decision
    rests_on = [one for one in turn.findings if one.code == NOT_PUT_OFF]
    return Decision(decision.question, (*decision.findings, *rests_on), decision.result)


def decided(session: Session, seen: Seen, made: Afgjort, now: datetime) -> None:
    """The decision is taken. What was answered, or that nothing was, is kept before it."""
    present = undecided(session, seen, made.emne)
    waits = udsaettelse.of(session, present, made.fravigelse)
    sag = _opened(
        session, seen, present, made.emne, made.begrundelse, made.grundlag, now, made.indstilling_id
    )
    sag = _before_deciding(session, seen, sag, made, now)
    turn = kan_afgoere(sag.gang, day_of(now), waits, svaret=False)
    if made.fravigelse is not None and any(one.code == NOT_PUT_OFF for one in turn.findings):
        sag = _append(session, sag, not_put_off(seen, made.fravigelse, made.decision_id, now))
    step = _step(
        seen,
        Trin.AFGJORT,
        now,
        tekst=made.begrundelse,
        decision_id=made.decision_id,
        letter=made.letter,
    )
    _append(
        session,
        sag,
        step,
        waits,
        grundlag=made.grundlag,
        beslutning_id=made.beslutning_id,
        klage_senest=made.klage_senest,
    )


def dropped(session: Session, seen: Seen, emne: Emne, why: str, now: datetime) -> None:
    """Nothing is decided against the person after all: the case, if there is one, ends with that."""
    sag = undecided(session, seen, emne)
    if sag is not None:
        _append(session, sag, _step(seen, Trin.FRAFALDET, now, tekst=why.strip() or GRANTED))


def lifted(
    session: Session, seen: Seen, beslutning_id: int, why: str, letter: uuid.UUID, now: datetime
) -> None:
    """The decision no longer binds. A complaint of it goes on."""
    sag = afgoerelser.of_beslutning(session, beslutning_id)
    if sag is not None and not sag.gang.har(Trin.OPHAEVET):
        _append(session, sag, _step(seen, Trin.OPHAEVET, now, tekst=why, letter=letter))


def judge(sag: Sag, q: TrinSpoergsmaal, now: datetime) -> Decision:
    """What the law says of taking that step at `now` (aware). Writes nothing."""
    return tag_skridt(sag.gang, day_of(now), q)


def about(facts: Facts, sag: Sag, now: datetime) -> Om:
    """The decision of the case, as its letters name it. ValueError where nothing was decided."""
    decided = sag.seneste(Trin.AFGJORT)
    if decided is None:
        raise ValueError("a case in which nothing was decided")
    over = bortfaldet(facts, sag, now) is not None or udloebet(facts, sag, now) is not None
    over = over or sag.gang.har(Trin.OPHAEVET)
    return Om(sag.view.emne, decided.dag, gaelder=not over and not fritaget_siden(facts, sag, now))


def fritaget_siden(facts: Facts, sag: Sag, now: datetime) -> bool:
    """Whether the exemption that the case's decision refused or lifted binds today after all."""
    if sag.view.emne not in OM_FRITAGELSE or not sag.gang.har(Trin.AFGJORT):
        return False
    return binding.bindende(Course(facts, now), BeslutningArt.FRITAGELSE, day_of(now)) is not None


def bortfaldet(facts: Facts, sag: Sag, now: datetime) -> date | None:
    """The day from which the decision binds no longer although nobody lifted it; it never goes to another.

    A refused exemption is asked for anew of whoever has the course now. One that was lifted stays so.
    """
    decided, view = sag.seneste(Trin.AFGJORT), sag.view
    if decided is None:
        return None
    if view.emne is Emne.FRITAGELSE_AFSLAG:
        course = Course(facts, now)
        return binding.forbi(course, view.af, decided.dag, course.i_dag, view.organisation.code)
    found = next((one for one in facts.beslutninger if one.noegle == view.beslutning_id), None)
    return binding.bortfald(Course(facts, now), found) if found and view.emne in ART else None


def gaelder_til(facts: Facts, sag: Sag) -> date | None:
    """The last Danish day on which the decision binds, where a complaint was upheld in part and nobody has
    lifted it since; None: it has none.
    """
    own = next((one for one in facts.beslutninger if one.noegle == sag.view.beslutning_id), None)
    if own is None or own.ophaevet is None or sag.view.emne not in ART or sag.gang.har(Trin.OPHAEVET):
        return None
    return days_after(own.ophaevet, -1)


def fritaget_til(facts: Facts, now: datetime) -> date | None:
    """The last Danish day of the exemption that binds today; None: none does, or it has no last day."""
    found = binding.bindende(Course(facts, now), BeslutningArt.FRITAGELSE, day_of(now))
    return days_after(found.ophaevet, -1) if found and found.ophaevet else None


def udloebet(facts: Facts, sag: Sag, now: datetime) -> date | None:
    """That day, once it has gone by."""
    last = gaelder_til(facts, sag)
    return last if last is not None and last < day_of(now) else None


def hoering_forbi(facts: Facts, sag: Sag, now: datetime) -> date | None:
    """The day from which the hearing in an undecided case carries no decision any more; None: it does."""
    heard = sag.seneste(Trin.HOERT)
    over = sag.gang.har(Trin.AFGJORT) or sag.gang.har(Trin.FRAFALDET)
    return None if heard is None or over else del_forbi(facts, sag.view, heard.dag, now)


def naeste(facts: Facts, sag: Sag, now: datetime) -> Naeste | None:
    """What is next; after a hearing that carries nothing, another one, by no day. None where nothing is."""
    after, view = afgoerelse.naeste(sag.gang, day_of(now)), sag.view
    if after is None or hoering_forbi(facts, sag, now) is None:
        return after
    cited = afgoerelse.hjemmel(view.emne, view.af, Trin.HOERT)
    return Naeste(Trin.HOERT, Venter.OS, None, snarest=False, citations=cited)


def del_forbi(facts: Facts, view: SagView, fra: date, now: datetime) -> date | None:
    """The day on which the stretch of the course was over in which somebody was heard on the Danish day
    `fra`; None: it runs, or the decision belongs to none.
    """
    if view.emne not in (*ART, *OM_FRITAGELSE):
        return None
    return fratagelse.hoering_forbi(Course(facts, now), view.af, fra, view.organisation.code)


def still_to_complain(sag: Sag, today: date) -> date | None:
    """The last Danish day to complain, where it has not gone by; None: it has, or nobody knows it."""
    last = sag.view.klage_senest
    return last if last is not None and last >= today else None


def told(session: Session, sag: Sag, trin: Trin, now: datetime) -> None:
    """Puts on its way that the step was taken."""
    payload = {"sag": str(sag.view.public_id), "trin": trin.value, "emne": sag.view.emne.value}
    outbox.enqueue(session, TOPIC, payload, sag.view.person_id, now)


def _opened(
    session: Session,
    seen: Seen,
    present: Sag | None,
    emne: Emne,
    why: str,
    grundlag: str | None,
    now: datetime,
    indstilling_id: int | None = None,
) -> Sag:
    """`present`: the undecided case of that kind. Where it was left behind, it ends and another begins."""
    if present is not None and hoering_forbi(seen.person.facts, present, now) is None:
        return present
    if present is not None:
        _append(session, present, _step(seen, Trin.FRAFALDET, now, tekst=ANOTHER_COURSE))
        told(session, present, Trin.FRAFALDET, now)
    own, first = seen.worker.organisation, _step(seen, Trin.AABNET, now, tekst=why)
    return afgoerelser.open_case(
        session, seen.person.person_id, own.id, emne, own.holder, grundlag, first, indstilling_id
    )


def _before_deciding(session: Session, seen: Seen, sag: Sag, made: Afgjort, now: datetime) -> Sag:
    """The answer that came another way than through the portal, or that none came.

    A hearing that was held outside the portal has no step of its own: its days stand in the letter.
    """
    if not sag.gang.har(Trin.HOERT) or sag.gang.svar is not None:
        return sag
    if made.svar:
        return _append(session, sag, _step(seen, Trin.SVARET, now, tekst=made.svar, kanal="papir"))
    q = TrinSpoergsmaal(Trin.UDEN_SVAR, Hvem.MYNDIGHED, day_of(now))
    if not judge(sag, q, now).allowed:
        return sag
    return _append(session, sag, _step(seen, Trin.UDEN_SVAR, now))


def kept(session: Session, sag: Sag, step: NewSkridt) -> Sag:
    """Keeps a step that follows from an act. Raises OutOfTurn where it is not the case's turn for it."""
    return _append(session, sag, step)


def not_put_off(seen: Seen, why: Fravigelse, decision_id: int, now: datetime) -> NewSkridt:
    """The step that says why a decision does not wait."""
    step = _step(seen, Trin.IKKE_UDSAT, now, tekst=why.fordi, decision_id=decision_id)
    return replace(step, resultat=why.vigende.value)


def _append(
    session: Session, sag: Sag, step: NewSkridt, waits: Udsaettelse = INGEN_VENTER, **changed: Any
) -> Sag:
    """The one way in which a step that an act takes comes into a case: the law is asked first."""
    q = TrinSpoergsmaal(
        step.trin, Hvem.MYNDIGHED, step.dag, step.tekst, step.resultat, step.til, udsaettelse=waits
    )
    decision = judge(sag, q, step.at)
    if not decision.allowed:
        raise OutOfTurn(decision)
    return afgoerelser.append(session, sag, step, **changed)


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
