"""What decisions as cases are called: what they are about, their steps, what is next, what came of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.hoering import Emne
from portal.policy.sagsgang import Genvurdering, Trin, Udfald, Venter
from portal.policy.udsaettelse import Vigende
from portal.wording.reader import N_

OM: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: N_("Retten til selv at booke (LAB § 35)"),
        Emne.FASTHOLDT_PLIGT: N_("Pligten til samtaler under mindre intensiv indsats (LAB § 106, stk. 3)"),
        Emne.FRITAGELSE_AFSLAG: N_("Nej til fritagelse for selv at booke (BAB § 45)"),
        Emne.FRITAGELSE_OPHAEVET: N_("Ophævelse af fritagelse for selv at booke (BAB § 45)"),
        Emne.TILBUD: N_("Tilbud fra jobcentret (LAB kapitel 11-14 og 26-28)"),
        Emne.TILBUD_AFSLAG: N_("Nej til et tilbud (LAB kapitel 11-14 og 26-28)"),
    }
)
"""What a case is about."""

TRIN: Final = MappingProxyType(
    {
        Trin.AABNET: N_("Sagen blev åbnet"),
        Trin.HOERT: N_("Personen blev hørt"),
        Trin.SVARET: N_("Personen svarede"),
        Trin.UDEN_SVAR: N_("Der kom ikke noget svar"),
        Trin.IKKE_UDSAT: N_("Afgørelsen ventede ikke på, at personen så papirerne"),
        Trin.AFGJORT: N_("Sagen blev afgjort"),
        Trin.FRAFALDET: N_("Sagen blev frafaldet"),
        Trin.KLAGET: N_("Der blev klaget"),
        Trin.TRUKKET: N_("Klagen blev trukket tilbage"),
        Trin.GENVURDERET: N_("Sagen blev vurderet igen"),
        Trin.SENDT: N_("Klagen blev sendt til Ankestyrelsen"),
        Trin.UDFALD: N_("Ankestyrelsen afgjorde klagen"),
        Trin.OPHAEVET: N_("Afgørelsen blev ophævet"),
        Trin.LUKKET: N_("Sagen blev lukket"),
    }
)
"""A step that was taken."""

NAESTE: Final = MappingProxyType(
    {
        Trin.HOERT: N_("Hør personen"),
        Trin.SVARET: N_("Personen kan svare"),
        Trin.AFGJORT: N_("Afgør sagen, eller lad den falde"),
        Trin.KLAGET: N_("Personen kan klage"),
        Trin.GENVURDERET: N_("Vurdér sagen igen"),
        Trin.SENDT: N_("Send klagen til Ankestyrelsen"),
        Trin.UDFALD: N_("Ankestyrelsen behandler klagen"),
        Trin.LUKKET: N_("Gør det, Ankestyrelsen har afgjort, og luk sagen"),
    }
)
"""What is next; other steps never are."""

GOER: Final = MappingProxyType(
    {
        Trin.SVARET: N_("Skriv personens svar ned"),
        Trin.FRAFALDET: N_("Lad sagen falde"),
        Trin.KLAGET: N_("Registrér en klage"),
        Trin.GENVURDERET: N_("Vurdér sagen igen"),
        Trin.SENDT: N_("Send klagen til Ankestyrelsen"),
        Trin.TRUKKET: N_("Registrér, at klagen er trukket tilbage"),
        Trin.UDFALD: N_("Registrér, hvad Ankestyrelsen har afgjort"),
        Trin.LUKKET: N_("Luk sagen"),
    }
)
"""A step that a caseworker takes in the case itself."""

VENTER: Final = MappingProxyType(
    {
        Venter.OS: N_("Venter på jer"),
        Venter.PERSON: N_("Venter på borgeren"),
        Venter.ANKESTYRELSEN: N_("Venter på Ankestyrelsen"),
    }
)

VIGENDE: Final = MappingProxyType(
    {
        Vigende.FRIST: N_("En frist for afgørelsen ville blive overskredet"),
        Vigende.HENSYN: N_("Væsentlige hensyn til andre eller det offentlige taler imod at vente"),
        Vigende.FORHALER: N_("Personens udtalelse er unødvendig og vil kun trække sagen ud"),
    }
)
"""Why a decision does not wait for who wants to see the file."""

GENVURDERING: Final = MappingProxyType(
    {
        Genvurdering.FASTHOLDT: N_("Afgørelsen fastholdes"),
        Genvurdering.DELVIST: N_("Personen får delvist medhold"),
        Genvurdering.MEDHOLD: N_("Personen får medhold"),
    }
)

_FRITAGET: Final = (
    N_("Ved delvist medhold: Sidste dag, personen er fritaget"),
    N_("Dagen efter skal personen igen selv booke."),
)
DELVIST_TIL: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: (
            N_("Ved delvist medhold: Sidste dag, personen ikke selv kan booke"),
            N_("Dagen efter kan personen igen selv booke."),
        ),
        Emne.FASTHOLDT_PLIGT: (
            N_("Ved delvist medhold: Sidste dag, personen stadig har pligten"),
            N_("Dagen efter er personen fri for pligten."),
        ),
        Emne.FRITAGELSE_AFSLAG: _FRITAGET,
        Emne.FRITAGELSE_OPHAEVET: _FRITAGET,
    }
)
"""How the day is asked for to which a complaint upheld in part goes, and what follows on the day after."""

UDFALD: Final = MappingProxyType(
    {
        Udfald.AFVIST: N_("Klagen er afvist"),
        Udfald.STADFAESTET: N_("Afgørelsen er stadfæstet"),
        Udfald.HJEMVIST: N_("Sagen er sendt tilbage"),
        Udfald.OPHAEVET: N_("Afgørelsen er ophævet"),
        Udfald.AENDRET: N_("Afgørelsen er ændret"),
    }
)

KANAL: Final = MappingProxyType(
    {
        "portal": N_("I Selvbooking"),
        "papir": N_("På papir, i telefonen eller ved fremmøde"),
        "ankestyrelsen": N_("Gennem Ankestyrelsen"),
    }
)
"""How an answer or a complaint came."""

RESULTAT: Final = MappingProxyType(
    {
        **{one.value: text for one, text in GENVURDERING.items()},
        **{one.value: text for one, text in UDFALD.items()},
        **{one.value: text for one, text in VIGENDE.items()},
    }
)
