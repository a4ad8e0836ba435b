"""Who has asked to see the file of a case that is about to be decided (`portal.policy.udsaettelse`)."""

from __future__ import annotations

from dataclasses import dataclass

from portal.policy.kalender import day_of
from portal.policy.udsaettelse import Anmodning, Udsaettelse, Vigende
from portal.store import aktindsigter
from portal.store.afgoerelser import Sag
from portal.store.aktindsigter import AktindsigtView
from portal.store.database import Session


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
    asked = tuple(_anmodning(one) for one in waiting(session, sag))
    if fravigelse is None:
        return Udsaettelse(asked)
    return Udsaettelse(asked, fravigelse.vigende, fravigelse.fordi)


def _anmodning(one: AktindsigtView) -> Anmodning:
    given = day_of(one.answered_at) if one.answered_at is not None and one.granted else None
    return Anmodning(venter=one.is_open or one.naeste is not None, givet=given)
