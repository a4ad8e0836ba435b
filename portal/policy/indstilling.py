"""An offer that is asked of the jobcenter: a joint recommendation by a-kasse and person, and the request
after a kontrolaktion (LAB §§ 38, 41, 180 a; BAB §§ 51, 132; VEJ 10044 6 and 10).

Only the jobcenter grants an offer, whoever holds the kontaktforløb. The a-kasse recommends one together with
the person and only with the person's agreement; without it nothing is sent, and the person may ask the
jobcenter alone. After a kontrolaktion the a-kasse has to ask for one, whether the person wants it or not; who
is with the jobcenter by then has it from the jobcenter unasked, counted from the first meeting of the series,
whoever held that (LAB § 38, stk. 1, 6. pkt., and stk. 2). What the jobcenter decides is in `tilbud.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from portal.policy import skoen
from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts, SamtaleArt
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.kontrolforloeb import KONTROLLERES
from portal.policy.law import Citation, Decision, Finding, Json
from portal.policy.min_plan import Felt
from portal.policy.moede import Moede
from portal.policy.myndighed import kun_ansvarlig
from portal.policy.sag import Sag


class Art(StrEnum):
    """What is sent: each has its own type of message between the two authorities."""

    FAELLES_INDSTILLING = "faelles_indstilling"  # LAB § 180 a
    KONTROLAKTION_TILBUD = "kontrolaktion_tilbud"  # LAB § 38, stk. 2


class Indsats(StrEnum):
    """What can be offered, by the chapters of LAB."""

    VIRKSOMHEDSPRAKTIK = "virksomhedspraktik"  # 11
    LOENTILSKUD = "loentilskud"  # 12
    NYTTEINDSATS = "nytteindsats"  # 13
    OPKVALIFICERING = "opkvalificering"  # 14
    UNDERSTOETTENDE_INDSATS = "understoettende_indsats"  # 26-28

    @property
    def felt(self) -> Felt:
        """The part of Min Plan that it is written in."""
        if self is Indsats.UNDERSTOETTENDE_INDSATS:
            return Felt.UNDERSTOETTENDE_INDSATSER
        return Felt.TILBUD


TILBUD: Final = tuple(one for one in Indsats if one.felt is Felt.TILBUD)
"""Chapters 11 to 14: what is given after a kontrolaktion."""


class Status(StrEnum):
    """How far it has come."""

    FORESLAAET = "foreslaaet"  # the a-kasse has written it, the person has not answered
    UENIG = "uenig"  # the person said no: it is never sent
    SENDT = "sendt"  # the jobcenter has it
    BEVILGET = "bevilget"
    AFSLAAET = "afslaaet"
    TRUKKET = "trukket"
    UDLOEBET = "udloebet"


AABNE: Final = frozenset({Status.FORESLAAET, Status.SENDT})

BORTFALDET: Final = frozenset({Status.TRUKKET, Status.UDLOEBET})
"""Nobody decides it any more: what the law requires to be asked for, is to be asked for anew."""


class Hvem(StrEnum):
    """Who takes it back."""

    PERSON = "person"
    A_KASSE = "a_kasse"


@dataclass(frozen=True, slots=True)
class Indhold:
    """What, where, why, and from which Danish day on. `indsats` None: nothing is said of its kind."""

    indsats: Indsats | None = None
    hvad: str | None = None
    hvor: str | None = None
    hvorfor: str | None = None
    starter: date | None = None


INTET: Final = Indhold()
"""Nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Indstilling:
    """One that was written. `a_kasse`, `kommune`: codes of who wrote it (None: the jobcenter itself, after a
    kontrolaktion) and to whom it was sent (None: to nobody yet). `frist`: by when the person is to have it.
    """

    art: Art
    status: Status
    a_kasse: str | None
    kommune: str | None = None
    starter: date | None = None
    frist: date | None = None


class Syn(StrEnum):
    """What an organisation sees of one that was written."""

    HELT = "helt"  # it is a part of it, and the person is its own
    SVAR = "svar"  # it asked, and the person has left: what it asked, and the answer it has a right to
    UDFALD = "udfald"  # it holds the course now, another a-kasse asked: what is asked, and how far it is
    INTET = "intet"


def syn(of: Indstilling, aktoer: Aktoer, kode: str, *, egen: bool, ansvarlig: bool) -> Syn:
    """What the organisation with that code sees of it. `egen`: the person is its own today; `ansvarlig`: it
    holds the kontaktforløb.

    The jobcenter gives its reasons to the a-kasse that asked, also once the person has left it (LAB § 180 a);
    an a-kasse that has the course since sees what holds, and not what the others wrote (LAB § 27; AKS § 16).
    """
    mine = kode == (of.a_kasse if aktoer is Aktoer.A_KASSE else of.kommune)
    if mine and egen:
        return Syn.HELT
    if aktoer is not Aktoer.A_KASSE or of.kommune is None:
        return Syn.INTET
    if mine:
        return Syn.SVAR
    return Syn.UDFALD if egen and ansvarlig and of.a_kasse is not None else Syn.INTET


@dataclass(frozen=True, slots=True)
class ForeslaaSpoergsmaal:
    """May the actor write it? `i_forlaengelse`: by the actor's own assessment it begins where the a-kasse's
    part ends, although its first day lies later. `jobcenter`: the portal knows whom to send it to.
    """

    af: Aktoer
    art: Art
    indhold: Indhold
    i_forlaengelse: bool = False
    jobcenter: bool = True


def foreslaa(facts: Facts, nu: datetime, q: ForeslaaSpoergsmaal) -> Decision:
    """May the actor write the recommendation, or ask for an offer after a kontrolaktion, at `nu` (aware)?
    The jobcenter asks nobody then: it begins on the offer itself.

    Result, after a kontrolaktion: `frist`, the last day on which the person is to have the offer.
    """
    sag = Sag(facts, nu)
    after_a_check = q.art is Art.KONTROLAKTION_TILBUD
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return Decision("foreslaa", (ikke_omfattet(sag, sag.i_dag),))
    source = (s.LAB_38_2, s.VEJ_6) if after_a_check else (s.LAB_180A, s.VEJ_10)
    if q.af is not Aktoer.A_KASSE and not after_a_check:
        return Decision("foreslaa", (afslag("kun_a_kasse", {"af": q.af.value}, (), source),))
    if elsewhere := kun_ansvarlig(sag, q.af, sag.i_dag, source=(s.LAB_27, *source)):
        return Decision("foreslaa", tuple(elsewhere))
    if not q.jobcenter:
        return Decision("foreslaa", (_intet_jobcenter(source),))
    return _bed_om_tilbud(sag, q) if after_a_check else _indstil(sag, q)


def svar(
    facts: Facts, nu: datetime, indstilling: Indstilling, *, enig: bool, jobcenter: bool = True
) -> Decision:
    """May the person say yes, or no, at `nu`? With a yes it can be sent; with a no it never is.

    `jobcenter`: the portal knows whom to send it to.
    """
    if indstilling.status is not Status.FORESLAAET:
        return Decision("svar_paa_indstilling", (lukket(indstilling),))
    gone = udloeber(facts, nu, indstilling) if enig else None
    if gone is not None:
        return Decision("svar_paa_indstilling", (gone,))
    if enig and not jobcenter:
        return Decision("svar_paa_indstilling", (_intet_jobcenter((s.VEJ_10,)),))
    met = opfyldt("enig_i_indstilling" if enig else "uenig_i_indstilling", (s.VEJ_10,), {"af": "jobcenter"})
    return Decision("svar_paa_indstilling", (met,))


def traek(indstilling: Indstilling, hvem: Hvem) -> Decision:
    """May it be taken back? What the a-kasse has to ask for by law is not the person's to take back."""
    if indstilling.status not in AABNE:
        return Decision("traek_indstilling", (lukket(indstilling),))
    if hvem is Hvem.PERSON and indstilling.art is Art.KONTROLAKTION_TILBUD:
        refused = afslag("kun_a_kasse", {"af": "a_kasse"}, (), (s.LAB_38_2, s.VEJ_6))
        return Decision("traek_indstilling", (refused,))
    return Decision("traek_indstilling", (opfyldt("indstilling_trukket", (s.VEJ_10,)),))


def udloeber(facts: Facts, nu: datetime, indstilling: Indstilling) -> Finding | None:
    """Why it can no longer come to anything, although nobody has closed it; None: it still can.

    One that the jobcenter has stands also after the handover (LAB § 180 a): it falls away only where the
    person belongs to another kommune.
    """
    sag = Sag(facts, nu)
    if indstilling.status is Status.SENDT:
        if sag.kommune(sag.i_dag) == indstilling.kommune:
            return None
        return afslag("indstilling_flyttet", {"ansvarlig": Aktoer.JOBCENTER.value}, (), (s.VEJ_10,))
    holder = sag.holder_eller_syg(sag.i_dag)
    if holder is not Aktoer.A_KASSE or sag.a_kasse(sag.i_dag) != indstilling.a_kasse:
        used: dict[str, Json] = {"dag": sag.i_dag.isoformat(), "ansvarlig": holder.value}
        return afslag("indstilling_overgang", used, (), (s.LAB_180A, s.VEJ_10))
    if indstilling.starter is not None and indstilling.starter < sag.i_dag:
        begun = {"starter": indstilling.starter.isoformat()}
        return afslag("tilbud_begyndt", begun, (), (s.VEJ_10,))
    return None


def tilbud_senest(sag: Sag) -> date | None:
    """The last day on which the person is to have an offer after a kontrolaktion; None: none is due.

    In the a-kasse's part it counts from the a-kasse's first meeting in the series (LAB § 38, stk. 2, 2.
    pkt.), later from the first one, whoever held it.
    """
    holder, first = sag.holder_eller_syg(sag.i_dag), _foerste_kontrolsamtale(sag)
    if first is None or holder is Aktoer.INGEN or sag.facts.person.maalgruppe not in KONTROLLERES:
        return None
    if holder is Aktoer.A_KASSE and first.samtale.holder is not Aktoer.A_KASSE:
        return None
    return days_after(first.dag, sag.antal("tilbud_efter_kontrol_dage"))


def _foerste_kontrolsamtale(sag: Sag) -> Moede | None:
    """The first one held since the message."""
    kontrol = sag.facts.kontrol
    if kontrol is None:
        return None
    held = (
        moede
        for moede in sag.moeder
        if moede.er_afholdt
        and moede.samtale.art is SamtaleArt.KONTROLSAMTALE
        and kontrol.meddelelse <= moede.dag <= sag.i_dag
    )
    return next(held, None)


def _bed_om_tilbud(sag: Sag, q: ForeslaaSpoergsmaal) -> Decision:
    first, senest = _foerste_kontrolsamtale(sag), tilbud_senest(sag)
    if first is None or senest is None:
        refused = afslag("ingen_kontrolsamtale", {"af": q.af.value}, (), (s.LAB_38_2, s.VEJ_6))
        return Decision("foreslaa", (refused,))
    if (too_early := begyndt(sag, q.indhold)) is not None:
        return Decision("foreslaa", (too_early,))
    used: dict[str, Json] = {"foerste_kontrolsamtale": first.dag.isoformat(), "senest": senest.isoformat()}
    code = "bed_om_tilbud" if q.af is Aktoer.A_KASSE else "giv_tilbud"
    met = opfyldt(code, (s.LAB_38_2, s.VEJ_6), used, (sag.tal("tilbud_efter_kontrol_dage"),))
    return Decision("foreslaa", (met,), {"frist": senest.isoformat()})


def _indstil(sag: Sag, q: ForeslaaSpoergsmaal) -> Decision:
    found = mangler(q.indhold)
    found += [one for one in (begyndt(sag, q.indhold), _for_sent(sag, q)) if one is not None]
    met = opfyldt("faelles_indstilling", (s.LAB_180A, s.VEJ_10), {"af": q.af.value})
    return Decision("foreslaa", tuple(found) or (met,))


def mangler(indhold: Indhold) -> list[Finding]:
    """What Min Plan has to say of an offer, and is not said."""
    said = {
        "indsats": indhold.indsats is not None,
        "hvad": bool((indhold.hvad or "").strip()),
        "hvor": bool((indhold.hvor or "").strip()),
        "starter": indhold.starter is not None,
        "hvorfor": bool((indhold.hvorfor or "").strip()),
    }
    missing: list[Json] = [name for name, there in said.items() if not there]
    if not missing:
        return []
    return [afslag("tilbud_ikke_beskrevet", {"mangler": missing}, (), (s.LAB_41_2, s.BAB_51, s.VEJ_9_3))]


def begyndt(sag: Sag, indhold: Indhold) -> Finding | None:
    """Its first day has gone by; None: it has not."""
    if indhold.starter is None or indhold.starter >= sag.i_dag:
        return None
    return afslag("tilbud_begyndt", {"starter": indhold.starter.isoformat()}, (), (s.VEJ_10,))


def _for_sent(sag: Sag, q: ForeslaaSpoergsmaal) -> Finding | None:
    """An offer begins within the a-kasse's part or right after it. How soon after, the law does not say in
    days: then it is the a-kasse's assessment.
    """
    periode = sag.periode(sag.i_dag)
    last = sag.slutdato(periode) or skoen.overgang(sag, periode)
    starter = q.indhold.starter
    if starter is None or last is None or starter <= days_after(last, 1) or q.i_forlaengelse:
        return None
    used: dict[str, Json] = {"starter": starter.isoformat(), "slutdato": last.isoformat()}
    return afslag("starter_for_sent", used, (), (s.VEJ_10, s.LAB_27_2))


def lukket(indstilling: Indstilling) -> Finding:
    """It was decided, taken back or refused, or it has not been sent."""
    return afslag("indstilling_lukket", {"status": indstilling.status.value}, (), (s.VEJ_10,))


def _intet_jobcenter(source: tuple[Citation, ...]) -> Finding:
    return afslag("intet_jobcenter", {"ansvarlig": Aktoer.JOBCENTER.value}, (), source)
