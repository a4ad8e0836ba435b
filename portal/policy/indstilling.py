"""An offer that is asked of the jobcenter: a joint recommendation by a-kasse and person, and the request
after a kontrolaktion (LAB §§ 38, 41, 180 a; BAB §§ 51, 132; VEJ 10044 6 and 10).

Only the jobcenter grants an offer, whoever holds the kontaktforløb. The a-kasse recommends one together with
the person and only with the person's agreement; without it nothing is sent, and the person may ask the
jobcenter alone. After a kontrolaktion the a-kasse has to ask for one, whether the person wants it or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from portal.policy import klage, skoen
from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts, SamtaleArt
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding, Json
from portal.policy.min_plan import Felt
from portal.policy.myndighed import begrundelse, kun_ansvarlig
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
    """One that was written. `a_kasse`, `kommune`: codes of who wrote it and to whom it was sent (None: to
    nobody yet).
    """

    art: Art
    status: Status
    a_kasse: str
    kommune: str | None = None
    starter: date | None = None


@dataclass(frozen=True, slots=True)
class ForeslaaSpoergsmaal:
    """May the actor write it? `i_forlaengelse`: by the actor's own assessment it begins where the a-kasse's
    part ends, although its first day lies later.
    """

    af: Aktoer
    art: Art
    indhold: Indhold
    i_forlaengelse: bool = False


@dataclass(frozen=True, slots=True)
class AfgoerSpoergsmaal:
    """May the actor decide it this way? `hoert`: nothing counts against the person that they do not know of,
    or they were heard. `digital`: the person has the decision that day.
    """

    af: Aktoer
    indstilling: Indstilling
    ja: bool
    begrundelse: str | None = None
    indhold: Indhold = INTET
    hoert: bool = False
    digital: bool = True


def foreslaa(facts: Facts, nu: datetime, q: ForeslaaSpoergsmaal) -> Decision:
    """May the actor write the recommendation, or ask for an offer after a kontrolaktion, at `nu` (aware)?

    Result, after a kontrolaktion: `frist`, the last day on which the person is to have the offer.
    """
    sag = Sag(facts, nu)
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return Decision("foreslaa", (ikke_omfattet(sag, sag.i_dag),))
    source = (s.LAB_38_2, s.VEJ_6) if q.art is Art.KONTROLAKTION_TILBUD else (s.LAB_180A, s.VEJ_10)
    if q.af is not Aktoer.A_KASSE:
        return Decision("foreslaa", (afslag("kun_a_kasse", {"af": q.af.value}, (), source),))
    if elsewhere := kun_ansvarlig(sag, q.af, sag.i_dag, source=(s.LAB_27, *source)):
        return Decision("foreslaa", tuple(elsewhere))
    return _bed_om_tilbud(sag, q) if q.art is Art.KONTROLAKTION_TILBUD else _indstil(sag, q)


def svar(facts: Facts, nu: datetime, indstilling: Indstilling, *, enig: bool) -> Decision:
    """May the person say yes, or no, at `nu`? With a yes it can be sent; with a no it never is."""
    if indstilling.status is not Status.FORESLAAET:
        return Decision("svar_paa_indstilling", (_lukket(indstilling),))
    gone = udloeber(facts, nu, indstilling) if enig else None
    if gone is not None:
        return Decision("svar_paa_indstilling", (gone,))
    met = opfyldt("enig_i_indstilling" if enig else "uenig_i_indstilling", (s.VEJ_10,), {"af": "jobcenter"})
    return Decision("svar_paa_indstilling", (met,))


def afgoer(facts: Facts, nu: datetime, q: AfgoerSpoergsmaal) -> Decision:
    """May the actor grant or refuse it at `nu`? Result, where it may: `afgoerelse` and `klage`.

    The jobcenter is not bound by the recommendation. After a kontrolaktion it has to give an offer, as long
    as the person is registered.
    """
    sag = Sag(facts, nu)
    if q.indstilling.status is not Status.SENDT:
        return Decision("afgoer_indstilling", (_lukket(q.indstilling),))
    if q.af is not Aktoer.JOBCENTER:
        refused = afslag("kun_jobcenter", {"af": q.af.value}, (), (s.VEJ_10, s.LAB_41_2))
        return Decision("afgoer_indstilling", (refused,))
    if (gone := udloeber(facts, nu, q.indstilling)) is not None:
        return Decision("afgoer_indstilling", (gone,))
    found = _imod_bevilling(sag, q) if q.ja else _imod_afslag(sag, q)
    if found:
        return Decision("afgoer_indstilling", tuple(found))
    complaint, guidance = klage.vejledning(sag, q.af, sag.i_dag if q.digital else None)
    return Decision("afgoer_indstilling", (_afgjort(q), guidance), {"afgoerelse": True, "klage": complaint})


def traek(indstilling: Indstilling, hvem: Hvem) -> Decision:
    """May it be taken back? What the a-kasse has to ask for by law is not the person's to take back."""
    if indstilling.status not in AABNE:
        return Decision("traek_indstilling", (_lukket(indstilling),))
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
    """The last day on which a person whom the a-kasse holds is to have an offer after a kontrolaktion; None:
    none is due. It counts from the a-kasse's first meeting in the series (LAB § 38, stk. 2, 2. pkt.).
    """
    first = _foerste_kontrolsamtale(sag)
    if first is None or sag.holder_eller_syg(sag.i_dag) is not Aktoer.A_KASSE:
        return None
    return days_after(first, sag.antal("tilbud_efter_kontrol_dage"))


def _foerste_kontrolsamtale(sag: Sag) -> date | None:
    """The day of the first one held since the message, where the a-kasse held it."""
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
    first = next(held, None)
    return first.dag if first is not None and first.samtale.holder is Aktoer.A_KASSE else None


def _bed_om_tilbud(sag: Sag, q: ForeslaaSpoergsmaal) -> Decision:
    first, senest = _foerste_kontrolsamtale(sag), tilbud_senest(sag)
    if first is None or senest is None:
        refused = afslag("ingen_kontrolsamtale", {"af": q.af.value}, (), (s.LAB_38_2, s.VEJ_6))
        return Decision("foreslaa", (refused,))
    if (too_early := _begyndt(sag, q.indhold)) is not None:
        return Decision("foreslaa", (too_early,))
    used: dict[str, Json] = {"foerste_kontrolsamtale": first.isoformat(), "senest": senest.isoformat()}
    met = opfyldt("bed_om_tilbud", (s.LAB_38_2, s.VEJ_6), used, (sag.tal("tilbud_efter_kontrol_dage"),))
    return Decision("foreslaa", (met,), {"frist": senest.isoformat()})


def _indstil(sag: Sag, q: ForeslaaSpoergsmaal) -> Decision:
    found = _mangler(q.indhold)
    found += [one for one in (_begyndt(sag, q.indhold), _for_sent(sag, q)) if one is not None]
    met = opfyldt("faelles_indstilling", (s.LAB_180A, s.VEJ_10), {"af": q.af.value})
    return Decision("foreslaa", tuple(found) or (met,))


def _mangler(indhold: Indhold) -> list[Finding]:
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


def _begyndt(sag: Sag, indhold: Indhold) -> Finding | None:
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


def _imod_bevilling(sag: Sag, q: AfgoerSpoergsmaal) -> list[Finding]:
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return [ikke_omfattet(sag, sag.i_dag)]
    found = _mangler(q.indhold)
    if (begun := _begyndt(sag, q.indhold)) is not None:
        found.append(begun)
    if q.indstilling.art is Art.KONTROLAKTION_TILBUD:
        if q.indhold.indsats is Indsats.UNDERSTOETTENDE_INDSATS:
            found.append(afslag("kun_kapitel_11_14", {}, (), (s.LAB_38_2,)))
        found += _hoert(q)
    return found


def _imod_afslag(sag: Sag, q: AfgoerSpoergsmaal) -> list[Finding]:
    registered = sag.holder_eller_syg(sag.i_dag) is not Aktoer.INGEN
    if q.indstilling.art is Art.KONTROLAKTION_TILBUD and registered:
        return [afslag("tilbud_skal_gives", {"af": q.af.value}, (), (s.LAB_38_2, s.VEJ_6))]
    return begrundelse(q.begrundelse, (s.FVL_22, s.LAB_180A)) + _hoert(q)


def _hoert(q: AfgoerSpoergsmaal) -> list[Finding]:
    """A decision against the person rests on nothing that they do not know of."""
    return [] if q.hoert else [afslag("ikke_hoert_om_tilbud", {}, (), (s.FVL_19,))]


def _afgjort(q: AfgoerSpoergsmaal) -> Finding:
    used: dict[str, Json] = {"af": q.af.value}
    after_a_check = q.indstilling.art is Art.KONTROLAKTION_TILBUD
    source = (s.LAB_38_2, s.VEJ_6) if after_a_check else (s.LAB_180A, s.VEJ_10)
    return opfyldt("tilbud_bevilget" if q.ja else "tilbud_afslaaet", (*source, s.BAB_132), used)


def _lukket(indstilling: Indstilling) -> Finding:
    return afslag("indstilling_lukket", {"status": indstilling.status.value}, (), (s.VEJ_10,))
