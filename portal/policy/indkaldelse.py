"""Calling a person in (LAB §§ 27, 33, 34, 38, 106; BAB §§ 45, 46; RÅB §§ 12, 21, 22, 40).

A person who books jobsamtaler is called only to what cannot be booked; to kontrol- and rådighedssamtaler
always.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.policy import faelles, krav
from portal.policy import sources as s
from portal.policy.beslutninger import bindende
from portal.policy.bookingregler import fremmoede_foerst, ikke_omfattet, praktiske, syg
from portal.policy.facts import Aktoer, BeslutningArt, Facts, SamtaleArt, Samtaleform
from portal.policy.kalender import day_of, utc, written
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding, Json
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.mindre_intensiv import fri, uden_pligt
from portal.policy.moede import JOBSAMTALER
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste, foerste_indkaldes


class Grund(StrEnum):
    """Why a person is called rather than books."""

    FOERSTE = "foerste"  # LAB § 34, stk. 2, 1. pkt.
    KORT_VARSEL = "kort_varsel"  # LAB § 34, stk. 2, 2. pkt.
    FRITAGET = "fritaget"  # BAB §§ 45, 46
    FRATAGET = "frataget"  # LAB § 35; BAB § 46
    FAELLES = "faelles"  # LAB § 34, stk. 1, 2. pkt.
    KONTROL = "kontrol"  # LAB § 38
    RAADIGHED = "raadighed"  # RÅB §§ 10, 40
    CV = "cv"  # the earlier rules


VARIGHED = 60
"""Minutes, where the question names no length."""


@dataclass(frozen=True, slots=True)
class IndkaldSpoergsmaal:
    """May the actor call the person in? `start` aware, `varighed` in minutes.

    `med_kort_varsel`: it is to be at short notice, and `kort_varsel` is the need for that, in words.
    """

    af: Aktoer
    art: SamtaleArt
    start: datetime
    form: Samtaleform
    med_kort_varsel: bool = False
    kort_varsel: str | None = None
    varighed: int = VARIGHED


def indkald(facts: Facts, nu: datetime, q: IndkaldSpoergsmaal) -> Decision:
    """May the actor call the person to this meeting?"""
    sag, start = Sag(facts, nu), utc(q.start)
    dag = day_of(start)
    nobody = ingen_har(sag, (sag.i_dag, dag), raadighed=_a_kassens_raadighed(q.af, q.art))
    if nobody is not None:
        return Decision("indkald", (nobody,))
    found = praktiske(sag, start, q.varighed)
    if not _altid(sag, q, dag):
        elsewhere = kun_ansvarlig(sag, q.af, sag.i_dag, dag)
        if elsewhere:
            return Decision("indkald", tuple(found + elsewhere))
    found += _regler(sag, q, start)
    met = opfyldt("indkaldelse", (s.LAB_34_2, s.BAB_46), {"af": q.af.value, "start": written(start)})
    return Decision("indkald", tuple(found) or (met,))


def grund(facts: Facts, nu: datetime, q: IndkaldSpoergsmaal) -> Grund:
    """Why the person is called, of a question that was answered with yes. ValueError for a meeting that the
    person books.
    """
    of_its_own = {
        SamtaleArt.KONTROLSAMTALE: Grund.KONTROL,
        SamtaleArt.RAADIGHEDSSAMTALE: Grund.RAADIGHED,
        SamtaleArt.CV_SAMTALE: Grund.CV,
    }
    if q.art in of_its_own:
        return of_its_own[q.art]
    if q.med_kort_varsel:
        return Grund.KORT_VARSEL
    sag, start = Sag(facts, nu), utc(q.start)
    if er_foerste(sag, start) and foerste_indkaldes(sag, q.af):
        return Grund.FOERSTE
    if q.af is Aktoer.JOBCENTER and faelles.indkaldes(sag, q.art, start):
        return Grund.FAELLES
    if bindende(sag, BeslutningArt.FRITAGELSE, sag.i_dag) is not None:
        return Grund.FRITAGET
    if bindende(sag, BeslutningArt.FRATAGELSE, sag.i_dag, q.af) is not None:
        return Grund.FRATAGET
    raise ValueError("a meeting that the person books")


def arter(facts: Facts, nu: datetime, af: Aktoer) -> tuple[SamtaleArt, ...]:
    """The kinds of meeting that the actor can call this person to at all today, whatever the time."""
    sag = Sag(facts, nu)
    earlier_rules = sag.regelsaet(sag.i_dag) == 2020
    controlled = any(row.kode == "kontrolsamtale" for row in krav.krav(facts, nu, sag.i_dag))
    can = {
        SamtaleArt.JOBSAMTALE: True,
        SamtaleArt.FAELLESSAMTALE: af is Aktoer.JOBCENTER
        and sag.paa_dagpenge
        and (earlier_rules or sag.seks_maaneder(sag.i_dag)),
        SamtaleArt.KONTROLSAMTALE: controlled,
        SamtaleArt.RAADIGHEDSSAMTALE: af is Aktoer.A_KASSE,
        SamtaleArt.CV_SAMTALE: af is Aktoer.A_KASSE and earlier_rules,
    }
    return tuple(art for art in SamtaleArt if can[art])


def arten(facts: Facts, nu: datetime, af: Aktoer, art: SamtaleArt) -> tuple[Finding, ...]:
    """Refuses a kind of meeting that the actor cannot call this person to, whatever the time."""
    if art in arter(facts, nu, af):
        return ()
    used: dict[str, Json] = {"af": af.value, "art": art.value}
    return (afslag("art_gaelder_ikke", used, (), (s.LAB_27, s.LAB_38)),)


def tiden(
    facts: Facts, nu: datetime, art: SamtaleArt, start: datetime, *, faelles_tid: bool, aftalt_med: str | None
) -> tuple[Finding, ...]:
    """What the person's choice of the a-kasse says against this time; empty where nothing (LAB §§ 31, 32).

    `faelles_tid`: a time in which the a-kasse takes part, agreed with the a-kasse `aftalt_med`. Under the
    earlier rules there is no such choice.
    """
    sag, moment = Sag(facts, nu), utc(start)
    if art not in BOOKBARE:
        refused = afslag("faelles_kan_ikke_vaelges", {"dag": day_of(moment).isoformat(), "faelles": True})
        return (refused,) if faelles_tid else ()
    if sag.regelsaet(day_of(moment)) == 2020:
        return ()
    return tuple(faelles.tiden(sag, art, moment, faelles=faelles_tid, aftalt_med=aftalt_med))


def ingen_har(sag: Sag, dage: tuple[date, ...], *, raadighed: bool) -> Finding | None:
    """The refusal where nobody holds the kontaktforløb on one of the days, sickness aside.

    `raadighed`: of the a-kasse's rådighedssamtaler, for which only a day off the register counts.
    """
    for dag in dage:
        if raadighed:
            covered = sag.tilmeldt(dag) is not None or sag.syg(dag)
        else:
            covered = sag.holder_eller_syg(dag) is not Aktoer.INGEN
        if not covered:
            return ikke_omfattet(sag, dag)
    return None


def _regler(sag: Sag, q: IndkaldSpoergsmaal, start: datetime) -> list[Finding]:
    dag = day_of(start)
    found: list[Finding] = []
    if q.art is SamtaleArt.RAADIGHEDSSAMTALE and q.af is Aktoer.JOBCENTER:
        found.append(afslag("kun_a_kasse", {"af": q.af.value}, (), (s.RAAB_40, s.VEJ_5)))
    if q.art in JOBSAMTALER and er_foerste(sag, start):
        found += fremmoede_foerst(q.form)
    if q.med_kort_varsel:
        found += begrundelse(q.kort_varsel, (s.LAB_34_2,))
    elif _kan_selv_booke(sag, q, start):
        found.append(afslag("kan_selv_booke", {"holder": q.af.value}))
    if dag == sag.i_dag:
        found.append(afslag("tidligst_dagen_efter", {"dag": dag.isoformat()}))
    if sag.syg(sag.i_dag) or sag.syg(dag):
        found.append(syg(sag, dag if sag.syg(dag) else sag.i_dag))
    grund = uden_pligt(sag, dag, q.af, sag.i_dag) if q.art in JOBSAMTALER else None
    if grund is not None:
        found.append(fri(grund, dag))
    return found


def _kan_selv_booke(sag: Sag, q: IndkaldSpoergsmaal, start: datetime) -> bool:
    if q.art not in BOOKBARE:
        return False
    if er_foerste(sag, start) and foerste_indkaldes(sag, q.af):
        return False
    if q.af is Aktoer.JOBCENTER and faelles.indkaldes(sag, q.art, start):
        return False
    return (
        bindende(sag, BeslutningArt.FRITAGELSE, sag.i_dag) is None
        and bindende(sag, BeslutningArt.FRATAGELSE, sag.i_dag, q.af) is None
    )


def _altid(sag: Sag, q: IndkaldSpoergsmaal, dag: date) -> bool:
    """What an actor may call whoever holds the kontaktforløb; of a rådighedssamtale by the jobcenter another
    code speaks.
    """
    if q.art is SamtaleArt.RAADIGHEDSSAMTALE:
        return True
    earlier_rules = sag.regelsaet(sag.i_dag) == sag.regelsaet(dag) == 2020
    return q.art is SamtaleArt.CV_SAMTALE and q.af is Aktoer.A_KASSE and earlier_rules


def _a_kassens_raadighed(af: Aktoer, art: SamtaleArt) -> bool:
    return art is SamtaleArt.RAADIGHEDSSAMTALE and af is Aktoer.A_KASSE
