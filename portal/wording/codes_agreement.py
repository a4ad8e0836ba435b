"""What is said of agreements between jobcenter and a-kasse on times: why not, and what is to be considered.

Only those who agree read it. A citizen who asks is told that it is a matter between the two.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

_BETWEEN_THE_TWO: Final = (N_("Jobcentret og a-kassen aftaler tiderne for de fælles samtaler."),)


def _of(*caseworker: str, next_step: str) -> Words:
    return Words(citizen=_BETWEEN_THE_TWO, caseworker=caseworker, next_step=(next_step,))


AGREEMENT: Final = MappingProxyType(
    {
        "aftale_kun_jobcentret": _of(
            N_("Det er jobcentret, der foreslår tider til fælles samtaler og trækker et forslag tilbage."),
            next_step=N_("Bed jobcentret om det, eller svar på det, de har foreslået."),
        ),
        "aftale_perioden": _of(
            N_("Perioden skal begynde tidligst i dag og slutte tidligst den dag, den begynder."),
            next_step=N_("Ret perioden."),
        ),
        "aftale_for_langt_frem": _of(
            N_("Der kan aftales tider til og med {senest}."),
            N_("Der kan ikke aftales tider så langt frem."),
            next_step=N_("Vælg en kortere periode."),
        ),
        "aftale_varsel_laengde": _of(
            N_("Varslet skal være fra {mindst} til {hoejst} dage."),
            N_("Varslet er for kort eller for langt."),
            next_step=N_("Ret varslet."),
        ),
        "aftale_varsel": _of(
            N_("Aftalen har {varsel_dage} dages varsel, så det kan tidligst gælde fra {tidligst}."),
            N_("Aftalens varsel er ikke overholdt."),
            next_step=N_("Vælg en senere dag."),
        ),
        "aftale_gaelder_ikke": _of(
            N_("Aftalen gælder ikke."),
            next_step=N_("Se på aftalen, hvad der er sket med den, eller foreslå en ny."),
        ),
        "aftale_aendres_allerede": _of(
            N_("Der er allerede foreslået en ændring af aftalen."),
            next_step=N_("Vent på svaret, eller træk det første forslag tilbage."),
        ),
        "aftale_aendring_for_sent": _of(
            N_("Ændringen skulle gælde fra {fra}, og den dag er begyndt."),
            N_("Ændringen skulle allerede gælde."),
            next_step=N_("Sig nej til tiderne. Så kan jobcentret foreslå ændringen igen fra en senere dag."),
        ),
        "aftale_slutter_foer": _of(
            N_("Aftalen slutter allerede {til}."),
            N_("Aftalen slutter allerede før."),
            next_step=N_("Vælg en tidligere dag, eller lad aftalen løbe ud."),
        ),
        "aftale_samtaler_hos_jobcentret": _of(
            N_("Det er jobcentret, der holder samtalerne, så kun jobcentret kan aflyse dem."),
            next_step=N_("Lad de bookede samtaler blive stående, og tal med jobcentret om dem."),
        ),
        "aftale_laengde": _of(
            N_("En samtale skal vare fra 5 til 240 minutter, med højst 120 minutter imellem."),
            next_step=N_("Ret, hvor lange samtalerne er."),
        ),
        "aftale_ingen_tider": _of(
            N_("Der kommer ingen tider ud af det."),
            next_step=N_("Vælg en længere periode, andre dage eller andre medarbejdere."),
        ),
        "aftale_uden_form": _of(
            N_("Borgeren skal kunne vælge mindst én form."),
            next_step=N_("Vælg mindst én form."),
        ),
        "aftale_uden_videolink": _of(
            N_("Der er ingen adresse til videomøder, så borgeren kan ikke vælge video."),
            next_step=N_("Vælg video fra, eller bed jobcentret foreslå tider med en videoadresse."),
        ),
        "aftale_uden_a_kasse_link": _of(
            N_("Der er ingen adresse til videomødet, så a-kassen kan ikke være med på video."),
            next_step=N_("Skriv et link til videomødet, eller svar med et modforslag."),
        ),
        "aftale_uden_transport": _of(
            N_("Når a-kassen møder op, skal transporten regnes med."),
            next_step=N_(
                "Skriv, hvor mange minutter a-kassen skal bruge før og efter. Skriv 0, hvis der ingen er."
            ),
        ),
        "aftale_transport": _of(
            N_("Transporten kan højst være {hoejst} minutter hver vej."),
            N_("Transporten er for lang."),
            next_step=N_("Ret transporten."),
        ),
        "aftale_transport_video": _of(
            N_("Når a-kassen er med på video, er der ingen transport."),
            next_step=N_("Fjern transporten, eller vælg, at a-kassen møder op."),
        ),
        "aftale_moedes": _of(
            N_("Når a-kassen møder op, mødes alle samme sted, og borgeren kan kun vælge personligt møde."),
            next_step=N_("Vælg kun personligt møde, eller lad a-kassen være med på video."),
        ),
        "aftale_lukket": _of(
            N_("Der er ikke noget, der venter på svar."),
            next_step=N_("Se på aftalen, hvad der er sket."),
        ),
        "aftale_ikke_tur": _of(
            N_("Det er {holder}, der skal svare."),
            N_("Det er den anden, der skal svare."),
            next_step=N_("Vent på svaret."),
        ),
        "aftale_ubesvaret": _of(
            N_("Der mangler svar på {antal} af tiderne."),
            N_("Der mangler svar på nogle af tiderne."),
            next_step=N_("Svar ja, nej eller med et modforslag til dem alle."),
        ),
        "aftale_uden_medarbejder": _of(
            N_("Det er ikke valgt, hvem der kommer fra {holder}."),
            N_("Det er ikke valgt, hvem der kommer."),
            next_step=N_("Vælg en, der kan komme, eller svar med et modforslag."),
        ),
        "aftale_fravaer": _of(
            N_("Den, der kommer fra {holder}, er væk eller optaget {start}."),
            N_("En af dem, der skal komme, er væk eller optaget."),
            next_step=N_("Vælg en anden, sig nej til tiden, eller svar med et modforslag."),
        ),
        "aftale_booket": _of(
            N_("Den, der kommer fra {holder}, har en samtale {start}."),
            N_("En af dem, der skal komme, har en samtale."),
            next_step=N_("Vælg en anden, sig nej til tiden, eller svar med et modforslag."),
        ),
        "aftale_andet_sted": _of(
            N_("Den, der kommer fra {holder}, har andre aftalte tider {start}."),
            N_("En af dem, der skal komme, har andre aftalte tider."),
            next_step=N_("Vælg en anden, sig nej til tiden, eller svar med et modforslag."),
        ),
        "aftale_forbi": _of(
            N_("Tiden er begyndt."),
            next_step=N_("Vælg en tid, der ligger senere."),
        ),
        "aftale_for_kort": _of(
            N_("Der er ikke plads til en samtale på {minutter} minutter."),
            N_("Der er ikke plads til en samtale."),
            next_step=N_("Ret, hvornår det begynder og slutter."),
        ),
        "aftale_en_dag": _of(
            N_("Tiden skal begynde og slutte samme dag."),
            next_step=N_("Ret, hvornår det begynder og slutter."),
        ),
        "aftale_uden_for_perioden": _of(
            N_("Aftalen gælder fra {fra} til {til}."),
            N_("Aftalen gælder fra {fra}."),
            N_("Dagen ligger uden for aftalen."),
            next_step=N_("Vælg en dag inden for aftalen."),
        ),
        "aftale_former": Words(
            citizen=_BETWEEN_THE_TWO,
            caseworker=(
                N_(
                    "Ingen af tiderne giver mulighed for {mangler}. Borgeren vælger selv formen, "
                    "så vurder, hvordan de, der vil have det sådan, kan få a-kassen med."
                ),
                N_("Borgeren vælger selv formen, og tiderne giver ikke alle former."),
            ),
        ),
        "aftale_kun_video": Words(
            citizen=_BETWEEN_THE_TWO,
            caseworker=(
                N_(
                    "A-kassen møder ikke op til nogen af tiderne. Borgeren kan bede om, at a-kassen møder "
                    "op, så vurder, hvordan de, der beder om det, kan få en tid."
                ),
            ),
        ),
        "aftale_uden_flere": Words(
            citizen=_BETWEEN_THE_TWO,
            caseworker=(
                N_(
                    "Derefter er der ingen aftalte tider mellem jer. Den, der vil have a-kassen med, "
                    "kan ikke booke, før I har aftalt nye."
                ),
            ),
        ),
    }
)

AGREEMENT_MET: Final = MappingProxyType(
    {
        "aftale_tider": Words(
            citizen=_BETWEEN_THE_TWO,
            caseworker=(N_("Jobcentret og a-kassen kan aftale det."),),
        ),
    }
)
