"""The jobcenter's decision on an offer that it is asked for, or owes after a kontrolaktion (LAB §§ 38, 41,
100, 180 a; BAB §§ 51, 58, 132; FVL §§ 19, 22; VEJ 10044 6 and 10).

It is not bound by a recommendation, and refuses one with its reasons. After a kontrolaktion it has to give an
offer of chapters 11 to 14, unless the person is not registered any more or the duty to take one has ended: by
ordinary work of 20 hours a week, fixed or on average over a month (BAB § 58), or while the person is free of
it (LAB § 100, stk. 1). A decision against the person rests on what they said or know themselves, or they
are heard first; only where the days of a hearing would run past the day of LAB § 38, stk. 2, an offer may be
given without (FVL § 19, stk. 2, nr. 2): it is never a reason to refuse one unheard.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from portal.policy import klage
from portal.policy import mindre_intensiv as fri
from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts, Maalgruppe
from portal.policy.fratagelse import Hoering, hoert
from portal.policy.indstilling import (
    INTET,
    Art,
    Indhold,
    Indsats,
    Indstilling,
    Status,
    begyndt,
    lukket,
    mangler,
    udloeber,
)
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding, Json
from portal.policy.myndighed import begrundelse
from portal.policy.sag import Sag


class Bygger(StrEnum):
    """What a decision against the person rests on."""

    EGNE = "egne"  # what they said or know themselves
    HOERT = "hoert"  # more, and they were heard
    FRISTEN = "fristen"  # more, and a hearing would run past the day of LAB § 38, stk. 2


class Arbejde(StrEnum):
    """Ordinary work as an employee that ends the duty to take an offer (BAB § 58)."""

    FAST = "fast_arbejde"  # so many hours each week
    VARIERENDE = "varierende_arbejde"  # on average over a month


@dataclass(frozen=True, slots=True)
class AfgoerSpoergsmaal:
    """May the actor decide it this way? `arbejde`, `timer`: the work that ends the duty, its hours a week.

    `anden_hoering`: a hearing on another one is not over. `digital`: the person has the decision that day.
    """

    af: Aktoer
    indstilling: Indstilling
    ja: bool
    begrundelse: str | None = None
    indhold: Indhold = INTET
    bygger_paa: Bygger | None = None
    hoering: Hoering | None = None
    arbejde: Arbejde | None = None
    timer: Decimal | None = None
    anden_hoering: bool = False
    digital: bool = True


def afgoer(facts: Facts, nu: datetime, q: AfgoerSpoergsmaal) -> Decision:
    """May the actor grant or refuse it at `nu` (aware)? Result, where it may: `afgoerelse` and `klage`."""
    sag = Sag(facts, nu)
    if (stands := _kan_ikke(sag, q)) is not None:
        return Decision("afgoer_indstilling", (stands,))
    found = _imod_bevilling(sag, q) if q.ja else _imod_afslag(sag, q)
    if found:
        return Decision("afgoer_indstilling", tuple(found))
    complaint, guidance = klage.vejledning(sag, q.af, sag.i_dag if q.digital else None)
    ended = () if q.ja else _bortfaldet(sag, q)
    return Decision(
        "afgoer_indstilling", (_afgjort(q), *ended, guidance), {"afgoerelse": True, "klage": complaint}
    )


def pligten_er_forbi(facts: Facts, nu: datetime) -> bool:
    """Whether the person is free of taking an offer that day whatever work they have: off the register, or on
    a ground of LAB § 106 or jobrettet uddannelse.
    """
    sag = Sag(facts, nu)
    return sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN or fri.uden_pligt(sag, sag.i_dag) is not None


def fristen_naas_ikke(facts: Facts, nu: datetime, indstilling: Indstilling) -> bool:
    """Whether a hearing sent that day would run past the last day for the offer."""
    sag = Sag(facts, nu)
    last = indstilling.frist
    return last is not None and days_after(sag.i_dag, sag.antal("partshoering_dage")) >= last


def _kan_ikke(sag: Sag, q: AfgoerSpoergsmaal) -> Finding | None:
    """Why it cannot be decided at all, whatever is decided."""
    if q.indstilling.status is not Status.SENDT:
        return lukket(q.indstilling)
    if q.af is not Aktoer.JOBCENTER:
        return afslag("kun_jobcenter", {"af": q.af.value}, (), (s.VEJ_10, s.LAB_41_2))
    if (gone := udloeber(sag.facts, sag.nu, q.indstilling)) is not None:
        return gone
    return afslag("anden_indstilling_hoeres", {}, (), (s.FVL_19,)) if q.anden_hoering else None


def _imod_bevilling(sag: Sag, q: AfgoerSpoergsmaal) -> list[Finding]:
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return [ikke_omfattet(sag, sag.i_dag)]
    found = mangler(q.indhold)
    if (begun := begyndt(sag, q.indhold)) is not None:
        found.append(begun)
    if q.indstilling.art is Art.KONTROLAKTION_TILBUD:
        if q.indhold.indsats is Indsats.UNDERSTOETTENDE_INDSATS:
            found.append(afslag("kun_kapitel_11_14", {}, (), (s.LAB_38_2,)))
        found += _ikke_hoert(sag, q)
    return found


def _imod_afslag(sag: Sag, q: AfgoerSpoergsmaal) -> list[Finding]:
    found = _skal_gives(sag, q) if q.indstilling.art is Art.KONTROLAKTION_TILBUD else []
    return found or begrundelse(q.begrundelse, (s.FVL_22, s.LAB_180A)) + _ikke_hoert(sag, q)


def _skal_gives(sag: Sag, q: AfgoerSpoergsmaal) -> list[Finding]:
    """Why there has to be an offer after a kontrolaktion; empty where the duty to take one has ended."""
    if pligten_er_forbi(sag.facts, sag.nu):
        return []
    if q.arbejde is None:
        return [afslag("tilbud_skal_gives", {"af": q.af.value}, (), (s.LAB_38_2, s.VEJ_6, s.BAB_58_1))]
    least = sag.tal("tilbud_bortfald_timer")
    used: dict[str, Json] = {"arbejdstimer": float(q.timer) if q.timer is not None else None}
    if sag.facts.person.maalgruppe is not Maalgruppe.DAGPENGE:
        return [afslag("arbejde_kun_dagpenge", {}, (), (s.BAB_58_1,))]
    if q.timer is None or q.timer < least.value:
        return [afslag("for_faa_timer", used, (least,), (s.BAB_58_1,))]
    return []


def _bortfaldet(sag: Sag, q: AfgoerSpoergsmaal) -> tuple[Finding, ...]:
    """That the duty to take an offer has ended, where that is what a refusal rests on."""
    if q.indstilling.art is not Art.KONTROLAKTION_TILBUD:
        return ()
    if q.arbejde is not None and q.timer is not None:
        used: dict[str, Json] = {"arbejde": q.arbejde.value, "arbejdstimer": float(q.timer)}
        least = sag.tal("tilbud_bortfald_timer")
        return (opfyldt("pligt_til_tilbud_bortfaldet", (s.BAB_58_1, s.LAB_100_1), used, (least,)),)
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return ()
    return (opfyldt("ingen_pligt_til_tilbud", (s.LAB_100_1,), {"dag": sag.i_dag.isoformat()}),)


def _ikke_hoert(sag: Sag, q: AfgoerSpoergsmaal) -> list[Finding]:
    if q.bygger_paa is Bygger.EGNE:
        return []
    if q.bygger_paa is Bygger.HOERT:
        return hoert(sag, q.af, q.hoering)
    if q.bygger_paa is None:
        return [afslag("ikke_hoert_om_tilbud", {}, (), (s.FVL_19,))]
    if q.ja and fristen_naas_ikke(sag.facts, sag.nu, q.indstilling):
        return []
    return [afslag("hoering_kan_naas", {}, (sag.tal("partshoering_dage"),), (s.FVL_19,))]


def _afgjort(q: AfgoerSpoergsmaal) -> Finding:
    used: dict[str, Json] = {"af": q.af.value}
    after_a_check = q.indstilling.art is Art.KONTROLAKTION_TILBUD
    source = (s.LAB_38_2, s.VEJ_6) if after_a_check else (s.LAB_180A, s.VEJ_10)
    return opfyldt("tilbud_bevilget" if q.ja else "tilbud_afslaaet", (*source, s.BAB_132), used)
