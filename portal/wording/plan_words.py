"""What the form of each part of Min Plan asks for, and what stands beside what is written there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.policy.min_plan import TEKST, Felt
from portal.wording.reader import N_

_HVAD: Final = (N_("Nærmere om indholdet"), "")
_HVOR: Final = (N_("Hvor"), N_("Stedet, eller at det foregår hjemmefra eller på nettet."))
_HVORNAAR: Final = (N_("Hvornår"), N_("Fra og til, og hvor mange timer om ugen."))
_HVORFOR: Final = (N_("Hvorfor"), N_("Hvordan det hjælper personen tættere på et job. Skriv »du«."))

Asked = Mapping[str, tuple[str, str]]
"""Every field of the form by its name: what it is called, and a hint."""

FORM: Final[Mapping[Felt, Asked]] = MappingProxyType(
    {
        Felt.JOBMAAL: {
            TEKST: (
                N_("Jobmål"),
                N_("Så vidt muligt et job, der er brug for arbejdskraft til (LAB § 41, stk. 3)."),
            )
        },
        Felt.UDDANNELSESMAAL: {TEKST: (N_("Uddannelsesmål"), N_("Den uddannelse, personen går efter."))},
        Felt.KRAV_TIL_JOBSOEGNING: {
            TEKST: (
                N_("Omfang"),
                N_("Hvor meget personen skal søge, og hvor mange ansøgninger der skal lægges i joblog."),
            ),
            "fag": (N_("Fagområder og stillinger"), N_("Hvad personen skal søge.")),
            "omraade": (N_("Geografisk område"), N_("Hvor personen skal søge.")),
            "steder": (N_("Her kan jobbene findes"), N_("For eksempel Jobnet og fagbladets jobside.")),
        },
        Felt.TILBUD: {
            TEKST: (N_("Tilbud"), N_("Hvilket tilbud personen skal deltage i.")),
            "hvad": _HVAD,
            "hvor": _HVOR,
            "hvornaar": _HVORNAAR,
            "hvorfor": _HVORFOR,
        },
        Felt.UNDERSTOETTENDE_INDSATSER: {
            TEKST: (N_("Støtte"), N_("For eksempel mentor, og hvad mentoren skal hjælpe med.")),
            "hvad": _HVAD,
            "hvor": _HVOR,
            "hvornaar": _HVORNAAR,
            "hvorfor": _HVORFOR,
        },
        Felt.OEVRIGE_INDSATSER: {
            TEKST: (N_("Aftale"), N_("For eksempel jobrettet uddannelse.")),
            "hvad": _HVAD,
            "hvor": _HVOR,
            "hvornaar": _HVORNAAR,
            "hvorfor": _HVORFOR,
        },
    }
)
"""What the law asks for (`min_plan.INDHOLD`), and what more may be said."""

FORMAAL: Final = N_("Formålet er, at du hurtigst muligt kommer i ordinær beskæftigelse.")
"""What the requirements on job search always say (RÅB § 14, stk. 7, nr. 1)."""

FORMAAL_TIL_SAGSBEHANDLER: Final = N_(
    "Formålet er, at personen hurtigst muligt kommer i ordinær beskæftigelse. Det står altid i planen."
)

FLERE: Final[Mapping[Felt, str]] = MappingProxyType(
    {
        Felt.JOBMAAL: N_("Tilføj et jobmål"),
        Felt.UDDANNELSESMAAL: N_("Tilføj et uddannelsesmål"),
        Felt.KRAV_TIL_JOBSOEGNING: N_("Skriv krav til jobsøgning"),
        Felt.TILBUD: N_("Tilføj et tilbud"),
        Felt.UNDERSTOETTENDE_INDSATSER: N_("Tilføj støtte"),
        Felt.OEVRIGE_INDSATSER: N_("Tilføj en aftale"),
    }
)
"""What adding to each part is called."""
