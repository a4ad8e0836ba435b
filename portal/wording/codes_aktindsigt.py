"""What is said of access to a case's file: why not so, and what a yes rests on. No law case asks these."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

AKTINDSIGT: Final = MappingProxyType(
    {
        "aktindsigt_besvaret": Words(
            citizen=(N_("Du har fået svar på, om du kan se papirerne."),),
            caseworker=(N_("Der er allerede svaret på anmodningen."),),
            next_step=(N_("Læs svaret i brevet."),),
        ),
        "aktindsigt_dag_for_tidlig": Words(
            citizen=(N_("Den nye dag skal ligge efter {senest}."), N_("Den nye dag er for tidlig.")),
            caseworker=(N_("Den nye dag skal ligge efter {senest}."), N_("Den nye dag er for tidlig.")),
            next_step=(N_("Vælg en senere dag, eller svar nu."),),
        ),
    }
)

AKTINDSIGT_MET: Final = MappingProxyType(
    {
        "aktindsigt_ret": Words(
            citizen=(
                N_("Du har ret til at se papirerne i din sag. {Holder} skal svare senest {senest}."),
                N_("Du har ret til at se papirerne i din sag."),
            ),
            caseworker=(
                N_("Personen har ret til at se papirerne. I skal svare senest {senest}."),
                N_("Personen har ret til at se papirerne."),
            ),
        ),
        "aktindsigt_ja": Words(
            citizen=(N_("Du kan se papirerne i din sag."),),
            caseworker=(N_("Personen kan se papirerne i sagen."),),
        ),
        "aktindsigt_nej": Words(
            citizen=(N_("Loven giver lov til at holde papirer tilbage i særlige tilfælde."),),
            caseworker=(N_("Papirer kan kun holdes tilbage af de grunde, loven nævner."),),
        ),
        "aktindsigt_senere": Words(
            citizen=(N_("Du får svar senest {dag}."), N_("Du får svar senere.")),
            caseworker=(N_("Personen skal have svar senest {dag}."), N_("Personen skal have svar senere.")),
        ),
        "aktindsigt_klage": Words(
            citizen=(N_("Du kan klage over, at du ikke kan se papirerne."),),
            caseworker=(N_("Personen kan klage over, at papirer er holdt tilbage."),),
        ),
        "aktindsigt_foerst": Words(
            citizen=(N_("Sagen bliver ikke afgjort, før du har set papirerne."),),
            caseworker=(
                N_("Personen venter på at se papirerne. Vent med at afgøre sagen, til det er sket."),
            ),
        ),
    }
)
