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
        "aktindsigt_venter": Words(
            citizen=(N_("Du har allerede bedt om at se papirerne og får et svar."),),
            caseworker=(N_("Personen har allerede bedt om at se papirerne og venter på svar."),),
            next_step=(N_("Svar på det, der venter."),),
        ),
        "aktindsigt_foer_sagen": Words(
            citizen=(N_("Sagen blev først åbnet {dag}."), N_("Sagen var ikke åbnet.")),
            caseworker=(N_("Sagen blev først åbnet {dag}."), N_("Sagen var ikke åbnet.")),
            next_step=(N_("Skriv en dag, hvor sagen var åbnet."),),
        ),
        "aktindsigt_intet_undtaget": Words(
            citizen=(N_("Der er ikke valgt noget, der holdes tilbage."),),
            caseworker=(N_("Der er ikke valgt noget, der holdes tilbage."),),
            next_step=(N_("Vælg det, eller svar ja."),),
        ),
        "aktindsigt_alt_undtaget": Words(
            citizen=(N_("Alle papirer er valgt."),),
            caseworker=(N_("Alle papirer holdes tilbage. Det er et nej."),),
            next_step=(N_("Giv personen resten, eller svar nej."),),
        ),
        "aktindsigt_uden_hensyn": Words(
            citizen=(N_("Papirer kan kun holdes tilbage efter loven."),),
            caseworker=(N_("Vælg, efter hvilken regel »{navn}« holdes tilbage."), N_("Vælg et grundlag.")),
            next_step=(N_("Er der ingen, skal personen se det."),),
        ),
        "aktindsigt_uden_grund": Words(
            citizen=(N_("Det skal begrundes, at papirer holdes tilbage."),),
            caseworker=(
                N_("Skriv konkret, hvorfor »{navn}« holdes tilbage."),
                N_("Skriv konkret, hvorfor papirer holdes tilbage."),
            ),
            next_step=(N_("Personen får begrundelsen."),),
        ),
        "aktindsigt_ikke_overvejet": Words(
            citizen=(N_("Det skal overvejes, om du kan få mere at se, end du har krav på."),),
            caseworker=(N_("I skal overveje, om personen kan få mere at se, end loven kræver."),),
            next_step=(N_("Gør det, og sæt kryds."),),
        ),
        "aktindsigt_ikke_besvaret": Words(
            citizen=(N_("Du har ikke fået svar på, om du kan se papirerne."),),
            caseworker=(N_("Personen har ikke fået svar på, om papirerne kan ses."),),
            next_step=(N_("Vent på svaret."),),
        ),
        "aktindsigt_givet": Words(
            citizen=(N_("Du kan se alle papirerne, så der er ikke noget at klage over."),),
            caseworker=(N_("Personen kan se alle papirerne, så der er ikke noget at klage over."),),
            next_step=(N_("Papirerne ligger under sagen."),),
        ),
        "aktindsigt_genvurderet": Words(
            citizen=(N_("Svaret er vurderet igen."),),
            caseworker=(N_("Svaret er allerede vurderet igen."),),
            next_step=(N_("Klagen går videre, hvis personen ikke har fået alt."),),
        ),
        "aktindsigt_genvurderes_foerst": Words(
            citizen=(N_("Svaret skal vurderes igen, før klagen sendes videre."),),
            caseworker=(N_("Svaret skal vurderes igen, før klagen kan sendes videre."),),
            next_step=(N_("Klagen sendes videre, når svaret er vurderet igen."),),
        ),
        "aktindsigt_klage_sendt": Words(
            citizen=(N_("Klagen er sendt videre."),),
            caseworker=(N_("Klagen er allerede sendt videre."),),
            next_step=(N_("Afvent, hvad der bliver afgjort."),),
        ),
        "aktindsigt_klage_ikke_sendt": Words(
            citizen=(N_("Klagen er ikke sendt videre endnu."),),
            caseworker=(N_("Klagen er ikke sendt videre, så den kan ikke være afgjort."),),
            next_step=(N_("Klagen skal først sendes videre med sagens akter."),),
        ),
        "aktindsigt_udfald_kendt": Words(
            citizen=(N_("Klagen er afgjort."),),
            caseworker=(N_("Det er allerede registreret, hvad der er afgjort om klagen."),),
            next_step=(N_("Se, hvad der er afgjort."),),
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
        "aktindsigt_delvis": Words(
            citizen=(N_("Du kan se en del af papirerne i din sag."),),
            caseworker=(N_("Personen kan se en del af papirerne i sagen. Resten skal gives."),),
        ),
        "aktindsigt_undtaget": Words(
            citizen=(N_("»{navn}« er holdt tilbage."), N_("Et papir er holdt tilbage.")),
            caseworker=(N_("»{navn}« er holdt tilbage."), N_("Et papir er holdt tilbage.")),
        ),
        "aktindsigt_del_undtaget": Words(
            citizen=(N_("En del af »{navn}« er holdt tilbage."), N_("En del af et papir er holdt tilbage.")),
            caseworker=(
                N_("En del af »{navn}« er holdt tilbage."),
                N_("En del af et papir er holdt tilbage."),
            ),
        ),
        "aktindsigt_klageskridt": Words(
            citizen=(N_("Din klage over, at papirer er holdt tilbage, bliver behandlet."),),
            caseworker=(N_("Det er tid til det skridt i klagen over, at papirer er holdt tilbage."),),
        ),
        "aktindsigt_klage_for_sent": Words(
            citizen=(
                N_("Klagen er kommet efter {senest}. Den bliver taget imod."),
                N_("Klagen er kommet efter fristen. Den bliver taget imod."),
            ),
            caseworker=(
                N_("Klagen er kommet efter {senest}. Den modtages alligevel."),
                N_("Klagen er kommet efter fristen. Den modtages alligevel."),
            ),
        ),
        "klagefrist_afbrudt": Words(
            citizen=(
                N_("Fristen for at klage over afgørelsen har ventet. Du kan klage til og med {senest}."),
                N_("Fristen for at klage over afgørelsen har ventet på papirerne."),
            ),
            caseworker=(
                N_(
                    "Fristen for at klage over afgørelsen har ventet. Personen kan klage til og med {senest}."
                ),
                N_("Fristen for at klage over afgørelsen har ventet på papirerne."),
            ),
        ),
        "klagefrist_ikke_afbrudt": Words(
            citizen=(N_("Fristen for at klage over afgørelsen har ikke ventet på papirerne."),),
            caseworker=(N_("Fristen for at klage over afgørelsen har ikke ventet på papirerne."),),
        ),
    }
)
