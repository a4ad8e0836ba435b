"""How a meeting is held (LAB § 33; RÅB § 12, stk. 6): the first in person, later ones as the person wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from portal.policy import sources as s
from portal.policy.bookingregler import fremmoede_besluttet, fremmoede_foerst, ikke_omfattet
from portal.policy.facts import Aktoer, Facts, SamtaleArt, Samtaleform
from portal.policy.kalender import day_of, utc, written
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding, Json, Outcome
from portal.policy.moede import Moede
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste


def former(facts: Facts, nu: datetime, holder: Aktoer, start: datetime) -> frozenset[Samtaleform]:
    """The forms the person may choose for a jobsamtale at `start` (aware), as known at `nu`.

    Empty where the holder does not hold the kontaktforløb that day.
    """
    sag, moment = Sag(facts, nu), utc(start)
    if sag.holder(day_of(moment)) is not holder:
        return frozenset()
    if er_foerste(sag, moment):
        return frozenset({Samtaleform.FREMMOEDE})
    return frozenset(Samtaleform)


def former_decision(facts: Facts, nu: datetime, holder: Aktoer, start: datetime) -> Decision:
    """`former` with the reason; result `former`, sorted."""
    sag, dag = Sag(facts, nu), day_of(start)
    found = former(facts, nu, holder, start)
    listed: list[Json] = [*sorted(form.value for form in found)]
    used: dict[str, Json] = {"dag": dag.isoformat(), "holder": holder.value}
    if not found:
        ansvarlig = sag.holder(dag)
        code = "ikke_omfattet" if ansvarlig is Aktoer.INGEN else "anden_aktoer_ansvarlig"
        return Decision("former", (afslag(code, {**used, "ansvarlig": ansvarlig.value}),), {"former": listed})
    code = "foerste_samtale_fremmoede" if len(found) == 1 else "valg_af_form"
    return Decision("former", (opfyldt(code, (s.LAB_33_1,), used),), {"former": listed})


def vaelg_form(facts: Facts, nu: datetime, samtale: int, form: Samtaleform) -> Decision:
    """May the person choose this form for a planned meeting, self-booked or called in?

    The choice is no move: neither the responsible actor, a revocation (§ 35) nor the local limits are looked
    at, but for the holder's cut-off. Every jobsamtale counts, kontrolsamtaler too. KeyError for an unknown
    meeting, ValueError for one that is not planned.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(samtale)
    if not moede.er_planlagt:
        raise ValueError(f"meeting {samtale} is {moede.samtale.status.value}, not planned")
    if moede.start <= sag.nu:
        return Decision("vaelg_form", (afslag("tid_i_fortiden", {"start": written(moede.start)}),))
    found = fremmoede_besluttet(sag, moede, form)
    if moede.er_jobsamtale and er_foerste(sag, moede.start):
        found += fremmoede_foerst(form)
    found += _for_sent(sag, moede)
    met = opfyldt("valg_af_form", _valgfrihed(moede), {"holder": moede.samtale.holder.value})
    return Decision("vaelg_form", tuple(found) or (met,))


def _valgfrihed(moede: Moede) -> tuple[Citation, ...]:
    """What gives the choice: of every meeting with the a-kasse, jobsamtale or not, RÅB speaks too."""
    citations = (s.LAB_33_1,) if moede.er_jobsamtale else ()
    of_a_kasse = moede.samtale.holder is Aktoer.A_KASSE
    return (*citations, s.RAAB_12_6) if of_a_kasse or not citations else citations


def _for_sent(sag: Sag, moede: Moede) -> list[Finding]:
    """Refuses with fewer elapsed hours left than the holder's limit, the same as for moving (BAB § 44,
    stk. 4).
    """
    holder = moede.samtale.holder
    hours = sag.facts.regler(holder).ombookning_senest_timer
    if hours is None or sag.nu <= moede.start - timedelta(hours=hours):
        return []
    used: dict[str, Json] = {
        "holder": holder.value,
        "ombookning_senest_timer": hours,
        "ombookning_senest": written(moede.start - timedelta(hours=hours)),
    }
    return [Finding("form_for_sent", Outcome.NOT_MET, (s.BAB_44_4,), MappingProxyType(used))]


@dataclass(frozen=True, slots=True)
class AendrFormSpoergsmaal:
    """May the actor change the form of the meeting `samtale`, for the reasons given?"""

    af: Aktoer
    samtale: int
    form: Samtaleform
    begrundelse: str | None


def aendr_form(facts: Facts, nu: datetime, q: AendrFormSpoergsmaal) -> Decision:
    """May the actor change the form (stk. 2)? To in person only, with reasons; never that of the first
    meeting.

    Result `afgoerelse`: false, for it is no decision in the sense of the law. KeyError for an unknown
    meeting.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(q.samtale)
    samtale = moede.samtale
    raadighed = samtale.art is SamtaleArt.RAADIGHEDSSAMTALE and samtale.holder is Aktoer.A_KASSE
    found = _ingen_har(sag, (sag.i_dag, moede.dag), raadighed=raadighed)
    if found:
        return Decision("aendr_form", tuple(found), {"afgoerelse": False})
    if not (raadighed and q.af is Aktoer.A_KASSE):
        found = _kun_egne(sag, q, moede)
    if moede.er_jobsamtale and er_foerste(sag, moede.start):
        found += fremmoede_foerst(q.form)
    if q.form is not Samtaleform.FREMMOEDE:
        found.append(afslag("kun_til_fremmoede", {"form": q.form.value}))
    found += begrundelse(q.begrundelse, (s.LAB_33_2, s.VEJ_4_1))
    met = opfyldt("fremmoede_besluttet", (s.LAB_33_2,), {"holder": q.af.value, "form": q.form.value})
    return Decision("aendr_form", tuple(found) or (met,), {"afgoerelse": False})


def _kun_egne(sag: Sag, q: AendrFormSpoergsmaal, moede: Moede) -> list[Finding]:
    if q.af is not moede.samtale.holder:
        facts: dict[str, Json] = {"af": q.af.value, "holder": moede.samtale.holder.value}
        return [afslag("kun_ansvarlig_aktoer", facts, (), (s.LAB_33_2,))]
    return kun_ansvarlig(sag, q.af, sag.i_dag, moede.dag, source=(s.LAB_33_2, s.LAB_27))


def _ingen_har(sag: Sag, dage: tuple[date, ...], *, raadighed: bool) -> list[Finding]:
    for dag in dage:
        covered = sag.tilmeldt(dag) is not None if raadighed else sag.holder(dag) is not Aktoer.INGEN
        if not covered:
            return [ikke_omfattet(sag, dag)]
    return []
