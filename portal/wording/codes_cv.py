"""What is said of looking at CVs and of availability for work: why not, and what a yes rests on. No law case
asks these, but for the two weeks (`codes_krav.py`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

CV: Final = MappingProxyType(
    {
        "cv_mangler_ikke_sagt": Words(
            citizen=(N_("Du skal have at vide, hvad der mangler i dit CV."),),
            caseworker=(N_("Personen skal have at vide, hvad der mangler i CV'et."),),
            next_step=(N_("Skriv, hvad der mangler."),),
        ),
        "cv_intet_mangler": Words(
            citizen=(N_("I et CV, der er fyldestgørende, mangler der ikke noget."),),
            caseworker=(N_("I et CV, der er fyldestgørende, mangler der ikke noget."),),
            next_step=(N_("Slet teksten, eller vælg, at CV'et ikke er fyldestgørende."),),
        ),
        "ikke_raadighedssamtale": Words(
            citizen=(N_("Samtalen er ikke en rådighedssamtale."),),
            caseworker=(N_("Samtalen er ikke en rådighedssamtale."),),
            next_step=(N_("Rådigheden vurderes ved en rådighedssamtale."),),
        ),
        "raadighed_ikke_holdt": Words(
            citizen=(N_("Samtalen er ikke holdt."),),
            caseworker=(N_("Det er ikke registreret, at samtalen er holdt."),),
            next_step=(N_("Registrér først, at samtalen er holdt."),),
        ),
        "raadighed_aarsag_mangler": Words(
            citizen=(N_("Det er ikke skrevet, hvorfor samtalen holdes."),),
            caseworker=(N_("Det er ikke skrevet, hvorfor I holder samtalen."),),
            next_step=(N_("Skriv først årsagen til samtalen."),),
        ),
        "raadighed_frist": Words(
            citizen=(
                N_("Fristen skal ligge efter i dag og senest {senest}."),
                N_("Fristen er højst {raadighed_frist_maaneder} måneder."),
                N_("Fristen er højst 3 måneder."),
            ),
            caseworker=(
                N_("Fristen skal ligge efter i dag og senest {senest}."),
                N_("Fristen er højst {raadighed_frist_maaneder} måneder."),
                N_("Fristen er højst 3 måneder."),
            ),
            next_step=(N_("Vælg en dag inden for fristen."),),
        ),
    }
)

CV_MET: Final = MappingProxyType(
    {
        "cv_kontrol": Words(
            citizen=(N_("Den, der har ansvaret for dit forløb, ser dit CV igennem."),),
            caseworker=(N_("Den, der har ansvaret for forløbet, påser, at CV'et er fyldestgørende."),),
        ),
        "cv_i_orden": Words(
            citizen=(
                N_("Dit CV på jobnet.dk blev godkendt {cv_set}. Du skal selv holde det opdateret."),
                N_("Dit CV på jobnet.dk er godkendt. Du skal selv holde det opdateret."),
            ),
            caseworker=(
                N_("CV'et blev fundet fyldestgørende {cv_set}. Påse løbende, at det er det."),
                N_("CV'et er fundet fyldestgørende. Påse løbende, at det er det."),
            ),
        ),
        "cv_loebende": Words(
            citizen=(
                N_(
                    "Du har været væk i under {cv_maaneder} måneder, så dit CV skal ikke godkendes på ny "
                    "inden en bestemt dag. Du skal selv holde det opdateret."
                ),
                N_("Du skal selv holde dit CV på jobnet.dk opdateret."),
            ),
            caseworker=(
                N_(
                    "Personen har været afmeldt i under {cv_maaneder} måneder, så CV'et skal ikke sikres "
                    "inden 2 uger. Påse løbende, at det er fyldestgørende."
                ),
                N_("Påse løbende, at CV'et er fyldestgørende."),
            ),
        ),
        "raadighed_aarsag": Words(
            citizen=(N_("Din a-kasse ser på, om du står til rådighed for arbejdsmarkedet."),),
            caseworker=(N_("A-kassen undersøger og vurderer rådigheden."),),
        ),
        "raadighed_vurderet": Words(
            citizen=(N_("Din a-kasse har vurderet, om du står til rådighed for arbejdsmarkedet."),),
            caseworker=(N_("Rådigheden er vurderet ved en samtale."),),
        ),
    }
)
