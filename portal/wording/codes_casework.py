"""What the reasons say that a caseworker meets: calling in, deadlines, striking off, revoking, Min Plan.

The citizen's sentence is for the day the citizen asks, or reads along; the next step is the caseworker's own.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

CASEWORK: Final = MappingProxyType(
    {
        "kun_ansvarlig_aktoer": Words(
            citizen=(N_("Den, der ville gøre det, har ikke ansvaret for dine samtaler den dag."),),
            caseworker=(N_("Kun den aktør, der har kontaktforløbet, kan gøre det."),),
            next_step=(N_("Overlad det til den, der har kontaktforløbet den dag."),),
        ),
        "kun_til_fremmoede": Words(
            citizen=(
                N_("Du kan kun blive bedt om at møde op. Ellers vælger du selv, hvordan samtalen holdes."),
            ),
            caseworker=(N_("Formen kan kun ændres til personligt fremmøde."),),
            next_step=(
                N_("Lad samtalen holdes, som personen har valgt, eller skift til personligt fremmøde."),
            ),
        ),
        "mangler_begrundelse": Words(
            citizen=(N_("Der mangler en begrundelse."),),
            caseworker=(N_("Begrundelsen mangler."),),
            next_step=(N_("Skriv de konkrete grunde i denne sag."),),
        ),
        "mangler_partshoering": Words(
            citizen=(N_("Du skal først have mulighed for at sige din mening."),),
            caseworker=(
                N_(
                    "Personen fik kun {dage_til_svar} dage til at svare på høringen, "
                    "og det skal være mindst {partshoering_dage}."
                ),
                N_(
                    "Personen har til og med {svar_senest} til at svare. Afgørelsen kan først "
                    "træffes bagefter, medmindre svaret er kommet."
                ),
                N_(
                    "Høringen blev sendt {sendt}, og siden {hoering_forbi} er forløbet et andet. Den gælder "
                    "ikke for en afgørelse nu: send en ny høring."
                ),
                N_(
                    "Høringen blev sendt {sendt}, men det, der skal afgøres, er først fra {sag_fra}: send en "
                    "ny høring om det."
                ),
                N_(
                    "Høringen af {hoert_om_andet} handlede om et andet grundlag: vælg det, som personen er "
                    "hørt om, eller send en ny høring."
                ),
                N_(
                    "Personen er ikke hørt: mindst 7 dage til at svare, og et svar eller "
                    "en frist, der er gået."
                ),
            ),
            next_step=(
                N_("Send høringen, og vent på svaret eller fristen, eller angiv den paragraf, der undtager."),
            ),
        ),
        "ingen_bookinger": Words(
            citizen=(N_("Du har ikke booket nogen samtale, som der kan lægges vægt på."),),
            caseworker=(N_("Personen har aldrig booket en samtale med den aktør."),),
            next_step=(N_("Vent med at tage stilling, til personen har booket."),),
        ),
        "kan_selv_booke": Words(
            citizen=(N_("Du kan selv booke samtalen og skal ikke indkaldes til den."),),
            caseworker=(N_("Personen kan selv booke samtalen og skal derfor ikke indkaldes."),),
            next_step=(
                N_("Sæt en frist for at booke, eller begrund, hvorfor samtalen skal holdes med kort varsel."),
            ),
        ),
        "art_gaelder_ikke": Words(
            citizen=(N_("Den slags samtale kan du ikke indkaldes til nu."),),
            caseworker=(N_("Personen kan ikke indkaldes til den slags samtale nu."),),
            next_step=(
                N_(
                    "Vælg en anden slags samtale. Er der kommet en meddelelse om en kontrolaktion, "
                    "så registrér den først."
                ),
            ),
        ),
        "tidligst_dagen_efter": Words(
            citizen=(N_("Du kan tidligst blive indkaldt til dagen efter."),),
            caseworker=(N_("Samtalen kan tidligst holdes dagen efter indkaldelsen."),),
            next_step=(N_("Vælg en dag, der ligger senere."),),
        ),
        "frist_for_kort": Words(
            citizen=(N_("Din frist var for kort."),),
            caseworker=(N_("Fristen er kortere end 8 dage."),),
            next_step=(N_("Sæt en frist mindst 8 dage frem."),),
        ),
        "mangler_vejledning": Words(
            citizen=(
                N_(
                    "Du har ikke først fået at vide, hvordan du booker, og hvad der sker, "
                    "hvis du ikke gør det."
                ),
            ),
            caseworker=(N_("Personen er ikke vejledt om selvbooking, før fristen blev sat."),),
            next_step=(N_("Vejled personen skriftligt, notér det, og sæt så fristen."),),
        ),
        "foer_udloeb": Words(
            citizen=(N_("Din frist er ikke gået endnu."),),
            caseworker=(N_("Fristen er ikke udløbet."),),
            next_step=(N_("Vent til dagen efter fristen."),),
        ),
        "frist_bortfaldet": Words(
            citizen=(N_("Fristen gælder ikke længere."),),
            caseworker=(N_("Fristen er bortfaldet: den, der satte den, har ikke længere ansvaret."),),
            next_step=(N_("Den, der nu har ansvaret, kan sætte en ny frist."),),
        ),
        "har_booket": Words(
            citizen=(N_("Du har booket i tide."),),
            caseworker=(N_("Personen havde booket en samtale, da fristen udløb."),),
            next_step=(N_("Der er ikke noget at gøre: fristen er overholdt."),),
        ),
        "driftsforstyrrelse": Words(
            citizen=(N_("Booking virkede ikke før din frist. Det går ikke ud over dig."),),
            caseworker=(N_("Booking var ude af drift før fristen."),),
            next_step=(N_("Sæt en ny frist."),),
        ),
        "fritaget": Words(
            citizen=(
                N_(
                    "Du er fra {dato} fritaget for pligten til selv at booke. Du bliver indkaldt til dine "
                    "samtaler. Du må stadig gerne selv booke."
                ),
                N_("Du er fritaget for pligten til selv at booke. Du bliver indkaldt til dine samtaler."),
            ),
            caseworker=(
                N_("Personen er fra {dato} fritaget for pligten til selv at booke."),
                N_("Personen er fritaget for pligten til selv at booke."),
            ),
            next_step=(N_("Indkald personen til samtalen."),),
        ),
        "syg": Words(
            citizen=(
                N_("Du er meldt syg og skal ikke til samtale. Din sidste dag som tilmeldt var {afmeldt}."),
                N_("Du er meldt syg og skal ikke til samtale."),
            ),
            caseworker=(
                N_("Personen er afmeldt på grund af sygdom. Sidste dag som tilmeldt var {afmeldt}."),
                N_("Personen er afmeldt på grund af sygdom."),
            ),
            next_step=(N_("Vent, til personen er tilmeldt igen."),),
        ),
        "mindre_intensiv_indsats": Words(
            citizen=(
                N_("Du skal ikke til jobsamtaler {dag}. Grunden er: {grund} fra {grund_starter}."),
                N_("Du skal ikke til jobsamtaler {dag}. Grunden er: {grund} til og med {grund_til}."),
                N_("Du skal ikke til jobsamtaler {dag}. Grunden er: {grund}."),
                N_("Du er fritaget for jobsamtaler lige nu."),
            ),
            caseworker=(
                N_("Personen er omfattet af mindre intensiv indsats: {grund} fra {grund_starter}."),
                N_("Personen er omfattet af mindre intensiv indsats: {grund} til og med {grund_til}."),
                N_("Personen er omfattet af mindre intensiv indsats: {grund}."),
                N_("Personen er omfattet af mindre intensiv indsats."),
            ),
            next_step=(N_("Vent, til den mindre intensive indsats er slut."),),
        ),
        "uddannelsespaalaeg": Words(
            citizen=(N_("Du er ikke i målgruppen for uddannelsespålæg."),),
            caseworker=(N_("Personen er ikke i målgruppen for uddannelsespålæg."),),
            next_step=(N_("Send ikke personen videre: a-kassen holder kontaktforløbet."),),
        ),
        "kun_a_kasse": Words(
            citizen=(N_("Det er kun din a-kasse, der kan gøre det."),),
            caseworker=(N_("Kun a-kassen kan gøre det."),),
            next_step=(N_("Kontakt personens a-kasse."),),
        ),
        "kun_jobcenter": Words(
            citizen=(N_("Det er kun jobcentret, der kan gøre det."),),
            caseworker=(N_("Kun jobcentret kan gøre det."),),
            next_step=(N_("Kontakt personens jobcenter."),),
        ),
    }
)
