"""What pages on published times call things: days of the week, why a time is not made, what is wrong in a
file.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.reader import N_

WEEKDAYS: Final = (
    N_("Mandag"),
    N_("Tirsdag"),
    N_("Onsdag"),
    N_("Torsdag"),
    N_("Fredag"),
    N_("Lørdag"),
    N_("Søndag"),
)

LEFT_OUT: Final = MappingProxyType(
    {
        "helligdag": N_("Helligdage og lukkedage"),
        "lukket": N_("Uden for kontorets åbningstid"),
        "fravaer": N_("Fravær og optaget tid"),
        "overlap": N_("Overlapper tider, der allerede findes"),
        "urskift": N_("Klokkeslæt, der ikke findes, fordi uret stilles"),
        "forbi": N_("Tider, der er gået"),
    }
)
"""Every reason of `portal.actions.times.pattern.Why`."""

LINK: Final = MappingProxyType(
    {
        "mangler": N_("Skriv linket til videomødet. Uden link kan en tid ikke holdes på video."),
        "ingen_vaerter": N_(
            "Jeres organisation har ingen godkendt videotjeneste. Bed en administrator om at tilføje den."
        ),
        "ikke_https": N_("Linket skal begynde med https:// og må ikke have mellemrum."),
        "fremmed_vaert": N_("Linket skal føre til en videotjeneste, som jeres organisation har godkendt."),
        "for_lang": N_("Linket er for langt."),
    }
)
"""Every reason of `portal.actions.times.links.wrong`, and that there is none."""

NOT_CHANGED: Final = MappingProxyType(
    {
        "former_aftalt": N_("Formerne er aftalt med a-kassen. Foreslå en ændring af aftalen"),
        "form_i_brug": N_("Nogen har booket tiden, eller den holdes til dem, i en form, I vil fjerne"),
        "pladser_i_brug": N_("Flere pladser er booket"),
        "ikke_et_team": N_("Kun et teams tider har flere pladser"),
        "video_uden_link": N_("Tiden har intet link til video"),
        "ikke_video": N_("Tiden holdes ikke på video"),
    }
)

CSV_FAULTS: Final = MappingProxyType(
    {
        "mangler_kolonne": N_("Kolonnen mangler."),
        "ukendt_kolonne": N_("Kolonnen kendes ikke."),
        "for_mange": N_("Der er for mange linjer eller fejl. Resten er ikke læst."),
        "for_mange_felter": N_("Linjen har flere felter end kolonner."),
        "tom": N_("Filen har ingen tider."),
        "ikke_utf8": N_("Filen er ikke gemt som UTF-8."),
        "ikke_en_dato": N_("Skriv datoen som 2027-03-01 eller 01-03-2027."),
        "ikke_et_klokkeslaet": N_("Skriv klokkeslættet som 09:00."),
        "slutter_foer": N_("Tiden slutter, før den begynder."),
        "urskift": N_("Klokkeslættet findes ikke den dag, fordi uret stilles."),
        "forbi": N_("Tiden er gået."),
        "for_langt_frem": N_("Tiden ligger for langt ude i fremtiden."),
        "medarbejder_eller_team": N_("Skriv enten en medarbejder eller et team."),
        "ukendt_team": N_("Intet team hedder sådan, eller du kan ikke udgive for det."),
        "ukendt_medarbejder": N_("Ingen medarbejder hedder sådan, eller du kan ikke udgive for vedkommende."),
        "ukendt_kontor": N_("Intet kontor hedder sådan."),
        "mangler_kontor": N_("Skriv kontoret."),
        "ukendt_form": N_("Skriv fremmøde, telefon eller video med + imellem."),
        "ikke_pladser": N_("Skriv et antal fra 1 til 50."),
        "kun_team_har_pladser": N_("Kun et teams tider har flere pladser."),
        "link_uden_video": N_("Tiden holdes ikke på video."),
        "mangler_link": N_("En tid på video skal have et link."),
        "ingen_vaerter": N_("Jeres organisation har ingen godkendt videotjeneste."),
        "ikke_https": N_("Linket skal begynde med https:// og må ikke have mellemrum."),
        "fremmed_vaert": N_("Linket fører ikke til en godkendt videotjeneste."),
        "for_lang": N_("Teksten er for lang."),
        "overlap_i_filen": N_("Tiden overlapper en anden i filen."),
        "overlap": N_("Tiden overlapper en, der allerede er udgivet eller booket."),
        "fravaer": N_("Medarbejderen er ikke til stede."),
    }
)

CALENDAR_TROUBLES: Final = MappingProxyType(
    {
        "ikke_en_kalender": N_("Filen er ikke en kalender (.ics), der kan læses."),
        "ingen_begivenheder": N_("Der er ingen begivenheder i kalenderen."),
        "for_mange": N_("Der er flere end 5.000 tider i kalenderen."),
        "uden_uid": N_("Begivenheden har intet UID."),
        "uden_start": N_("Begivenheden har ingen starttid."),
        "ukendt_tidszone": N_("Tidszonen kendes ikke."),
        "kan_ikke_laeses": N_("En del af begivenheden kan ikke læses."),
        "for_ofte": N_("Begivenheden gentages oftere end hver dag."),
    }
)
