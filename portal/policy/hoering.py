"""Hearing the person before a decision against them (FVL § 19; AKS §§ 4, 6): may it be sent, with these days?

The letter says what is considered and what that rests on; the decision itself waits for the answer, or for
the days to go by (`portal.policy.fratagelse.hoert`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts
from portal.policy.fratagelse import Hoering, hoert
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag


class Emne(StrEnum):
    """The decision that is considered."""

    FRATAGELSE = "fratagelse"  # LAB § 35
    FRITAGELSE_AFSLAG = "fritagelse_afslag"  # BAB § 45
    FRITAGELSE_OPHAEVET = "fritagelse_ophaevet"
    FASTHOLDT_PLIGT = "fastholdt_pligt"  # LAB § 106, stk. 3
    TILBUD = "tilbud"  # an offer that is given, LAB § 41, stk. 2
    TILBUD_AFSLAG = "tilbud_afslag"  # one that was asked for and is refused


OM_TILBUD: Final = frozenset({Emne.TILBUD, Emne.TILBUD_AFSLAG})
"""The jobcenter's to take also while the a-kasse holds the kontaktforløb (LAB § 41; VEJ 10044 10)."""


PARAGRAF: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: s.LAB_35,
        Emne.FRITAGELSE_AFSLAG: s.BAB_45,
        Emne.FRITAGELSE_OPHAEVET: s.BAB_45,
        Emne.FASTHOLDT_PLIGT: s.LAB_106_3,
        Emne.TILBUD: s.VEJ_10,
        Emne.TILBUD_AFSLAG: s.VEJ_10,
    }
)
"""The paragraph that each decision is taken by."""


@dataclass(frozen=True, slots=True)
class HoerSpoergsmaal:
    """May the actor hear the person now? `baggrund`: what the decision would rest on. `frist`: the last
    Danish day to answer. `venter`: on an offer, whether the jobcenter has it before it, undecided.
    """

    af: Aktoer
    emne: Emne
    baggrund: str | None
    frist: date | None
    venter: bool = True


def hoer(facts: Facts, nu: datetime, q: HoerSpoergsmaal) -> Decision:
    """May the hearing be sent at `nu` (aware)? It is no decision on anything yet."""
    sag = Sag(facts, nu)
    about_an_offer = q.emne in OM_TILBUD
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN and not about_an_offer:
        return Decision("hoer", (ikke_omfattet(sag, sag.i_dag),))
    source = (s.AKS_4,) if q.af is Aktoer.A_KASSE else (s.FVL_19,)
    if about_an_offer:
        found = _om_tilbud(q)
    else:
        found = kun_ansvarlig(sag, q.af, sag.i_dag, source=(PARAGRAF[q.emne], s.LAB_27))
    found += begrundelse(q.baggrund, source)
    found += hoert(sag, q.af, Hoering(sag.i_dag, q.frist, svaret=True))
    if found:
        return Decision("hoer", tuple(found))
    days = sag.tal("partshoering_dage")
    met = opfyldt("partshoering", source, {"holder": q.af.value, "emne": q.emne.value}, (days,))
    return Decision("hoer", (met,))


def _om_tilbud(q: HoerSpoergsmaal) -> list[Finding]:
    if q.af is not Aktoer.JOBCENTER:
        return [afslag("kun_jobcenter", {"af": q.af.value}, (), (s.VEJ_10, s.LAB_41_2))]
    return [] if q.venter else [afslag("intet_tilbud_venter", {}, (), (s.FVL_19, s.VEJ_10))]


def tidligste_frist(facts: Facts, nu: datetime) -> date:
    """The first last day to answer that a hearing sent at `nu` may give; counted from its arrival, so one
    that goes on paper takes longer.
    """
    sag = Sag(facts, nu)
    return days_after(sag.i_dag, int(sag.tal("partshoering_dage").value))
