"""What pages call a notice of a missed meeting, what the two tell each other of it, and its results."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.underretning import Besked, Resultat
from portal.wording.reader import N_

BESKED: Final = MappingProxyType(
    {
        Besked.UNDERRETNING: N_("Jobcentret underrettede a-kassen, og personen fik et brev om det"),
        Besked.RETTELSE: N_("Jobcentret rettede, hvordan samtalen skulle have været holdt"),
        Besked.TILBAGEKALDELSE: N_("Jobcentret trak underretningen tilbage"),
        Besked.HENVENDELSE: N_("Personen henvendte sig til jobcentret {dag}"),
        Besked.SPOERGSMAAL: N_("A-kassen spurgte"),
        Besked.OPLYSNING: N_("Jobcentret svarede"),
        Besked.RESULTAT: N_("A-kassen afsluttede den: {resultat}. Personen fik et brev om det"),
    }
)

RESULT: Final = MappingProxyType(
    {
        Resultat.IRRELEVANT: (
            N_("Irrelevant, ingen sanktion"),
            N_("Underretningen har ingen betydning for medlemmets dagpenge."),
        ),
        Resultat.UDEN_SANKTION: (
            N_("Relevant, ingen sanktion"),
            N_("I har vurderet rådigheden, og det har ikke ført til mere."),
        ),
        Resultat.SANKTION: (
            N_("Relevant, sanktion"),
            N_("I træffer en afgørelse. Den sender I selv, efter at medlemmet er hørt (AKS § 4)."),
        ),
    }
)
"""Each result in short, and what it means."""
