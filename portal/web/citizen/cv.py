"""The person's CV on Min Plan: until when it has to be in order, what was found, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from portal.policy.cv import CvTilstand
from portal.store import cv
from portal.store.cv import CvCheck
from portal.store.database import Session
from portal.web.citizen.asking import Asking
from portal.web.citizen.links import JOBNET
from portal.wording.explain import Why
from portal.wording.reader import day


@dataclass(frozen=True, slots=True)
class Cv:
    """What the part of the page shows. `missing`: as a caseworker typed it. `todo`: not in order yet."""

    text: str
    seen: str
    missing: str
    todo: bool
    href: str
    why: Why


def shown(session: Session, who: Asking) -> Cv | None:
    """None for whoever is not registered on dagpenge. Only what was found takes a statement."""
    state = who.situation.cv
    if state is None:
        return None
    found = cv.of_person(session, who.person.person_id)[0] if state.kontrol is not None else None
    bad = found is not None and not found.fyldestgoerende
    return Cv(
        text=_text(who, state),
        seen=_seen(who, found) if found is not None else "",
        missing=(found.mangler or "") if found is not None and bad else "",
        todo=state.mangler or bad,
        href=JOBNET,
        why=who.why(state.finding, who.reader.gettext("Dit CV")),
    )


def _text(who: Asking, state: CvTilstand) -> str:
    _ = who.reader.gettext
    if state.fyldestgoerende:
        return _("Dit CV på jobnet.dk er godkendt. Hold det selv opdateret.")
    if state.senest is None:
        return _("Hold selv dit CV på jobnet.dk opdateret.")
    last = day(who.reader, state.senest)
    if state.senest < who.situation.i_dag:
        return _("Dit CV på jobnet.dk skulle være udfyldt og godkendt senest {dag}.").format(dag=last)
    return _("Dit CV på jobnet.dk skal være udfyldt og godkendt senest {dag}.").format(dag=last)


def _seen(who: Asking, found: CvCheck) -> str:
    _, when = who.reader.gettext, day(who.reader, found.dato)
    text = _("{hvem} så det igennem {dag} og godkendte det.")
    if not found.fyldestgoerende:
        text = _("{hvem} så det igennem {dag}. Det er ikke fyldestgørende endnu.")
    return text.format(hvem=found.organisation, dag=when)
