"""What pages and letters call an offer, the kinds of it, and how far a recommendation has come."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.indstilling import Art, Indsats, Status
from portal.policy.tilbud import Arbejde
from portal.wording.reader import N_

INDSATS: Final = MappingProxyType(
    {
        Indsats.VIRKSOMHEDSPRAKTIK: N_("Virksomhedspraktik (LAB kapitel 11)"),
        Indsats.LOENTILSKUD: N_("Ansættelse med løntilskud (LAB kapitel 12)"),
        Indsats.NYTTEINDSATS: N_("Nytteindsats (LAB kapitel 13)"),
        Indsats.OPKVALIFICERING: N_("Vejledning og opkvalificering (LAB kapitel 14)"),
        Indsats.UNDERSTOETTENDE_INDSATS: N_("Understøttende indsats (LAB kapitel 26-28)"),
    }
)

ARBEJDE: Final = MappingProxyType(
    {
        Arbejde.FAST: N_("Fast ordinært arbejde (BAB § 58)"),
        Arbejde.VARIERENDE: N_("Ordinært arbejde af varierende omfang (BAB § 58)"),
    }
)
"""The work that ends the duty to take an offer."""

ART: Final = MappingProxyType(
    {
        Art.FAELLES_INDSTILLING: N_("Fælles indstilling af et tilbud (LAB § 180 a)"),
        Art.KONTROLAKTION_TILBUD: N_("Anmodning om tilbud efter kontrolaktion (LAB § 38, stk. 2)"),
    }
)

STATUS: Final = MappingProxyType(
    {
        Status.FORESLAAET: (N_("Venter på personens svar"), "info"),
        Status.UENIG: (N_("Personen er ikke enig"), "warning"),
        Status.SENDT: (N_("Hos jobcentret"), "info"),
        Status.BEVILGET: (N_("Bevilget"), "success"),
        Status.AFSLAAET: (N_("Afslået"), "warning"),
        Status.TRUKKET: (N_("Trukket tilbage"), ""),
        Status.UDLOEBET: (N_("Gælder ikke længere"), ""),
    }
)
"""To caseworkers: the words and the badge's kind."""

STATUS_TO_CITIZEN: Final = MappingProxyType(
    {
        Status.FORESLAAET: (N_("Venter på dit svar"), "info"),
        Status.UENIG: (N_("Du sagde nej"), ""),
        Status.SENDT: (N_("Hos jobcentret"), "info"),
        Status.BEVILGET: (N_("Ja"), "success"),
        Status.AFSLAAET: (N_("Nej"), "warning"),
        Status.TRUKKET: (N_("Taget tilbage"), ""),
        Status.UDLOEBET: (N_("Gælder ikke længere"), ""),
    }
)

BESKED: Final = MappingProxyType(
    {
        "faelles_indstilling": N_("Fælles indstilling"),
        "kontrolaktion_tilbud": N_("Anmodning efter kontrolaktion"),
        "svar": N_("Jobcentrets svar"),
        "trukket": N_("Trukket tilbage"),
        "genoptaget": N_("Skal afgøres igen efter en klage"),
    }
)
"""The types of message between the two authorities."""
