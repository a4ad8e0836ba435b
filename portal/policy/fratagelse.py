"""Revoking the right to book oneself (LAB § 35; FVL §§ 19, 20, 22; AKS §§ 4, 6): a decision on a concrete
assessment.

The assessment is the caseworker's. What is judged here is whether that decision can be taken at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.policy import klage
from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts, Oprindelse
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag


class Grundlag(StrEnum):
    """What the revocation rests on: booked otherwise than agreed, or so that the course cannot be carried
    out.
    """

    ANDEN_MAADE = "anden_maade"
    FORLOEBET_HINDRES = "forloebet_hindres"


class Undtagelse(StrEnum):
    """Why the person need not be heard."""

    AKS_6 = "AKS § 6"
    FVL_19_2 = "FVL § 19, stk. 2"
    FVL_20 = "FVL § 20"


@dataclass(frozen=True, slots=True)
class Hoering:
    """The hearing: sent on a day, with a last day to answer; whether the person answered; or why there is
    none.
    """

    sendt: date | None = None
    frist: date | None = None
    svaret: bool = False
    undtaget: Undtagelse | None = None


@dataclass(frozen=True, slots=True)
class FratagSpoergsmaal:
    af: Aktoer
    grundlag: Grundlag
    begrundelse: str | None
    hoering: Hoering | None


def fratag(facts: Facts, nu: datetime, q: FratagSpoergsmaal) -> Decision:
    """May the actor revoke on the day of `nu`? The person has the decision digitally that day.

    Result, where it may: `afgoerelse` true and `klage`, where and until when to complain.
    """
    sag = Sag(facts, nu)
    if sag.holder(sag.i_dag) is Aktoer.INGEN:
        return Decision("fratag", (ikke_omfattet(sag.i_dag),))
    found = kun_ansvarlig(sag, q.af, sag.i_dag, source=(s.LAB_35, s.LAB_27))
    found += begrundelse(q.begrundelse, (s.FVL_22,))
    found += _hoert(sag, q)
    if not any(m.holder is q.af and m.oprindelse is Oprindelse.SELVBOOKET for m in facts.samtaler):
        found.append(afslag("ingen_bookinger", {"holder": q.af.value}))
    if found:
        return Decision("fratag", tuple(found))
    complaint, guidance = klage.vejledning(sag, q.af, sag.i_dag)
    met = opfyldt("fratagelse", (s.LAB_35,), {"holder": q.af.value, "grundlag": q.grundlag.value})
    return Decision("fratag", (met, guidance), {"afgoerelse": True, "klage": complaint})


def _hoert(sag: Sag, q: FratagSpoergsmaal) -> list[Finding]:
    """Refuses where the person was not heard: 7 days to answer, and an answer, or those days gone by."""
    hearing, days = q.hoering, sag.tal("partshoering_dage")
    source = (s.AKS_4, s.AKS_6) if q.af is Aktoer.A_KASSE else (s.FVL_19,)
    if hearing is not None and hearing.undtaget is not None:
        return []
    if hearing is None or hearing.sendt is None or hearing.frist is None:
        return [afslag("mangler_partshoering", {}, (days,), source)]
    too_short = (hearing.frist - hearing.sendt).days < days.value
    if not too_short and (hearing.svaret or hearing.frist < sag.i_dag):
        return []
    facts = {"sendt": hearing.sendt.isoformat(), "hoeringsfrist": hearing.frist.isoformat()}
    return [afslag("mangler_partshoering", facts, (days,), source)]
