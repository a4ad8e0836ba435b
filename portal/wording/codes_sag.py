"""What is said of a decision as a case: why a step is not its turn, and what a yes rests on. No law case asks
these.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Action, Words
from portal.wording.reader import N_

SAG: Final = MappingProxyType(
    {
        "kun_myndigheden": Words(
            citizen=(N_("Det er {holder}, der gør det i sagen."),),
            caseworker=(N_("Det er myndigheden selv, der tager det skridt i sagen."),),
            next_step=(N_("Kontakt {kontakt}, hvis du vil spørge til sagen."),),
            action=Action.KONTAKT,
        ),
        "sag_aaben": Words(
            citizen=(N_("Sagen er allerede åbnet."),),
            caseworker=(N_("Der er allerede en åben sag om det samme."),),
            next_step=(N_("Gå videre i den sag, der er åben."),),
        ),
        "sag_afgjort": Words(
            citizen=(N_("Sagen er allerede afgjort."),),
            caseworker=(N_("Sagen er afgjort. Det skridt hører til før afgørelsen."),),
            next_step=(N_("Er du uenig i afgørelsen, så klag over den."),),
        ),
        "sag_frafaldet": Words(
            citizen=(N_("Sagen er slut, uden at der blev besluttet noget imod dig."),),
            caseworker=(N_("Sagen er frafaldet. Der blev ikke truffet afgørelse."),),
            next_step=(N_("En ny sag begynder med en ny høring."),),
        ),
        "sag_ikke_hoert": Words(
            citizen=(N_("Du er ikke blevet bedt om en udtalelse i sagen."),),
            caseworker=(N_("Personen er ikke hørt i sagen, så der er ikke noget at svare på."),),
            next_step=(N_("Svaret kan gives, når en høring er sendt."),),
        ),
        "hoering_besvaret": Words(
            citizen=(N_("Du har svaret på høringen."),),
            caseworker=(N_("Personen har svaret på høringen. Svaret skal med i afgørelsen."),),
            next_step=(N_("Svaret bliver læst, før sagen bliver afgjort."),),
        ),
        "hoering_loeber": Words(
            citizen=(N_("Du kan svare til og med {svar_senest}."), N_("Fristen for at svare er ikke gået.")),
            caseworker=(
                N_("Personen kan svare til og med {svar_senest}."),
                N_("Personens frist for at svare er ikke gået."),
            ),
            next_step=(N_("Vent, til fristen er gået, eller til der er kommet et svar."),),
        ),
        "svar_foer_hoeringen": Words(
            citizen=(N_("Svaret kan ikke være kommet, før du blev spurgt."),),
            caseworker=(N_("Svaret kan ikke være kommet, før høringen blev sendt."),),
            next_step=(N_("Skriv den dag, svaret kom."),),
        ),
        "afgoerelse_venter": Words(
            citizen=(N_("Sagen bliver ikke afgjort, før du har fået svar på, om du kan se papirerne."),),
            caseworker=(
                N_(
                    "Personen har bedt om at se papirerne i sagen. Afgørelsen skal vente, til personen har "
                    "kunnet se dem."
                ),
            ),
            next_step=(N_("Svar først på anmodningen, eller vælg, hvorfor afgørelsen ikke kan vente."),),
        ),
        "aktindsigt_laeses": Words(
            citizen=(
                N_("Du kan se papirerne nu. Sagen bliver ikke afgjort til og med {svar_senest}."),
                N_("Du kan se papirerne nu, og du har tid til at svare."),
            ),
            caseworker=(
                N_(
                    "Personen har lige fået papirerne i sagen og har til og med {svar_senest} til at læse "
                    "dem og svare."
                ),
                N_("Personen har lige fået papirerne i sagen og skal have tid til at læse dem og svare."),
            ),
            next_step=(
                N_(
                    "Vent, til dagene er gået, eller til der er kommet et svar. Ellers vælg, hvorfor "
                    "afgørelsen ikke kan vente."
                ),
            ),
        ),
        "udsaettelse_uden_grund": Words(
            citizen=(N_("Der skal stå, hvorfor afgørelsen ikke kan vente."),),
            caseworker=(N_("Skriv konkret, hvorfor afgørelsen ikke kan vente."),),
            next_step=(N_("Skriv grunden. Den bliver gemt i sagen, og personen kan se den."),),
        ),
        "sag_ikke_afgjort": Words(
            citizen=(N_("Der er ikke truffet en afgørelse endnu."),),
            caseworker=(N_("Sagen er ikke afgjort endnu."),),
            next_step=(N_("Det kan først ske, når der er en afgørelse."),),
        ),
        "allerede_klaget": Words(
            citizen=(N_("Der er allerede klaget over afgørelsen."),),
            caseworker=(N_("Der er allerede klaget over afgørelsen."),),
            next_step=(N_("Nye oplysninger kan sendes, mens klagen behandles. Kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
        "klage_foer_afgoerelsen": Words(
            citizen=(N_("Klagen kan ikke være modtaget, før afgørelsen blev truffet."),),
            caseworker=(N_("Klagen kan ikke være modtaget, før afgørelsen blev truffet."),),
            next_step=(N_("Skriv den dag, klagen blev modtaget."),),
        ),
        "dag_i_fremtiden": Words(
            citizen=(N_("Dagen ligger i fremtiden."),),
            caseworker=(N_("Dagen ligger i fremtiden."),),
            next_step=(N_("Skriv den dag, det skete."),),
        ),
        "trukket_foer_klagen": Words(
            citizen=(N_("Klagen kan ikke være trukket tilbage, før den blev modtaget."),),
            caseworker=(N_("Klagen kan ikke være trukket tilbage, før den blev modtaget."),),
            next_step=(N_("Skriv den dag, klagen blev trukket tilbage."),),
        ),
        "klage_hos_ankestyrelsen": Words(
            citizen=(N_("Klagen er sendt til Ankestyrelsen, som behandler den nu."),),
            caseworker=(N_("Klagen er sendt til Ankestyrelsen, som behandler den nu."),),
            next_step=(N_("Klagen kan kun trækkes tilbage hos Ankestyrelsen selv."),),
        ),
        "udfald_foer_klagen": Words(
            citizen=(N_("Ankestyrelsen kan ikke have afgjort klagen, før den blev modtaget."),),
            caseworker=(N_("Ankestyrelsen kan ikke have afgjort klagen, før den blev modtaget."),),
            next_step=(N_("Skriv den dag, Ankestyrelsens afgørelse er fra."),),
        ),
        "delvist_gaelder_ikke": Words(
            citizen=(N_("Afgørelsen gælder ikke mere, så du kan ikke få medhold i en del af den."),),
            caseworker=(N_("Afgørelsen gælder ikke mere, så der kan ikke gives delvist medhold."),),
            next_step=(N_("Giv personen medhold, eller fasthold, at afgørelsen var rigtig."),),
        ),
        "delvist_afgoeres_paa_ny": Words(
            citizen=(N_("Sagen skal afgøres på ny, hvis du får medhold i en del af den."),),
            caseworker=(N_("Her gives delvist medhold ved at afgøre sagen på ny."),),
            next_step=(N_("Giv personen medhold, og træf så en ny afgørelse."),),
        ),
        "delvist_uden_dag": Words(
            citizen=(N_("Der mangler en dag for, hvad du får medhold i."),),
            caseworker=(N_("Skriv den sidste dag: Det er den, personen får delvist medhold med."),),
            next_step=(N_("Vælg en dag, så det er klart, hvad personen får, og hvad der stadig gælder."),),
        ),
        "delvist_dag_for_sen": Words(
            citizen=(N_("Dagen skal være {senest} eller tidligere."), N_("Dagen er for sen.")),
            caseworker=(
                N_("Personen har før fået mere. Dagen skal være {senest} eller tidligere."),
                N_("Dagen er for sen: Personen har før fået mere."),
            ),
            next_step=(N_("Vælg en tidligere dag, eller giv personen medhold i det hele."),),
        ),
        "delvist_dag_for_tidlig": Words(
            citizen=(N_("Dagen skal være {tidligst} eller senere."), N_("Dagen er for tidlig.")),
            caseworker=(N_("Dagen skal være {tidligst} eller senere."), N_("Dagen er for tidlig.")),
            next_step=(N_("Vælg en senere dag, eller giv personen medhold i det hele."),),
        ),
        "ikke_klaget": Words(
            citizen=(N_("Der er ikke klaget over afgørelsen."),),
            caseworker=(N_("Der er ikke klaget over afgørelsen."),),
            next_step=(N_("Det kan først ske, når en klage er modtaget."),),
        ),
        "genvurderes_ikke": Words(
            citizen=(N_("Din a-kasse vurderer ikke sagen igen. Klagen går til Ankestyrelsen."),),
            caseworker=(N_("En a-kasse genvurderer ikke. Klagen skal direkte til Ankestyrelsen."),),
            next_step=(
                N_("Klagen bliver sendt til Ankestyrelsen. A-kassen kan altid selv ophæve afgørelsen."),
            ),
        ),
        "allerede_genvurderet": Words(
            citizen=(N_("Jobcentret har vurderet sagen igen."),),
            caseworker=(N_("Sagen er allerede genvurderet."),),
            next_step=(N_("Klagen går videre til Ankestyrelsen, hvis afgørelsen er fastholdt."),),
        ),
        "genvurderes_foerst": Words(
            citizen=(N_("Jobcentret skal vurdere sagen igen, før klagen sendes videre."),),
            caseworker=(N_("Sagen skal genvurderes, før klagen kan sendes til Ankestyrelsen."),),
            next_step=(N_("Klagen sendes videre, når sagen er genvurderet."),),
        ),
        "allerede_sendt": Words(
            citizen=(N_("Klagen er sendt til Ankestyrelsen."),),
            caseworker=(N_("Klagen er allerede sendt til Ankestyrelsen."),),
            next_step=(N_("Afvent, hvad Ankestyrelsen afgør."),),
        ),
        "klage_medhold": Words(
            citizen=(N_("Du har fået medhold, så klagen sendes ikke videre."),),
            caseworker=(N_("Personen har fået medhold, så klagen skal ikke sendes videre."),),
            next_step=(N_("Der er ikke mere at gøre ved klagen."),),
        ),
        "ikke_sendt": Words(
            citizen=(N_("Klagen er ikke sendt til Ankestyrelsen endnu."),),
            caseworker=(N_("Klagen er ikke sendt til Ankestyrelsen, så der kan ikke være et udfald."),),
            next_step=(N_("Klagen skal først sendes til Ankestyrelsen med sagens akter."),),
        ),
        "udfald_kendt": Words(
            citizen=(N_("Ankestyrelsen har afgjort klagen."),),
            caseworker=(N_("Ankestyrelsens afgørelse er allerede registreret."),),
            next_step=(N_("Se i sagen, hvad Ankestyrelsen har afgjort."),),
        ),
        "sag_ophaevet": Words(
            citizen=(N_("Afgørelsen er ophævet."),),
            caseworker=(N_("Afgørelsen er allerede ophævet."),),
            next_step=(N_("Afgørelsen gælder ikke mere."),),
        ),
        "sag_lukket": Words(
            citizen=(N_("Sagen er slut."),),
            caseworker=(N_("Der er ikke mere at gøre i sagen."),),
            next_step=(N_("En klage kan stadig modtages, også efter fristen."),),
        ),
        "klagefrist_loeber": Words(
            citizen=(N_("Du kan stadig klage over afgørelsen."),),
            caseworker=(N_("Personen kan stadig klage. Sagen slutter af sig selv, når fristen er gået."),),
            next_step=(N_("Vent, til fristen for at klage er gået."),),
        ),
        "klage_behandles": Words(
            citizen=(N_("Din klage er ikke færdigbehandlet."),),
            caseworker=(N_("Klagen er ikke færdigbehandlet."),),
            next_step=(N_("Gør det færdigt, der mangler i klagen, først."),),
        ),
        "ikke_fri": Words(
            citizen=(N_("Du er ikke fri for pligten til at komme til samtaler."),),
            caseworker=(
                N_("Personen er ikke under mindre intensiv indsats i dag, så pligten består alligevel."),
            ),
            next_step=(N_("Der er ikke noget at beslutte. Ret forløbet, hvis grunden mangler."),),
        ),
    }
)

SAG_MET: Final = MappingProxyType(
    {
        "udsaettes_ikke": Words(
            citizen=(N_("{Holder} kan afgøre sagen nu, selv om du har bedt om at se papirerne."),),
            caseworker=(N_("Afgørelsen venter ikke på, at personen har set papirerne."),),
        ),
        "sag_skridt": Words(
            citizen=(N_("Det er det næste i sagen."),),
            caseworker=(N_("Skridtet kan tages nu."),),
        ),
        "klage_rettidig": Words(
            citizen=(
                N_("Klagen er modtaget {dag}. Det er inden fristen {senest}."),
                N_("Klagen er modtaget inden fristen."),
            ),
            caseworker=(
                N_("Klagen er modtaget {dag}, inden fristen {senest}."),
                N_("Klagen er modtaget inden fristen."),
            ),
        ),
        "klage_for_sent": Words(
            citizen=(
                N_(
                    "Klagen er modtaget {dag}, efter fristen {senest}. Den bliver sendt til Ankestyrelsen, "
                    "som beslutter, om den bliver behandlet."
                ),
                N_("Klagen er modtaget efter fristen. Ankestyrelsen beslutter, om den bliver behandlet."),
            ),
            caseworker=(
                N_(
                    "Klagen er modtaget {dag}, efter fristen {senest}. Den afvises ikke her: Ankestyrelsen "
                    "kan se bort fra fristen."
                ),
                N_("Klagen er modtaget efter fristen. Den afvises ikke her."),
            ),
        ),
        "klage_dag_ukendt": Words(
            citizen=(N_("Fristen for at klage er fire uger fra den dag, du fik afgørelsen."),),
            caseworker=(
                N_("Ingen ved, hvornår personen fik afgørelsen, så klagen kan ikke siges at være for sen."),
            ),
        ),
        "ikke_opsaettende": Words(
            citizen=(N_("Afgørelsen gælder, mens klagen bliver behandlet."),),
            caseworker=(N_("Klagen har ikke opsættende virkning: afgørelsen gælder stadig."),),
        ),
        "fastholdt_pligt": Words(
            citizen=(N_("{Holder} kan beslutte, at du stadig skal søge job og komme til samtaler."),),
            caseworker=(N_("Det kan besluttes, at personen stadig har pligterne."),),
        ),
        "fastholdt_pligt_ophaevet": Words(
            citizen=(N_("Du er igen fri for pligten til at komme til samtaler."),),
            caseworker=(N_("Afgørelsen om, at personen stadig har pligterne, er ophævet."),),
        ),
    }
)
