"""What a case of their own says to the citizen: what it is about, what is thought of, decided, next, over."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.hoering import Emne
from portal.policy.sagsgang import Genvurdering, Trin, Udfald
from portal.policy.udsaettelse import Vigende
from portal.wording.reader import N_

OM: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: N_("Din ret til selv at booke"),
        Emne.FASTHOLDT_PLIGT: N_("Din pligt til at søge job og komme til samtaler"),
        Emne.FRITAGELSE_AFSLAG: N_("Dit ønske om at blive fritaget for selv at booke"),
        Emne.FRITAGELSE_OPHAEVET: N_("Din fritagelse for selv at booke"),
        Emne.TILBUD: N_("Dit tilbud fra jobcentret"),
        Emne.TILBUD_AFSLAG: N_("Nej til et tilbud fra jobcentret"),
    }
)
"""What a case is about."""

OVERVEJES: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: N_("{hvem} overvejer, om du stadig selv skal kunne booke jobsamtaler."),
        Emne.FASTHOLDT_PLIGT: N_(
            "{hvem} overvejer, om du stadig skal søge job og komme til samtaler, selv om du ellers er fri "
            "for det."
        ),
        Emne.FRITAGELSE_AFSLAG: N_(
            "{hvem} overvejer at sige nej til, at du bliver fritaget for selv at booke jobsamtaler."
        ),
        Emne.FRITAGELSE_OPHAEVET: N_("{hvem} overvejer at ophæve din fritagelse for selv at booke."),
        Emne.TILBUD: N_("{hvem} overvejer at give dig et tilbud, som du har pligt til at deltage i."),
        Emne.TILBUD_AFSLAG: N_("{hvem} overvejer at sige nej til et tilbud til dig."),
    }
)
"""What is thought of, while nothing is decided."""

AFGJORT: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: N_("{hvem} besluttede {dag}, at du ikke selv kan booke jobsamtaler."),
        Emne.FASTHOLDT_PLIGT: N_(
            "{hvem} besluttede {dag}, at du stadig skal søge job og komme til samtaler, selv om du ellers er "
            "fri for det."
        ),
        Emne.FRITAGELSE_AFSLAG: N_(
            "{hvem} besluttede {dag}, at du ikke bliver fritaget for selv at booke jobsamtaler."
        ),
        Emne.FRITAGELSE_OPHAEVET: N_("{hvem} besluttede {dag} at ophæve din fritagelse for selv at booke."),
        Emne.TILBUD: N_("{hvem} besluttede {dag} at give dig et tilbud."),
        Emne.TILBUD_AFSLAG: N_("{hvem} besluttede {dag}, at du ikke får et tilbud."),
    }
)
"""What was decided."""

TRIN: Final = MappingProxyType(
    {
        Trin.AABNET: N_("Sagen blev åbnet"),
        Trin.HOERT: N_("Du blev bedt om at svare"),
        Trin.SVARET: N_("Du svarede"),
        Trin.UDEN_SVAR: N_("Du svarede ikke inden fristen"),
        Trin.IKKE_UDSAT: N_("Afgørelsen ventede ikke på, at du så papirerne"),
        Trin.AFGJORT: N_("Sagen blev afgjort"),
        Trin.FRAFALDET: N_("Sagen sluttede uden afgørelse"),
        Trin.KLAGET: N_("Du klagede"),
        Trin.TRUKKET: N_("Du trak klagen tilbage"),
        Trin.GENVURDERET: N_("Sagen blev vurderet igen"),
        Trin.SENDT: N_("Klagen blev sendt til Ankestyrelsen"),
        Trin.UDFALD: N_("Ankestyrelsen afgjorde klagen"),
        Trin.OPHAEVET: N_("Afgørelsen blev ophævet"),
        Trin.LUKKET: N_("Sagen blev lukket"),
    }
)
"""A step that was taken."""

NAESTE: Final = MappingProxyType(
    {
        Trin.HOERT: N_("{hvem} spørger dig, før der bliver besluttet noget imod dig."),
        Trin.SVARET: N_("Du kan svare til og med {dag}."),
        Trin.AFGJORT: N_("{hvem} tager stilling til sagen. Du får et brev."),
        Trin.KLAGET: N_("Er du uenig, kan du klage til og med {dag}."),
        Trin.GENVURDERET: N_("{hvem} vurderer sagen igen. Du får et brev."),
        Trin.SENDT: N_("{hvem} sender din klage til Ankestyrelsen. Du får et brev."),
        Trin.UDFALD: N_("Ankestyrelsen behandler din klage."),
        Trin.LUKKET: N_("{hvem} retter sig efter det, Ankestyrelsen har afgjort."),
    }
)
"""What is next; other steps never are."""

HOERING_FORBI: Final = N_(
    "Du behøver ikke svare. Fra {dag} er dit forløb et andet end det, {hvem} spurgte dig i. {hvem} kan ikke "
    "afgøre sagen uden at spørge dig igen."
)
"""What is next after a hearing that carries no decision any more."""

KLAGE_UDEN_DAG: Final = N_("Er du uenig, kan du klage inden fire uger efter, at du fik afgørelsen.")
KLAGE_UDEN_VEJ: Final = N_("Er du uenig, kan du klage. Loven siger ikke, hvem der skal behandle klagen.")

VIRKNING: Final = MappingProxyType(
    {
        Emne.FRATAGELSE: N_("Afgørelsen gælder: {hvem} indkalder dig til dine samtaler."),
        Emne.FASTHOLDT_PLIGT: N_("Afgørelsen gælder: du skal komme til dine samtaler."),
        Emne.FRITAGELSE_AFSLAG: N_("Du skal selv booke dine samtaler inden de frister, du får."),
        Emne.FRITAGELSE_OPHAEVET: N_("Du skal selv booke dine samtaler inden de frister, du får."),
        Emne.TILBUD: N_("Du skal deltage i tilbuddet. Det ændrer ikke, hvordan du booker dine samtaler."),
        Emne.TILBUD_AFSLAG: N_("Du får ikke tilbuddet. Det ændrer ikke, hvordan du booker dine samtaler."),
    }
)
"""What a decision that stands means for the person."""

RESULTAT: Final = MappingProxyType(
    {
        Genvurdering.FASTHOLDT.value: N_("Afgørelsen blev fastholdt."),
        Genvurdering.DELVIST.value: N_("Du fik delvist medhold."),
        Genvurdering.MEDHOLD.value: N_("Du fik medhold."),
        Udfald.AFVIST.value: N_("Klagen blev afvist."),
        Udfald.STADFAESTET.value: N_("Afgørelsen blev stadfæstet."),
        Udfald.HJEMVIST.value: N_("Sagen blev sendt tilbage."),
        Udfald.OPHAEVET.value: N_("Afgørelsen blev ophævet."),
        Udfald.AENDRET.value: N_("Afgørelsen blev ændret."),
        Vigende.FRIST.value: N_("En frist for afgørelsen ville være blevet overskredet."),
        Vigende.HENSYN.value: N_("Væsentlige hensyn til andre eller det offentlige talte imod at vente."),
        Vigende.FORHALER.value: N_("Din udtalelse blev anset for unødvendig, og den ville trække sagen ud."),
    }
)
"""What came of it."""

KANAL: Final = MappingProxyType(
    {
        "portal": N_("I Selvbooking"),
        "papir": N_("Skrevet ned af en sagsbehandler"),
        "ankestyrelsen": N_("Gennem Ankestyrelsen"),
    }
)
"""How an answer or a complaint came."""
