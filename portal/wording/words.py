"""The words of the law as a reader meets them: who holds a meeting, what kind it is, how it is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.policy.facts import (
    Aktoer,
    BeslutningArt,
    MindreIntensivGrund,
    Oprindelse,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.wording.reader import N_, Reader

HOLDER: Final = {
    Aktoer.A_KASSE: N_("din a-kasse"),
    Aktoer.JOBCENTER: N_("jobcentret"),
    Aktoer.INGEN: N_("ingen"),
}
HOLDER_TO_CASEWORKER: Final = {
    Aktoer.A_KASSE: N_("a-kassen"),
    Aktoer.JOBCENTER: N_("jobcentret"),
    Aktoer.INGEN: N_("ingen"),
}
ART: Final = {
    SamtaleArt.JOBSAMTALE: N_("Jobsamtale"),
    SamtaleArt.RAADIGHEDSSAMTALE: N_("Rådighedssamtale"),
    SamtaleArt.KONTROLSAMTALE: N_("Kontrolsamtale"),
    SamtaleArt.CV_SAMTALE: N_("CV-samtale"),
    SamtaleArt.FAELLESSAMTALE: N_("Fællessamtale"),
}
FORM: Final = {
    Samtaleform.FREMMOEDE: N_("Personligt møde"),
    Samtaleform.TELEFON: N_("Telefon"),
    Samtaleform.VIDEO: N_("Video"),
}
FORM_MEANS: Final = {
    Samtaleform.FREMMOEDE: N_("Du møder op på adressen."),
    Samtaleform.TELEFON: N_("Du bliver ringet op på dit nummer, og I taler sammen."),
    Samtaleform.VIDEO: N_("Du ser og hører hinanden over et link, du finder her på siden."),
}
STATUS: Final = {
    SamtaleStatus.PLANLAGT: N_("Planlagt"),
    SamtaleStatus.AFHOLDT: N_("Holdt"),
    SamtaleStatus.UDEBLEVET: N_("Du kom ikke"),
    SamtaleStatus.AFLYST: N_("Aflyst"),
}
OPRINDELSE: Final = {
    Oprindelse.INDKALDT: N_("Du er indkaldt"),
    Oprindelse.SELVBOOKET: N_("Du har selv booket"),
}

GRUND: Final = {
    MindreIntensivGrund.JOB: N_("Job på fuld tid"),
    MindreIntensivGrund.FLEKSJOB: N_("Fleksjob"),
    MindreIntensivGrund.BARSEL: N_("Barsel"),
    MindreIntensivGrund.EFTERLOEN: N_("Efterløn"),
    MindreIntensivGrund.FLEKSYDELSE: N_("Fleksydelse"),
    MindreIntensivGrund.PENSION: N_("Pension"),
    MindreIntensivGrund.HJEMSENDELSE: N_("Hjemsendelse"),
    MindreIntensivGrund.ARBEJDSFORDELING: N_("Arbejdsfordeling"),
    MindreIntensivGrund.UDDANNELSE: N_("Uddannelse"),
    MindreIntensivGrund.JOBRETTET_UDDANNELSE: N_("Jobrettet uddannelse"),
}
DECIDED: Final = {
    BeslutningArt.FRATAGELSE: N_("afgørelsen fra {dato} om retten til selv at booke"),
    BeslutningArt.FRITAGELSE: N_("afgørelsen fra {dato} om fritagelse for selv at booke"),
    BeslutningArt.FREMMOEDE: N_("beslutningen fra {dato} om personligt fremmøde"),
    BeslutningArt.FASTHOLDT_PLIGT: N_("beslutningen fra {dato} om pligten til jobsamtaler"),
}
"""A decision named in a sentence."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to ask: an organisation by its name, and its telephone number where one is known."""

    name: str
    phone: str | None = None

    def words(self, reader: Reader) -> str:
        """`Jobcenter Aarhus på telefon 89 40 10 00`, to stand after "kontakt"."""
        if self.phone is None:
            return self.name
        return reader.gettext("{navn} på telefon {telefon}").format(navn=self.name, telefon=self.phone)


@dataclass(frozen=True, slots=True)
class Contacts:
    """The person's own a-kasse and jobcenter, and which of them to turn to where a finding names neither."""

    a_kasse: Contact
    jobcenter: Contact
    responsible: Aktoer

    def of(self, aktoer: Aktoer) -> Contact:
        """Whom to ask about what `aktoer` holds. Where nobody holds anything, the a-kasse pays and knows."""
        return self.jobcenter if aktoer is Aktoer.JOBCENTER else self.a_kasse
