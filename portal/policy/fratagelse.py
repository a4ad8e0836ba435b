"""Revoking the right to book oneself (LAB § 35; FVL §§ 19, 20, 22; AKS §§ 4, 6): a decision on a concrete
assessment.

The assessment is the caseworker's. What is judged here is whether that decision can be taken at all.

A hearing belongs to its ground and its time: it carries a decision only in the very stretch of the course in
which it was sent, on the ground it named, and on what was there to be heard on that day. The law names no
number of days after which it is too old, so none is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.policy import klage
from portal.policy import sources as s
from portal.policy.beslutninger import bindende, forbi
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, BeslutningArt, Facts, Oprindelse
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding, Json
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


class Mangler(StrEnum):
    """What of the hearing is missing, as the finding's `mangler` says it."""

    HOERING = "hoering"  # the whole of it, or one of its days
    FRIST = "frist"  # the days to answer in
    SVAR = "svar"  # the answer, while the days to give one have not gone by
    FORLOEB = "forloeb"  # one in this stretch of the course: it was handed over or interrupted since
    SAG = "sag"  # one on this: it is younger than the hearing
    GRUNDLAG = "grundlag"  # one on this ground: it named another


@dataclass(frozen=True, slots=True)
class Hoering:
    """The hearing: sent on a day, with a last day to answer; whether the person answered; or why there is
    none. `grundlag`: what it said the decision would rest on; None: not known. `sag_kendt`: what it was on is
    known, and is held against what is decided; the law cases know its days alone.
    """

    sendt: date | None = None
    frist: date | None = None
    svaret: bool = False
    undtaget: Undtagelse | None = None
    grundlag: str | None = None
    sag_kendt: bool = False


@dataclass(frozen=True, slots=True)
class FratagSpoergsmaal:
    """`digital`: the person has the decision digitally that day; else nobody knows when the letter comes."""

    af: Aktoer
    grundlag: Grundlag
    begrundelse: str | None
    hoering: Hoering | None
    digital: bool = True


@dataclass(frozen=True, slots=True)
class OphaevSpoergsmaal:
    """May the actor give back the right to book, for the reason given?"""

    af: Aktoer
    begrundelse: str | None


def fratag(facts: Facts, nu: datetime, q: FratagSpoergsmaal) -> Decision:
    """May the actor revoke on the day of `nu`?

    Result, where it may: `afgoerelse` true and `klage`, where and until when to complain; `senest` in it is
    None where the decision is not `digital`.
    """
    sag = Sag(facts, nu)
    if sag.holder(sag.i_dag) is Aktoer.INGEN:
        return Decision("fratag", (ikke_omfattet(sag, sag.i_dag),))
    found = kun_ansvarlig(sag, q.af, sag.i_dag, source=(s.LAB_35, s.LAB_27))
    found += begrundelse(q.begrundelse, (s.FVL_22,))
    decided_before = sidst_afgjort(sag, BeslutningArt.FRATAGELSE, q.af)
    found += hoert(sag, q.af, q.hoering, grundlag=q.grundlag.value, sag_fra=decided_before)
    if not any(m.holder is q.af and m.oprindelse is Oprindelse.SELVBOOKET for m in facts.samtaler):
        found.append(afslag("ingen_bookinger", {"holder": q.af.value}))
    if found:
        return Decision("fratag", tuple(found))
    complaint, guidance = klage.vejledning(sag, q.af, sag.i_dag if q.digital else None)
    met = opfyldt("fratagelse", (s.LAB_35,), {"holder": q.af.value, "grundlag": q.grundlag.value})
    return Decision("fratag", (met, guidance), {"afgoerelse": True, "klage": complaint})


def ophaev(facts: Facts, nu: datetime, q: OphaevSpoergsmaal) -> Decision:
    """May the actor lift its own revocation on the day of `nu`? From that day on it no longer binds.

    A decision in the person's favour: nobody is heard first. ValueError where no revocation of that actor's
    binds; it may have lapsed at the handover.
    """
    sag = Sag(facts, nu)
    if bindende(sag, BeslutningArt.FRATAGELSE, sag.i_dag, q.af) is None:
        raise ValueError(f"no revocation by {q.af.value} binds on {sag.i_dag}")
    found = begrundelse(q.begrundelse, (s.FVL_22,))
    met = opfyldt("fratagelse_ophaevet", (s.LAB_35,), {"holder": q.af.value})
    return Decision("ophaev", tuple(found) or (met,))


def hoert(
    sag: Sag,
    af: Aktoer,
    hearing: Hoering | None,
    *,
    grundlag: str | None = None,
    sag_fra: date | None = None,
) -> list[Finding]:
    """Refuses where the person was not heard: 7 days to answer, and an answer, or those days gone by; in this
    stretch of the course, on this ground, on this.

    `grundlag`: what the decision rests on. `sag_fra`: the day since which there is something to be heard on;
    None: not known.
    """
    days = sag.tal("partshoering_dage")
    source = (s.AKS_4, s.AKS_6) if af is Aktoer.A_KASSE else (s.FVL_19,)
    if hearing is not None and hearing.undtaget is not None:
        return []
    if hearing is None or hearing.sendt is None or hearing.frist is None:
        return [afslag("mangler_partshoering", {"mangler": Mangler.HOERING.value}, (days,), source)]
    sendt = hearing.sendt.isoformat()
    another = _om_andet(sag, af, hearing.sendt, hearing.grundlag, (grundlag, sag_fra))
    if hearing.sag_kendt and another is not None:
        return [afslag("mangler_partshoering", {"sendt": sendt, **another}, (), source)]
    given = (hearing.frist - hearing.sendt).days
    facts: dict[str, Json] = {"sendt": sendt, "hoeringsfrist": hearing.frist.isoformat()}
    if given < days.value:
        facts |= {"mangler": Mangler.FRIST.value, "dage_til_svar": given}
        return [afslag("mangler_partshoering", facts, (days,), source)]
    if hearing.svaret or hearing.frist < sag.i_dag:
        return []
    facts |= {"mangler": Mangler.SVAR.value, "svar_senest": hearing.frist.isoformat()}
    return [afslag("mangler_partshoering", facts, (days,), source)]


def hoering_forbi(sag: Sag, af: Aktoer, sendt: date, organisation: str | None = None) -> date | None:
    """The first day on which the stretch of the course that a hearing of that day was sent in was over:
    handed over, begun anew, with another a-kasse or kommune, or off the register for anything but sickness.
    None: it runs. `organisation`: the code of who sent it; None: the person's own that day.
    """
    over = forbi(sag, af, sendt, sag.i_dag, organisation)
    days = sorted(dag for dag in {*sag.skifter(), sendt} if sendt <= dag <= sag.i_dag)
    off = next((dag for dag in days if sag.holder_eller_syg(dag) is Aktoer.INGEN), None)
    return min((dag for dag in (over, off) if dag is not None), default=None)


def sidst_afgjort(sag: Sag, art: BeslutningArt, af: Aktoer) -> date | None:
    """The day of the actor's latest decision of that kind: what it rested on was heard on before it."""
    return max((b.dato for b in sag.facts.beslutninger if b.art is art and b.af is af), default=None)


def _om_andet(
    sag: Sag, af: Aktoer, sendt: date, hoert_om: str | None, afgoeres: tuple[str | None, date | None]
) -> dict[str, Json] | None:
    """Why a hearing sent on that day was on something else than what is decided; None: it was not.

    `afgoeres`: the ground, and the day since which there is something to be heard on. Nothing is said of the
    course to an actor that does not hold it: it cannot decide whatever it hears on.
    """
    over = hoering_forbi(sag, af, sendt) if sag.holder_eller_syg(sag.i_dag) is af else None
    if over is not None:
        return {"mangler": Mangler.FORLOEB.value, "hoering_forbi": over.isoformat()}
    grundlag, sag_fra = afgoeres
    if sag_fra is not None and sendt < sag_fra:
        return {"mangler": Mangler.SAG.value, "sag_fra": sag_fra.isoformat()}
    if grundlag is not None and hoert_om not in (None, grundlag):
        return {"mangler": Mangler.GRUNDLAG.value, "hoert_om_andet": sendt.isoformat()}
    return None
