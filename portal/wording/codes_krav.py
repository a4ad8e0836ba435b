"""What the law requires of a course, and what its days rest on, in sentences. Titles are in `krav_words`."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Action, Words
from portal.wording.reader import N_

KRAV: Final = MappingProxyType(
    {
        "foerste_samtale": Words(
            citizen=(
                N_(
                    "Din første samtale skal være holdt senest {foerste_samtale_dage} dage efter, "
                    "at du blev tilmeldt som ledig."
                ),
                N_(
                    "Din første samtale skal være holdt senest {foerste_samtale_dage_kontanthjaelp} "
                    "dage efter, at du bad om hjælp."
                ),
                N_(
                    "Din første samtale skal være holdt, før du har været syg i 8 uger, det vil sige "
                    "senest {foerste_samtale_dage_sygedagpenge} dage efter din første sygedag."
                ),
                N_("Din første samtale skal være holdt inden en frist."),
            ),
            caseworker=(N_("Den første samtale skal være holdt inden lovens frist."),),
            next_step=(N_("Du bliver indkaldt til den. Hører du ikke noget, så kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
        "a_kasse_samtaler": Words(
            citizen=(
                N_("Du skal til mindst {mindst} samtaler, mens din a-kasse har ansvaret."),
                N_("Du skal til flere samtaler, mens din a-kasse har ansvaret."),
            ),
            caseworker=(
                N_("Der skal holdes mindst {mindst} samtaler, mens a-kassen har kontaktforløbet."),
                N_("Der skal holdes flere samtaler, mens a-kassen har kontaktforløbet."),
            ),
            next_step=(N_("Book den næste, når du kan."),),
            action=Action.FIND_TID,
        ),
        "visitation": Words(
            citizen=(
                N_(
                    "Du er under {uddannelsespaalaeg_alder} år, har ikke en uddannelse, der giver "
                    "et erhverv, og forsørger ikke børn, som bor hos dig. Så holder jobcentret "
                    "dine samtaler, og din a-kasse sender dig videre."
                ),
                N_("Jobcentret holder dine samtaler, og din a-kasse sender dig videre."),
            ),
            caseworker=(N_("A-kassen skal visitere personen til jobcentret inden to uger."),),
            next_step=(N_("Du skal ikke gøre noget. Er det forkert, så kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
        "jobcenter_samtaler": Words(
            citizen=(
                N_(
                    "Du skal til mindst {mindst} samtaler med jobcentret, før du har været ledig i "
                    "{foerste_maaneder} måneder. Samtaler efter a-kassens sidste dag tæller med."
                ),
                N_("Du skal til flere samtaler med jobcentret, før du har været ledig i 6 måneder."),
            ),
            caseworker=(
                N_(
                    "Der skal holdes mindst {mindst} samtaler i jobcentret inden "
                    "{foerste_maaneder} måneders ledighed."
                ),
                N_("Der skal holdes flere samtaler i jobcentret inden 6 måneders ledighed."),
            ),
            next_step=(N_("Book den næste, når du kan."),),
            action=Action.FIND_TID,
        ),
        "seksten_maaneder": Words(
            citizen=(
                N_(
                    "Før du har været ledig i {intensiveret_indsats_maaneder} måneder, skal du til en "
                    "fællessamtale med jobcentret og din a-kasse. Du kan sige nej til, at a-kassen er med."
                ),
                N_("Du skal til en fællessamtale med jobcentret og din a-kasse."),
            ),
            caseworker=(N_("Der skal holdes en fællessamtale inden 16 måneders ledighed."),),
            next_step=(N_("Book den, når der er en tid, som passer dig."),),
            action=Action.FIND_TID,
        ),
        "cv_samtale": Words(
            citizen=(N_("Efter de tidligere regler holder din a-kasse en CV-samtale med dig."),),
            caseworker=(N_("Efter de tidligere regler skal a-kassen holde en CV-samtale."),),
            next_step=(N_("Du bliver indkaldt til den. Hører du ikke noget, så kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
        "faellessamtale_tre_maaneder": Words(
            citizen=(
                N_(
                    "Efter de tidligere regler skal du til en fællessamtale, før du har været "
                    "ledig i 3 måneder."
                ),
            ),
            caseworker=(N_("Efter de tidligere regler holdes en fællessamtale inden 3 måneders ledighed."),),
            next_step=(N_("Du bliver indkaldt til den. Hører du ikke noget, så kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
        "faellessamtale_seks_maaneder": Words(
            citizen=(
                N_(
                    "Efter de tidligere regler skal du til en fællessamtale, før du har været "
                    "ledig i 6 måneder."
                ),
            ),
            caseworker=(N_("Efter de tidligere regler holdes en fællessamtale inden 6 måneders ledighed."),),
            next_step=(N_("Du bliver indkaldt til den. Hører du ikke noget, så kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
        "samtaler_seks_maaneder": Words(
            citizen=(
                N_(
                    "Du skal til mindst {mindst} samtaler med jobcentret i de første "
                    "{foerste_maaneder} måneder."
                ),
                N_("Du skal til flere samtaler med jobcentret i de første 6 måneder."),
            ),
            caseworker=(
                N_("Der skal holdes mindst {mindst} samtaler i de første {foerste_maaneder} måneder."),
                N_("Der skal holdes flere samtaler i de første 6 måneder."),
            ),
            next_step=(N_("Book den næste, når du kan."),),
            action=Action.FIND_TID,
        ),
        "cv_fyldestgoerende": Words(
            citizen=(
                N_(
                    "Dit CV på jobnet.dk skal være udfyldt og godkendt senest {cv_dage} dage efter, "
                    "at du blev tilmeldt."
                ),
                N_("Dit CV på jobnet.dk skal være udfyldt og godkendt."),
            ),
            caseworker=(
                N_("CV'et skal være fyldestgørende senest {cv_dage} dage efter tilmeldingen."),
                N_("CV'et skal være fyldestgørende."),
            ),
            next_step=(N_("Udfyld dit CV på jobnet.dk."),),
            action=Action.JOBNET,
        ),
        "krav_til_jobsoegning": Words(
            citizen=(
                N_(
                    "Din a-kasse skriver, hvad du skal søge af job, senest {krav_til_jobsoegning_dage} "
                    "dage efter, at du blev tilmeldt."
                ),
                N_("Din a-kasse skriver, hvad du skal søge af job."),
            ),
            caseworker=(
                N_(
                    "A-kassen skal fastlægge kravene til jobsøgning senest "
                    "{krav_til_jobsoegning_dage} dage efter tilmeldingen."
                ),
                N_("A-kassen skal fastlægge kravene til jobsøgning."),
            ),
            next_step=(N_("Læs dem i Min Plan, når de er skrevet."),),
            action=Action.MIN_PLAN,
        ),
        "kontrolsamtale": Words(
            citizen=(
                N_(
                    "Efter en kontrolaktion bliver du indkaldt til en samtale senest hver "
                    "{kontrolsamtale_mellem_dage}. dag i {kontrolforloeb_maaneder} måneder."
                ),
                N_(
                    "Efter en kontrolaktion bliver du indkaldt til en samtale senest "
                    "{kontrolsamtale_dage} dage efter, at der kom besked om den."
                ),
                N_("Efter en kontrolaktion bliver du indkaldt til en samtale."),
            ),
            caseworker=(N_("Personen skal indkaldes til en samtale efter kontrolaktionen."),),
            next_step=(N_("Vent på indkaldelsen. Hører du ikke noget, så kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
        "tilbud_efter_kontrol": Words(
            citizen=(
                N_(
                    "Jobcentret giver dig et tilbud senest {tilbud_efter_kontrol_dage} dage efter "
                    "den første samtale efter kontrolaktionen."
                ),
                N_("Jobcentret giver dig et tilbud efter kontrolaktionen."),
            ),
            caseworker=(
                N_(
                    "Jobcentret skal give et tilbud senest {tilbud_efter_kontrol_dage} dage efter "
                    "den første samtale efter kontrolaktionen."
                ),
                N_("Jobcentret skal give et tilbud efter kontrolaktionen."),
            ),
            next_step=(N_("Du skal ikke gøre noget. Hører du ikke noget, så kontakt {kontakt}."),),
            action=Action.KONTAKT,
        ),
    }
)
"""Every code that `portal.policy.krav` can give, met or not."""

RESTS_ON_DAYS: Final = MappingProxyType(
    {
        "ledighed": Words(
            citizen=(
                N_(
                    "Ledigheden tælles i timer med dagpenge eller løntilskud, som er registreret: "
                    "{maaned_timer_fuldtid} timer er en måned."
                ),
                N_(
                    "Ledigheden tælles i timer med dagpenge eller løntilskud, som er registreret: "
                    "{maaned_timer_deltid} timer er en måned."
                ),
                N_("Månederne tælles fra den dag, du begyndte at få din ydelse."),
            ),
            caseworker=(
                N_("Ledigheden tælles i registrerede timer: {maaned_timer_fuldtid} timer er en måned."),
                N_("Ledigheden tælles i registrerede timer: {maaned_timer_deltid} timer er en måned."),
                N_("Månederne tælles fra den dag, ydelsen begyndte."),
            ),
        ),
        "gentilmelding": Words(
            citizen=(
                N_("Når du tilmelder dig igen, skal en samtale være holdt senest {samtale_senest}."),
                N_("Du kan tilmelde dig igen uden at holde en samtale først."),
            ),
            caseworker=(
                N_("Ved gentilmelding skal en samtale være holdt senest {samtale_senest}."),
                N_("Gentilmeldingen kræver ikke en samtale."),
            ),
        ),
        "foerste_samtale_fremmoede": Words(
            citizen=(N_("Den første samtale holdes som et personligt møde."),),
            caseworker=(N_("Den første samtale holdes ved personligt fremmøde."),),
        ),
    }
)
"""What days and forms rest on; always met."""
