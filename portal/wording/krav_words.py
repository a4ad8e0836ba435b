"""What the law requires of a course of meetings, row by row, as a citizen reads it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from portal.wording.reader import N_


@dataclass(frozen=True, slots=True)
class KravWords:
    """`title` may have the gap `mindst`; `count` stands beside the number of meetings held."""

    title: str
    count: str | None = None


KRAV: Final = MappingProxyType(
    {
        "foerste_samtale": KravWords(N_("Din første samtale skal være holdt")),
        "a_kasse_samtaler": KravWords(
            N_("Mindst {mindst} samtaler, mens din a-kasse har ansvaret"),
            N_("samtaler holdt, mens din a-kasse har ansvaret"),
        ),
        "visitation": KravWords(N_("Din a-kasse sender dig videre til jobcentret")),
        "jobcenter_samtaler": KravWords(
            N_("Mindst {mindst} samtaler med jobcentret, før du har været ledig i 6 måneder"),
            N_("samtaler holdt med jobcentret"),
        ),
        "seksten_maaneder": KravWords(
            N_("Fællessamtale med jobcentret, før du har været ledig i 16 måneder")
        ),
        "cv_samtale": KravWords(N_("CV-samtale med din a-kasse")),
        "faellessamtale_tre_maaneder": KravWords(N_("Fællessamtale, før du har været ledig i 3 måneder")),
        "faellessamtale_seks_maaneder": KravWords(N_("Fællessamtale, før du har været ledig i 6 måneder")),
        "samtaler_seks_maaneder": KravWords(
            N_("Mindst {mindst} samtaler med jobcentret i de første 6 måneder"),
            N_("samtaler holdt med jobcentret"),
        ),
        "cv_fyldestgoerende": KravWords(N_("Dit CV på jobnet.dk skal være udfyldt og godkendt")),
        "krav_til_jobsoegning": KravWords(N_("Din a-kasse skal have skrevet dine krav til jobsøgning")),
        "kontrolsamtale": KravWords(N_("Kontrolsamtale, som du bliver indkaldt til")),
        "tilbud_efter_kontrol": KravWords(N_("Jobcentret skal have givet dig et tilbud")),
    }
)
"""Every code that `portal.policy.krav` can give."""

PLAN_FIELDS: Final = MappingProxyType(
    {
        "jobmaal": (N_("Jobmål"), N_("Der er ikke skrevet et jobmål endnu.")),
        "uddannelsesmaal": (N_("Uddannelsesmål"), N_("Der er ikke skrevet et uddannelsesmål.")),
        "krav_til_jobsoegning": (
            N_("Krav til jobsøgning"),
            N_("Din a-kasse har ikke skrevet dine krav endnu."),
        ),
        "tilbud": (N_("Tilbud"), N_("Du er ikke i et tilbud.")),
        "understoettende_indsatser": (N_("Støtte undervejs"), N_("Der er ikke aftalt nogen støtte.")),
        "oevrige_indsatser": (N_("Andre aftaler"), N_("Der er ikke andre aftaler.")),
    }
)
"""The parts of Min Plan: heading, and what stands there while nothing is written."""

PLAN_DETAILS: Final = MappingProxyType(
    {
        "hvad": N_("Hvad"),
        "hvor": N_("Hvor"),
        "hvornaar": N_("Hvornår"),
        "hvorfor": N_("Hvorfor"),
        "fag": N_("Fagområder og stillinger"),
        "omraade": N_("Geografisk område"),
        "steder": N_("Her kan jobbene findes"),
    }
)
"""What is said of an offer (BAB § 51), and of the search for a job (RÅB § 14, stk. 7), in this order."""
