"""What happens of itself as days go by, and what it means: the handover, a deadline, 6 and 16 months, the end
of a ground or of an exemption (LAB §§ 27, 31, 32, 35, 106; BAB §§ 27, 28, 30, 44; DBK § 63; law cases, points
1, 5, 7 and 8).

Everything is read from the facts at one moment, whatever was told before: who asks later finds the same, each
under the same `noegle`. Nothing here is ever done against the person: a deadline that ran out is told, and a
caseworker looks at it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from portal.policy import bookingfrist, faelles, frister, skoen
from portal.policy import sources as s
from portal.policy.afmelding import afmeld_nu
from portal.policy.beslutninger import bortfald
from portal.policy.facts import (
    AfmeldingAarsag,
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    Frist,
    MindreIntensiv,
    SamtaleStatus,
)
from portal.policy.kalender import day_after, days_after, months_after
from portal.policy.law import Citation, Json
from portal.policy.mindre_intensiv import hjemmel, omfattet
from portal.policy.moede import Moede
from portal.policy.sag import Sag

VARSEL_DAGE = 60
"""So many days before the estimated 16 months it is told: the portal's own choice, no number of the law."""


class Haendelsesart(StrEnum):
    """What has happened; on one day they are told in this order."""

    OVERGANG = "overgang"
    SAMTALE_BORTFALDET = "samtale_bortfaldet"
    AFLYSNING_RETTET = "aflysning_rettet"
    BESLUTNING_BORTFALDET = "beslutning_bortfaldet"
    FRIST_BORTFALDET = "frist_bortfaldet"
    FRIST_UDLOEBET = "frist_udloebet"
    FRIST_UDEN_FOELGE = "frist_uden_foelge"
    FRIST_UNDER_AFMELDING = "frist_under_afmelding"
    SKIFT_A_KASSE = "skift_a_kasse"
    SKIFT_KOMMUNE = "skift_kommune"
    SEKS_MAANEDER = "seks_maaneder"
    SEKSTEN_MAANEDER_FORUDE = "seksten_maaneder_forude"
    SEKSTEN_MAANEDER = "seksten_maaneder"
    MINDRE_INTENSIV_SLUT = "mindre_intensiv_slut"
    FRITAGELSE_SLUT = "fritagelse_slut"
    SYG_FJORTEN_DAGE = "syg_fjorten_dage"
    GENTILMELDING_UDEN_BOOKING = "gentilmelding_uden_booking"


@dataclass(frozen=True, slots=True)
class Haendelse:
    """One thing that happened on the Danish day `dag`. Of one person, `art` and `noegle` name it for ever.

    `oplysninger`: what its words need: days in ISO form, actors, codes. `samtale`: the meeting that falls
    away with it, by its `noegle`.
    """

    art: Haendelsesart
    dag: date
    noegle: str
    citations: tuple[Citation, ...]
    oplysninger: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    samtale: int | None = None


def haendelser(facts: Facts, nu: datetime, fra: date) -> tuple[Haendelse, ...]:
    """What has happened from the day `fra` up to `nu` (aware), the earliest day first."""
    sag = Sag(facts, nu)
    found = {
        (one.art, one.noegle): one for rule in _REGLER for one in rule(sag) if fra <= one.dag <= sag.i_dag
    }
    order = list(Haendelsesart)
    return tuple(sorted(found.values(), key=lambda one: (one.dag, order.index(one.art), one.noegle)))


def _overgang(sag: Sag) -> Iterator[Haendelse]:
    """The jobcenter holds the course since the a-kasse's last day has passed."""
    last = sag.slutdato(sag.periode(sag.i_dag))
    if last is None or last >= sag.i_dag or sag.part(last) is not Aktoer.A_KASSE:
        return
    if sag.holder_eller_syg(sag.i_dag) is not Aktoer.JOBCENTER:
        return
    registered, first = sag.tilmeldt(sag.i_dag), day_after(last)
    dag = max(first, registered.fra) if registered is not None else first
    yield Haendelse(
        Haendelsesart.OVERGANG,
        dag,
        first.isoformat(),
        (s.LAB_27, s.LAB_31_2, s.DBK_63),
        {"slutdato": last.isoformat(), "fra": dag.isoformat()},
    )


def _samtaler(sag: Sag) -> Iterator[Haendelse]:
    """Meetings after their holder's last day, once that has passed: the a-kasse's at the handover, the
    jobcenter's in a new dagpengeperiode. A rådighedssamtale stays the a-kasse's own (RÅB § 40).
    """
    for moede in sag.moeder:
        if not (moede.er_planlagt and moede.start > sag.nu and moede.er_jobsamtale):
            continue
        last = _sidste_dag(sag, moede)
        if last is not None and last < sag.i_dag and last < moede.dag:
            holder = moede.samtale.holder
            used: dict[str, Json] = {"start": moede.start.isoformat(), "holder": holder.value}
            if holder is Aktoer.A_KASSE:
                used["slutdato"] = last.isoformat()
            yield Haendelse(
                Haendelsesart.SAMTALE_BORTFALDET,
                sag.i_dag,
                _navn(moede),
                (s.LAB_27, s.DBK_63),
                used,
                samtale=moede.samtale.noegle,
            )


def rettet(facts: Facts, nu: datetime, kendt: Collection[tuple[str, str]]) -> tuple[Haendelse, ...]:
    """Meetings that fell away with a responsibility that their holder has after all, as it is known at `nu`
    (aware): hours or a placement were corrected, or it got it back. `kendt`: what has happened before, by
    kind and `noegle`.

    What was called off stays so; the person is told once of each, and who has the responsibility now.
    """
    sag = Sag(facts, nu)
    gone = {noegle for art, noegle in kendt if art == Haendelsesart.SAMTALE_BORTFALDET}
    return tuple(
        Haendelse(
            Haendelsesart.AFLYSNING_RETTET,
            sag.i_dag,
            _navn(moede),
            (s.LAB_27, s.DBK_63),
            {
                "start": moede.start.isoformat(),
                "dato": moede.dag.isoformat(),
                "holder": moede.samtale.holder.value,
            },
        )
        for moede in sag.moeder
        if _navn(moede) in gone and _er_aflyst(moede) and _har_ansvaret(sag, moede)
    )


def _navn(moede: Moede) -> str:
    return f"{moede.samtale.noegle}:{moede.start.isoformat()}"


def _er_aflyst(moede: Moede) -> bool:
    return moede.samtale.status is SamtaleStatus.AFLYST


def _har_ansvaret(sag: Sag, moede: Moede) -> bool:
    """The meeting's holder holds the course today, and on the meeting's day."""
    if sag.holder_eller_syg(sag.i_dag) is not moede.samtale.holder:
        return False
    last = _sidste_dag(sag, moede)
    return last is None or last >= moede.dag


def _sidste_dag(sag: Sag, moede: Moede) -> date | None:
    """The last day of the holder's part that the meeting lies after; None: the part is not over by then."""
    periode = sag.periode(moede.dag)
    if moede.samtale.holder is Aktoer.A_KASSE:
        return sag.slutdato(periode)
    if periode.fra is None or sag.part(moede.dag) is not Aktoer.A_KASSE:
        return None
    last = days_after(periode.fra, -1)
    return last if sag.part(last) is Aktoer.JOBCENTER else None


def _beslutninger(sag: Sag) -> Iterator[Haendelse]:
    """Decisions that bind no longer since another has the course, or a new one began (point 5)."""
    told: list[str] = []
    for beslutning in sag.facts.beslutninger:
        dag = bortfald(sag, beslutning)
        if dag is None or _om_et_moede_der_er_forbi(sag, beslutning):
            continue
        used: dict[str, Json] = {
            "beslutning": beslutning.art.value,
            "af": beslutning.af.value,
            "dato": beslutning.dato.isoformat(),
        }
        noegle = f"{beslutning.art.value}:{beslutning.af.value}:{beslutning.dato.isoformat()}"
        if beslutning.samtale is not None:
            noegle += f":{beslutning.samtale}"
        before = told.count(noegle)
        told.append(noegle)
        # Two of one kind and day: before and after a change of a-kasse or kommune on that day.
        noegle += f"#{before + 1}" if before else ""
        yield Haendelse(Haendelsesart.BESLUTNING_BORTFALDET, dag, noegle, _PARAGRAF[beslutning.art], used)


def _om_et_moede_der_er_forbi(sag: Sag, beslutning: Beslutning) -> bool:
    """A decision on one meeting is of no more interest than the meeting."""
    if beslutning.samtale is None:
        return False
    moede = sag.moede(beslutning.samtale)
    return not moede.er_planlagt or moede.start <= sag.nu


_PARAGRAF: Mapping[BeslutningArt, tuple[Citation, ...]] = MappingProxyType(
    {
        BeslutningArt.FRATAGELSE: (s.LAB_35, s.LAB_27),
        BeslutningArt.FREMMOEDE: (s.LAB_33_2, s.LAB_27),
        BeslutningArt.FASTHOLDT_PLIGT: (s.LAB_106_3, s.LAB_27),
    }
)


def _frist(sag: Sag) -> Iterator[Haendelse]:
    """What became of the deadline issued last, unless it was met."""
    frist = bookingfrist.seneste(sag)
    if frist is None:
        return
    noegle = f"{frist.af.value}:{frist.udstedt.isoformat()}:{frist.frist.isoformat()}"
    used: dict[str, Json] = {
        "frist": frist.frist.isoformat(),
        "udstedt": frist.udstedt.isoformat(),
        "holder": frist.af.value,
    }
    if _gaaet_videre(sag, frist):
        dag = min(sag.i_dag, frist.frist)
        yield Haendelse(Haendelsesart.FRIST_BORTFALDET, dag, noegle, (s.RAAB_11, s.LAB_27), used)
    elif bookingfrist.udloebet(sag, frist):
        yield from _udloebet(sag, frist, noegle, used)


def _gaaet_videre(sag: Sag, frist: Frist) -> bool:
    """Whether it lapsed before it ran out, and for good: not merely while the person is off the register."""
    if sag.organisation_skiftet(frist.af, frist.udstedt, frist.frist) is not None:
        return True
    return sag.part(frist.frist) is not frist.af


def _udloebet(sag: Sag, frist: Frist, noegle: str, used: dict[str, Json]) -> Iterator[Haendelse]:
    dag = day_after(frist.frist)
    if sag.tilmeldt(sag.i_dag) is None:
        senest = frister.gentilmeld(sag.facts, sag.nu, sag.i_dag).samtale_senest
        if senest is not None and sag.tilmeldt(frist.frist) is None:
            yield Haendelse(Haendelsesart.FRIST_UNDER_AFMELDING, dag, noegle, (s.BAB_30_3,), used)
        return
    decision = afmeld_nu(sag.facts, sag.nu, frist.af)
    if decision.allowed:
        source = s.BAB_27_2 if frist.af is Aktoer.JOBCENTER else s.BAB_28_1_4
        yield Haendelse(Haendelsesart.FRIST_UDLOEBET, dag, noegle, (s.BAB_44_1, source), used)
        return
    grunde = [finding.code for finding in decision.refusals]
    if not {"har_booket", "ikke_omfattet"} & set(grunde):
        citations = tuple(dict.fromkeys(c for finding in decision.refusals for c in finding.citations))
        told: dict[str, Json] = {**used, "grunde": [*grunde]}
        yield Haendelse(Haendelsesart.FRIST_UDEN_FOELGE, dag, noegle, citations, told)


def _skift(sag: Sag) -> Iterator[Haendelse]:
    for skift in sag.facts.skift:
        fra = skift.dato.isoformat()
        if skift.a_kasse is not None:
            citations = (s.DBK_24, s.DBK_63)
            yield Haendelse(Haendelsesart.SKIFT_A_KASSE, skift.dato, fra, citations, {"fra": fra})
        if skift.kommune is not None:
            yield Haendelse(Haendelsesart.SKIFT_KOMMUNE, skift.dato, fra, (s.LAB_27,), {"fra": fra})


def _maaneder(sag: Sag) -> Iterator[Haendelse]:
    """6 and 16 months of unemployment, and that the latter come near (LAB § 32)."""
    periode = sag.periode(sag.i_dag)
    six = sag.seks_maaneder_fra(periode)
    if not sag.paa_dagpenge or six is None or sag.holder(sag.i_dag) is not Aktoer.JOBCENTER:
        return
    noegle = str(periode.fra)
    yield Haendelse(Haendelsesart.SEKS_MAANEDER, six, noegle, (s.LAB_32_1,), {"dag": six.isoformat()})
    if faelles.faellessamtale_staar(sag, sag.i_dag):
        return
    name = "intensiveret_indsats_maaneder"
    reached = sag.naaet(name, periode)
    if reached is not None:
        used: dict[str, Json] = {"dag": reached.isoformat()}
        yield Haendelse(Haendelsesart.SEKSTEN_MAANEDER, reached, noegle, (s.LAB_32_2,), used)
        return
    expected = skoen.maaneders_ledighed(sag, periode, name)
    if expected is not None and expected <= days_after(sag.i_dag, VARSEL_DAGE):
        used = {"dag": expected.isoformat()}
        yield Haendelse(Haendelsesart.SEKSTEN_MAANEDER_FORUDE, sag.i_dag, noegle, (s.LAB_32_2,), used)


def _mindre_intensiv(sag: Sag) -> Iterator[Haendelse]:
    """A ground ends, and with it the time without a duty to attend (LAB § 106)."""
    if sag.holder(sag.i_dag) is Aktoer.INGEN or omfattet(sag, sag.i_dag) is not None:
        return
    for grund in sag.facts.mindre_intensiv:
        dag = _slut(sag, grund)
        if dag is not None and dag <= sag.i_dag:
            used: dict[str, Json] = {"grund": grund.grund.value, "dag": dag.isoformat()}
            noegle = f"{grund.grund.value}:{dag.isoformat()}"
            source = hjemmel(grund, (s.LAB_106, s.RAAB_22))
            yield Haendelse(Haendelsesart.MINDRE_INTENSIV_SLUT, dag, noegle, source, used)


def _slut(sag: Sag, grund: MindreIntensiv) -> date | None:
    """The first day on which the ground frees no longer; None: it has no end, or never freed."""
    dag = day_after(grund.til) if grund.til is not None else grund.starter
    return dag if dag is not None and omfattet(sag, days_after(dag, -1)) is grund else None


def _fritagelse(sag: Sag) -> Iterator[Haendelse]:
    """An exemption from booking has ended (BAB § 45)."""
    for beslutning in sag.facts.beslutninger:
        if beslutning.art is BeslutningArt.FRITAGELSE and beslutning.ophaevet is not None:
            noegle = f"{beslutning.dato.isoformat()}:{beslutning.ophaevet.isoformat()}"
            used: dict[str, Json] = {
                "beslutning": beslutning.art.value,
                "af": beslutning.af.value,
                "dato": beslutning.dato.isoformat(),
                "dag": beslutning.ophaevet.isoformat(),
            }
            yield Haendelse(
                Haendelsesart.FRITAGELSE_SLUT, beslutning.ophaevet, noegle, (s.BAB_45, s.BAB_44_1), used
            )


def _afmeldt(sag: Sag) -> Iterator[Haendelse]:
    """Off the register: the first fortnight of sickness is over; registering again takes no booking now."""
    ended = sag.seneste_afmeldte(sag.i_dag)
    if not sag.paa_dagpenge or ended is None or ended.til is None or sag.tilmeldt(sag.i_dag) is not None:
        return
    off_from = day_after(ended.til)
    noegle, used = off_from.isoformat(), {"fra": off_from.isoformat()}
    if ended.aarsag is AfmeldingAarsag.SYGDOM:
        dag = days_after(off_from, sag.antal("sygdom_dagpenge_dage"))
        yield Haendelse(Haendelsesart.SYG_FJORTEN_DAGE, dag, noegle, (s.RAAB_21,), {**used})
    if ended.aarsag is AfmeldingAarsag.MANGLENDE_BOOKING:
        dag = months_after(off_from, sag.antal("gentilmelding_maaneder"))
        yield Haendelse(Haendelsesart.GENTILMELDING_UDEN_BOOKING, dag, noegle, (s.BAB_30_3,), {**used})


_REGLER = (
    _overgang,
    _samtaler,
    _beslutninger,
    _frist,
    _skift,
    _maaneder,
    _mindre_intensiv,
    _fritagelse,
    _afmeldt,
)
