"""What causes and outcomes of rådighedssamtaler are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.raadighed import Aarsag, Vurdering
from portal.wording.reader import N_

AARSAG: Final = MappingProxyType(
    {
        Aarsag.TVIVL: (
            N_("Tvivl om rådigheden"),
            N_("A-kassen undersøger og vurderer den (RÅB §§ 38 og 40)."),
        ),
        Aarsag.UNDERRETNING: (
            N_("Underretning fra jobcentret"),
            N_("Medlemmet har ikke overholdt sine forpligtelser over for anden aktør (RÅB § 41, stk. 1)."),
        ),
        Aarsag.ANMODNING: (
            N_("Anmodning fra jobcentret"),
            N_("Jobcentret beder med en begrundelse om en vurdering (RÅB § 41, stk. 2)."),
        ),
    }
)
"""Each cause and what it means, for caseworkers."""

VURDERING: Final = MappingProxyType(
    {
        Vurdering.STAAR_TIL_RAADIGHED: (
            N_("Står til rådighed"),
            N_("A-kassen noterer sin begrundelse (RÅB § 38, stk. 2)."),
        ),
        Vurdering.FRIST: (
            N_("Står til rådighed, men får en frist til at dokumentere sin jobsøgning"),
            N_("Højst 3 måneder (RÅB § 42). Herefter vurderes rådigheden igen."),
        ),
        Vurdering.STAAR_IKKE_TIL_RAADIGHED: (
            N_("Står ikke til rådighed"),
            N_("Afgørelsen om dagpenge træffes for sig (RÅB § 43). Her bliver kun vurderingen gemt."),
        ),
    }
)
"""Each outcome and what follows, for caseworkers."""

TIL_BORGEREN: Final = MappingProxyType(
    {
        Vurdering.STAAR_TIL_RAADIGHED: N_("Din a-kasse har vurderet, at du står til rådighed."),
        Vurdering.FRIST: N_(
            "Din a-kasse har vurderet, at du står til rådighed. Du skal dokumentere din jobsøgning i joblog "
            "til og med {frist}. Så ser a-kassen på det igen."
        ),
        Vurdering.STAAR_IKKE_TIL_RAADIGHED: N_(
            "Din a-kasse har vurderet, at du ikke står til rådighed. Det er ikke selve afgørelsen om dine "
            "dagpenge. Den får du for sig fra din a-kasse med vejledning om at klage."
        ),
    }
)
"""Each outcome to the person."""
