"""What the work lists are called, what they say of themselves, and what is done from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from portal.policy.anmodning import OenskeArt
from portal.policy.tegn import TegnKode
from portal.store.batches import Act
from portal.store.list_query import Liste
from portal.wording.reader import N_


@dataclass(frozen=True, slots=True)
class ListWords:
    """`lead`: who stands in the list and why, with its paragraph. `day`: the head of the day it is sorted by.

    `act`: what is done with each, on the page `endpoint`.
    """

    name: str
    lead: str
    day: str
    empty: str
    act: str
    endpoint: str


WORDS: Final[Mapping[Liste, ListWords]] = MappingProxyType(
    {
        Liste.FOERSTE_SAMTALE: ListWords(
            N_("Første samtale mangler"),
            N_("Den første samtale er ikke holdt, og der er ikke indkaldt til den i tide (LAB § 31)."),
            N_("Holdes senest"),
            N_("Ingen mangler at blive indkaldt til den første samtale."),
            N_("Indkald"),
            "caseworker.indkald.show",
        ),
        Liste.FRISTER: ListWords(
            N_("Bookingfrister"),
            N_("Fristen nærmer sig eller er udløbet, og personen har ikke booket (BAB § 44)."),
            N_("Frist for at booke"),
            N_("Ingen frister nærmer sig."),
            N_("Sæt ny frist"),
            "caseworker.frist.show",
        ),
        Liste.INGEN_TIDER: ListWords(
            N_("Ingen ledige tider inden fristen"),
            N_("Personen skal booke, men I har ingen ledige tider inden fristen (DBK §§ 12, 13 og 87)."),
            N_("Frist for at booke"),
            N_("Alle med en frist har ledige tider at vælge imellem."),
            N_("Udgiv tider"),
            "caseworker.times.publish.show",
        ),
        Liste.TRE_SAMTALER: ListWords(
            N_("Tre samtaler før overgangen"),
            N_("Der er ikke holdt tre samtaler, og overgangen til jobcentret nærmer sig (LAB § 31, stk. 1)."),
            N_("Overgang"),
            N_("Alle når tre samtaler, så vidt det kan ses."),
            N_("Sæt frist"),
            "caseworker.frist.show",
        ),
        Liste.VISITATION: ListWords(
            N_("Visitation til jobcentret"),
            N_("Personen er i målgruppen for uddannelsespålæg og skal visiteres (LAB § 27, stk. 3)."),
            N_("Visiteres senest"),
            N_("Ingen skal visiteres."),
            N_("Visitér"),
            "caseworker.visiter.show",
        ),
        Liste.TILBUD: ListWords(
            N_("Tilbud efter kontrolaktion"),
            N_(
                "Personen skal have et tilbud fra jobcentret efter en kontrolaktion, og I har endnu ikke "
                "gjort jeres del: a-kassen beder om det, jobcentret afgør det (LAB § 38, stk. 2)."
            ),
            N_("Tilbud senest"),
            N_("Der mangler ikke noget tilbud efter en kontrolaktion."),
            N_("Tilbud"),
            "caseworker.tilbud.ny.show_kontrol",
        ),
        Liste.CV: ListWords(
            N_("CV skal kontrolleres"),
            N_("CV'et er ikke fundet fyldestgørende, siden personen blev tilmeldt (LAB § 23)."),
            N_("I orden senest"),
            N_("Alle CV'er er fundet fyldestgørende, eller der er god tid."),
            N_("Registrér"),
            "caseworker.cv.show",
        ),
        Liste.OVERGANGE: ListWords(
            N_("Overgange inden næste måneds udgang"),
            N_("Jobcentret overtager forløbet (LAB § 27; DBK § 63)."),
            N_("Overgang"),
            N_("Ingen går over til jobcentret inden næste måneds udgang."),
            N_("Se forløbet"),
            "caseworker.person.show",
        ),
        Liste.OVERTAGET: ListWords(
            N_("Overtaget for nylig"),
            N_("I har overtaget forløbet og skal holde samtalerne fra nu af (LAB § 31)."),
            N_("Overtaget"),
            N_("I har ikke overtaget nogen for nylig."),
            N_("Sæt frist"),
            "caseworker.frist.show",
        ),
        Liste.SEKSTEN_MAANEDER: ListWords(
            N_("16 måneders ledighed"),
            N_("Fællessamtalen skal holdes før 16 måneders ledighed (LAB § 32, stk. 2)."),
            N_("16 måneder"),
            N_("Ingen nærmer sig 16 måneders ledighed uden en fællessamtale."),
            N_("Indkald"),
            "caseworker.indkald.show",
        ),
        Liste.TEGN: ListWords(
            N_("Tegn på forkert brug"),
            N_("Tallene er kun til at se på. Om selvbooking misbruges, er en konkret vurdering (LAB § 35)."),
            N_("Hos jer siden"),
            N_("Der er ingen tegn ud over jeres grænser."),
            N_("Vurdér"),
            "caseworker.fratagelse.show",
        ),
    }
)
"""Every list of people whose course the organisation holds."""

TEGN: Final[Mapping[str, str]] = MappingProxyType(
    {
        TegnKode.MANGE_PLANLAGTE: N_("Mange planlagte samtaler: {antal}"),
        TegnKode.TAET_PAA: N_("Samtaler tæt på hinanden: {antal} dage"),
        TegnKode.HYPPIG_OMBOOKNING: N_("Samme samtale flyttet {antal} gange"),
    }
)

OENSKE: Final[Mapping[OenskeArt, str]] = MappingProxyType(
    {
        OenskeArt.TOLK: N_("Beder om tolk"),
        OenskeArt.TILGAENGELIGHED: N_("Beder om hjælp til at deltage"),
        OenskeArt.FRITAGELSE: N_("Beder om at blive fritaget for at booke selv (BAB § 45)"),
        OenskeArt.SAMTALE: N_("Beder om en samtale (LAB § 32)"),
        OenskeArt.BOOKE_SELV: N_("Vil gerne booke selv igen"),
    }
)
INDKALDT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "other_time": N_("Beder om en anden tid end {tid}"),
        "called_off": N_("Har meldt fra til samtalen {tid} og er ikke indkaldt igen"),
    }
)

VENTER: Final = "venter-paa-svar"
MANGLER: Final = "mangler-registrering"

VENTER_WORDS: Final = ListWords(
    N_("Venter på svar"),
    N_("Borgere, der har bedt jer om noget eller meldt fra og ikke har fået svar."),
    N_("Siden"),
    N_("Ingen venter på svar."),
    N_("Svar"),
    "caseworker.oensker.show",
)

MANGLER_WORDS: Final = ListWords(
    N_("Samtaler uden registrering"),
    N_("Samtalen er forbi, og det er ikke registreret, om den blev holdt."),
    N_("Samtale"),
    N_("Alle samtaler er registreret."),
    N_("Registrér"),
    "caseworker.samtale.show",
)

ACTS: Final[Mapping[Liste, Act]] = MappingProxyType(
    {
        Liste.FOERSTE_SAMTALE: "indkald",
        Liste.FRISTER: "saet_frist",
        Liste.TRE_SAMTALER: "saet_frist",
        Liste.OVERTAGET: "saet_frist",
    }
)
"""What can be done for several people of a list at once."""

ACT_TEXTS: Final[Mapping[Act, str]] = MappingProxyType(
    {
        "saet_frist": N_("Sæt frist for de valgte"),
        "indkald": N_("Indkald de valgte til de næste ledige tider"),
    }
)
