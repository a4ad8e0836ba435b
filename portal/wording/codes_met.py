"""What a yes rests on: the rules that are met, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

MET: Final = MappingProxyType(
    {
        "ansvarlig_aktoer": Words(
            citizen=(
                N_("{Ansvarlig} har ansvaret for dine samtaler {dag}."),
                N_("{Holder} har ansvaret for dine samtaler."),
            ),
            caseworker=(
                N_("{Ansvarlig} har kontaktforløbet på dagen."),
                N_("{Holder} har kontaktforløbet på dagen."),
            ),
        ),
        "selvbooking": Words(
            citizen=(N_("Du booker selv dine samtaler."),),
            caseworker=(N_("Personen booker selv samtalen."),),
        ),
        "ombookning": Words(
            citizen=(N_("Du kan selv flytte dine samtaler."),),
            caseworker=(N_("Personen kan selv flytte samtalen."),),
        ),
        "aflysning": Words(
            citizen=(
                N_(
                    "Du kan aflyse samtalen, før den begynder. Du har pligt til at komme, så uden en lovlig "
                    "grund får du ikke dagpenge for {samtaledag}."
                ),
                N_("Du kan aflyse samtalen. Den dag har du ikke pligt til at komme. Grunden er: {grund}."),
                N_(
                    "Du kan aflyse samtalen. Du har ikke pligt til at komme, for du er ikke tilmeldt som "
                    "ledig den dag. Din sidste dag som tilmeldt var {afmeldt}."
                ),
                N_(
                    "Du kan aflyse samtalen. Du har ikke pligt til at komme, for det er ikke {holder}, der "
                    "har ansvaret for dine samtaler {dag}."
                ),
                N_("Du kan aflyse en samtale, før den begynder."),
            ),
            caseworker=(N_("Personen kan aflyse samtalen, før den begynder."),),
        ),
        "valg_af_form": Words(
            citizen=(N_("Du vælger selv, hvordan samtalen holdes."),),
            caseworker=(N_("Personen vælger selv samtalens form."),),
        ),
        "fremmoede_besluttet": Words(
            citizen=(N_("Samtalen holdes som et personligt møde."),),
            caseworker=(N_("Samtalen kan holdes ved personligt fremmøde."),),
        ),
        "bookingfrist": Words(
            citizen=(
                N_("Du skal booke en samtale senest {frist}. Den skal holdes senest {samtale_senest}."),
                N_("Du skal booke en samtale inden en frist."),
            ),
            caseworker=(
                N_("Fristen er {frist}. Samtalen skal holdes senest {samtale_senest}."),
                N_("Der kan sættes en frist for at booke."),
            ),
        ),
        "indkaldelse": Words(
            citizen=(
                N_("{Holder} kan indkalde dig til en samtale {start}."),
                N_("{Holder} kan indkalde dig."),
            ),
            caseworker=(N_("Personen kan indkaldes til {start}."), N_("Personen kan indkaldes.")),
        ),
        "kontrolaktion": Words(
            citizen=(N_("{Holder} skal indkalde dig efter en kontrolaktion."),),
            caseworker=(N_("I skal indkalde personen efter kontrolaktionen."),),
        ),
        "afmelding": Words(
            citizen=(
                N_("Du kan afmeldes fra {virkning_fra}, fordi du ikke bookede senest {frist}."),
                N_("Du kan afmeldes, fordi du ikke bookede i tide."),
            ),
            caseworker=(
                N_("Personen kan afmeldes med virkning fra {virkning_fra}."),
                N_("Personen kan afmeldes."),
            ),
        ),
        "partshoering": Words(
            citizen=(N_("{Holder} skal høre dig, før der bliver besluttet noget imod dig."),),
            caseworker=(N_("Personen kan høres."),),
        ),
        "fratagelse": Words(
            citizen=(N_("{Holder} kan beslutte, at du ikke selv booker dine samtaler."),),
            caseworker=(N_("Retten til at booke selv kan fratages."),),
        ),
        "fratagelse_ophaevet": Words(
            citizen=(N_("Du kan selv booke igen."),),
            caseworker=(N_("Retten til at booke selv er givet tilbage."),),
        ),
        "klagevejledning": Words(
            citizen=(N_("Du kan klage senest {senest}."), N_("Du kan klage over afgørelsen.")),
            caseworker=(N_("Personen kan klage senest {senest}."), N_("Personen kan klage over afgørelsen.")),
        ),
        "min_plan": Words(
            citizen=(N_("{Holder} skriver den del af Min Plan."),),
            caseworker=(N_("{Holder} må skrive den del af Min Plan."),),
        ),
        "uddannelsespaalaeg": Words(
            citizen=(
                N_("Du er i målgruppen for uddannelsespålæg. Det er jobcentret, du skal til samtaler i."),
            ),
            caseworker=(N_("Personen er i målgruppen for uddannelsespålæg."),),
        ),
    }
)
