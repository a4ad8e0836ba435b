"""What happened of itself, in words: for the citizen what it means and what to do, for staff one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import Aktoer, BeslutningArt
from portal.store.haendelser import HaendelseView
from portal.wording.reader import N_, Reader, capitalised, day, moment
from portal.wording.words import HOLDER, HOLDER_TO_CASEWORKER


@dataclass(frozen=True, slots=True)
class Words:
    """`citizen`: what happened, and what it means; `next_step`: what to do; `staff`: the same in one line."""

    citizen: str
    next_step: str
    staff: str


WORDS: Final[Mapping[Haendelsesart, Words]] = MappingProxyType(
    {
        Haendelsesart.OVERGANG: Words(
            N_(
                "Fra {fra} er det jobcentret, der har ansvaret for dine samtaler. Din a-kasses "
                "sidste dag var "
                "{slutdato}. Din Min Plan følger med."
            ),
            N_("Book fremover dine samtaler med jobcentret her."),
            N_("Jobcentret har ansvaret. A-kassens sidste dag var {slutdato}."),
        ),
        Haendelsesart.SAMTALE_BORTFALDET: Words(
            N_(
                "Din samtale med {holder} {start} er aflyst, fordi {holder} ikke længere har ansvaret for "
                "dine samtaler. Du skal ikke komme, og det tæller ikke imod dig."
            ),
            N_("Se i Min Plan, om du skal booke en ny samtale."),
            N_("Samtalen med {holder} {start} er aflyst: {holder} har ikke længere ansvaret."),
        ),
        Haendelsesart.AFLYSNING_RETTET: Words(
            N_(
                "Din samtale med {holder} {start} blev aflyst, fordi en anden fik ansvaret for dine "
                "samtaler. Det er ændret: {holder} har ansvaret nu. Samtalen er stadig aflyst, og det tæller "
                "ikke imod dig."
            ),
            N_("Se i Min Plan, om du skal booke en ny samtale."),
            N_("Samtalen med {holder} {start} blev aflyst, og {holder} har alligevel ansvaret."),
        ),
        Haendelsesart.BESLUTNING_BORTFALDET: Words(
            N_(
                "Fra {dag} gælder det ikke længere, at {hvad}. Beslutningen følger ikke med, når en anden "
                "får ansvaret for dig, eller når du begynder på en ny dagpengeperiode."
            ),
            N_("Du skal ikke gøre noget."),
            N_("{Beslutning} af {dato} er bortfaldet."),
        ),
        Haendelsesart.FRIST_BORTFALDET: Words(
            N_(
                "Din frist for at booke, {frist}, gælder ikke længere. Den, der satte den, har ikke "
                "ansvaret for dine samtaler den dag."
            ),
            N_("Den, der har ansvaret, kan sætte en ny frist. Så får du brev."),
            N_("Fristen {frist} er bortfaldet."),
        ),
        Haendelsesart.FRIST_UDLOEBET: Words(
            N_(
                "Din frist for at booke var {frist}, og du havde ikke booket. {Holder} kan afmelde dig som "
                "jobsøgende. Så kan du ikke få dagpenge, før du er tilmeldt igen."
            ),
            N_("Book en samtale nu. Kontakt {holder} i dag, hvis noget forhindrede dig."),
            N_("Fristen {frist} er gået uden booking. En medarbejder tager stilling til afmelding."),
        ),
        Haendelsesart.FRIST_UDEN_FOELGE: Words(
            N_("Din frist for at booke, {frist}, er gået. Du bliver ikke afmeldt på grund af den."),
            N_("Se i Min Plan, hvad du skal gøre nu."),
            N_("Fristen {frist} er gået uden følger: personen kan ikke afmeldes på grund af den."),
        ),
        Haendelsesart.FRIST_UNDER_AFMELDING: Words(
            N_("Din frist for at booke, {frist}, gik, mens du ikke var tilmeldt som jobsøgende."),
            N_(
                "Tilmelder du dig igen, inden der er gået 3 måneder siden afmeldingen, skal du "
                "samtidig booke en "
                "samtale, som holdes inden 10 dage."
            ),
            N_(
                "Fristen {frist} gik, mens personen var afmeldt. Ved gentilmelding skal der bookes (10 dage)."
            ),
        ),
        Haendelsesart.SKIFT_A_KASSE: Words(
            N_(
                "Du har en ny a-kasse fra {fra}. Dine timer og holdte samtaler følger med. Det, du "
                "har valgt om "
                "a-kassen ved samtaler i jobcentret, gælder ikke længere."
            ),
            N_(
                "Se i Min Plan, om samtaler med din gamle a-kasse er aflyst. Kontakt den, hvis du er i tvivl."
            ),
            N_("Personen har skiftet a-kasse {fra}."),
        ),
        Haendelsesart.SKIFT_KOMMUNE: Words(
            N_("Du hører til et nyt jobcenter fra {fra}. Dine timer og holdte samtaler følger med."),
            N_(
                "Se i Min Plan, om samtaler med dit gamle jobcenter er aflyst. Kontakt det, hvis du "
                "er i tvivl."
            ),
            N_("Personen har skiftet kommune {fra}."),
        ),
        Haendelsesart.SEKS_MAANEDER: Words(
            N_(
                "Du nåede 6 måneders ledighed {dag}. Herefter aftaler du og jobcentret samtaler "
                "efter dit behov, "
                "og du kan altid bede om en samtale."
            ),
            N_("Book eller bed om en samtale, når du har brug for den."),
            N_("6 måneders ledighed nået {dag}: samtaler aftales efter behov."),
        ),
        Haendelsesart.SEKSTEN_MAANEDER_FORUDE: Words(
            N_(
                "Du ventes at nå 16 måneders ledighed omkring {dag}. Inden da skal du til en fællessamtale i "
                "jobcentret. Din a-kasse er med, hvis du ikke siger nej."
            ),
            N_(
                "Book fællessamtalen i god tid, hvis jobcentret ikke indkalder dig til den. "
                "Sig til, hvis din a-kasse ikke skal være med."
            ),
            N_("16 måneders ledighed ventes omkring {dag}: fællessamtalen mangler."),
        ),
        Haendelsesart.SEKSTEN_MAANEDER: Words(
            N_(
                "Du nåede 16 måneders ledighed {dag}, og du har ikke holdt eller booket fællessamtalen endnu."
            ),
            N_("Book fællessamtalen nu, eller kontakt jobcentret."),
            N_("16 måneders ledighed nået {dag}: fællessamtalen er ikke holdt eller planlagt."),
        ),
        Haendelsesart.MINDRE_INTENSIV_SLUT: Words(
            N_("Fra {dag} er du ikke længere fritaget for jobsamtaler. De almindelige regler gælder igen."),
            N_("Se i Min Plan, hvad du skal gøre nu. Er der noget nyt, så giv besked."),
            N_("Mindre intensiv indsats er slut: de almindelige regler gælder fra {dag}."),
        ),
        Haendelsesart.FRITAGELSE_SLUT: Words(
            N_("Fra {dag} er du ikke længere fritaget for selv at booke dine samtaler."),
            N_("Book selv dine samtaler her. Kan du ikke, så bed om fritagelse igen."),
            N_("Fritagelsen for selv at booke er slut {dag}."),
        ),
        Haendelsesart.SYG_FJORTEN_DAGE: Words(
            N_(
                "Du har været afmeldt på grund af sygdom i mere end 14 dage. Dagpenge under sygdom "
                "gælder kun "
                "de første 14 dage."
            ),
            N_("Spørg din a-kasse om sygedagpenge fra kommunen. Meld dig rask på jobnet.dk, når du er rask."),
            N_("Syg i mere end 14 dage (afmeldt fra {fra})."),
        ),
        Haendelsesart.GENTILMELDING_UDEN_BOOKING: Words(
            N_("Der er gået 3 måneder, siden du blev afmeldt, fordi du ikke bookede i tide ({fra})."),
            N_("Tilmelder du dig igen på jobnet.dk, skal du ikke længere booke en samtale samtidig."),
            N_("3 måneder siden afmelding: gentilmelding kræver ikke booking."),
        ),
    }
)

_BESLUTNING: Final[Mapping[str, str]] = MappingProxyType(
    {
        BeslutningArt.FRATAGELSE: N_("du ikke selv kan booke samtaler"),
        BeslutningArt.FRITAGELSE: N_("du er fritaget for pligten til selv at booke"),
        BeslutningArt.FREMMOEDE: N_("du skal møde op personligt til en samtale"),
        BeslutningArt.FASTHOLDT_PLIGT: N_(
            "du skal komme til jobsamtaler, selv om du er på vej til noget andet"
        ),
    }
)
_BESLUTNING_TIL_STAFF: Final[Mapping[str, str]] = MappingProxyType(
    {
        BeslutningArt.FRATAGELSE: N_("Fratagelse af selvbooking"),
        BeslutningArt.FRITAGELSE: N_("Fritagelse for selvbooking"),
        BeslutningArt.FREMMOEDE: N_("Beslutning om personligt fremmøde"),
        BeslutningArt.FASTHOLDT_PLIGT: N_("Beslutning om fastholdt mødepligt"),
    }
)


_BEFORE: Final = {Haendelsesart.SAMTALE_BORTFALDET: Aktoer.A_KASSE.value}
"""Whose meeting it was where that was not kept: once only the a-kasse's fell away."""


def told(reader: Reader, happened: HaendelseView) -> tuple[str, str]:
    """What the citizen reads: what happened, and what to do."""
    words, gaps = WORDS[happened.art], _gaps(reader, happened, HOLDER)
    return reader.gettext(words.citizen).format(**gaps), reader.gettext(words.next_step).format(**gaps)


def told_to_staff(reader: Reader, happened: HaendelseView) -> str:
    gaps = _gaps(reader, happened, HOLDER_TO_CASEWORKER)
    return reader.gettext(WORDS[happened.art].staff).format(**gaps)


def _gaps(reader: Reader, happened: HaendelseView, holders: Mapping[Aktoer, str]) -> dict[str, str]:
    known: Mapping[str, Any] = happened.oplysninger
    gaps = {"dag": day(reader, happened.dag)}
    for name in ("fra", "slutdato", "frist", "dag", "dato"):
        if name in known:
            gaps[name] = day(reader, date.fromisoformat(known[name]))
    if "start" in known:
        gaps["start"] = moment(reader, datetime.fromisoformat(known["start"]))
    who = known.get("holder") or known.get("af") or _BEFORE.get(happened.art)
    if who is not None:
        gaps["holder"] = reader.gettext(holders[Aktoer(who)])
        gaps["Holder"] = capitalised(gaps["holder"])
    art = known.get("beslutning")
    if art is not None:
        gaps["hvad"] = reader.gettext(_BESLUTNING[art])
        gaps["Beslutning"] = reader.gettext(_BESLUTNING_TIL_STAFF[art])
    return gaps
