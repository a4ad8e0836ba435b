"""What pages call the outcomes of a meeting, who takes part in it, and what was done at it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.afholdelse import Emne, Rolle, Udfald
from portal.wording.reader import N_

UDFALD: Final = MappingProxyType(
    {
        Udfald.AFHOLDT: N_("Samtalen er holdt"),
        Udfald.UDEBLEVET: N_("Personen kom ikke"),
        Udfald.AFBUD: N_("Personen meldte afbud, før samtalen begyndte"),
        Udfald.AFLYST: N_("Vi har aflyst samtalen"),
    }
)

EMNE: Final = MappingProxyType(
    {
        Emne.MIN_PLAN_UDARBEJDES: N_("Min Plan er udarbejdet sammen med personen"),
        Emne.ANSOEGNINGER_GENNEMGAAS: N_("Personens jobansøgninger er gennemgået"),
        Emne.REPATRIERING: N_("Personen er vejledt om repatriering"),
        Emne.INTENSIVERET_INDSATS: N_("Personen har fået tilbud om en intensiveret indsats"),
        Emne.UDDANNELSESTRIN: N_("Der er fulgt op på det aktuelle trin i uddannelsespålægget"),
    }
)

ROLLE: Final = MappingProxyType(
    {
        Rolle.A_KASSEKONSULENT: N_("A-kassekonsulent"),
        Rolle.MENTOR: N_("Mentor"),
        Rolle.STOETTEKONTAKTPERSON: N_("Støtte-kontaktperson"),
        Rolle.BISIDDER: N_("Bisidder"),
        Rolle.PARTSREPRAESENTANT: N_("Partsrepræsentant"),
        Rolle.HANDICAPHJAELPER: N_("Handicaphjælper"),
        Rolle.TOLK: N_("Tolk"),
        Rolle.ANDEN: N_("Anden deltager"),
    }
)

AFBUD: Final = MappingProxyType(
    {
        "arbejde": N_("Arbejde"),
        "jobsamtale_hos_arbejdsgiver": N_("Jobsamtale hos en arbejdsgiver"),
        "sygdom": N_("Sygdom"),
        "anden_indkaldelse": N_("Indkaldt til noget andet"),
    }
)
"""The lawful reasons of `call_off_jobsamtale.LawfulReason`, as caseworkers read them."""
