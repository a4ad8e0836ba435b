"""Exemption from the duty to book oneself (BAB § 45; LAB §§ 27, 204, 207; FVL §§ 19, 22; AKS §§ 4, 6, 23).

Whether booking is out of all proportion hard for the person is the caseworker's assessment. What is judged
here is whether that decision can be taken at all: by whom, on what ground, on whose request. An exemption
takes a duty away and no right: the person may still book. It goes on towards every actor until it is lifted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from portal.policy import klage
from portal.policy import sources as s
from portal.policy.anmodning import BEGRUNDES
from portal.policy.beslutninger import bindende
from portal.policy.bookingregler import fritaget, ikke_omfattet
from portal.policy.facts import Aktoer, BeslutningArt, Facts
from portal.policy.fratagelse import Hoering, hoert
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding, Json
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag


class Fritagelsesgrund(StrEnum):
    """What the exemption rests on. The first three are granted on request (stk. 1), the others unless the
    person does not want it (stk. 2).
    """

    IT_KUNDSKABER = "it_kundskaber"
    SPROG = "sprog"
    FUNKTIONSNEDSAETTELSE = "funktionsnedsaettelse"
    TOLK = "tolk"
    LOKALER = "lokaler"


PAA_ANMODNING: Final = (
    Fritagelsesgrund.IT_KUNDSKABER,
    Fritagelsesgrund.SPROG,
    Fritagelsesgrund.FUNKTIONSNEDSAETTELSE,
)


class Ophoer(StrEnum):
    """Why an exemption is lifted: the person wants to book again, or its ground is gone."""

    ANMODNING = "anmodning"
    GRUND_BORTFALDET = "grund_bortfaldet"


@dataclass(frozen=True, slots=True)
class FritagSpoergsmaal:
    """May the actor exempt the person? `anmodet`: the person has asked. `fravalgt`: does not want it."""

    af: Aktoer
    grund: Fritagelsesgrund
    anmodet: bool
    fravalgt: bool = False


@dataclass(frozen=True, slots=True)
class AfslagSpoergsmaal:
    """May the actor refuse the request?

    `egne_oplysninger`: the refusal rests on nothing but what the person has said; else the person is heard.
    `digital`: the person has the decision that day; else nobody knows when the letter comes. `anmodet`: the
    Danish day on which the person asked; None: not known.
    """

    af: Aktoer
    begrundelse: str | None
    egne_oplysninger: bool = True
    hoering: Hoering | None = None
    digital: bool = True
    anmodet: date | None = None


@dataclass(frozen=True, slots=True)
class OphaevFritagelseSpoergsmaal:
    """May the actor lift the exemption, whoever granted it? The rest as in `AfslagSpoergsmaal`."""

    af: Aktoer
    ophoer: Ophoer
    begrundelse: str | None
    egne_oplysninger: bool = True
    hoering: Hoering | None = None
    digital: bool = True


def fritag(facts: Facts, nu: datetime, q: FritagSpoergsmaal) -> Decision:
    """May the actor exempt the person from the day of `nu` (aware) on? Result, where it may: `afgoerelse`."""
    sag = Sag(facts, nu)
    found, stop = _kan_afgoere(sag, q.af)
    if stop is not None:
        return Decision("fritag", (stop,))
    already = bindende(sag, BeslutningArt.FRITAGELSE, sag.i_dag)
    if already is not None:
        found.append(fritaget(already, sag.i_dag))
    source = s.BAB_45_1 if q.grund in PAA_ANMODNING else s.BAB_45_2
    if q.grund in PAA_ANMODNING and not q.anmodet:
        found.append(afslag("mangler_anmodning", {}, (), (source,)))
    if q.grund not in PAA_ANMODNING and q.fravalgt:
        found.append(afslag("fritagelse_fravalgt", {}, (), (source,)))
    if found:
        return Decision("fritag", tuple(found))
    met = opfyldt("fritagelse", (source,), {"holder": q.af.value, "grundlag": q.grund.value})
    return Decision("fritag", (met,), {"afgoerelse": True})


def afslaa(facts: Facts, nu: datetime, q: AfslagSpoergsmaal) -> Decision:
    """May the actor refuse to exempt the person? Result, where it may: `afgoerelse`, and `klage`, which is
    None where the law names nobody to complain to.
    """
    sag = Sag(facts, nu)
    found, stop = _kan_afgoere(sag, q.af)
    if stop is not None:
        return Decision("afslaa", (stop,))
    found += _begrundet(sag, q, q.anmodet)
    if found:
        return Decision("afslaa", tuple(found))
    met = opfyldt("fritagelse_afslag", (s.BAB_45,), {"holder": q.af.value})
    complaint, guidance = _klage(sag, q)
    return Decision("afslaa", (met, guidance), {"afgoerelse": True, "klage": complaint})


def ophaev_fritagelse(facts: Facts, nu: datetime, q: OphaevFritagelseSpoergsmaal) -> Decision:
    """May the actor lift the exemption on the day of `nu`? From that day on it no longer binds.

    Where the person asks for it, nobody is heard first and there is nothing to complain of. ValueError where
    no exemption binds.
    """
    sag = Sag(facts, nu)
    exempt = bindende(sag, BeslutningArt.FRITAGELSE, sag.i_dag)
    if exempt is None:
        raise ValueError(f"no exemption binds on {sag.i_dag}")
    found, stop = _kan_afgoere(sag, q.af)
    if stop is not None:
        return Decision("ophaev_fritagelse", (stop,))
    against = q.ophoer is Ophoer.GRUND_BORTFALDET
    found += _begrundet(sag, q, exempt.dato) if against else begrundelse(q.begrundelse, BEGRUNDES[q.af])
    if found:
        return Decision("ophaev_fritagelse", tuple(found))
    met = opfyldt("fritagelse_ophaevet", (s.BAB_45,), {"holder": q.af.value, "ophoer": q.ophoer.value})
    if not against:
        return Decision("ophaev_fritagelse", (met,), {"afgoerelse": True, "klage": None})
    complaint, guidance = _klage(sag, q)
    return Decision("ophaev_fritagelse", (met, guidance), {"afgoerelse": True, "klage": complaint})


def _kan_afgoere(sag: Sag, af: Aktoer) -> tuple[list[Finding], Finding | None]:
    """Who may decide: what refuses that actor, and what stands alone because nobody may."""
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return [], ikke_omfattet(sag, sag.i_dag)
    return kun_ansvarlig(sag, af, sag.i_dag, source=(s.BAB_45, s.LAB_27)), None


def _begrundet(
    sag: Sag, q: AfslagSpoergsmaal | OphaevFritagelseSpoergsmaal, sag_fra: date | None
) -> list[Finding]:
    """What a decision against the person takes: reasons, and a hearing on what others have said, sent since
    the request was made or the exemption granted (`sag_fra`).
    """
    found = begrundelse(q.begrundelse, BEGRUNDES[q.af])
    return found if q.egne_oplysninger else found + hoert(sag, q.af, q.hoering, sag_fra=sag_fra)


def _klage(
    sag: Sag, q: AfslagSpoergsmaal | OphaevFritagelseSpoergsmaal
) -> tuple[dict[str, Json] | None, Finding]:
    """Of the jobcenter's decision one complains by LAB § 204. Of an a-kasse's the law does not say: LAB §
    207 lists its decisions one by one, and this is none of them.
    """
    if q.af is Aktoer.A_KASSE:
        return None, opfyldt("klagevej_ikke_fastsat", (s.LAB_207,), {"af": q.af.value})
    return klage.vejledning(sag, q.af, sag.i_dag if q.digital else None)
