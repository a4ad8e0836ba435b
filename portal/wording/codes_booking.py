"""What the reasons and warnings of booking, moving and calling off say."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Action, Words
from portal.wording.reader import N_

REFUSALS: Final = MappingProxyType(
    {
        "ikke_omfattet": Words(
            citizen=(
                N_(
                    "Hverken din a-kasse eller jobcentret holder samtaler med dig {dag}. "
                    "Du er ikke tilmeldt den dag."
                ),
                N_("Hverken din a-kasse eller jobcentret holder samtaler med dig den dag."),
            ),
            next_step=(
                N_("Er du ledig, så tilmeld dig igen på jobnet.dk. Er du i tvivl, så kontakt {kontakt}."),
            ),
            caseworker=(N_("Ingen har kontaktforløbet for personen på dagen."),),
            action=Action.JOBNET,
        ),
        "tid_i_fortiden": Words(
            citizen=(N_("Tidspunktet er passeret."),),
            next_step=(N_("Vælg en tid, der ligger senere."),),
            calling_off=(N_("Kom du ikke til samtalen, så kontakt {kontakt} med det samme."),),
            caseworker=(N_("Tidspunktet er passeret."),),
            action=Action.FIND_TID,
        ),
        "overlapper_samtale": Words(
            citizen=(
                N_("Du har allerede en samtale {samtale_start}, og de to tider falder sammen."),
                N_("Du har allerede en samtale, som falder sammen med den tid."),
            ),
            next_step=(N_("Vælg en anden tid, eller flyt den samtale, du har."),),
            caseworker=(N_("Tiden overlapper en anden planlagt samtale med personen."),),
            action=Action.FIND_TID,
        ),
        "anden_aktoer_ansvarlig": Words(
            citizen=(
                N_("{Ansvarlig} har ansvaret for dine samtaler {dag}, så samtalen skal holdes der."),
                N_("Den dag er det ikke her, du skal til samtale."),
            ),
            next_step=(
                N_("Vælg en tid hos {ansvarlig}, eller vælg en anden dag."),
                N_("Vælg en af de tider, der vises under »Find en tid«."),
            ),
            caseworker=(
                N_("{Ansvarlig} har kontaktforløbet på dagen, ikke {holder}."),
                N_("Tidens organisation har ikke kontaktforløbet på dagen."),
            ),
            action=Action.FIND_TID,
        ),
        "foerste_samtale_indkaldes": Words(
            citizen=(N_("Du kan ikke selv booke din første samtale. {Holder} indkalder dig til den."),),
            next_step=(N_("Vent på indkaldelsen. Hører du ikke noget, så kontakt {kontakt}."),),
            caseworker=(N_("Den første samtale skal personen indkaldes til."),),
            action=Action.KONTAKT,
        ),
        "foerste_samtale_fremmoede": Words(
            citizen=(N_("Din første samtale skal være et personligt møde."),),
            next_step=(N_("Vælg personligt møde."),),
            caseworker=(N_("Den første jobsamtale skal holdes ved personligt fremmøde."),),
            action=Action.FIND_TID,
        ),
        "selvbooking_frataget": Words(
            citizen=(
                N_("{Holder} har besluttet, at du fra {dato} ikke selv kan booke samtaler."),
                N_("{Holder} har besluttet, at du ikke selv kan booke samtaler."),
            ),
            next_step=(N_("Du bliver indkaldt. Har du spørgsmål til afgørelsen, så kontakt {kontakt}."),),
            caseworker=(
                N_("Retten til at booke selv er frataget af {holder} {dato}."),
                N_("Retten til at booke selv er frataget af {holder}."),
            ),
            action=Action.AFGOERELSE,
        ),
        "fremmoede_besluttet": Words(
            citizen=(N_("{Holder} har besluttet, at du skal møde op til denne samtale."),),
            next_step=(N_("Vælg personligt møde. Kan du ikke møde op, så kontakt {kontakt}."),),
            caseworker=(N_("Det er besluttet, at samtalen holdes ved personligt fremmøde."),),
            action=Action.FIND_TID,
        ),
        "kontrolforloeb_indkaldes": Words(
            citizen=(
                N_(
                    "Samtalen er en kontrolsamtale, som {holder} har indkaldt dig til. Du "
                    "kan ikke selv flytte den."
                ),
            ),
            next_step=(N_("Kan du ikke komme, så kontakt {kontakt}."),),
            caseworker=(N_("En kontrolsamtale indkaldes der til. Personen kan ikke selv flytte den."),),
            action=Action.KONTAKT,
        ),
        "faelles_kan_ikke_vaelges": Words(
            citizen=(
                N_(
                    "Din a-kasse kan kun være med til den første samtale i jobcentret og "
                    "til fællessamtalen, som du "
                    "kan booke, når du har været ledig i 6 måneder."
                ),
            ),
            next_step=(N_("Vælg en almindelig tid uden din a-kasse."),),
            caseworker=(N_("Det er ikke en samtale, som a-kassen kan deltage i."),),
            action=Action.FIND_TID,
        ),
        "faelles_allerede_planlagt": Words(
            citizen=(
                N_("Du har allerede en samtale {samtale_start}, hvor din a-kasse er med."),
                N_("Du har allerede en samtale, hvor din a-kasse er med."),
            ),
            next_step=(N_("Flyt den samtale, hvis en anden tid passer bedre."),),
            caseworker=(
                N_(
                    "Personen har allerede en samtale {samtale_start}, hvor a-kassen er med. Flyt den, hvis "
                    "en anden tid med a-kassen passer bedre."
                ),
                N_("Personen har allerede en planlagt samtale, hvor a-kassen er med. Flyt den i stedet."),
            ),
            action=Action.MIN_PLAN,
        ),
        "faelles_ikke_valgt": Words(
            citizen=(N_("Tiden er sat af til en samtale, hvor din a-kasse er med. Det har du ikke valgt."),),
            next_step=(N_("Vælg en anden tid, eller vælg, at din a-kasse skal være med."),),
            caseworker=(N_("Tiden er fælles, og personen har ikke valgt, at a-kassen deltager."),),
            action=Action.A_KASSEN_MED,
        ),
        "faelles_valgt": Words(
            citizen=(N_("Din a-kasse skal være med til samtalen, og det kan den ikke på den tid."),),
            next_step=(N_("Vælg en tid, hvor din a-kasse er med, eller vælg, at den ikke skal være med."),),
            caseworker=(N_("A-kassen skal deltage, og tiden er ikke fælles."),),
            action=Action.A_KASSEN_MED,
        ),
        "faelles_indkaldes": Words(
            citizen=(
                N_("Når din a-kasse er med, booker du ikke selv. Jobcentret indkalder dig til samtalen."),
            ),
            next_step=(
                N_(
                    "Vent på indkaldelsen. Vil du hellere booke selv, kan du vælge, at "
                    "din a-kasse ikke er med. "
                    "Spørgsmål: Kontakt {kontakt}."
                ),
            ),
            caseworker=(N_("Jobcentret indkalder til samtaler, hvor a-kassen deltager."),),
            action=Action.A_KASSEN_MED,
        ),
        "faelles_tid_ikke_aftalt": Words(
            citizen=(N_("Tiden er ikke aftalt med din a-kasse."),),
            next_step=(N_("Vælg en af de tider, som din a-kasse er med på."),),
            caseworker=(N_("Tiden er ikke aftalt med personens a-kasse."),),
            action=Action.FIND_TID,
        ),
        "samtaler_for_taet": Words(
            citizen=(
                N_("Der skal være mindst {mindst_dage_mellem} dage mellem dine samtaler hos {holder}."),
                N_("Tiden ligger for tæt på en anden af dine samtaler hos {holder}."),
            ),
            next_step=(N_("Vælg en tid, der ligger længere fra dine andre samtaler."),),
            caseworker=(
                N_("Der er mindre end {mindst_dage_mellem} dage til en anden samtale hos {holder}."),
                N_("Tiden ligger for tæt på en anden samtale hos {holder}."),
            ),
            action=Action.FIND_TID,
        ),
        "for_mange_planlagte": Words(
            citizen=(
                N_("Du kan have højst {hoejst_planlagte} planlagte samtaler ad gangen hos {holder}."),
                N_("Du har allerede så mange planlagte samtaler hos {holder}, som du kan have ad gangen."),
            ),
            next_step=(N_("Vent med at booke, til en af dem er holdt, eller flyt en af dem."),),
            caseworker=(
                N_("Personen kan højst have {hoejst_planlagte} planlagte samtaler hos {holder}."),
                N_("Personen har det højeste antal planlagte samtaler hos {holder}."),
            ),
            action=Action.MIN_PLAN,
        ),
        "ombookning_for_sent": Words(
            citizen=(
                N_("Det er for sent at flytte samtalen. Du kunne flytte den indtil {ombookning_senest}."),
                N_(
                    "Det er for sent at flytte samtalen. Det skal ske mindst "
                    "{ombookning_senest_timer} timer før."
                ),
                N_("Det er for sent at flytte samtalen."),
            ),
            next_step=(N_("Kan du ikke komme, så kontakt {kontakt} før samtalen."),),
            caseworker=(N_("Samtalen kan ikke flyttes så kort tid før."),),
            action=Action.KONTAKT,
        ),
        "form_for_sent": Words(
            citizen=(
                N_(
                    "Det er for sent at ændre, hvordan samtalen holdes. Du kunne gøre det indtil "
                    "{ombookning_senest}."
                ),
                N_("Det er for sent at ændre, hvordan samtalen holdes."),
            ),
            next_step=(N_("Passer det dig ikke, så kontakt {kontakt} før samtalen."),),
            caseworker=(N_("Samtalens form kan ikke ændres så kort tid før."),),
            action=Action.KONTAKT,
        ),
        "efter_fristen": Words(
            citizen=(
                N_("Din samtale skal holdes senest {samtale_senest}. Den tid ligger senere."),
                N_("Tiden ligger senere, end din frist tillader."),
            ),
            next_step=(
                N_("Vælg en tid til og med {samtale_senest}. Er der ingen, så kontakt {kontakt}."),
                N_("Vælg en tidligere tid. Er der ingen, så kontakt {kontakt}."),
            ),
            caseworker=(
                N_("Samtalen skal holdes senest {samtale_senest}, en uge efter fristen for at booke."),
                N_("Samtalen ligger mere end en uge efter fristen for at booke."),
            ),
            action=Action.FIND_TID,
        ),
        "tiden_er_taget": Words(
            citizen=(N_("Tiden er netop blevet taget. Der er ikke booket noget."),),
            next_step=(N_("Vælg en anden tid."),),
            caseworker=(N_("Tiden var ikke længere ledig."),),
            action=Action.FIND_TID,
        ),
        "form_ikke_i_tiden": Words(
            citizen=(
                N_("Samtalen kan ikke holdes sådan på den tid. Du kan vælge: {former}."),
                N_("Samtalen kan ikke holdes sådan på den tid."),
            ),
            next_step=(N_("Vælg en anden måde at holde samtalen på, eller vælg en anden tid."),),
            caseworker=(N_("Tiden kan ikke holdes i den form."),),
            action=Action.FIND_TID,
        ),
        "a_kassen_kommer_ikke_i_person": Words(
            citizen=(N_("Du har bedt om, at din a-kasse møder op. På den tid er den kun med på video."),),
            next_step=(N_("Vælg en anden tid, eller vælg, at din a-kasse gerne må være med på video."),),
            caseworker=(
                N_("Personen har bedt om, at a-kassen møder op, og på tiden deltager den på video."),
            ),
            action=Action.A_KASSEN_MED,
        ),
        "ingen_tider": Words(
            citizen=(N_("Der er ingen ledige tider, du kan få lige nu."),),
            next_step=(
                N_(
                    "Kontakt {kontakt}, så du kan få en tid. Det går ikke ud over dig, at der ingen tider er."
                ),
            ),
            caseworker=(N_("Der var ingen ledige tider, som personen kunne få inden fristen."),),
            action=Action.KONTAKT,
        ),
    }
)

WARNINGS: Final = MappingProxyType(
    {
        "hyppig_ombookning": Words(
            citizen=(
                N_(
                    "Du har så flyttet samtalen {ombookninger} gange. Flytter du ofte, "
                    "kan {holder} tage det op med dig."
                ),
                N_("Du har flyttet samtalen mange gange. Flytter du ofte, kan {holder} tage det op med dig."),
            ),
            caseworker=(
                N_("Samtalen er med denne gang flyttet {ombookninger} gange."),
                N_("Samtalen er flyttet tre gange eller mere."),
            ),
        ),
        "taet_paa": Words(
            citizen=(
                N_(
                    "Der er mindre end {mindst_dage_mellem} dage til en anden af dine "
                    "samtaler. Du må gerne booke alligevel."
                ),
                N_("Tiden ligger tæt på en anden af dine samtaler. Du må gerne booke den alligevel."),
            ),
            caseworker=(N_("Samtalen ligger tæt på en anden samtale hos samme aktør."),),
        ),
        "mange_planlagte": Words(
            citizen=(
                N_("Du har allerede mange planlagte samtaler hos {holder}. Du må gerne booke alligevel."),
            ),
            caseworker=(N_("Personen har mange planlagte samtaler hos samme aktør."),),
        ),
        "efter_overgang": Words(
            citizen=(
                N_("På den dag har {ansvarlig} overtaget dine samtaler, så samtalen holdes der."),
                N_("På den dag har {holder} overtaget dine samtaler, så samtalen holdes der."),
            ),
            caseworker=(N_("Samtalen ligger efter overgangen og holdes af den nye aktør."),),
        ),
    }
)
