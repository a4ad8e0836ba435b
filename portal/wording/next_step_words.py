"""The sentences that Min Plan opens with, one for each thing there may be to do, with its button."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.wording.reader import N_


class Next(StrEnum):
    """What there is to do."""

    AFMELDT_MANGLENDE_BOOKING = "afmeldt_manglende_booking"
    AFMELDT_SYG = "afmeldt_syg"
    AFMELDT = "afmeldt"
    UDMELDT = "udmeldt"
    IKKE_OMFATTET = "ikke_omfattet"
    UDEBLEVET = "udeblevet"
    UDEBLEVET_UDEN_DAGPENGE = "udeblevet_uden_dagpenge"
    FRIST_UDLOEBET = "frist_udloebet"
    BOOK_INDEN_FRIST = "book_inden_frist"
    MOED_OP = "moed_op"
    TAG_TELEFONEN = "tag_telefonen"
    AABN_VIDEO = "aabn_video"
    KONTROL_INDKALDES = "kontrol_indkaldes"
    MINDRE_INTENSIV = "mindre_intensiv"
    FRATAGET = "frataget"
    FRITAGET = "fritaget"
    FRITAGET_KAN_BOOKE = "fritaget_kan_booke"
    VISITERES = "visiteres"
    FOERSTE_INDKALDES = "foerste_indkaldes"
    FOERSTE_OVER_TID = "foerste_over_tid"
    FAELLES_INDKALDES = "faelles_indkaldes"
    BOOK_INDEN = "book_inden"
    BOOK_OVER_TID = "book_over_tid"
    BOOK_FOERSTE_I_JOBCENTRET = "book_foerste_i_jobcentret"
    BOOK_NAESTE = "book_naeste"
    BOOK_FAELLESSAMTALE = "book_faellessamtale"
    KAN_IKKE_BOOKE = "kan_ikke_booke"
    INTET = "intet"


class Button(StrEnum):
    """What the button beside the sentence leads to."""

    FIND_TID = "find_tid"
    SAMTALE = "samtale"
    JOBNET = "jobnet"
    KONTAKT = "kontakt"
    RING = "ring"
    INGEN = "ingen"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to begin with, in versions (the first whose gaps are filled is used), and its button.

    `more`: what else is good to know, in a smaller voice. `urgent`: a duty that can cost dagpenge.
    """

    versions: tuple[str, ...]
    button: Button = Button.INGEN
    button_text: str = ""
    more: tuple[str, ...] = ()
    urgent: bool = False


_FIND: Final = N_("Find en tid")
_SEE: Final = N_("Se samtalen")
_JOBNET: Final = N_("Gå til jobnet.dk")
_CONTACT: Final = N_("Se, hvem du kan kontakte")

SENTENCES: Final = MappingProxyType(
    {
        Next.AFMELDT_MANGLENDE_BOOKING: Sentence(
            (N_("Tilmeld dig igen på jobnet.dk, hvis du stadig er ledig."),),
            Button.JOBNET,
            _JOBNET,
            more=(
                N_(
                    "Du er afmeldt fra {fra}, fordi du ikke bookede en samtale i tide. Tilmelder du dig igen "
                    "inden 3 måneder, skal du samtidig booke en samtale, som holdes inden 10 dage: i dag "
                    "senest {senest}. Spørgsmål: Kontakt {kontakt}."
                ),
            ),
            urgent=True,
        ),
        Next.AFMELDT_SYG: Sentence(
            (N_("Tilmeld dig igen på jobnet.dk, den dag du er rask."),),
            Button.JOBNET,
            _JOBNET,
            more=(
                N_(
                    "Du er meldt syg fra {fra}. Så længe skal du ikke booke eller komme til samtaler. Når du "
                    "tilmelder dig igen, skal du samtidig booke en samtale, som holdes inden 10 dage: i dag "
                    "senest {senest}. Din frist gik, mens du var syg."
                ),
                N_("Du er meldt syg fra {fra}. Så længe skal du ikke booke eller komme til samtaler."),
            ),
        ),
        Next.AFMELDT: Sentence(
            (N_("Tilmeld dig igen på jobnet.dk, hvis du bliver ledig."),),
            Button.JOBNET,
            _JOBNET,
            more=(
                N_(
                    "Du har ikke været tilmeldt som ledig fra {fra}. Når du tilmelder dig igen, skal du "
                    "samtidig booke en samtale, som holdes inden 10 dage: i dag senest {senest}. Din frist "
                    "gik, mens du ikke var tilmeldt."
                ),
                N_("Du har ikke været tilmeldt som ledig fra {fra} og skal derfor ikke til samtaler."),
            ),
        ),
        Next.UDMELDT: Sentence(
            (N_("Kontakt {kontakt}, hvis du har spørgsmål."),),
            Button.KONTAKT,
            _CONTACT,
            more=(N_("Du er meldt ud af din a-kasse {dato} og skal derfor ikke til jobsamtaler."),),
        ),
        Next.IKKE_OMFATTET: Sentence(
            (N_("Du skal ikke booke jobsamtaler."),),
            Button.KONTAKT,
            _CONTACT,
            more=(N_("Er du i tvivl, så kontakt {kontakt}."),),
        ),
        Next.UDEBLEVET: Sentence(
            (N_("Kontakt {kontakt} nu: Du var ikke med til din {art} {start}."),),
            Button.RING,
            _CONTACT,
            more=(
                N_(
                    "Dine dagpenge er stoppet, til du har kontaktet {navn}. Du får heller ikke dagpenge for "
                    "den dag, samtalen skulle have været holdt."
                ),
            ),
            urgent=True,
        ),
        Next.UDEBLEVET_UDEN_DAGPENGE: Sentence(
            (N_("Kontakt {kontakt} nu: Du var ikke med til din {art} {start}."),),
            Button.RING,
            _CONTACT,
            more=(N_("Det kan få betydning for din ydelse, at du ikke var med."),),
            urgent=True,
        ),
        Next.FRIST_UDLOEBET: Sentence(
            (
                N_("Book en samtale nu, og kontakt {kontakt}: Din frist for at booke var {frist}."),
                N_("Book en samtale nu: Din frist for at booke er udløbet."),
            ),
            Button.FIND_TID,
            _FIND,
            urgent=True,
        ),
        Next.BOOK_INDEN_FRIST: Sentence(
            (N_("Book en samtale senest {frist}."),),
            Button.FIND_TID,
            _FIND,
            more=(
                N_(
                    "Samtalen skal holdes senest {samtale_senest}. Booker du ikke inden "
                    "fristen, kan du blive afmeldt "
                    "som ledig og miste dine dagpenge."
                ),
            ),
            urgent=True,
        ),
        Next.MOED_OP: Sentence(
            (N_("Mød op til din {art} med {holder} {start}."),),
            Button.SAMTALE,
            _SEE,
        ),
        Next.TAG_TELEFONEN: Sentence(
            (N_("Vær klar ved telefonen til din {art} med {holder} {start}."),),
            Button.SAMTALE,
            _SEE,
        ),
        Next.AABN_VIDEO: Sentence(
            (N_("Vær klar ved skærmen til din {art} med {holder} {start}."),),
            Button.SAMTALE,
            _SEE,
        ),
        Next.KONTROL_INDKALDES: Sentence(
            (
                N_(
                    "Vent på indkaldelsen: {Holder} indkalder dig til en kontrolsamtale, "
                    "som skal holdes senest {senest}."
                ),
                N_("Vent på indkaldelsen: {Holder} indkalder dig til en kontrolsamtale."),
            ),
            more=(
                N_("Hører du ikke noget, så kontakt {kontakt}. Dine almindelige jobsamtaler booker du selv."),
            ),
        ),
        Next.MINDRE_INTENSIV: Sentence(
            (
                N_("Du skal ikke til jobsamtaler lige nu, for {starter} begynder du på noget andet."),
                N_("Du skal ikke til jobsamtaler til og med {til}."),
                N_("Du skal ikke til jobsamtaler lige nu."),
            ),
            more=(N_("Ændrer det sig, så sig det til {kontakt} med det samme."),),
        ),
        Next.FRATAGET: Sentence(
            (N_("Vent på indkaldelsen: {Holder} indkalder dig til din næste samtale."),),
            Button.KONTAKT,
            _CONTACT,
            more=(N_("{Holder} har besluttet, at du fra {dato} ikke selv kan booke samtaler."),),
        ),
        Next.FRITAGET: Sentence(
            (N_("Vent på indkaldelsen: {Holder} indkalder dig til din næste samtale."),),
            Button.KONTAKT,
            _CONTACT,
            more=(N_("Du er fritaget for selv at booke. Hører du ikke noget, så kontakt {kontakt}."),),
        ),
        Next.FRITAGET_KAN_BOOKE: Sentence(
            (
                N_(
                    "Vent på indkaldelsen, eller book selv en tid: {Holder} indkalder dig til din næste "
                    "samtale, hvis du ikke selv har booket."
                ),
            ),
            Button.FIND_TID,
            _FIND,
            more=(
                N_(
                    "Du er fritaget for pligten til selv at booke, men du må stadig gerne. Hører du ikke "
                    "noget, så kontakt {kontakt}."
                ),
            ),
        ),
        Next.VISITERES: Sentence(
            (
                N_(
                    "Vent: Din a-kasse sender dig videre til jobcentret senest {senest}, "
                    "og så kan du booke der."
                ),
                N_("Vent: Din a-kasse sender dig videre til jobcentret, og så kan du booke der."),
            ),
            more=(N_("Hører du ikke noget, så kontakt {kontakt}."),),
        ),
        Next.FOERSTE_INDKALDES: Sentence(
            (
                N_(
                    "Vent på indkaldelsen: {Holder} indkalder dig til din første samtale, "
                    "som skal holdes senest {senest}."
                ),
                N_("Vent på indkaldelsen: {Holder} indkalder dig til din første samtale."),
            ),
            more=(
                N_("Bagefter booker du selv dine samtaler her. Hører du ikke noget, så kontakt {kontakt}."),
            ),
        ),
        Next.FOERSTE_OVER_TID: Sentence(
            (N_("Kontakt {kontakt}: Din første samtale skulle have været holdt senest {senest}."),),
            Button.KONTAKT,
            _CONTACT,
            more=(
                N_("Det er {holder}, der skal indkalde dig. Det går ikke ud over dig, at det ikke er sket."),
            ),
        ),
        Next.FAELLES_INDKALDES: Sentence(
            (N_("Vent på indkaldelsen: Jobcentret indkalder dig til den samtale, hvor din a-kasse er med."),),
            more=(N_("Hører du ikke noget, så kontakt {kontakt}."),),
        ),
        Next.BOOK_INDEN: Sentence(
            (N_("Book din næste samtale med {holder}, så den bliver holdt senest {senest}."),),
            Button.FIND_TID,
            _FIND,
            more=(N_("Du har holdt {afholdt} af {mindst} samtaler."),),
        ),
        Next.BOOK_OVER_TID: Sentence(
            (N_("Book din næste samtale med {holder} nu: Den skulle have været holdt senest {senest}."),),
            Button.FIND_TID,
            _FIND,
        ),
        Next.BOOK_FOERSTE_I_JOBCENTRET: Sentence(
            (N_("Book din første samtale i jobcentret, som nu har ansvaret for dine samtaler."),),
            Button.FIND_TID,
            _FIND,
            more=(N_("Du kan vælge, om din a-kasse skal være med."),),
        ),
        Next.BOOK_NAESTE: Sentence(
            (N_("Book din næste samtale med {holder}."),),
            Button.FIND_TID,
            _FIND,
            more=(N_("Du har holdt {afholdt} af {mindst} samtaler."),),
        ),
        Next.BOOK_FAELLESSAMTALE: Sentence(
            (N_("Book din fællessamtale med jobcentret, før du har været ledig i 16 måneder."),),
            Button.FIND_TID,
            _FIND,
            more=(
                N_("Her kan du få tilbud om en ekstra indsats. Din a-kasse er med, medmindre du siger nej."),
            ),
        ),
        Next.KAN_IKKE_BOOKE: Sentence(
            (N_("Du kan ikke booke en samtale lige nu, og du skal ikke gøre noget."),),
            Button.KONTAKT,
            _CONTACT,
        ),
        Next.INTET: Sentence(
            (N_("Du skal ikke gøre noget nu."),),
            Button.FIND_TID,
            _FIND,
            more=(N_("Har du brug for en samtale, kan du altid booke en."),),
        ),
    }
)
