"""Booking deadlines: setting one, striking off when it runs out, registering again (BAB §§ 27, 28, 30, 44,
45).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.policy import bookingfrist, faelles
from portal.policy import sources as s
from portal.policy.beslutninger import bindende
from portal.policy.bookingfrist import BindendeFrist, binding_deadline
from portal.policy.bookingregler import frataget, fritaget, ikke_omfattet, syg
from portal.policy.facts import AfmeldingAarsag, Aktoer, BeslutningArt, Facts, Frist, Tilmelding
from portal.policy.kalender import day_after, days_after, months_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding, Json
from portal.policy.mindre_intensiv import fri, uden_pligt
from portal.policy.myndighed import kun_ansvarlig
from portal.policy.sag import Sag
from portal.policy.samtaler import foerste_indkaldes, ingen_holdt_eller_planlagt

__all__ = [
    "BindendeFrist",
    "Gentilmelding",
    "SaetFristSpoergsmaal",
    "afmeld",
    "binding_deadline",
    "gentilmeld",
    "saet_frist",
    "tidligste_frist",
    "uden_virkning",
]


@dataclass(frozen=True, slots=True)
class SaetFristSpoergsmaal:
    """May the actor set this deadline? `vejledt`: the person was guided on booking beforehand.

    `tider_findes`: a free time that the person may book lies within it, as the actor has to see to.
    """

    af: Aktoer
    udstedt: date
    frist: date
    vejledt: bool = True
    tider_findes: bool = True


@dataclass(frozen=True, slots=True)
class Gentilmelding:
    """What registering again takes: a meeting held by `samtale_senest`, or nothing (None)."""

    samtale_senest: date | None
    findings: tuple[Finding, ...]


def saet_frist(facts: Facts, nu: datetime, q: SaetFristSpoergsmaal) -> Decision:
    """May the actor set a booking deadline? Result `samtale_senest`, where it may: the last day of the
    meeting.
    """
    sag = Sag(facts, nu)
    if sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return Decision("saet_frist", (ikke_omfattet(sag, sag.i_dag),))
    found = kun_ansvarlig(sag, q.af, sag.i_dag)
    found += pligt(sag, q.af, q.frist, sag.i_dag)
    found += _gyldig(sag, q.udstedt, q.frist, vejledt=q.vejledt)
    if sag.syg(sag.i_dag) or sag.syg(q.frist):
        found.append(syg(sag, q.frist if sag.syg(q.frist) else sag.i_dag))
    if not found and not q.tider_findes:
        source = (s.DBK_87_2,) if q.af is Aktoer.A_KASSE else (s.DBK_13,)
        found.append(afslag("ingen_tider_inden_fristen", {"frist": q.frist.isoformat()}, (), source))
    if found:
        return Decision("saet_frist", tuple(found))
    senest = bookingfrist.samtale_senest(sag, q.af, q.frist)
    values = (sag.tal("bookingfrist_dage"), sag.tal("samtale_efter_frist_dage"))
    facts_used: dict[str, Json] = {
        "holder": q.af.value,
        "frist": q.frist.isoformat(),
        "samtale_senest": senest.isoformat(),
    }
    met = opfyldt("bookingfrist", (s.BAB_44_1,), facts_used, values)
    return Decision("saet_frist", (met,), {"samtale_senest": senest.isoformat()})


def uden_virkning(facts: Facts, nu: datetime, q: SaetFristSpoergsmaal) -> Finding | None:
    """The refusal of a deadline that would lapse before it runs out, as far as is known at `nu`: on its last
    day somebody else holds the kontaktforløb. It may be set (`saet_frist`), and would bind nobody.
    """
    sag = Sag(facts, nu)
    if not bookingfrist.bortfaldet(sag, Frist(q.af, q.udstedt, q.frist, vejledt=q.vejledt)):
        return None
    used: dict[str, Json] = {"holder": q.af.value, "frist": q.frist.isoformat()}
    slutdato = sag.slutdato(sag.periode(sag.i_dag))
    if slutdato is not None:
        used["slutdato"] = slutdato.isoformat()
    return afslag("frist_uden_virkning", used, (), (s.RAAB_11, s.LAB_27))


def tidligste_frist(facts: Facts, nu: datetime) -> date:
    """The earliest deadline that can be issued on the day of `nu`, its length alone considered."""
    sag = Sag(facts, nu)
    return days_after(sag.i_dag, sag.antal("bookingfrist_dage"))


def afmeld(facts: Facts, nu: datetime, dato: date) -> Decision:
    """May the person be struck off on `dato` for not booking by the deadline that binds at `nu`?

    Result `virkning_fra`, where it may. Without any deadline none has run out.
    """
    sag = Sag(facts, nu)
    frist = bookingfrist.seneste(sag)
    if frist is None:
        return Decision("afmeld", (afslag("foer_udloeb", {"dag": dato.isoformat()}),))
    used: dict[str, Json] = {
        "holder": frist.af.value,
        "udstedt": frist.udstedt.isoformat(),
        "frist": frist.frist.isoformat(),
    }
    if sag.holder_eller_syg(frist.frist) is Aktoer.INGEN:
        return Decision("afmeld", (ikke_omfattet(sag, frist.frist),))
    if dato <= frist.frist:
        return Decision("afmeld", (afslag("foer_udloeb", used),))
    if bookingfrist.bortfaldet(sag, frist):
        return Decision("afmeld", (afslag("frist_bortfaldet", used),))
    found = pligt(sag, frist.af, frist.frist, frist.frist)
    found += _gyldig(sag, frist.udstedt, frist.frist, vejledt=frist.vejledt)
    found += _overholdt(sag, frist, used)
    if found:
        return Decision("afmeld", tuple(found))
    by_jobcenter = frist.af is Aktoer.JOBCENTER
    virkning = day_after(frist.frist) if by_jobcenter else dato
    source = s.BAB_27_2 if by_jobcenter else s.BAB_28_1_4
    met = opfyldt("afmelding", (source,), {**used, "virkning_fra": virkning.isoformat()})
    return Decision("afmeld", (met,), {"virkning_fra": virkning.isoformat()})


def gentilmeld(facts: Facts, nu: datetime, dato: date) -> Gentilmelding:
    """What registering again on `dato` takes (BAB § 30, stk. 3)."""
    sag = Sag(facts, nu)
    days, months = sag.tal("gentilmelding_dage"), sag.tal("gentilmelding_maaneder")
    before = sag.seneste_afmeldte(dato)
    used: dict[str, Json] = {"dag": dato.isoformat()}
    nothing = Gentilmelding(None, (opfyldt("gentilmelding", (s.BAB_30,), used, (months,)),))
    registered = sag.tilmeldt(dato)
    already = registered is not None and registered.fra < dato
    if not sag.paa_dagpenge or before is None or before.til is None or already:
        return nothing
    off_from = day_after(before.til)
    if dato >= months_after(off_from, int(months.value)) or not _booking_mangler(sag, before, off_from, dato):
        return nothing
    senest = days_after(dato, int(days.value))
    used |= {"afmeldt": before.til.isoformat(), "samtale_senest": senest.isoformat()}
    return Gentilmelding(senest, (opfyldt("gentilmelding", (s.BAB_30_3,), used, (days, months)),))


def _booking_mangler(sag: Sag, before: Tilmelding, off_from: date, dato: date) -> bool:
    """Struck off for not booking, or a deadline ran out unmet while off the register for another reason."""
    if before.aarsag is AfmeldingAarsag.MANGLENDE_BOOKING:
        return True
    frist = bookingfrist.seneste(sag)
    if frist is None or not off_from <= frist.frist < dato:
        return False
    return not bookingfrist.opfyldt_af(sag, frist, bookingfrist.udloeb(frist))


def pligt(sag: Sag, af: Aktoer, frist: date, laest: date) -> list[Finding]:
    """What frees the person from booking by the deadline `frist`. `laest`: the day on which a revocation is
    read.
    """
    found: list[Finding] = []
    if foerste_indkaldes(sag, af) and ingen_holdt_eller_planlagt(sag, laest):
        found.append(afslag("foerste_samtale_indkaldes", {"holder": af.value}))
    found += frataget(sag, af, laest)
    if af is Aktoer.JOBCENTER and faelles.naeste_indkaldes(sag, laest):
        found.append(afslag("faelles_indkaldes", {"holder": af.value}))
    exempt, grund = bindende(sag, BeslutningArt.FRITAGELSE, frist), uden_pligt(sag, frist, af)
    if exempt is not None:
        found.append(fritaget(exempt, frist))
    if grund is not None:
        found.append(fri(grund, frist))
    return found


def _gyldig(sag: Sag, udstedt: date, frist: date, *, vejledt: bool) -> list[Finding]:
    """What makes the deadline itself invalid."""
    found: list[Finding] = []
    least = sag.tal("bookingfrist_dage")
    if (frist - udstedt).days < least.value:
        facts: dict[str, Json] = {"udstedt": udstedt.isoformat(), "frist": frist.isoformat()}
        found.append(afslag("frist_for_kort", facts, (least,)))
    if not vejledt:
        found.append(afslag("mangler_vejledning"))
    return found


def _overholdt(sag: Sag, frist: Frist, used: dict[str, Json]) -> list[Finding]:
    """Why nobody is struck off although the deadline ran out."""
    found: list[Finding] = []
    if bookingfrist.opfyldt_af(sag, frist, bookingfrist.udloeb(frist)):
        found.append(afslag("har_booket", used))
    if not frist.tider_fandtes:
        found.append(afslag("ingen_tider", used))
    if frist.driftsforstyrrelse:
        found.append(afslag("driftsforstyrrelse", used))
    if sag.syg(frist.frist):
        found.append(syg(sag, frist.frist))
    return found
