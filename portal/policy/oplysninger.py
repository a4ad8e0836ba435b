"""Who registers what of a person's course: the a-kasse, the jobcenter, or whoever holds the kontaktforløb
(LAB §§ 9, 23, 27, 106; BAB §§ 7, 18, 19, 23, 44; DBK §§ 14-17, 43, 61-72; AKV § 33; FVL § 8; AKS § 10).

`SKRIVER` is the one table of that. What an organisation registers, it also sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Maalgruppe
from portal.policy.indsigt import Del, Indsigt
from portal.policy.kalender import days_after
from portal.policy.koder import afslag
from portal.policy.law import Citation, Finding, Json
from portal.policy.mindre_intensiv import omfattet
from portal.policy.oplysning import Oplysning as Oplysning
from portal.policy.sag import Sag


class Hvem(StrEnum):
    """Who registers a fact."""

    BEGGE = "begge"
    A_KASSE = "a_kasse"
    JOBCENTER = "jobcenter"
    ANSVARLIG = "ansvarlig"  # in whose part of the kontaktforløb the day lies that the fact is about
    FOR_DAGPENGE = "for_dagpenge"  # the jobcenter; the a-kasse too, of those on dagpenge and dimittender
    VEJLEDER = "vejleder"  # the a-kasse of those on dagpenge, the jobcenter of all others


@dataclass(frozen=True, slots=True)
class Skriver:
    """Who registers one fact, and the rules that say so."""

    hvem: Hvem
    citations: tuple[Citation, ...]


_STAM: Final = Skriver(Hvem.BEGGE, (s.LAB_27,))
_YDELSE: Final = Skriver(Hvem.JOBCENTER, (s.LAB_9, s.BAB_23))

SKRIVER: Final[Mapping[Oplysning, Skriver]] = MappingProxyType(
    {
        Oplysning.NAVN: _STAM,
        Oplysning.TELEFON: _STAM,
        Oplysning.MAIL: _STAM,
        Oplysning.ADRESSE: _STAM,
        Oplysning.CO_NAVN: _STAM,
        Oplysning.POSTNUMMER: _STAM,
        Oplysning.BY: _STAM,
        Oplysning.DIGITAL_POST: _STAM,
        Oplysning.MAALGRUPPE: Skriver(Hvem.BEGGE, (s.DBK_14, s.DBK_66)),
        Oplysning.FORSIKRING: Skriver(Hvem.A_KASSE, (s.DBK_61,)),
        Oplysning.UDDANNELSE: Skriver(Hvem.A_KASSE, (s.LAB_27_3,)),
        Oplysning.FORSOERGERPLIGT: Skriver(Hvem.A_KASSE, (s.LAB_27_3,)),
        Oplysning.OPHOLDSTILLADELSE: Skriver(Hvem.ANSVARLIG, (s.BAB_43,)),
        Oplysning.KOMMUNE: Skriver(Hvem.JOBCENTER, (s.RSL_9, s.BAB_18_2)),
        Oplysning.A_KASSE: Skriver(Hvem.A_KASSE, (s.DBK_61,)),
        Oplysning.TILMELDING: Skriver(Hvem.FOR_DAGPENGE, (s.BAB_19, s.BAB_28, s.DBK_17, s.DBK_64)),
        Oplysning.INDPLACERING: Skriver(Hvem.A_KASSE, (s.DBK_69,)),
        Oplysning.FORBRUG: Skriver(Hvem.A_KASSE, (s.BAB_7_2, s.DBK_72)),
        Oplysning.LOENTILSKUD: Skriver(Hvem.JOBCENTER, (s.BAB_7_1, s.DBK_43)),
        Oplysning.UDMELDT: Skriver(Hvem.A_KASSE, (s.DBK_62,)),
        Oplysning.VISITERET: Skriver(Hvem.A_KASSE, (s.LAB_27_3,)),
        Oplysning.A_KASSEFORSOEG: Skriver(Hvem.A_KASSE, (s.VEJ_15_2,)),
        Oplysning.YDELSE_FRA: _YDELSE,
        Oplysning.HENVENDELSE: _YDELSE,
        Oplysning.SYGEFRAVAER_FRA: _YDELSE,
        Oplysning.MINDRE_INTENSIV: Skriver(Hvem.ANSVARLIG, (s.LAB_106,)),
        Oplysning.CV: Skriver(Hvem.ANSVARLIG, (s.LAB_23_4, s.LAB_23_5)),
        Oplysning.VEJLEDNING: Skriver(Hvem.VEJLEDER, (s.BAB_44_2, s.AKV_33)),
        Oplysning.FULDMAGT: Skriver(Hvem.BEGGE, (s.FVL_8, s.AKS_10)),
    }
)
"""Every fact that is brought in."""

_STAMDATA: Final = frozenset(
    {
        Oplysning.NAVN,
        Oplysning.TELEFON,
        Oplysning.MAIL,
        Oplysning.ADRESSE,
        Oplysning.CO_NAVN,
        Oplysning.POSTNUMMER,
        Oplysning.BY,
        Oplysning.DIGITAL_POST,
        Oplysning.MAALGRUPPE,
    }
)
_EGNE: Final = frozenset({Oplysning.CV, Oplysning.VEJLEDNING, Oplysning.FULDMAGT})
_MEDLEMMER: Final = frozenset({Maalgruppe.DAGPENGE, Maalgruppe.DIMITTEND})


def imod(sag: Sag, af: Aktoer, oplysning: Oplysning, dag: date | None = None) -> Finding | None:
    """Why the actor may not register the fact; None: it may. `dag`: what the fact is about, else today."""
    skriver = SKRIVER[oplysning]
    used: dict[str, Json] = {"af": af.value, "oplysning": oplysning.value}
    wanted = _aktoer(sag, skriver.hvem, af, dag or sag.i_dag)
    if wanted is af:
        return None
    if skriver.hvem is Hvem.ANSVARLIG:
        return afslag("kun_ansvarlig_aktoer", used, (), skriver.citations)
    code = "kun_a_kasse" if wanted is Aktoer.A_KASSE else "kun_jobcenter"
    return afslag(code, used, (), skriver.citations)


def afmelding_senest(sag: Sag) -> date:
    """The last day from which an afmelding may be registered today (DBK § 17, stk. 6)."""
    longer = omfattet(sag, sag.i_dag) is not None
    return days_after(
        sag.i_dag, sag.antal("afmelding_dage_frem_mindre_intensiv" if longer else "afmelding_dage_frem")
    )


def ser(indsigt: Indsigt, oplysning: Oplysning) -> bool:
    """Whether the organisation sees the fact: with the course, or because it registers it itself.

    Til- and afmelding go both ways whoever registers them (DBK § 64, stk. 3; § 129). CVs, guidance and
    fuldmagter are each organisation's own.
    """
    if oplysning in _STAMDATA:
        return indsigt.ser(Del.STAMDATA)
    hvem = SKRIVER[oplysning].hvem
    own = hvem is Hvem.FOR_DAGPENGE or hvem.value == indsigt.aktoer.value or oplysning in _EGNE
    return indsigt.ser(Del.FORLOEB) or (indsigt.egen and own)


def retter(sag: Sag, oplysning: Oplysning, ansvarlig: Aktoer) -> Aktoer:
    """Who corrects the fact: whoever registers it; of several, the one that the person turns to anyway."""
    found = _aktoer(sag, SKRIVER[oplysning].hvem, ansvarlig, sag.i_dag)
    return ansvarlig if found is Aktoer.INGEN else found


def _aktoer(sag: Sag, hvem: Hvem, af: Aktoer, dag: date) -> Aktoer:
    """Who is to do it; `af` where it is one of several who may."""
    member = sag.facts.person.maalgruppe in _MEDLEMMER
    if hvem is Hvem.BEGGE:
        return af
    if hvem is Hvem.FOR_DAGPENGE:
        return af if member else Aktoer.JOBCENTER
    if hvem is Hvem.VEJLEDER:
        return Aktoer.A_KASSE if member else Aktoer.JOBCENTER
    if hvem is Hvem.ANSVARLIG:
        return sag.part(dag)
    return Aktoer(hvem.value)
