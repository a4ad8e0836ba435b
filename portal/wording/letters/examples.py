"""Each kind of letter about nobody: for whoever looks at a text before, or after, it goes out.

An example is a case that the text is filled in for. Any version can be filled in with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from portal.clock import COPENHAGEN
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, in_text
from portal.wording.letters.texts import Text
from portal.wording.reader import N_, clock, day, moment


@dataclass(frozen=True, slots=True)
class Example:
    """A case by name. `true`: what holds of it, as passages ask for it. `since`: the first version that
    tells of such a case.
    """

    name: str
    true: frozenset[str]
    since: int = 1


def _case(name: str, *true: str, since: int = 1) -> Example:
    return Example(name, frozenset(true), since)


_ONE: Final = N_("Eksempel")
_IN_PERSON: Final = ("fremmoede", "adgang", "lokale", "medarbejder")
_ON_THE_PHONE: Final = ("telefon", "nummer", "medarbejder")

EXAMPLES: Final[Mapping[Kind, tuple[Example, ...]]] = MappingProxyType(
    {
        Kind.FRATAGELSE: (
            _case(N_("Hørt, uden svar"), "anden_maade", "hoert", "ikke_svaret", "digital"),
            _case(N_("Hørt, med svar, på papir"), "forloebet_hindres", "hoert", "svaret", "papir"),
        ),
        Kind.FRATAGELSE_OPHAEVET: (_case(_ONE),),
        Kind.FASTHOLDT_PLIGT: (
            _case(N_("Hørt, uden svar"), "til_fordel", "hoert", "ikke_svaret", "digital"),
            _case(N_("Hørt, med svar, på papir"), "misbrug", "hoert", "svaret", "papir"),
        ),
        Kind.FASTHOLDT_PLIGT_OPHAEVET: (_case(_ONE),),
        Kind.SAG_FRAFALDET: (_case(_ONE, "fratagelse"),),
        Kind.KLAGE: (
            _case(N_("Klagen er modtaget"), "modtaget", "fratagelse", "for_sent", "gaelder"),
            _case(N_("Medhold"), "medhold", "fratagelse", "staar", "begrundet"),
            _case(N_("Delvist medhold"), "delvist", "fratagelse", "begrundet", "digital", since=3),
            _case(N_("Trukket tilbage"), "trukket", "fratagelse", "staar", "klagefrist", since=3),
            _case(N_("Sendt til Ankestyrelsen"), "sendt", "fastholdt", "fratagelse", "begrundet", "gaelder"),
            _case(N_("Afgjort af Ankestyrelsen"), "udfald", "fratagelse", "hjemvist"),
        ),
        Kind.OVERSENDELSE: (
            _case(
                N_("Efter en klage"),
                *("klaget", "fratagelse", "klagefrist", "klageord", "genvurderet", "fastholdt"),
            ),
            _case(N_("Efter delvist medhold"), "klaget", "fratagelse", "genvurderet", "delvist", since=2),
            _case(N_("Aktindsigt"), "fratagelse"),
        ),
        Kind.AKTINDSIGT: (
            _case(N_("Ja"), "fratagelse", "ja"),
            _case(N_("En del"), "fratagelse", "delvis", "noteret", "klage", "digital", since=2),
            _case(N_("Nej"), "fratagelse", "nej", "begrundet", "klage", "digital"),
            _case(
                N_("Ja, og fristen for at klage har ventet"),
                *("fratagelse", "ja", "frist", "afbrudt", "ny_frist"),
                since=2,
            ),
            _case(N_("Svaret kommer senere"), "fritagelse_afslag", "senere", "begrundet"),
        ),
        Kind.AKTINDSIGT_KLAGE: (
            _case(N_("Klagen er modtaget"), "modtaget", "ikke_afgjort"),
            _case(N_("Medhold"), "medhold"),
            _case(N_("Delvist medhold"), "delvist"),
            _case(N_("Sendt videre"), "sendt", "begrundet"),
            _case(N_("Klagen er afgjort"), "udfald", "hjemvist"),
        ),
        Kind.FRITAGELSE: (
            _case(N_("Efter ønske"), "it_kundskaber", "begrundet"),
            _case(N_("Med tolk"), "tolk"),
        ),
        Kind.FRITAGELSE_AFSLAG: (
            _case(N_("Hørt, med svar"), "hoert", "svaret", "digital"),
            _case(N_("Hørt, uden svar, på papir"), "hoert", "ikke_svaret", "papir"),
        ),
        Kind.FRITAGELSE_OPHAEVET: (
            _case(N_("Efter ønske"), "anmodning", "digital"),
            _case(N_("Grunden er væk"), "grund_bortfaldet", "hoert", "ikke_svaret", "digital"),
        ),
        Kind.BOOKINGFRIST: (
            _case(N_("Dagpenge"), "dagpenge"),
            _case(N_("Anden ydelse"), "anden_ydelse", "ny"),
        ),
        Kind.INDKALDELSE: (
            _case(
                N_("Første jobsamtale"), "jobsamtale", "grund_foerste", "dagpenge", "kan_flyttes", *_IN_PERSON
            ),
            _case(
                N_("Kort varsel, i telefon"),
                *(
                    "jobsamtale",
                    "grund_kort_varsel",
                    "dagpenge",
                    "kan_ikke_flyttes",
                    "valgfri_form",
                    "besked",
                ),
                *_ON_THE_PHONE,
            ),
            _case(
                N_("Cv-samtale efter de tidligere regler"),
                *("cv_samtale", "grund_cv", "dagpenge", "kan_flyttes", *_ON_THE_PHONE),
                since=2,
            ),
        ),
        Kind.AFMELDT: (_case(N_("Digital Post"), "digital"), _case(N_("På papir"), "papir")),
        Kind.CV_MANGLER: (
            _case(N_("Inden fristen"), "frist", "frist_forude"),
            _case(N_("Efter fristen"), "frist", "frist_overskredet"),
            _case(N_("Løbende"), "loebende"),
        ),
        Kind.VISITERET: (_case(_ONE),),
        Kind.PARTSHOERING: (
            _case(N_("Før retten til selv at booke fratages"), "fratagelse", "anden_maade"),
            _case(N_("Før et nej til fritagelse"), "fritagelse_afslag"),
            _case(N_("Før en fritagelse ophæves"), "fritagelse_ophaevet"),
            _case(N_("Før pligten til samtaler fastholdes"), "fastholdt_pligt", "til_fordel", since=2),
            _case(N_("Før et tilbud gives efter en kontrolaktion"), "tilbud", since=3),
            _case(N_("Før et tilbud afslås"), "tilbud_afslag", since=3),
        ),
        Kind.KVITTERING: (
            _case(N_("Personligt møde"), "dagpenge", *_IN_PERSON),
            _case(N_("Telefon"), "anden_ydelse", *_ON_THE_PHONE),
        ),
        Kind.FLYTNING: (_case(N_("Video"), "dagpenge", "video", "medarbejder"),),
        Kind.AFBUD: (
            _case(N_("Aflyst af borgeren"), "af_dig", "dagpenge", "book_igen"),
            _case(N_("Aflyst af jer"), "af_os", "kommende", "dagpenge", "grund", "tilbud"),
            _case(
                N_("Aflyst af borgeren på grund af sygdom"), "af_dig", "dagpenge", "syg", "book_igen", since=3
            ),
            _case(
                N_("Aflyst af jer uden en grund"),
                *("af_os", "kommende", "dagpenge", "uden_grund", "book_igen"),
                since=3,
            ),
            _case(N_("En ny indkaldelse i stedet"), "af_os", "kommende", "dagpenge", "afloest", since=3),
            _case(
                N_("En indkaldelse aflyst af jer"),
                *("af_os", "kommende", "dagpenge", "grund", "indkaldt"),
                since=3,
            ),
        ),
        Kind.AENDRING: (
            _case(N_("Besluttet af jer"), "besluttet", "dagpenge", *_IN_PERSON),
            _case(N_("Valgt af borgeren"), "form", "dagpenge", *_ON_THE_PHONE),
        ),
        Kind.TILBUDT_TID: (_case(_ONE, *_ON_THE_PHONE),),
        Kind.PAAMINDELSE: (_case(_ONE, "dagpenge", *_IN_PERSON),),
        Kind.OVERGANG: (
            _case(_ONE, "valg"),
            _case(N_("Sendt videre af a-kassen"), "visiteret", since=2),
        ),
        Kind.NYT: (
            _case(N_("Fristen er gået"), "frist_udloebet"),
            _case(N_("Fristen gælder ikke længere"), "frist_bortfaldet"),
            _case(N_("Fællessamtalen nærmer sig"), "seksten_maaneder_forude"),
        ),
        Kind.SVAR: (_case(N_("Ja"), "tolk", "ja"), _case(N_("Nej"), "anden_tid", "nej", "begrundet")),
        Kind.INDSTILLING: (
            _case(N_("A-kassen spørger"), "foreslaaet"),
            _case(N_("Gælder ikke længere"), "udloebet", "indstilling_overgang", "beskrevet"),
        ),
        Kind.TILBUD: (
            _case(N_("Efter en fælles indstilling"), "faelles_indstilling", "digital", "beskrevet", "bedt"),
            _case(
                N_("Efter en kontrolaktion, på papir"), "kontrolaktion_tilbud", "papir", "beskrevet", "bedt"
            ),
            _case(
                N_("Uopfordret efter en kontrolaktion, hørt"),
                *("kontrolaktion_tilbud", "digital", "beskrevet", "uopfordret", "hoert", "svaret"),
                since=2,
            ),
        ),
        Kind.TILBUD_AFSLAG: (
            _case(N_("Digital Post"), "faelles_indstilling", "digital", "beskrevet", "bedt"),
            _case(
                N_("På papir"), "faelles_indstilling", "papir", "beskrevet", "bedt", "hoert", "ikke_svaret"
            ),
            _case(
                N_("Pligten er bortfaldet ved fast arbejde"),
                *("kontrolaktion_tilbud", "digital", "bedt", "arbejde", "fast_arbejde"),
                since=2,
            ),
            _case(
                N_("Pligten er bortfaldet ved arbejde af varierende omfang"),
                *("kontrolaktion_tilbud", "digital", "uopfordret", "arbejde", "varierende_arbejde"),
                since=2,
            ),
            _case(
                N_("Personen er fri for pligten"),
                *("kontrolaktion_tilbud", "digital", "bedt", "fri_for_pligten"),
                since=2,
            ),
        ),
        Kind.UNDERRETNING: (_case(_ONE, "fremmoede"),),
        Kind.UNDERRETNING_RESULTAT: (
            _case(N_("Uden følger"), "irrelevant", "ingen_sanktion"),
            _case(N_("Med følger"), "relevant", "sanktion", "forklaring"),
        ),
    }
)
"""At least one of every kind."""


def of_version(kind: Kind, version: int) -> tuple[Example, ...]:
    """The cases that this version of the kind's text tells of."""
    return tuple(one for one in EXAMPLES[kind] if one.since <= version)


def example(text: Text, between: Between, of: Example) -> Letter:
    """The letter that the text makes of the case, from the organisation to somebody made up."""
    return in_text(text, between, of.true | {between.holder.value}, gaps(text.language, between))


def gaps(language: str, between: Between) -> dict[str, str]:
    """Something for every gap of every text. Days lie around the letter's own."""
    reader = reader_of(language)

    def on(days: int) -> str:
        return day(reader, between.day + timedelta(days=days))

    return {
        **_made_up(),
        "afsender": between.organisation,
        "kontakt": between.contact_in(language),
        "navn": between.receiver,
        "samtale": reader.gettext("jobsamtale"),
        "tid": moment(reader, _at(between.day, 10)),
        "slut": clock(reader, _at(between.day, 11)),
        "udloeb": moment(reader, _at(between.day, 9)),
        **dict.fromkeys(("dag", "fra"), on(0)),
        **dict.fromkeys(("slutdato", "dato"), on(-1)),
        **dict.fromkeys(("sendt", "udstedt", "anmodet", "tidligere", "afgjort", "svaret"), on(-14)),
        **dict.fromkeys(("modtaget", "genvurderet", "udfaldsdag"), on(-1)),
        **dict.fromkeys(("frist", "ny_dag"), on(8)),
        "senest": on(-1),
        "starter": on(12),
        "til": on(30),
        "virkning_fra": on(9),
        "samtale_senest": on(15),
        **dict.fromkeys(("klage_senest", "klagefrist"), on(28)),
        "tre_maaneder": on(101),
    }


def _at(today: date, hour: int) -> datetime:
    return datetime.combine(today + timedelta(days=10), time(hour), COPENHAGEN)


@cache
def _made_up() -> dict[str, str]:
    file = resources.files(__package__) / "examples.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
