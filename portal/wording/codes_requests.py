"""What is said of wishes and of exemptions: why not, and what a yes rests on. No law case asks these."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Action, Words
from portal.wording.reader import N_

REQUESTS: Final = MappingProxyType(
    {
        "mangler_anmodning": Words(
            citizen=(N_("Du bliver kun fritaget for selv at booke, hvis du har bedt om det."),),
            caseworker=(N_("Personen har ikke bedt om at blive fritaget."),),
            next_step=(N_("Spørg personen, og notér anmodningen."),),
        ),
        "fritagelse_fravalgt": Words(
            citizen=(N_("Du har sagt, at du stadig vil booke selv."),),
            caseworker=(N_("Personen ønsker ikke at blive fritaget for selv at booke."),),
            next_step=(N_("Svar på ønsket uden at fritage."),),
        ),
        "ikke_fritaget": Words(
            citizen=(N_("Du er ikke fritaget for selv at booke."),),
            caseworker=(N_("Personen er ikke fritaget for selv at booke."),),
            next_step=(N_("Book en tid, når du har brug for det."),),
            action=Action.FIND_TID,
        ),
        "har_ret_til_samtale": Words(
            citizen=(N_("Du har ret til en samtale, når du beder om den."),),
            caseworker=(N_("Personen har ret til samtalen, når personen beder om den."),),
            next_step=(N_("Sig ja, og indkald personen, eller bed personen booke en tid."),),
        ),
        "frist_uden_virkning": Words(
            citizen=(N_("Fristen gælder ikke, for en anden har ansvaret for dine samtaler til den tid."),),
            caseworker=(
                N_("Fristen ligger efter a-kassens sidste dag, {slutdato}, og vil bortfalde."),
                N_("En anden har kontaktforløbet, når fristen udløber, så den vil bortfalde."),
            ),
            next_step=(N_("Vælg en tidligere frist, eller overlad det til den, der overtager."),),
        ),
        "ingen_tider_inden_fristen": Words(
            citizen=(N_("Der er ingen ledige tider inden fristen."),),
            caseworker=(
                N_("Der er ingen ledige tider, som personen kan få inden fristen {frist}."),
                N_("Der er ingen ledige tider, som personen kan få inden fristen."),
            ),
            next_step=(N_("Udgiv tider, eller vælg en senere frist."),),
        ),
    }
)

REQUESTS_MET: Final = MappingProxyType(
    {
        "anmodning": Words(
            citizen=(N_("{Holder} svarer dig så hurtigt som muligt."),),
            caseworker=(N_("Personen skal have svar så hurtigt som muligt."),),
        ),
        "ret_til_samtale": Words(
            citizen=(N_("Du har ret til en samtale, når du beder om den."),),
            caseworker=(N_("Personen har ret til samtalen."),),
        ),
        "svar_paa_anmodning": Words(
            citizen=(N_("{Holder} har svaret dig."),),
            caseworker=(N_("I kan svare personen."),),
        ),
        "fritagelse": Words(
            citizen=(N_("{Holder} kan fritage dig for selv at booke."),),
            caseworker=(N_("Personen kan fritages for selv at booke."),),
        ),
        "fritagelse_afslag": Words(
            citizen=(N_("{Holder} kan sige nej til at fritage dig."),),
            caseworker=(N_("I kan afslå at fritage personen."),),
        ),
        "fritagelse_ophaevet": Words(
            citizen=(N_("Du skal igen selv booke dine samtaler."),),
            caseworker=(N_("Fritagelsen kan ophæves."),),
        ),
        "klagevej_ikke_fastsat": Words(
            citizen=(N_("Loven siger ikke, hvem du kan klage til over a-kassens afgørelse."),),
            caseworker=(N_("Loven nævner ingen klageinstans for a-kassens afgørelse."),),
        ),
    }
)
