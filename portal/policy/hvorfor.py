"""What lies behind what a person is told beside requirements, deadlines and refusals: that they are
registered, a decision that binds, a meeting to come to, one that was called off, what they have said
themselves (FVL §§ 22, 24; LAB §§ 27, 31-35, 106; BAB §§ 19, 27, 28, 44-46; RÅB § 18; DBK §§ 12, 13, 20, 87,
89).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from portal.policy import grundlag
from portal.policy import sources as s
from portal.policy.afholdelse import Udeblivelse
from portal.policy.bookingfrist import BindendeFrist
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import (
    AKasseMed,
    Aktoer,
    Beslutning,
    BeslutningArt,
    Samtale,
    SamtaleArt,
    Tilmelding,
)
from portal.policy.kalender import written
from portal.policy.koder import opfyldt
from portal.policy.law import Citation, Finding, Json
from portal.policy.oplysninger import Oplysning

_BESLUTTET: Final[Mapping[BeslutningArt, tuple[Citation, ...]]] = MappingProxyType(
    {
        BeslutningArt.FRATAGELSE: (s.LAB_35,),
        BeslutningArt.FRITAGELSE: (s.BAB_45,),
        BeslutningArt.FREMMOEDE: (s.LAB_33_2,),
        BeslutningArt.FASTHOLDT_PLIGT: (s.LAB_106_3,),
    }
)

HAENDELSE: Final[Mapping[Haendelsesart, tuple[Oplysning, ...]]] = MappingProxyType(
    {
        Haendelsesart.OVERGANG: (Oplysning.FORBRUG, Oplysning.INDPLACERING),
        Haendelsesart.SAMTALE_BORTFALDET: (Oplysning.FORBRUG, Oplysning.INDPLACERING),
        Haendelsesart.AFLYSNING_RETTET: (Oplysning.FORBRUG, Oplysning.INDPLACERING),
        Haendelsesart.BESLUTNING_BORTFALDET: (),
        Haendelsesart.FRIST_BORTFALDET: (),
        Haendelsesart.FRIST_UDLOEBET: (),
        Haendelsesart.FRIST_UDEN_FOELGE: (),
        Haendelsesart.FRIST_UNDER_AFMELDING: (Oplysning.TILMELDING,),
        Haendelsesart.SKIFT_A_KASSE: (Oplysning.A_KASSE,),
        Haendelsesart.SKIFT_KOMMUNE: (Oplysning.KOMMUNE,),
        Haendelsesart.SEKS_MAANEDER: (Oplysning.FORBRUG, Oplysning.LOENTILSKUD),
        Haendelsesart.SEKSTEN_MAANEDER_FORUDE: (Oplysning.FORBRUG, Oplysning.LOENTILSKUD),
        Haendelsesart.SEKSTEN_MAANEDER: (Oplysning.FORBRUG, Oplysning.LOENTILSKUD),
        Haendelsesart.MINDRE_INTENSIV_SLUT: (Oplysning.MINDRE_INTENSIV,),
        Haendelsesart.FRITAGELSE_SLUT: (),
        Haendelsesart.SYG_FJORTEN_DAGE: (Oplysning.TILMELDING,),
        Haendelsesart.GENTILMELDING_UDEN_BOOKING: (Oplysning.TILMELDING,),
    }
)
"""What is registered that each thing that happens rests on, beside the deadline or decision it names."""


def besluttet(beslutning: Beslutning, samtale: Samtale | None = None) -> Finding:
    """A decision that binds the person. `samtale`: the meeting it is about."""
    used = grundlag.beslutning(beslutning)
    if samtale is not None:
        used |= {"holder": samtale.holder.value, "start": written(samtale.start)}
    return opfyldt(f"besluttet_{beslutning.art.value}", _BESLUTTET[beslutning.art], used)


def tilmeldt(tilmelding: Tilmelding) -> Finding:
    """Since when the person is, or was, registered."""
    return opfyldt("tilmeldt", (s.BAB_19,), grundlag.tilmelding(tilmelding))


def afmeldt(til: date) -> Finding:
    """That the person was registered no longer after the day `til`."""
    return opfyldt("afmeldt", (s.BAB_27, s.BAB_28), {"afmeldt": til.isoformat()})


def samtale(absence: Udeblivelse) -> Finding:
    """A meeting to come to, by what follows from staying away."""
    code = "samtale_med_pligt" if absence.pligt else "samtale_uden_pligt"
    return opfyldt(code, absence.citations, _moede(absence.samtale))


def udeblevet(absence: Udeblivelse) -> Finding:
    """A meeting that the person did not come to although they had to."""
    code = "udeblivelse_stopper_dagpenge" if absence.dagpenge else "udeblivelse"
    return opfyldt(code, absence.citations, _moede(absence.samtale))


def henvendt(absence: Udeblivelse, dato: date) -> Finding:
    """That the person has got in touch about it, on `dato`."""
    used = {**_moede(absence.samtale), "henvendt": dato.isoformat()}
    return opfyldt("henvendelse", absence.citations, used)


def indkaldt(samtale: Samtale) -> Finding:
    """A meeting that the person is called to."""
    return opfyldt("indkaldt", (s.BAB_46,), _moede(samtale))


def aflyst_af_myndighed(samtale: Samtale) -> Finding:
    """A meeting that its holder has called off."""
    source = s.DBK_89_3 if samtale.holder is Aktoer.A_KASSE else s.DBK_20_3
    return opfyldt("aflyst_af_myndighed", (source,), _moede(samtale))


def frist_uden_tider(frist: BindendeFrist) -> Finding:
    """A deadline that asks for nothing, because no time was free within it."""
    source = (s.DBK_87,) if frist.frist.af is Aktoer.A_KASSE else (s.DBK_12, s.DBK_13)
    return opfyldt("frist_uden_tider", source, frist.finding.facts)


def a_kasse_valgt(said: AKasseMed | None, art: SamtaleArt) -> Finding:
    """What the person has said of the a-kasse at the joint meeting; None: that it is theirs to say."""
    source = s.LAB_32_2 if art is SamtaleArt.FAELLESSAMTALE else s.LAB_31_2
    known: dict[str, Json] = {} if said is None else {"a_kasse_med": said is AKasseMed.JA}
    return opfyldt("a_kasse_valgt", (source,), known | {"art": art.value})


def haendelse(art: Haendelsesart, citations: tuple[Citation, ...], known: Mapping[str, Json]) -> Finding:
    """What has happened of itself, as it was kept."""
    return opfyldt(f"sket_{art.value}", citations, known)


def _moede(meeting: Samtale) -> dict[str, Json]:
    return {
        "holder": meeting.holder.value,
        "art": meeting.art.value,
        "start": written(meeting.start),
        "oprindelse": meeting.oprindelse.value,
    }
