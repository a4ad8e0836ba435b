"""What is said of offers that are asked of the jobcenter: why not, and what a yes rests on. No law case asks
these.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Action, Words
from portal.wording.reader import N_

TILBUD: Final = MappingProxyType(
    {
        "tilbud_ikke_beskrevet": Words(
            citizen=(N_("Der mangler noget om tilbuddet: hvad, hvor, hvornår eller hvorfor."),),
            caseworker=(N_("Det skal fremgå, hvad tilbuddet er, og hvor, hvornår og hvorfor."),),
            next_step=(N_("Skriv det, der mangler."),),
        ),
        "tilbud_begyndt": Words(
            citizen=(
                N_("Tilbuddet skulle begynde {starter}, og den dag er gået."),
                N_("Dagen, hvor tilbuddet skulle begynde, er gået."),
            ),
            caseworker=(
                N_("Tilbuddet skulle begynde {starter}, og den dag er gået."),
                N_("Dagen, hvor tilbuddet skulle begynde, er gået."),
            ),
            next_step=(N_("Aftal en ny dag, tilbuddet kan begynde, og skriv det på ny."),),
        ),
        "starter_for_sent": Words(
            citizen=(
                N_(
                    "Tilbuddet begynder {starter}. Det er for længe efter a-kassens sidste dag, {slutdato}, "
                    "til at I kan indstille det sammen."
                ),
                N_("Tilbuddet begynder for sent til, at du og a-kassen kan indstille det sammen."),
            ),
            caseworker=(
                N_(
                    "Tilbuddet begynder {starter}. A-kassens sidste dag er {slutdato}, og tilbuddet skal "
                    "begynde inden eller i forlængelse af den."
                ),
                N_("Tilbuddet skal begynde inden eller i forlængelse af a-kassens sidste dag."),
            ),
            next_step=(
                N_(
                    "Ligger det efter jeres vurdering i forlængelse af den, så sig det. Ellers kan personen "
                    "selv bede jobcentret om det."
                ),
            ),
        ),
        "ingen_kontrolsamtale": Words(
            citizen=(N_("A-kassen har ikke holdt en samtale med dig efter en kontrolaktion."),),
            caseworker=(N_("I har ikke holdt den første samtale efter en kontrolaktion."),),
            next_step=(N_("Indkald personen til samtalen, og registrér den, når den er holdt."),),
        ),
        "indstilling_lukket": Words(
            citizen=(N_("Den er allerede besvaret eller gælder ikke længere."),),
            caseworker=(N_("Indstillingen er allerede besvaret eller gælder ikke længere."),),
            next_step=(N_("Se, hvad der er sket med den."),),
        ),
        "indstilling_overgang": Words(
            citizen=(
                N_("Din a-kasse har ikke længere ansvaret for dine samtaler og kan ikke indstille dig."),
            ),
            caseworker=(N_("A-kassen har ikke længere kontaktforløbet og kan ikke sende indstillingen."),),
            next_step=(N_("Bed selv jobcentret om tilbuddet."),),
            action=Action.KONTAKT,
        ),
        "indstilling_flyttet": Words(
            citizen=(N_("Du hører nu til et andet jobcenter end det, der fik indstillingen."),),
            caseworker=(N_("Personen hører nu til et andet jobcenter end det, der fik indstillingen."),),
            next_step=(N_("Bed det nye jobcenter om tilbuddet."),),
            action=Action.KONTAKT,
        ),
        "tilbud_skal_gives": Words(
            citizen=(N_("Jobcentret skal give dig et tilbud efter kontrolaktionen."),),
            caseworker=(N_("Efter en kontrolaktion skal jobcentret give personen et tilbud."),),
            next_step=(
                N_(
                    "Giv et tilbud efter LAB kapitel 11-14, eller vælg det arbejde, som pligten er "
                    "bortfaldet ved."
                ),
            ),
        ),
        "arbejde_kun_dagpenge": Words(
            citizen=(N_("Kun for dig, der får dagpenge, falder pligten til tilbud væk ved arbejde."),),
            caseworker=(
                N_("Pligten til tilbud bortfalder kun ved ordinært arbejde for den, der får dagpenge."),
            ),
            next_step=(N_("Giv et tilbud efter LAB kapitel 11-14."),),
        ),
        "for_faa_timer": Words(
            citizen=(
                N_("Pligten til tilbud falder først væk ved {tilbud_bortfald_timer} timers arbejde om ugen."),
                N_("Pligten til tilbud falder først væk ved flere timers arbejde om ugen."),
            ),
            caseworker=(
                N_(
                    "Pligten til tilbud bortfalder først ved mindst {tilbud_bortfald_timer} timers ordinært "
                    "arbejde om ugen, ved varierende omfang i gennemsnit over en måned."
                ),
                N_("Pligten til tilbud bortfalder først ved flere timers ordinært arbejde om ugen."),
            ),
            next_step=(N_("Skriv timerne om ugen, eller giv et tilbud."),),
        ),
        "intet_jobcenter": Words(
            citizen=(
                N_("Dit jobcenter er ikke med i Selvbooking, så indstillingen kan ikke sendes herfra."),
            ),
            caseworker=(
                N_("Personens jobcenter er ikke med i Selvbooking, så der kan ikke sendes noget herfra."),
            ),
            next_step=(N_("Send den til jobcentret i Dialogmodulet i stedet."),),
            action=Action.KONTAKT,
        ),
        "anden_indstilling_hoeres": Words(
            citizen=(N_("Jobcentret har spurgt dig om en anden indstilling og skal afgøre den først."),),
            caseworker=(N_("I har hørt personen om en anden indstilling af et tilbud."),),
            next_step=(N_("Afgør den først, eller lad den sag falde."),),
        ),
        "intet_tilbud_venter": Words(
            citizen=(N_("Jobcentret har ikke noget tilbud til dig at tage stilling til."),),
            caseworker=(
                N_("Der er ingen indstilling, som I kan høre personen om, eller I har hørt om en anden."),
            ),
            next_step=(N_("Gå til indstillingen, og send høringen derfra."),),
        ),
        "hoering_kan_naas": Words(
            citizen=(N_("Du kan nå at blive hørt, før jobcentret afgør det."),),
            caseworker=(
                N_(
                    "I kan nå at høre personen ({partshoering_dage} dage) før fristen for tilbuddet, eller "
                    "det er et nej: et nej kan ikke gives uhørt på grund af fristen."
                ),
                N_(
                    "I kan nå at høre personen før fristen for tilbuddet, eller det er et nej: et nej kan "
                    "ikke gives uhørt på grund af fristen."
                ),
            ),
            next_step=(N_("Send en høring, og vent på svaret."),),
        ),
        "kun_kapitel_11_14": Words(
            citizen=(N_("Efter en kontrolaktion skal det være et tilbud efter LAB kapitel 11-14."),),
            caseworker=(N_("Efter en kontrolaktion skal det være et tilbud efter LAB kapitel 11-14."),),
            next_step=(N_("Vælg praktik, løntilskud, nytteindsats eller vejledning og opkvalificering."),),
        ),
        "ikke_hoert_om_tilbud": Words(
            citizen=(N_("Du skal først kende det, afgørelsen bygger på, og kunne sige din mening om det."),),
            caseworker=(N_("Personen skal kende det, afgørelsen bygger på, eller være hørt om det."),),
            next_step=(N_("Vælg, hvad afgørelsen bygger på. Hør personen, hvis den ikke kender det hele."),),
        ),
    }
)

TILBUD_MET: Final = MappingProxyType(
    {
        "faelles_indstilling": Words(
            citizen=(N_("Din a-kasse kan sammen med dig bede jobcentret om tilbuddet."),),
            caseworker=(N_("A-kassen kan indstille tilbuddet, når personen er enig."),),
        ),
        "bed_om_tilbud": Words(
            citizen=(N_("Din a-kasse skal bede jobcentret give dig et tilbud senest {senest}."),),
            caseworker=(N_("A-kassen skal bede jobcentret give personen et tilbud senest {senest}."),),
        ),
        "giv_tilbud": Words(
            citizen=(N_("Jobcentret skal give dig et tilbud senest {senest}."),),
            caseworker=(N_("Jobcentret skal give personen et tilbud senest {senest}."),),
        ),
        "pligt_til_tilbud_bortfaldet": Words(
            citizen=(
                N_(
                    "Du har ikke pligt til tilbud, fordi du har ordinært arbejde i mindst "
                    "{tilbud_bortfald_timer} timer om ugen."
                ),
            ),
            caseworker=(
                N_(
                    "Pligten til tilbud er bortfaldet ved ordinært arbejde i mindst {tilbud_bortfald_timer} "
                    "timer om ugen."
                ),
            ),
        ),
        "ingen_pligt_til_tilbud": Words(
            citizen=(N_("Du har ikke pligt til at tage imod tilbud nu."),),
            caseworker=(N_("Personen har ikke pligt til at tage imod tilbud nu."),),
        ),
        "enig_i_indstilling": Words(
            citizen=(N_("Du er enig, og indstillingen kan sendes til jobcentret."),),
            caseworker=(N_("Personen er enig, og indstillingen kan sendes til jobcentret."),),
        ),
        "uenig_i_indstilling": Words(
            citizen=(N_("Du er ikke enig, og indstillingen bliver ikke sendt."),),
            caseworker=(N_("Personen er ikke enig, og indstillingen må ikke sendes."),),
        ),
        "indstilling_trukket": Words(
            citizen=(N_("Indstillingen kan tages tilbage."),),
            caseworker=(N_("Indstillingen kan trækkes tilbage."),),
        ),
        "tilbud_bevilget": Words(
            citizen=(N_("Jobcentret kan give dig tilbuddet."),),
            caseworker=(N_("Jobcentret kan give personen tilbuddet."),),
        ),
        "tilbud_afslaaet": Words(
            citizen=(N_("Jobcentret kan sige nej til tilbuddet, når det siger hvorfor."),),
            caseworker=(N_("Jobcentret kan afslå tilbuddet. Afslaget begrundes også over for a-kassen."),),
        ),
    }
)
