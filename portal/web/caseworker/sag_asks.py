"""What the form of each step in a case asks a caseworker, and what it says above the fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from portal.policy.sagsgang import Trin
from portal.wording.reader import N_


@dataclass(frozen=True, slots=True)
class Asks:
    """What the form of a step asks for. `words`: what its text is called, if any. `must`: it takes one.

    `hint`: beside the text. `does`: what the button says. `about`: what is said above.
    """

    fields: tuple[str, ...]
    about: str
    does: str
    words: str | None = None
    hint: str = ""
    must: bool = False


ASKS: Final[Mapping[Trin, Asks]] = MappingProxyType(
    {
        Trin.SVARET: Asks(
            ("dag", "tekst"),
            N_("Skriv det ned, personen har svaret på høringen. Svaret kommer med i afgørelsen."),
            N_("Gem svaret"),
            N_("Personens svar"),
            must=True,
        ),
        Trin.FRAFALDET: Asks(
            ("tekst",),
            N_("Sagen slutter uden en afgørelse. Er personen hørt, får personen et brev om det."),
            N_("Lad sagen falde"),
            N_("Hvorfor?"),
            N_("Teksten står ordret i brevet. Skriv på dansk og til personen: »du«."),
            must=True,
        ),
        Trin.KLAGET: Asks(
            ("dag", "kanal", "tekst"),
            N_(
                "Klagen modtages, også når den er kommet for sent: det er Ankestyrelsen, der ser på fristen. "
                "Den udsætter ikke afgørelsen. Personen får en kvittering."
            ),
            N_("Registrér klagen og send kvitteringen"),
            N_("Hvad skriver personen i klagen?"),
            N_("Lad feltet stå tomt, hvis klagen ikke er begrundet."),
        ),
        Trin.GENVURDERET: Asks(
            ("resultat", "til", "grund", "tekst"),
            N_(
                "Vurdér, om der er grundlag for at give personen medhold, helt eller delvist (RSL § 66). Får "
                "personen medhold, gælder afgørelsen ikke længere. Ved delvist medhold får personen medhold "
                "fra eller til en dag, som I vælger, og resten af klagen sendes til Ankestyrelsen. Personen "
                "får et brev."
            ),
            N_("Gem genvurderingen"),
            N_("Begrundelse"),
            N_(
                "Skal skrives, når afgørelsen fastholdes helt eller delvist: Hvad er ændret, hvad gælder "
                "stadig, og hvorfor? Personen og Ankestyrelsen får teksten. Skriv på "
                "dansk."
            ),
        ),
        Trin.TRUKKET: Asks(
            ("dag", "tekst"),
            N_(
                "Registrér det, når personen selv har sagt, at klagen er trukket tilbage. Så sendes den ikke "
                "til Ankestyrelsen. Personen får et brev om det."
            ),
            N_("Registrér, at klagen er trukket tilbage"),
            N_("Hvad sagde personen?"),
        ),
        Trin.SENDT: Asks(
            (),
            N_(
                "Hent sagens akter, og send dem med klagen til Ankestyrelsen på en sikker måde. Registrér "
                "det, når det er gjort. Personen får et brev om det."
            ),
            N_("Klagen og akterne er sendt"),
        ),
        Trin.UDFALD: Asks(
            ("dag", "resultat", "tekst"),
            N_(
                "Er afgørelsen ophævet, eller er sagen sendt tilbage, gælder afgørelsen ikke længere. "
                "Personen får et brev om, hvad det betyder."
            ),
            N_("Registrér afgørelsen og send brevet"),
            N_("Hvad skal personen ellers vide?"),
            N_("Står i brevet. Skriv på dansk og til personen: »du«."),
        ),
        Trin.LUKKET: Asks(
            ("tekst",),
            N_("Luk sagen, når der ikke er mere at gøre i den. En klage kan stadig modtages."),
            N_("Luk sagen"),
            N_("Hvad er der gjort?"),
            must=True,
        ),
    }
)
