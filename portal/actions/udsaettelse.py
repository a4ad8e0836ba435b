"""Who has asked to see the file of a case that is about to be decided (`portal.policy.udsaettelse`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.policy.afgoerelse import naeste
from portal.policy.aktindsigt import Svar
from portal.policy.aktindsigt_klage import stopper
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.law import Finding
from portal.policy.sagsgang import Trin
from portal.policy.udsaettelse import Anmodning, Udsaettelse, Vigende, venter
from portal.store import aktindsigt_skridt, aktindsigter
from portal.store.afgoerelser import Sag
from portal.store.aktindsigt_skridt import Whole
from portal.store.aktindsigter import AktindsigtView
from portal.store.database import Session

_DECIDED_NEXT: Final = frozenset({Trin.SVARET, Trin.AFGJORT, Trin.GENVURDERET})
"""What is next where a decision, or the second look at it, is still to come."""


@dataclass(frozen=True, slots=True)
class Fravigelse:
    """Why a caseworker will not wait for who wants to see the file: in a word, and in words."""

    vigende: Vigende
    fordi: str


def waiting(session: Session, sag: Sag | None) -> tuple[AktindsigtView, ...]:
    """All who asked to see the file of the case, the latest first; none where there is no case."""
    return aktindsigter.of_case(session, sag.view.public_id) if sag else ()


def of(session: Session, sag: Sag | None, fravigelse: Fravigelse | None = None) -> Udsaettelse:
    """What the law has to know of them, and of the caseworker's reason not to wait."""
    found = waiting(session, sag)
    whole = aktindsigt_skridt.whole(session, found) if sag and found else ()
    asked = tuple(_anmodning(one, sag.view.af) for one in whole) if sag else ()
    if fravigelse is None:
        return Udsaettelse(asked)
    return Udsaettelse(asked, fravigelse.vigende, fravigelse.fordi)


def decision_waits(session: Session, sag: Sag, now: datetime) -> Finding | None:
    """Why what is to be decided in the case waits at `now` (aware) for who asked; None: nothing does."""
    today = day_of(now)
    after = naeste(sag.gang, today)
    if after is None or after.trin not in _DECIDED_NEXT:
        return None
    answers = [one.dag for one in sag.gang.skridt if one.trin is Trin.SVARET]
    return venter(sag.view.af, today, of(session, sag), max(answers, default=None))


def _anmodning(one: Whole, af: Aktoer) -> Anmodning:
    given = next((s.dag for s in reversed(one.skridt) if s.svar in (Svar.JA, Svar.DELVIS)), None)
    if given is None and one.view.answered_at is not None and one.view.granted:
        given = day_of(one.view.answered_at)
    return Anmodning(venter=stopper(one.gang(af)), givet=given)
