"""What a person asks for, in words: for the person, and for whoever answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.policy import sources
from portal.policy.anmodning import OenskeArt
from portal.policy.fritagelse import Fritagelsesgrund, Ophoer
from portal.policy.law import Citation
from portal.wording.reader import N_

OENSKE: Final[Mapping[OenskeArt, str]] = MappingProxyType(
    {
        OenskeArt.TOLK: N_("Tolk til dine samtaler"),
        OenskeArt.TILGAENGELIGHED: N_("Adgang, teleslynge eller andet i lokalet"),
        OenskeArt.FRITAGELSE: N_("At blive fritaget for selv at booke"),
        OenskeArt.SAMTALE: N_("En samtale"),
        OenskeArt.BOOKE_SELV: N_("Selv at booke igen"),
    }
)

OENSKE_TO_CASEWORKER: Final[Mapping[OenskeArt, str]] = MappingProxyType(
    {
        OenskeArt.TOLK: N_("Tolk"),
        OenskeArt.TILGAENGELIGHED: N_("Tilgængelighed"),
        OenskeArt.FRITAGELSE: N_("Fritagelse for selvbooking (BAB § 45)"),
        OenskeArt.SAMTALE: N_("En samtale (LAB § 32)"),
        OenskeArt.BOOKE_SELV: N_("Selv at booke igen"),
    }
)

GRUND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "it_kundskaber": N_("Meget ringe it-kundskaber"),
        "sprog": N_("Behersker ikke dansk"),
        "funktionsnedsaettelse": N_("Fysisk, kognitiv eller psykisk funktionsnedsættelse"),
        "adgang": N_("Adgang uden trin, for eksempel med kørestol"),
        "teleslynge": N_("Teleslynge"),
        "andet": N_("Andet"),
    }
)

GRUNDE_TIL: Final[Mapping[OenskeArt, tuple[str, ...]]] = MappingProxyType(
    {
        OenskeArt.FRITAGELSE: ("it_kundskaber", "sprog", "funktionsnedsaettelse"),
        OenskeArt.TILGAENGELIGHED: ("adgang", "teleslynge", "andet"),
    }
)
"""The choices of each form, in its order."""

FRITAGELSESGRUND: Final[Mapping[Fritagelsesgrund, str]] = MappingProxyType(
    {
        Fritagelsesgrund.IT_KUNDSKABER: N_("Meget ringe it-kundskaber (stk. 1, nr. 1)"),
        Fritagelsesgrund.SPROG: N_("Betydelige sproglige barrierer (stk. 1, nr. 2)"),
        Fritagelsesgrund.FUNKTIONSNEDSAETTELSE: N_("Betydelig funktionsnedsættelse (stk. 1, nr. 3)"),
        Fritagelsesgrund.TOLK: N_("Samtalen kræver tolk (stk. 2)"),
        Fritagelsesgrund.LOKALER: N_("Samtalen kræver særlige lokaler (stk. 2)"),
    }
)

OPHOER: Final[Mapping[Ophoer, str]] = MappingProxyType(
    {
        Ophoer.ANMODNING: N_("Personen vil selv booke igen"),
        Ophoer.GRUND_BORTFALDET: N_("Grunden til fritagelsen er der ikke længere"),
    }
)

PARAGRAF: Final[Mapping[OenskeArt, tuple[Citation, ...]]] = MappingProxyType(
    {
        OenskeArt.TOLK: (sources.BAB_45_2,),
        OenskeArt.TILGAENGELIGHED: (sources.BAB_45_2,),
        OenskeArt.FRITAGELSE: (sources.BAB_45_1,),
        OenskeArt.SAMTALE: (sources.LAB_32_1,),
        OenskeArt.BOOKE_SELV: (sources.BAB_45,),
    }
)
"""Where the law speaks of it."""

ANSWERS: Final[Mapping[OenskeArt, tuple[str, str]]] = MappingProxyType(
    {
        OenskeArt.TOLK: (N_("Ja, tolken er bestilt"), N_("Nej, det er ikke muligt")),
        OenskeArt.TILGAENGELIGHED: (N_("Ja, det er bestilt"), N_("Nej, det er ikke muligt")),
        OenskeArt.FRITAGELSE: (N_("Ja, personen fritages"), N_("Nej, personen fritages ikke")),
        OenskeArt.SAMTALE: (N_("Ja, personen får en samtale"), N_("Nej, ikke lige nu")),
    }
)
"""What the caseworker chooses between: yes and no."""

GRANTED: Final[Mapping[OenskeArt, str]] = MappingProxyType(
    {
        OenskeArt.TOLK: N_("Ja, der kommer en tolk til dine samtaler."),
        OenskeArt.TILGAENGELIGHED: N_("Ja, dine samtaler bliver holdt, hvor det er muligt for dig."),
        OenskeArt.FRITAGELSE: N_(
            "Ja, du er fritaget. Du bliver indkaldt til dine samtaler, og du må stadig gerne selv booke."
        ),
        OenskeArt.SAMTALE: N_("Ja, du får en samtale."),
        OenskeArt.BOOKE_SELV: N_("Ja, du er ikke længere fritaget og booker selv."),
    }
)

REFUSED: Final[Mapping[OenskeArt, str]] = MappingProxyType(
    {
        OenskeArt.TOLK: N_("Nej, der kommer ikke en tolk."),
        OenskeArt.TILGAENGELIGHED: N_("Nej, det kan ikke lade sig gøre."),
        OenskeArt.FRITAGELSE: N_("Nej, du er ikke fritaget. Du skal stadig selv booke."),
        OenskeArt.SAMTALE: N_("Nej, du får ikke en samtale lige nu."),
        OenskeArt.BOOKE_SELV: N_("Nej."),
    }
)
