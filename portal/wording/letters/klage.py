"""Letters on a decision as a case: that it is dropped, and what becomes of a complaint (LAB §§ 204, 207; RSL
§§ 59 a, 59 b, 66-68, 72).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.policy.hoering import Emne
from portal.policy.kalender import day_after
from portal.policy.sagsgang import Udfald
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made, written


@dataclass(frozen=True, slots=True)
class Om:
    """The decision that a letter is about, and the Danish day it was taken. `gaelder`: it binds."""

    emne: Emne
    afgjort: date
    gaelder: bool


def dropped(between: Between, emne: Emne, hoert: date, begrundelse: str) -> Letter:
    """The letter to somebody who was heard on the day `hoert` that nothing is decided."""
    gaps = {
        "afsender": between.organisation,
        "sendt": written(hoert),
        "begrundelse": begrundelse,
        "kontakt": between.contact,
    }
    return made(Kind.SAG_FRAFALDET, between, {between.holder.value, emne.value}, gaps)


def received(
    between: Between, om: Om, modtaget: date, *, senest: date | None, klagevej: bool = True
) -> Letter:
    """The receipt. `senest`: the last day to complain; None: not known. `klagevej`: the law has one."""
    true = {"modtaget"} | (set() if klagevej else {"ingen_klagevej"})
    if senest is not None and modtaget > senest:
        true.add("for_sent")
    return _of(between, om, true, modtaget=written(modtaget), klage_senest=written(senest) if senest else "")


def agreed(between: Between, om: Om, begrundelse: str | None) -> Letter:
    """The jobcenter has looked at it again, and the person was right."""
    return _of(between, om, {"medhold", _stands(om)}, begrundelse=begrundelse or "")


def agreed_in_part(between: Between, om: Om, til: date, begrundelse: str, senest: date | None) -> Letter:
    """The person was right in part: the decision binds, or the person is exempt, to the day `til`.

    `senest`: the last day to complain of that; None: nobody knows when the letter arrives.
    """
    true = {"delvist", "papir" if senest is None else "digital"}
    gaps = {"til": written(til), "fra": written(day_after(til)), "begrundelse": begrundelse}
    return _of(between, om, true, klage=True, klage_senest=written(senest) if senest else "", **gaps)


def withdrawn(between: Between, om: Om, dag: date, senest: date | None) -> Letter:
    """The complaint was taken back on the day `dag`. `senest`: the last day to complain anew, if that is
    still to come.
    """
    true = {"trukket", _stands(om)} | ({"klagefrist"} if senest else set())
    return _of(between, om, true, modtaget=written(dag), klage_senest=written(senest) if senest else "")


def passed_on(between: Between, om: Om, begrundelse: str | None, *, i_en_del: bool = False) -> Letter:
    """The complaint is at Ankestyrelsen. `begrundelse`: why the jobcenter stands by its decision.

    `i_en_del`: it does so in part.
    """
    true = {"sendt", "i_en_del" if i_en_del else "fastholdt"}
    return _of(between, om, true, begrundelse=begrundelse or "")


def settled(between: Between, om: Om, udfald: Udfald, dag: date, begrundelse: str | None) -> Letter:
    """What Ankestyrelsen decided on the day `dag`, and what that means here."""
    true = {"udfald", udfald.value, _stands(om)}
    return _of(between, om, true, udfaldsdag=written(dag), begrundelse=begrundelse or "")


def _stands(om: Om) -> str:
    return "staar" if om.gaelder else "gaelder_ikke"


def _of(between: Between, om: Om, true: set[str], *, klage: bool = False, **more: str) -> Letter:
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "afgjort": written(om.afgjort),
        "kontakt": between.contact,
        **dict.fromkeys(("modtaget", "klage_senest", "begrundelse", "udfaldsdag", "til", "fra"), ""),
        **more,
    }
    true |= {between.holder.value, om.emne.value}
    true |= {"begrundet"} if gaps["begrundelse"] else set()
    true |= {"gaelder"} if om.gaelder and true.isdisjoint(_SAYS_WHAT_HOLDS) else set()
    return made(Kind.KLAGE, between, true, gaps, klage=klage)


_SAYS_WHAT_HOLDS: Final = frozenset({"medhold", "delvist", "trukket", "udfald"})
"""Letters that say what holds themselves."""
