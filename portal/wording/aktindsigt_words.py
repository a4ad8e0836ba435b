"""What is said of seeing a case's file: how it was asked, what was answered, why something is held back, and
what became of a complaint of that.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.aktindsigt import PARAGRAF, Hensyn, Svar
from portal.policy.aktindsigt_klage import Resultat, Skridt
from portal.policy.facts import Aktoer
from portal.policy.sagsgang import Udfald
from portal.wording.reader import N_

BEDT: Final = N_("Personen bad om at se sagens papirer")
FRIST_OENSKES: Final = N_("Personen bad om, at fristen for at klage venter")
SENEST: Final = N_("Svaret kommer senest {dag}")
VENTEDE: Final = N_("Fristen for at klage over afgørelsen ventede (FVL § 17)")
VENTEDE_TIL: Final = N_("Fristen for at klage over afgørelsen ventede og løber til {dag} (FVL § 17)")
VENTEDE_IKKE: Final = N_("Fristen for at klage over afgørelsen ventede ikke (FVL § 17)")

PORTAL: Final = "portal"
KANAL: Final = MappingProxyType(
    {
        "telefon": N_("I telefonen"),
        "papir": N_("På papir eller mail"),
        "fremmoede": N_("Ved fremmøde"),
        PORTAL: N_("I Selvbooking"),
        "instansen": N_("Gennem den, der behandler klagen"),
    }
)
"""How it was asked, or complained of."""

SKRIDT: Final = MappingProxyType(
    {
        Skridt.UDSAT: N_("Svaret på aktindsigt blev udsat"),
        Skridt.SVARET: N_("Der blev svaret på aktindsigt"),
        Skridt.KLAGET: N_("Personen klagede over, at papirer er holdt tilbage"),
        Skridt.GENVURDERET: N_("Svaret på aktindsigt blev vurderet igen"),
        Skridt.SENDT: N_("Klagen over aktindsigt blev sendt videre"),
        Skridt.UDFALD: N_("Klagen over aktindsigt blev afgjort"),
    }
)
"""What was done."""

SVAR: Final = MappingProxyType(
    {
        Svar.JA: N_("Personen fik alle papirer"),
        Svar.DELVIS: N_("Personen fik en del af papirerne"),
        Svar.NEJ: N_("Personen fik ikke papirerne"),
    }
)
"""What was answered."""

HENSYN: Final = MappingProxyType(
    {
        Hensyn.FVL_12: N_("Internt arbejdsdokument (FVL § 12)"),
        Hensyn.FVL_14: N_("Dokument, der ikke er omfattet (FVL § 14)"),
        Hensyn.FVL_15: N_("Statens sikkerhed eller rigets forsvar (FVL § 15)"),
        Hensyn.FVL_15A: N_("Udenrigspolitiske interesser (FVL § 15 a)"),
        Hensyn.FVL_15B_1: N_("Lovovertrædelser, vidner og sigtede (FVL § 15 b, nr. 1)"),
        Hensyn.FVL_15B_2: N_("Offentlig kontrol (FVL § 15 b, nr. 2)"),
        Hensyn.FVL_15B_3: N_("Det offentliges økonomi (FVL § 15 b, nr. 3)"),
        Hensyn.FVL_15B_4: N_("Forskning og kunst (FVL § 15 b, nr. 4)"),
        Hensyn.FVL_15B_5: N_("Andre private eller offentlige interesser (FVL § 15 b, nr. 5)"),
        Hensyn.AKS_12_3: N_("Afgørende hensyn til personen selv (AKS § 12, stk. 3)"),
    }
)
"""Why something is held back, as a caseworker chooses it."""

_FVL: Final = N_("forvaltningslovens {sted}")
_AKS: Final = N_("{sted}, i bekendtgørelsen om kravene til a-kassernes sagsbehandling og afgørelser")


def hjemmel(hensyn: Hensyn) -> str:
    """The paragraph as letters to the person name it, in Danish."""
    cited = PARAGRAF[hensyn]
    return (_AKS if cited.law == "AKS" else _FVL).format(sted=cited.place)


GENVURDERING: Final = MappingProxyType(
    {
        Resultat.MEDHOLD: N_("Personen får alle papirer"),
        Resultat.DELVIST: N_("Personen får mere, men ikke alt"),
        Resultat.FASTHOLDT: N_("Svaret fastholdes"),
    }
)

UDFALD: Final = MappingProxyType(
    {
        Udfald.AFVIST: N_("Klagen er afvist"),
        Udfald.STADFAESTET: N_("Svaret er stadfæstet"),
        Udfald.HJEMVIST: N_("Sagen er sendt tilbage"),
        Udfald.OPHAEVET: N_("Svaret er ophævet"),
        Udfald.AENDRET: N_("Svaret er ændret"),
    }
)

RESULTAT: Final = MappingProxyType(
    {
        **{one.value: text for one, text in GENVURDERING.items()},
        **{one.value: text for one, text in UDFALD.items()},
    }
)

INSTANS: Final = MappingProxyType(
    {
        Aktoer.JOBCENTER: N_("Ankestyrelsen"),
        Aktoer.A_KASSE: N_("Styrelsen for Arbejdsmarked og Rekruttering"),
    }
)
"""Who decides a complaint."""

NAESTE: Final = MappingProxyType(
    {
        Skridt.SVARET: N_("Svar personen"),
        Skridt.GENVURDERET: N_("Vurdér svaret igen"),
        Skridt.SENDT: N_("Send klagen videre"),
    }
)
"""What the organisation has to do next."""
