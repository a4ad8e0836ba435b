"""What a finding looked at and which numbers it applied, in words: short terms for citizens and caseworkers
alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.policy.fratagelse import Grundlag
from portal.wording.casework_words import BESLUTNING, FASTHOLDELSE, OPRINDELSE
from portal.wording.course_words import WORD
from portal.wording.krav_words import PLAN_FIELDS
from portal.wording.reader import N_
from portal.wording.request_words import FRITAGELSESGRUND, OENSKE, OPHOER
from portal.wording.words import ART

FACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # The course.
        "tilmeldt": N_("Tilmeldt som ledig siden"),
        "afmeldt": N_("Sidste dag som tilmeldt"),
        "indplaceret": N_("Indplaceret i en dagpengeperiode"),
        "forsikring": N_("Forsikret på"),
        "timer": N_("Timer med dagpenge, som a-kassen har registreret"),
        "timer_til": N_("Registreret til og med"),
        "ledige_timer": N_("Timer, der tæller som ledighed"),
        "aarsag": N_("Årsag til afmelding"),
        "grund": N_("Registreret grund til mindre intensiv indsats"),
        "grund_fra": N_("Grunden gælder fra"),
        "grund_til": N_("Grunden gælder til og med"),
        "grund_starter": N_("Begynder på det"),
        "fra": N_("Fra"),
        "seks_maaneder": N_("6 måneders ledighed nået"),
        "slutdato": N_("A-kassens sidste dag med ansvaret"),
        "visiteret": N_("Sendt videre fra a-kassen til jobcentret"),
        "udmeldt": N_("Udmeldt af a-kassen"),
        "maalgruppe": N_("Ydelse"),
        "ydelse_fra": N_("Ydelsen begyndte"),
        "henvendelse": N_("Bad om hjælp"),
        "sygefravaer_fra": N_("Første sygedag"),
        "kontrolaktion": N_("Besked om kontrolaktion"),
        "udland": N_("Handler om et ophold i udlandet"),
        "foerste_kontrolsamtale": N_("Første samtale efter kontrolaktionen"),
        "foedselsdato": N_("Født"),
        "erhvervskompetencegivende_uddannelse": N_("Har en uddannelse, der giver et erhverv"),
        "forsoergerpligt": N_("Forsørger børn, der bor hjemme"),
        "opholdstilladelse": N_("Opholdstilladelse givet"),
        "regelsaet": N_("Regler"),
        "cv_set": N_("CV set igennem"),
        # Who and when.
        "ansvarlig": N_("Ansvaret har"),
        "holder": N_("Det gælder"),
        "af": N_("Gør det"),
        "beslutning": N_("Beslutning"),
        "besluttet_af": N_("Besluttet af"),
        "dag": N_("Dagen, det gælder"),
        "dato": N_("Gælder fra"),
        "senest": N_("Senest"),
        "virkning_fra": N_("Virkning fra"),
        # Meetings.
        "mindst": N_("Samtaler, der mindst skal holdes"),
        "afholdt": N_("Samtaler holdt indtil nu"),
        "planlagte": N_("Planlagte samtaler"),
        "hoejst_planlagte": N_("Højst planlagte ad gangen"),
        "mindst_dage_mellem": N_("Mindst så mange dage mellem samtaler"),
        "anden_samtale": N_("Den nærmeste anden samtale"),
        "start": N_("Samtalen begynder"),
        "samtale_start": N_("Den anden samtale begynder"),
        "samtale_slut": N_("Den anden samtale slutter"),
        "samtaledag": N_("Dagen for samtalen"),
        "art": N_("Hvad"),
        "form": N_("Form"),
        "former": N_("Former, der kan vælges"),
        "faelles": N_("A-kassen er med"),
        "oprindelse": N_("Hvordan samtalen er kommet i stand"),
        "a_kasse_med": N_("Valgt, at a-kassen er med"),
        "henvendt": N_("Henvendte sig bagefter"),
        "grunde": N_("Derfor"),
        "udebliver": N_("Tæller som udeblivelse"),
        "ombookninger": N_("Gange, samtalen er flyttet"),
        "ombookning_senest": N_("Kunne senest ændres"),
        "arbejde": N_("Arbejde"),
        "arbejdstimer": N_("Timer med ordinært arbejde om ugen"),
        "ombookning_senest_timer": N_("Timer før, samtalen senest kan ændres"),
        # Deadlines, hearings, decisions.
        "udstedt": N_("Fristen blev sat"),
        "frist": N_("Sidste dag for at booke"),
        "starter": N_("Tilbuddet begynder"),
        "samtale_senest": N_("Samtalen skal holdes senest"),
        "sendt": N_("Høringen blev sendt"),
        "hoeringsfrist": N_("Frist for at svare på høringen"),
        "svar_senest": N_("Svar senest"),
        "hoering_forbi": N_("Forløbet er et andet fra"),
        "sag_fra": N_("Det, der skal afgøres, er fra"),
        "hoert_om_andet": N_("Høringen om et andet grundlag er fra"),
        "dage_til_svar": N_("Dage til at svare"),
        "grundlag": N_("Grundlag"),
        "ophoer": N_("Hvorfor det ophører"),
        "felt": N_("Del af Min Plan"),
        "ja": N_("Svaret er ja"),
        "genvurdering": N_("Sagen vurderes igen, før klagen sendes videre"),
        "opsaettende": N_("Afgørelsen venter på klagen"),
    }
)
"""What each fact of a finding is called."""

I_SAETNINGEN: Final = frozenset(
    {
        "a_kasse",
        "aftalt_med",
        "emne",
        "trin",
        "instans",
        "mangler",
        "oplysning",
        "hele_forloebet",
        "status",
        "udfald",
    }
)
"""Facts that are codes, which the finding's sentence, or the page, says in words."""

_MAADER: Final = MappingProxyType(
    {
        Grundlag.ANDEN_MAADE.value: N_("Booker på en anden måde end aftalt"),
        Grundlag.FORLOEBET_HINDRES.value: N_("Forløbet kan ikke gennemføres, som der bookes"),
        **{grund.value: text for grund, text in FRITAGELSESGRUND.items()},
        **{grund.value: text for grund, text in FASTHOLDELSE.items()},
    }
)

VALUES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "forsikring": WORD,
        "aarsag": WORD,
        "grund": WORD,
        "beslutning": {art.value: text for art, text in BESLUTNING.items()},
        "oprindelse": {oprindelse.value: text for oprindelse, text in OPRINDELSE.items()},
        "maalgruppe": WORD,
        "grundlag": _MAADER,
        "arbejde": {
            "fast_arbejde": N_("Fast ordinært arbejde"),
            "varierende_arbejde": N_("Ordinært arbejde af varierende omfang"),
        },
        "ophoer": {ophoer.value: text for ophoer, text in OPHOER.items()},
        "felt": {felt: heading for felt, (heading, _) in PLAN_FIELDS.items()},
        "art": {art.value: text for art, text in (*ART.items(), *OENSKE.items())},
        "regelsaet": {"2020": N_("De regler, der gjaldt før 2024"), "2024": N_("Reglerne fra 2024")},
    }
)
"""Facts whose values are names: what each is called."""

NUMBERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bookingfrist_dage": N_("mindst, fra en frist bliver sat, til den er gået"),
        "samtale_efter_frist_dage": N_("fra fristen, til samtalen senest skal holdes"),
        "gentilmelding_dage": N_("til at holde en samtale efter en ny tilmelding"),
        "gentilmelding_maaneder": N_("efter afmeldingen, hvor en ny tilmelding kræver en samtale"),
        "cv_dage": N_("til at gøre CV'et færdigt"),
        "raadighed_frist_maaneder": N_("til højst at dokumentere jobsøgningen"),
        "cv_maaneder": N_("væk, før CV'et skal godkendes på ny"),
        "krav_til_jobsoegning_dage": N_("til at skrive kravene til jobsøgning"),
        "partshoering_dage": N_("mindst til at svare på en høring"),
        "klage_uger": N_("til at klage"),
        "klage_styrelsen_uger": N_("til at klage over a-kassens afgørelse til styrelsen"),
        "klage_videresendes_uger": N_("til at sende en klage videre til styrelsen"),
        "klagefrist_efter_aktindsigt_dage": N_("mindst til at klage, når fristen har ventet på papirerne"),
        "aktindsigt_a_kasse_arbejdsdage": N_("til at svare, når nogen vil se papirerne i sin sag"),
        "aktindsigt_jobcenter_arbejdsdage": N_("til at svare, når nogen vil se papirerne i sin sag"),
        "sygdom_dagpenge_dage": N_("med dagpenge under sygdom"),
        "afmelding_dage_frem": N_("frem, en afmelding højst kan registreres"),
        "afmelding_dage_frem_mindre_intensiv": N_(
            "frem, en afmelding højst kan registreres ved mindre intensiv indsats"
        ),
        "a_kasse_timer_fuldtid": N_("med dagpenge for fuldtidsforsikrede, før jobcentret overtager"),
        "a_kasse_timer_deltid": N_("med dagpenge for deltidsforsikrede, før jobcentret overtager"),
        "maaned_timer_fuldtid": N_("ledighed for fuldtidsforsikrede"),
        "maaned_timer_deltid": N_("ledighed for deltidsforsikrede"),
        "uge_timer_fuldtid": N_("for fuldtidsforsikrede"),
        "uge_timer_deltid": N_("for deltidsforsikrede"),
        "a_kassens_maaneder": N_("hos a-kassen"),
        "foerste_maaneder": N_("ledighed, hvor der mindst skal holdes et antal samtaler"),
        "intensiveret_indsats_maaneder": N_("ledighed, før fællessamtalen skal være holdt"),
        "timer_medregnes": N_("om timerne i måneden tæller som ledighed (0: nej)"),
        "nulstilling_aar": N_("uden dagpenge og løntilskud, før forløbet begynder forfra"),
        "regelsaet": N_("er navnet på reglerne"),
        "foerste_samtale_dage": N_("fra tilmeldingen, til den første samtale senest skal holdes"),
        "foerste_samtale_dage_kontanthjaelp": N_(
            "fra henvendelsen, til den første samtale senest skal holdes"
        ),
        "foerste_samtale_dage_sygedagpenge": N_(
            "fra den første sygedag, til den første samtale senest skal holdes"
        ),
        "a_kasse_samtaler": N_("mindst, mens a-kassen har ansvaret"),
        "jobcenter_samtaler": N_("mindst i jobcentret før 6 måneders ledighed"),
        "jobcenter_samtaler_visiteret": N_(
            "mindst i jobcentret før 6 måneders ledighed, når a-kassen har sendt personen videre"
        ),
        "jobcenter_samtaler_2020": N_("mindst i jobcentret efter de tidligere regler"),
        "andre_grupper_samtaler": N_("mindst i de første 6 måneder"),
        "visitation_dage": N_("fra tilmeldingen, til a-kassen senest sender personen videre"),
        "uddannelsespaalaeg_alder": N_("som man skal være under"),
        "kontrolsamtale_dage": N_("fra beskeden, til den første samtale senest skal holdes"),
        "kontrolsamtale_mellem_dage": N_("højst mellem samtalerne"),
        "kontrolforloeb_maaneder": N_("med samtaler efter en kontrolaktion"),
        "tilbud_efter_kontrol_dage": N_("fra den første samtale, til der senest skal gives et tilbud"),
        "tilbud_bortfald_timer": N_("ordinært arbejde om ugen, før pligten til tilbud falder væk"),
        "mindre_intensiv_dage": N_("før job, barsel eller pension uden pligt til samtaler"),
        "repatriering_aar": N_("efter opholdstilladelsen, hvor der vejledes om repatriering"),
        "hyppig_ombookning_gange": N_("flytninger, før det bliver nævnt"),
        "mangelfuld_procent": N_("af sagerne, før en a-kasses indsats er mangelfuld"),
        "dialog_maaneder": N_("til at rette op på indsatsen"),
    }
)
"""What each dated number of the law is of, to stand after the number and its unit."""

UNITS: Final = frozenset(
    {
        N_("dage"),
        N_("uger"),
        N_("arbejdsdage"),
        N_("måneder"),
        N_("år"),
        N_("timer"),
        N_("timer pr. måned"),
        N_("timer pr. uge"),
        N_("samtaler"),
        N_("gange"),
        N_("procent"),
    }
)
"""The units that are said after a number. A rule set is a name, and yes or no has none."""
