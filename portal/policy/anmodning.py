"""What a person may ask for, and how it may be answered (LAB §§ 27, 32; BAB § 45; RSL § 3; AKS § 22).

An exemption is decided in `fritagelse`. A meeting after 6 months of unemployment has to be given to whoever
asks for it; before that, and for an interpreter or accessible premises, the answer is the actor's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.beslutninger import bindende
from portal.policy.bookingregler import fritaget, ikke_omfattet
from portal.policy.facts import Aktoer, BeslutningArt, Facts
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag


class OenskeArt(StrEnum):
    """What is asked for."""

    TOLK = "tolk"
    TILGAENGELIGHED = "tilgaengelighed"
    FRITAGELSE = "fritagelse"  # from booking oneself, BAB § 45, stk. 1
    SAMTALE = "samtale"  # LAB § 32, stk. 1
    BOOKE_SELV = "booke_selv"  # an exemption that is no longer wanted


STAAENDE: Final = frozenset({OenskeArt.TOLK, OenskeArt.TILGAENGELIGHED})
"""What is wanted at every later meeting, until the person takes it back."""

SNAREST: Final[Mapping[Aktoer, tuple[Citation, ...]]] = MappingProxyType(
    {Aktoer.A_KASSE: (s.AKS_22,), Aktoer.JOBCENTER: (s.RSL_3,)}
)
"""That each actor answers as soon as it can. Neither text names a number of days."""

BEGRUNDES: Final[Mapping[Aktoer, tuple[Citation, ...]]] = MappingProxyType(
    {Aktoer.A_KASSE: (s.AKS_23,), Aktoer.JOBCENTER: (s.FVL_22,)}
)
"""That each actor gives its reasons for a no."""


@dataclass(frozen=True, slots=True)
class SvarSpoergsmaal:
    """May the actor answer this way? `begrundelse`: its words, or none."""

    af: Aktoer
    art: OenskeArt
    ja: bool
    begrundelse: str | None = None


def anmod(facts: Facts, nu: datetime, art: OenskeArt) -> Decision:
    """May the person ask for it at `nu` (aware)?

    Result `ret`: whether it has to be given. A yes to the asking promises nothing else.
    """
    sag = Sag(facts, nu)
    holder = sag.holder_eller_syg(sag.i_dag)
    if holder is Aktoer.INGEN:
        return Decision("anmod", (ikke_omfattet(sag, sag.i_dag),))
    exempt = bindende(sag, BeslutningArt.FRITAGELSE, sag.i_dag)
    if art is OenskeArt.FRITAGELSE and exempt is not None:
        return Decision("anmod", (fritaget(exempt, sag.i_dag),))
    if art is OenskeArt.BOOKE_SELV and exempt is None:
        return Decision("anmod", (afslag("ikke_fritaget", {}, (), (s.BAB_45,)),))
    ret = art is OenskeArt.SAMTALE and har_ret(sag)
    used = {"art": art.value, "holder": holder.value}
    if ret:
        met = opfyldt("ret_til_samtale", (s.LAB_32_1,), used)
    else:
        met = opfyldt("anmodning", SNAREST[holder], used)
    return Decision("anmod", (met,), {"ret": ret})


def svar(facts: Facts, nu: datetime, q: SvarSpoergsmaal) -> Decision:
    """May the actor answer the wish for an interpreter, accessible premises or a meeting this way at `nu`?

    ValueError for what `fritagelse` answers.
    """
    if q.art in (OenskeArt.FRITAGELSE, OenskeArt.BOOKE_SELV):
        raise ValueError(f"{q.art.value} is decided in fritagelse")
    sag = Sag(facts, nu)
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return Decision("svar", (ikke_omfattet(sag, sag.i_dag),))
    found = kun_ansvarlig(sag, q.af, sag.i_dag)
    if not q.ja:
        if q.art is OenskeArt.SAMTALE and har_ret(sag):
            found.append(afslag("har_ret_til_samtale", {"holder": q.af.value}, (), (s.LAB_32_1,)))
        found += begrundelse(q.begrundelse, BEGRUNDES[q.af])
    met = opfyldt("svar_paa_anmodning", SNAREST[q.af], {"art": q.art.value, "ja": q.ja})
    return Decision("svar", tuple(found) or (met,))


def har_ret(sag: Sag) -> bool:
    """Whether a meeting that the person asks for today has to be given: after 6 months of unemployment."""
    return sag.seks_maaneder(sag.i_dag) and sag.holder_eller_syg(sag.i_dag) is Aktoer.JOBCENTER
