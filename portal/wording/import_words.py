"""What can be wrong with a file, or a form, of people and their courses; each with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.logs import mask_cpr
from portal.wording.reader import N_, Reader

PROBLEMS: Final = MappingProxyType(
    {
        "filtype": N_("Vælg en fil, der ender på .csv eller .json."),
        "for_stor": N_("Filen er større end {mb} MB. Del den i flere filer."),
        "tom": N_("Filen er tom."),
        "ikke_utf8": N_("Tegnet kan ikke læses. Gem filen som UTF-8."),
        "csv": N_("Linjen kan ikke læses. Se efter et anførselstegn, der mangler."),
        "ukendt_kolonne": N_("Kolonnen »{navn}« er ukendt."),
        "to_kolonner": N_("Kolonnen »{navn}« er der to gange."),
        "mangler_kolonne": N_("Kolonnen »{navn}« mangler."),
        "for_mange_celler": N_("Linjen har flere celler, end der er kolonner."),
        "json": N_("Her er filen ikke gyldig JSON, eller den samme nøgle er der to gange."),
        "json_personer": N_("Filen skal indeholde en liste, der hedder »personer«."),
        "json_person": N_("En person skal stå som et objekt med »cpr« og oplysninger."),
        "json_felt": N_("Oplysningen skal stå som en tekst eller som et objekt med sine dele."),
        "cpr": N_("Det er ikke et CPR-nummer."),
        "ukendt_felt": N_("Oplysningen »{navn}« er ukendt."),
        "ukendt_del": N_("Delen hører ikke til den oplysning. Lad den stå tom."),
        "mangler": N_("Udfyld feltet."),
        "dato": N_("Skriv en dato, for eksempel 2024-08-05 eller 05-08-2024."),
        "maaned": N_("Skriv en måned, for eksempel 2024-08."),
        "timer": N_("Skriv timer med højst to decimaler, for eksempel 160,33, og højst 744."),
        "ja_nej": N_("Skriv ja eller nej."),
        "ord": N_("Skriv et af disse ord: {ord}."),
        "tekst": N_("Teksten har tegn, der ikke kan vises."),
        "for_lang": N_("Skriv højst {tegn} tegn."),
        "telefon": N_("Skriv et telefonnummer med mindst otte cifre."),
        "mail": N_("Skriv en mailadresse, for eksempel navn@eksempel.dk."),
        "postnummer": N_("Skriv et postnummer med fire cifre."),
        "til_foer_fra": N_("Til og med ligger før fra."),
        "til_og_aarsag": N_("En afmelding skal have både en dato og en årsag."),
        "registreret_foer": N_("Timer kan ikke være registreret, før måneden begynder."),
        "cv_intet_mangler": N_("I et CV, der er fyldestgørende, mangler der ikke noget."),
        "kan_ikke_naas": N_("Skriv en adresse eller en mailadresse til den, der har fuldmagten."),
        "modsiger": N_("Oplysningen står også i linje {linje}, med noget andet."),
        "mangler_navn": N_("Personen er ny, og navnet mangler."),
        "mangler_kriterium": N_(
            "Personen er ny og under 25 år. Skriv det, så det kan ses, om personen skal visiteres til "
            "jobcentret (LAB § 27, stk. 3)."
        ),
        "foerst_skiftet": N_(
            "Personen kommer over fra en anden. Registrér først skiftet, og resten, når personen er jeres."
        ),
        "mangler_fra": N_("Personen har en anden i dag. Skriv, fra hvilken dag det er ændret."),
        "ikke_egen": N_(
            "Personen er ikke jeres. Er personen ny eller flyttet til jer, så skriv a-kasse eller kommune "
            "med jeres kode, og ved en flytning den dag, den gælder fra."
        ),
        "ukendt_organisation": N_("Koden er ikke en a-kasse eller kommune, der bruger portalen."),
        "i_fremtiden": N_("Datoen ligger i fremtiden."),
        "for_langt_frem": N_("En afmelding kan her højst registreres {dage} dage frem (DBK § 17, stk. 6)."),
        "findes_allerede": N_("Det er registreret i forvejen. Ret den række, der står der."),
        "overlapper": N_("To tilmeldinger overlapper. Ret den tidligere først."),
        "ikke_maalgruppe": N_(
            "Personen er den dag ikke i målgruppen for uddannelsespålæg og kan ikke visiteres "
            "(LAB § 27, stk. 3)."
        ),
    }
)
"""Every code of `portal.actions.course_in.fields.Problem`."""


def problem(reader: Reader, code: str, gaps: Mapping[str, str]) -> str:
    """What is wrong, in a sentence."""
    return mask_cpr(reader.gettext(PROBLEMS[code]).format(**gaps))
