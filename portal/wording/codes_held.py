"""What is said of meetings held, missed and called off: why not to register it so, and what follows."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

HELD: Final = MappingProxyType(
    {
        "kun_samtalens_holder": Words(
            citizen=(N_("Det er kun den, du skulle tale med, der kan skrive, hvad der skete med samtalen."),),
            caseworker=(N_("Kun den, der skulle holde samtalen, kan registrere den."),),
            next_step=(N_("Overlad registreringen til {holder}."),),
        ),
        "samtale_registreret": Words(
            citizen=(N_("Samtalen er allerede registreret."),),
            caseworker=(N_("Samtalen er allerede registreret."),),
            next_step=(N_("Ret registreringen, og skriv, hvorfor den rettes."),),
        ),
        "samtale_ikke_begyndt": Words(
            citizen=(N_("Samtalen er ikke begyndt endnu."),),
            caseworker=(
                N_("Samtalen begynder først {start}."),
                N_("Samtalen er ikke begyndt endnu."),
            ),
            next_step=(N_("Vent, til samtalen er begyndt, eller aflys den."),),
        ),
        "emne_uden_svar": Words(
            citizen=(N_("Der mangler noget, som loven kræver af samtalen."),),
            caseworker=(
                N_("Loven kræver det af samtalen. Sæt kryds, eller skriv, hvorfor det ikke er gjort."),
            ),
            next_step=(N_("Sæt kryds ved det, der er gjort, og skriv, hvorfor resten ikke er."),),
        ),
        "henvendt_uden_for_tiden": Words(
            citizen=(N_("Dagen passer ikke med samtalen."),),
            caseworker=(
                N_("Dagen skal ligge fra samtalens dag, {samtaledag}, til og med i dag."),
                N_("Dagen skal ligge fra samtalens dag til og med i dag."),
            ),
            next_step=(N_("Skriv den dag, personen henvendte sig."),),
        ),
    }
)

HELD_MET: Final = MappingProxyType(
    {
        "registrering": Words(
            citizen=(N_("{Holder} har skrevet, hvad der skete med samtalen."),),
            caseworker=(N_("Den, der skulle holde samtalen, registrerer den."),),
        ),
        "henvendelse": Words(
            citizen=(N_("Du har kontaktet {holder} om samtalen, du ikke kom til."),),
            caseworker=(N_("Personen har henvendt sig om udeblivelsen."),),
        ),
        "udeblivelse_stopper_dagpenge": Words(
            citizen=(N_("Du kan ikke få dagpenge, før du kontakter {holder}."),),
            caseworker=(
                N_("Personen kan ikke få dagpenge, før den pågældende har henvendt sig om udeblivelsen."),
            ),
        ),
        "udeblivelse_uden_foelge": Words(
            citizen=(N_("Du havde ikke pligt til at komme til samtalen."),),
            caseworker=(N_("Personen havde ikke pligt til at møde. Dagpengene stopper ikke."),),
        ),
        "udeblivelse": Words(
            citizen=(N_("Du kom ikke til en samtale, du skulle komme til."),),
            caseworker=(N_("Personen havde pligt til at møde, men får ikke dagpenge."),),
        ),
        "afbud_koster_dagen": Words(
            citizen=(
                N_("Du får ikke dagpenge for {dag}, medmindre du havde en lovlig grund."),
                N_("Du får ikke dagpenge for dagen, medmindre du havde en lovlig grund."),
            ),
            caseworker=(N_("Personen får ikke dagpenge for dagen, medmindre grunden er lovlig."),),
        ),
        "min_plan_udarbejdes": Words(
            citizen=(N_("I lavede Min Plan."),),
            caseworker=(N_("Min Plan udarbejdes sammen med personen."),),
        ),
        "ansoegninger_gennemgaas": Words(
            citizen=(N_("I gennemgik dine ansøgninger."),),
            caseworker=(N_("Personens jobansøgninger gennemgås."),),
        ),
        "repatriering": Words(
            citizen=(N_("Du fik vejledning om repatriering."),),
            caseworker=(N_("Personen vejledes om repatriering."),),
        ),
        "intensiveret_indsats": Words(
            citizen=(N_("Du fik tilbud om en intensiveret indsats."),),
            caseworker=(N_("Personen får tilbud om en intensiveret indsats."),),
        ),
        "uddannelsestrin": Words(
            citizen=(N_("I fulgte op på dit trin i uddannelsespålægget."),),
            caseworker=(N_("Der følges op på det aktuelle trin i uddannelsespålægget."),),
        ),
    }
)
"""What is met: that it is registered, what follows for the person, and each topic that the law requires."""
