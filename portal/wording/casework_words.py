"""What caseworkers' pages call things: the parts they see, grounds, signs, decisions, letters."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.facts import BeslutningArt, Oprindelse, SamtaleStatus
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag, Undtagelse
from portal.policy.hoering import Emne
from portal.policy.indkaldelse import Grund
from portal.policy.indsigt import Del
from portal.policy.tegn import TegnKode
from portal.wording.letters.letter import Kind
from portal.wording.reader import N_, Reader

DEL: Final = MappingProxyType(
    {
        Del.STAMDATA: N_("navn, fødselsdato og kontakt"),
        Del.FORLOEB: N_("forløbet"),
        Del.SAMTALER: N_("alle samtaler i forløbet"),
        Del.EGNE_PLANLAGTE: N_("de samtaler, I selv skal holde"),
        Del.FAELLES_SAMTALER: N_("de fælles samtaler, I deltager i"),
        Del.RAADIGHEDSSAMTALER: N_("jeres rådighedssamtaler"),
        Del.BESLUTNINGER: N_("beslutninger i forløbet"),
        Del.EGNE_BESLUTNINGER: N_("jeres egne beslutninger og breve"),
        Del.SAGER: N_("jeres egne sager og klager over dem"),
        Del.UNDERRETNINGER: N_("underretninger mellem jobcentret og a-kassen"),
        Del.INDSTILLINGER: N_("indstillinger af tilbud og jobcentrets svar"),
        Del.TRE_MAANEDER: N_("hvor mange samtaler I holdt i de første tre måneder"),
        Del.OENSKER: N_("borgerens ønsker og svarene på dem"),
        Del.JOBMAAL: N_("jobmål"),
        Del.UDDANNELSESMAAL: N_("uddannelsesmål"),
        Del.KRAV_TIL_JOBSOEGNING: N_("krav til jobsøgning"),
        Del.TILBUD: N_("tilbud"),
        Del.UNDERSTOETTENDE_INDSATSER: N_("understøttende indsatser"),
        Del.OEVRIGE_INDSATSER: N_("øvrige indsatser"),
    }
)

GRUNDLAG: Final = MappingProxyType(
    {
        Grundlag.ANDEN_MAADE: N_("Personen booker på en anden måde end aftalt"),
        Grundlag.FORLOEBET_HINDRES: N_(
            "Personen booker på en måde, der gør, at forløbet ikke kan gennemføres efter hensigten"
        ),
    }
)

FASTHOLDELSE: Final = MappingProxyType(
    {
        Fastholdelsesgrund.TIL_FORDEL: N_("Det er til fordel for personen stadig at have pligterne"),
        Fastholdelsesgrund.MISBRUG: N_(
            "Der er tale om misbrug af eller spekulation i muligheden for at blive fritaget"
        ),
    }
)
"""What upholding a duty rests on (LAB § 106, stk. 3)."""

UNDTAGELSE: Final = MappingProxyType(
    {
        Undtagelse.AKS_6: N_("AKS § 6: oplysningerne er personens egne, eller a-kassens fra et register"),
        Undtagelse.FVL_19_2: N_("FVL § 19, stk. 2: blandt andet hvor det er ubetænkeligt at afgøre sagen"),
        Undtagelse.FVL_20: N_("FVL § 20: afgørelsen kan ændres efter anmodning fra parten"),
    }
)

BESLUTNING: Final = MappingProxyType(
    {
        BeslutningArt.FRATAGELSE: N_("Selvbooking frataget (LAB § 35)"),
        BeslutningArt.FRITAGELSE: N_("Fritaget for selvbooking (BAB § 45)"),
        BeslutningArt.FREMMOEDE: N_("Samtale ved fremmøde (LAB § 33, stk. 2)"),
        BeslutningArt.FASTHOLDT_PLIGT: N_("Ikke mindre intensiv indsats (LAB § 106, stk. 3)"),
    }
)

EMNE: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: N_("Hør personen, før retten til selv at booke fratages"),
        Emne.FRITAGELSE_AFSLAG: N_("Hør personen, før I siger nej til fritagelse"),
        Emne.FRITAGELSE_OPHAEVET: N_("Hør personen, før fritagelsen ophæves"),
        Emne.FASTHOLDT_PLIGT: N_("Hør personen, før pligten til samtaler fastholdes"),
        Emne.TILBUD: N_("Hør personen, før I giver tilbuddet"),
        Emne.TILBUD_AFSLAG: N_("Hør personen, før I siger nej til tilbuddet"),
    }
)
"""What a person is heard on."""

TEGN: Final = MappingProxyType(
    {
        TegnKode.MANGE_PLANLAGTE: N_("Planlagte samtaler"),
        TegnKode.TAET_PAA: N_("Korteste afstand mellem to samtaler"),
        TegnKode.HYPPIG_OMBOOKNING: N_("Flest flytninger af én samtale"),
    }
)

STATUS: Final = MappingProxyType(
    {
        SamtaleStatus.PLANLAGT: N_("Planlagt"),
        SamtaleStatus.AFHOLDT: N_("Holdt"),
        SamtaleStatus.UDEBLEVET: N_("Udeblevet"),
        SamtaleStatus.AFLYST: N_("Aflyst"),
    }
)

OPRINDELSE: Final = MappingProxyType(
    {Oprindelse.INDKALDT: N_("Indkaldt"), Oprindelse.SELVBOOKET: N_("Selvbooket")}
)

QUESTION: Final = MappingProxyType(
    {
        "book": N_("Booking af samtalen"),
        "ombook": N_("Flytning af samtalen"),
        "uden_a_kassen": N_("Samtalen uden a-kassen"),
        "aflys": N_("Afbud til samtalen"),
        "indkald": N_("Indkaldelse til samtalen"),
        "vaelg_form": N_("Valg af, hvordan samtalen holdes"),
        "aendr_form": N_("Beslutning om, hvordan samtalen holdes"),
        "registrer": N_("Registrering af, hvad der skete"),
        "ret": N_("Rettelse af, hvad der er registreret"),
        "henvend": N_("Henvendelse efter samtalen"),
    }
)
"""What was decided about a meeting, by the question of the decision."""

KRAV: Final = MappingProxyType(
    {
        "foerste_samtale": N_("Første samtale holdt"),
        "a_kasse_samtaler": N_("Samtaler i a-kassens tid"),
        "visitation": N_("Visitation til jobcentret"),
        "jobcenter_samtaler": N_("Samtaler med jobcentret før 6 måneders ledighed"),
        "seksten_maaneder": N_("Fællessamtale før 16 måneders ledighed"),
        "cv_samtale": N_("CV-samtale"),
        "faellessamtale_tre_maaneder": N_("Fællessamtale før 3 måneders ledighed"),
        "faellessamtale_seks_maaneder": N_("Fællessamtale før 6 måneders ledighed"),
        "samtaler_seks_maaneder": N_("Samtaler i de første 6 måneder"),
        "cv_fyldestgoerende": N_("CV fyldestgørende"),
        "krav_til_jobsoegning": N_("Krav til jobsøgning fastlagt"),
        "kontrolsamtale": N_("Næste kontrolsamtale"),
        "tilbud_efter_kontrol": N_("Tilbud efter kontrolaktion"),
    }
)
"""Every code that `portal.policy.krav` can give."""

GRUND: Final = MappingProxyType(
    {
        Grund.FOERSTE: N_("Første jobsamtale"),
        Grund.KORT_VARSEL: N_("Kort varsel"),
        Grund.FRITAGET: N_("Fritaget for at booke"),
        Grund.FRATAGET: N_("Retten til at booke er frataget"),
        Grund.FAELLES: N_("A-kassen deltager"),
        Grund.KONTROL: N_("Kontrolaktion"),
        Grund.RAADIGHED: N_("Rådighed"),
        Grund.CV: N_("CV"),
    }
)
"""Why somebody was called."""

LETTER: Final = MappingProxyType(
    {
        Kind.FRATAGELSE: N_("Afgørelse: Du kan ikke selv booke"),
        Kind.FRATAGELSE_OPHAEVET: N_("Afgørelse: Du kan selv booke igen"),
        Kind.FASTHOLDT_PLIGT: N_("Afgørelse: Du skal stadig søge job og komme til samtaler"),
        Kind.FASTHOLDT_PLIGT_OPHAEVET: N_("Afgørelse: Du er igen fri for pligten til samtaler"),
        Kind.SAG_FRAFALDET: N_("En sag er slut uden afgørelse"),
        Kind.KLAGE: N_("Om din klage"),
        Kind.OVERSENDELSE: N_("Sagens akter"),
        Kind.AKTINDSIGT: N_("Svar: Må du se papirerne i din sag?"),
        Kind.AKTINDSIGT_KLAGE: N_("Om din klage over, at papirer er holdt tilbage"),
        Kind.FRITAGELSE: N_("Afgørelse: Du er fritaget for selv at booke"),
        Kind.FRITAGELSE_AFSLAG: N_("Afgørelse: Du er ikke fritaget for selv at booke"),
        Kind.FRITAGELSE_OPHAEVET: N_("Afgørelse: Du skal selv booke igen"),
        Kind.BOOKINGFRIST: N_("Frist for at booke en samtale"),
        Kind.INDKALDELSE: N_("Indkaldelse til en samtale"),
        Kind.AFMELDT: N_("Afgørelse: Du er afmeldt som jobsøgende"),
        Kind.CV_MANGLER: N_("Dit CV på Jobnet skal rettes"),
        Kind.VISITERET: N_("Jobcentret har ansvaret for dine jobsamtaler"),
        Kind.PARTSHOERING: N_("Høring: Du kan udtale dig, før der bliver besluttet noget"),
        Kind.KVITTERING: N_("Kvittering: Din samtale er booket"),
        Kind.FLYTNING: N_("Din samtale er flyttet"),
        Kind.AFBUD: N_("En samtale er aflyst"),
        Kind.AENDRING: N_("Din samtale er ændret"),
        Kind.TILBUDT_TID: N_("En tid, der holdes til dig"),
        Kind.PAAMINDELSE: N_("Påmindelse om en samtale"),
        Kind.OVERGANG: N_("Jobcentret har nu ansvaret for dine samtaler"),
        Kind.NYT: N_("Nyt om dine samtaler"),
        Kind.SVAR: N_("Svar på dit ønske"),
        Kind.INDSTILLING: N_("Indstilling af et tilbud"),
        Kind.TILBUD: N_("Afgørelse: Du får et tilbud"),
        Kind.TILBUD_AFSLAG: N_("Afgørelse: Du får ikke et tilbud"),
        Kind.UNDERRETNING: N_("Det har din a-kasse fået at vide om en samtale"),
        Kind.UNDERRETNING_RESULTAT: N_("Resultatet af jobcentrets underretning"),
    }
)


def letter_name(reader: Reader, kind: str, title: str) -> str:
    """What a list calls a letter; its own title, where it is of a kind that has no name here."""
    return reader.gettext(LETTER[Kind(kind)]) if kind in set(Kind) else title


LETTER_IN_SHORT: Final = MappingProxyType(
    {
        Kind.FRATAGELSE: N_(
            "Kort sagt: Du kan ikke selv booke jobsamtaler. Du bliver indkaldt i stedet. Brevet siger "
            "hvorfor, og hvordan du klager inden fire uger."
        ),
        Kind.FRATAGELSE_OPHAEVET: N_("Kort sagt: Du kan igen selv booke dine jobsamtaler."),
        Kind.FASTHOLDT_PLIGT: N_(
            "Kort sagt: Du skal stadig søge job og komme til jobsamtaler, selv om du ellers var fri for det. "
            "Brevet siger hvorfor, og hvordan du klager inden fire uger."
        ),
        Kind.FASTHOLDT_PLIGT_OPHAEVET: N_(
            "Kort sagt: Du er igen fri for pligten til at komme til jobsamtaler."
        ),
        Kind.SAG_FRAFALDET: N_("Kort sagt: Der bliver ikke besluttet noget imod dig. Sagen er slut."),
        Kind.KLAGE: N_("Kort sagt: Der er sket noget med din klage. Brevet siger hvad, og hvad der sker nu."),
        Kind.OVERSENDELSE: N_("Kort sagt: Det er papirerne i din sag."),
        Kind.AKTINDSIGT: N_("Kort sagt: Det er svaret på, om du kan se papirerne i din sag."),
        Kind.AKTINDSIGT_KLAGE: N_(
            "Kort sagt: Der er sket noget med din klage over, at papirer er holdt tilbage. Brevet siger hvad."
        ),
        Kind.FRITAGELSE: N_(
            "Kort sagt: Du skal ikke selv booke jobsamtaler. Du bliver indkaldt, men du må stadig "
            "gerne booke."
        ),
        Kind.FRITAGELSE_AFSLAG: N_(
            "Kort sagt: Du er ikke fritaget og skal selv booke dine jobsamtaler. Brevet siger hvorfor, og "
            "hvad du kan gøre, hvis du er uenig."
        ),
        Kind.FRITAGELSE_OPHAEVET: N_("Kort sagt: Du skal igen selv booke dine jobsamtaler."),
        Kind.BOOKINGFRIST: N_(
            "Kort sagt: Du skal selv booke en jobsamtale inden fristen i brevet. Gør du ikke det, kan du "
            "miste din ydelse."
        ),
        Kind.INDKALDELSE: N_(
            "Kort sagt: Du er indkaldt til en samtale og skal komme. Brevet siger hvornår, hvor og hvorfor, "
            "og hvad du gør, hvis du ikke kan."
        ),
        Kind.AFMELDT: N_(
            "Kort sagt: Du er afmeldt som jobsøgende, fordi du ikke bookede en samtale inden din frist. Du "
            "kan ikke få dagpenge, før du er tilmeldt igen. Brevet siger hvordan, og hvad du gør, hvis du er "
            "uenig."
        ),
        Kind.CV_MANGLER: N_("Kort sagt: Dit CV er ikke i orden endnu. Brevet siger, hvad der mangler."),
        Kind.VISITERET: N_(
            "Kort sagt: Din a-kasse har sendt dig videre til jobcentret, som fremover holder jobsamtaler "
            "med dig. Brevet siger fra hvornår, hvorfor, og hvad du gør, hvis det er en fejl."
        ),
        Kind.PARTSHOERING: N_(
            "Kort sagt: Der bliver måske besluttet noget, du kan være uenig i. Brevet siger hvad og hvorfor, "
            "og til hvornår du kan svare."
        ),
        Kind.KVITTERING: N_("Kort sagt: Din samtale er booket. Brevet siger hvornår, hvor og hvordan."),
        Kind.FLYTNING: N_("Kort sagt: Din samtale er flyttet. Brevet siger til hvornår og hvor."),
        Kind.AFBUD: N_("Kort sagt: Din samtale er aflyst. Brevet siger hvorfor, og hvad du gør nu."),
        Kind.AENDRING: N_("Kort sagt: Din samtale bliver holdt på en anden måde. Brevet siger hvordan."),
        Kind.TILBUDT_TID: N_(
            "Kort sagt: Din samtale er aflyst, og en anden tid bliver holdt til dig. Brevet siger, til "
            "hvornår du kan sige ja."
        ),
        Kind.PAAMINDELSE: N_("Kort sagt: Du har snart en samtale. Brevet siger hvornår, hvor og hvordan."),
        Kind.OVERGANG: N_(
            "Kort sagt: Det er nu jobcentret, der har ansvaret for dine samtaler. Brevet siger, hvad det "
            "betyder for dig."
        ),
        Kind.NYT: N_("Kort sagt: Der er sket noget i dit forløb. Brevet siger hvad, og hvad du gør nu."),
        Kind.SVAR: N_("Kort sagt: Du har fået svar på noget, du bad om."),
        Kind.INDSTILLING: N_("Kort sagt: Det handler om et tilbud, som din a-kasse vil bede jobcentret om."),
        Kind.TILBUD: N_(
            "Kort sagt: Du får et tilbud, som du har pligt til at deltage i. Brevet siger hvad, hvor, "
            "hvornår og hvorfor, og hvordan du klager inden fire uger."
        ),
        Kind.TILBUD_AFSLAG: N_(
            "Kort sagt: Jobcentret giver dig ikke det tilbud, der er bedt om. Brevet siger hvorfor, og "
            "hvordan du klager inden fire uger."
        ),
        Kind.UNDERRETNING: N_(
            "Kort sagt: Jobcentret har fortalt din a-kasse, at du ikke kom til en samtale. Brevet siger, "
            "hvad der står, og hvad du gør nu."
        ),
        Kind.UNDERRETNING_RESULTAT: N_(
            "Kort sagt: Din a-kasse er færdig med at behandle det, jobcentret har fortalt. Brevet siger, "
            "hvad den er kommet frem til."
        ),
    }
)
"""For somebody who reads the portal in another language than the letter."""
