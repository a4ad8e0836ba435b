"""Upholding the duty to take part although there is a ground under § 106 (LAB § 106, stk. 3; §§ 204, 207,
stk. 2; VEJ 10044 7.2, 11): a decision on a concrete assessment.

The assessment is the caseworker's. What is judged here is whether that decision can be taken at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import count

from portal.policy import klage, mindre_intensiv
from portal.policy import sources as s
from portal.policy.beslutninger import bindende
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, BeslutningArt, Facts, MindreIntensiv, MindreIntensivGrund
from portal.policy.fratagelse import Hoering, hoert, sidst_afgjort
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag


class Fastholdelsesgrund(StrEnum):
    """What the decision rests on."""

    TIL_FORDEL = "til_fordel"  # it is to the person's benefit to go on
    MISBRUG = "misbrug"  # misuse of the way out, or speculation in it


@dataclass(frozen=True, slots=True)
class FastholdSpoergsmaal:
    """`digital`: the person has the decision digitally that day; else nobody knows when the letter comes."""

    af: Aktoer
    grundlag: Fastholdelsesgrund
    begrundelse: str | None
    hoering: Hoering | None
    digital: bool = True


@dataclass(frozen=True, slots=True)
class OphaevFastholdelseSpoergsmaal:
    """May the actor lift its own decision, for the reason given?"""

    af: Aktoer
    begrundelse: str | None


def grund(facts: Facts, nu: datetime) -> MindreIntensiv | None:
    """The ground under § 106 on which the person is free on the day of `nu` (aware), whatever was decided."""
    sag = Sag(facts, nu)
    found = mindre_intensiv.omfattet(sag, sag.i_dag)
    # Jobrettet uddannelse frees by BAB § 39, nr. 6, and stk. 3 speaks of stk. 1 alone.
    return None if found and found.grund is MindreIntensivGrund.JOBRETTET_UDDANNELSE else found


def fasthold(facts: Facts, nu: datetime, q: FastholdSpoergsmaal) -> Decision:
    """May the actor decide on the day of `nu` (aware) that the person still has the duties?

    Result, where it may: `afgoerelse` true and `klage`, as `fratagelse.fratag` gives them.
    """
    sag = Sag(facts, nu)
    if sag.holder(sag.i_dag) is Aktoer.INGEN:
        return Decision("fasthold", (ikke_omfattet(sag, sag.i_dag),))
    found = kun_ansvarlig(sag, q.af, sag.i_dag, source=(s.LAB_106_3, s.LAB_27))
    if grund(facts, nu) is None:
        found.append(afslag("ikke_fri", {"dag": sag.i_dag.isoformat()}, (), (s.LAB_106_1, s.LAB_106_3)))
    found += begrundelse(q.begrundelse, (s.FVL_22,) if q.af is Aktoer.JOBCENTER else (s.AKS_23,))
    found += hoert(sag, q.af, q.hoering, grundlag=q.grundlag.value, sag_fra=_sag_fra(sag, q))
    if found:
        return Decision("fasthold", tuple(found))
    complaint, guidance = klage.vejledning(sag, q.af, sag.i_dag if q.digital else None, s.LAB_207_2)
    met = opfyldt("fastholdt_pligt", (s.LAB_106_3,), {"holder": q.af.value, "grundlag": q.grundlag.value})
    return Decision("fasthold", (met, guidance), {"afgoerelse": True, "klage": complaint})


def _sag_fra(sag: Sag, q: FastholdSpoergsmaal) -> date | None:
    """Since when there is something to be heard on: the ground, where it is another than on the day of the
    hearing, and the actor's latest decision on one; None: all along.
    """
    days = (_anden_grund(sag, q.hoering), sidst_afgjort(sag, BeslutningArt.FASTHOLDT_PLIGT, q.af))
    return max((day for day in days if day is not None), default=None)


def _anden_grund(sag: Sag, hearing: Hoering | None) -> date | None:
    if hearing is None or hearing.sendt is None:
        return None
    heard_on, now = mindre_intensiv.omfattet(sag, hearing.sendt), mindre_intensiv.omfattet(sag, sag.i_dag)
    if heard_on is None or now is None or heard_on == now:
        return None
    since = (days_after(sag.i_dag, -n) for n in count())
    return days_after(next(day for day in since if mindre_intensiv.omfattet(sag, day) != now), 1)


def ophaev_fastholdelse(facts: Facts, nu: datetime, q: OphaevFastholdelseSpoergsmaal) -> Decision:
    """May the actor lift its own decision on the day of `nu` (aware)? From that day on it no longer binds.

    A decision in the person's favour: nobody is heard first. ValueError where no such decision of that
    actor's binds; it may have lapsed at the handover.
    """
    sag = Sag(facts, nu)
    if bindende(sag, BeslutningArt.FASTHOLDT_PLIGT, sag.i_dag, q.af) is None:
        raise ValueError(f"no duty upheld by {q.af.value} binds on {sag.i_dag}")
    found = begrundelse(q.begrundelse, (s.FVL_22,) if q.af is Aktoer.JOBCENTER else (s.AKS_23,))
    met = opfyldt("fastholdt_pligt_ophaevet", (s.LAB_106_3,), {"holder": q.af.value})
    return Decision("ophaev_fastholdelse", tuple(found) or (met,))
