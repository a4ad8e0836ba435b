"""A person's course as caseworkers read it: what facts are called and say, and what a correction changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from portal.policy.aendringer import Svar
from portal.policy.facts import Aktoer, BeslutningArt
from portal.policy.oplysninger import Hvem, Oplysning
from portal.wording.casework_words import BESLUTNING, KRAV
from portal.wording.explain import CODES, gap_names
from portal.wording.reader import N_, Reader, brief_day, brief_moment, capitalised, listed, month
from portal.wording.words import GRUND, HOLDER_TO_CASEWORKER

OPLYSNING: Final = MappingProxyType(
    {
        Oplysning.NAVN: N_("Navn"),
        Oplysning.TELEFON: N_("Telefon"),
        Oplysning.MAIL: N_("Mail"),
        Oplysning.ADRESSE: N_("Vej og husnummer"),
        Oplysning.CO_NAVN: N_("C/o (hos hvem personen bor)"),
        Oplysning.POSTNUMMER: N_("Postnummer"),
        Oplysning.BY: N_("By"),
        Oplysning.DIGITAL_POST: N_("Får Digital Post"),
        Oplysning.MAALGRUPPE: N_("Målgruppe"),
        Oplysning.FORSIKRING: N_("Forsikring"),
        Oplysning.UDDANNELSE: N_("Erhvervskompetencegivende uddannelse"),
        Oplysning.FORSOERGERPLIGT: N_("Forsørgerpligt over for hjemmeboende børn"),
        Oplysning.OPHOLDSTILLADELSE: N_("Opholdstilladelse (repatrieringsloven)"),
        Oplysning.KOMMUNE: N_("Kommune"),
        Oplysning.A_KASSE: N_("A-kasse"),
        Oplysning.TILMELDING: N_("Tilmelding som jobsøgende"),
        Oplysning.INDPLACERING: N_("Indplacering i dagpengeperiode"),
        Oplysning.FORBRUG: N_("Timer med dagpenge"),
        Oplysning.LOENTILSKUD: N_("Timer med løntilskud"),
        Oplysning.UDMELDT: N_("Udmeldt af a-kassen"),
        Oplysning.VISITERET: N_("Visiteret til jobcentret"),
        Oplysning.A_KASSEFORSOEG: N_("Med i a-kasseforsøget"),
        Oplysning.YDELSE_FRA: N_("Ydelsen begyndte"),
        Oplysning.HENVENDELSE: N_("Første henvendelse om hjælp"),
        Oplysning.SYGEFRAVAER_FRA: N_("Første sygefraværsdag"),
        Oplysning.MINDRE_INTENSIV: N_("Mindre intensiv indsats"),
        Oplysning.CV: N_("CV set igennem"),
        Oplysning.VEJLEDNING: N_("Vejledt om selvbooking"),
        Oplysning.FULDMAGT: N_("Fuldmagt"),
    }
)

PART: Final = MappingProxyType(
    {
        "vaerdi": N_("Oplysning"),
        "dato": N_("Dato"),
        "kode": N_("Hvor"),
        "fra": N_("Fra"),
        "til": N_("Til og med"),
        "aarsag": N_("Årsag til afmelding"),
        "loebende": N_("Løbende genindplacering"),
        "maaned": N_("Måned"),
        "timer": N_("Timer"),
        "registreret": N_("Registreret den"),
        "grund": N_("Grund"),
        "starter": N_("Begynder"),
        "dokumenteret": N_("Dokumenteret"),
        "fyldestgoerende": N_("Fyldestgørende"),
        "mangler": N_("Hvad der mangler i CV'et"),
        "skriftlig": N_("Skriftligt"),
        "noteret": N_("Hvad der er vejledt om"),
        "navn": N_("Navn"),
        "adresse": N_("Adresse"),
        "mail": N_("Mail"),
        "omfang": N_("Omfang"),
    }
)
"""Every part of every fact."""

WORD: Final = MappingProxyType(
    {
        "dagpenge": N_("Dagpenge"),
        "dimittend": N_("Dimittend"),
        "kontanthjaelp": N_("Kontanthjælp"),
        "uddannelseshjaelp": N_("Uddannelseshjælp"),
        "ledighedsydelse": N_("Ledighedsydelse"),
        "revalidend": N_("Revalidend"),
        "ressourceforloeb": N_("Ressourceforløb"),
        "jobafklaring": N_("Jobafklaring"),
        "sygedagpenge": N_("Sygedagpenge"),
        "foertidspension": N_("Førtidspension"),
        "selvforsoergende": N_("Selvforsørgende"),
        "fuldtid": N_("Fuldtid"),
        "deltid": N_("Deltid"),
        "arbejde": N_("Arbejde"),
        "sygdom": N_("Sygdom"),
        "manglende_booking": N_("Manglende booking"),
        "anden": N_("Anden årsag"),
        **{grund.value: text for grund, text in GRUND.items()},
        "breve": N_("Breve"),
        "booking": N_("Booking på telefonen"),
        "alt": N_("Breve og booking på telefonen"),
    }
)

HVEM: Final = MappingProxyType(
    {
        Hvem.BEGGE: N_("begge"),
        Hvem.A_KASSE: N_("a-kassen"),
        Hvem.JOBCENTER: N_("jobcentret"),
        Hvem.ANSVARLIG: N_("den, der har ansvaret den dag"),
        Hvem.FOR_DAGPENGE: N_("begge; a-kassen kun for dagpengemodtagere og dimittender"),
        Hvem.VEJLEDER: N_("a-kassen; jobcentret for andre end dagpengemodtagere og dimittender"),
    }
)
"""Who registers a fact, as a list says it."""

_DAYS: Final = frozenset({"dato", "fra", "til", "registreret", "starter"})
_HOURS: Final = re.compile(r"\d+\.\d\d")


@dataclass(frozen=True, slots=True)
class Told:
    """One answer that changes: which, what it was, what it becomes."""

    what: str
    before: str
    after: str


def fact(reader: Reader, values: Mapping[str, Any] | None, names: Mapping[str, str]) -> str:
    """A fact's parts in a line; `names` of organisations by their code. A dash where there is nothing."""
    said = {part: value for part, value in (values or {}).items() if value is not None}
    if not said:
        return "–"
    if len(said) == 1 and next(iter(said)) in ("vaerdi", "dato", "kode"):
        return _value(reader, *next(iter(said.items())), names)
    _ = reader.gettext
    return ", ".join(
        f"{_(PART[part]) if number == 0 else _(PART[part]).lower()}: {_value(reader, part, value, names)}"
        for number, (part, value) in enumerate(said.items())
    )


def _value(reader: Reader, part: str, value: Any, names: Mapping[str, str]) -> str:
    _ = reader.gettext
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    text = str(value)
    if part == "kode":
        return names.get(text, text)
    if part == "maaned":
        return month(reader, date.fromisoformat(text))
    if part == "timer" and _HOURS.fullmatch(text):
        return text.replace(".", ",") if reader.language == "da" else text
    if part in _DAYS:
        return brief_day(reader, date.fromisoformat(text))
    return _(WORD[text]) if part in ("aarsag", "grund", "omfang", "vaerdi") and text in WORD else text


def told(
    reader: Reader, svar: str, om: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Told:
    """A `portal.policy.aendringer.Forskel` in words."""
    what = _what(reader, Svar(svar), om, after or before or {})
    return Told(what, *(_answer(reader, Svar(svar), value) for value in (before, after)))


def _what(reader: Reader, svar: Svar, om: str, value: Mapping[str, Any]) -> str:
    _ = reader.gettext
    if svar is Svar.KRAV:
        return _("Krav: {krav}").format(krav=_(KRAV[om]))
    if svar is Svar.SAMTALE:
        start = brief_moment(reader, datetime.fromisoformat(value["start"]))
        return _("Planlagt samtale {start}").format(start=start)
    if svar is Svar.BESLUTNING:
        return _(BESLUTNING[BeslutningArt(om.partition(":")[0])])
    return _(_WHAT[svar])


_WHAT: Final = MappingProxyType(
    {
        Svar.ANSVARLIG: N_("Ansvaret for forløbet i dag"),
        Svar.SLUTDATO: N_("A-kassens sidste dag"),
        Svar.FRIST: N_("Frist for at booke"),
        Svar.BOOKING: N_("Kan booke"),
    }
)
_TILSTAND: Final = MappingProxyType(
    {
        "gaelder": N_("gælder"),
        "opfyldt": N_("overholdt"),
        "udloebet": N_("udløbet"),
        "bortfaldet": N_("bortfaldet"),
    }
)


def _answer(reader: Reader, svar: Svar, value: Mapping[str, Any] | None) -> str:
    _ = reader.gettext
    if value is None:
        return _("Ingen")
    if svar is Svar.ANSVARLIG:
        return capitalised(_(HOLDER_TO_CASEWORKER[Aktoer(value["aktoer"])]))
    if svar is Svar.SLUTDATO:
        return _day(reader, value["dag"]) or _("Ikke kendt")
    if svar is Svar.KRAV:
        return _krav(reader, value)
    if svar is Svar.FRIST:
        return f"{_day(reader, value['frist'])} ({_(_TILSTAND[value['tilstand']])})"
    if svar is Svar.BOOKING:
        return _booking(reader, value)
    if svar is Svar.SAMTALE:
        return _("Kan stå") if value["ja"] else _with_reasons(reader, _("Kunne ikke aftales i dag"), value)
    return _("Gælder") if value["gaelder"] else _("Gælder ikke")


def _krav(reader: Reader, value: Mapping[str, Any]) -> str:
    _ = reader.gettext
    said = []
    if value["mindst"] is not None:
        said.append(_("{afholdt} af {mindst}").format(afholdt=value["afholdt"], mindst=value["mindst"]))
    if value["opfyldt"]:
        said.append(_("opfyldt"))
    elif value["senest"]:
        said.append(_("senest {dag}").format(dag=_day(reader, value["senest"])))
    said.append(_(HOLDER_TO_CASEWORKER[Aktoer(value["holder"])]))
    return ", ".join(said)


def _booking(reader: Reader, value: Mapping[str, Any]) -> str:
    _ = reader.gettext
    if "grunde" in value:
        return _with_reasons(reader, _("Kan ikke booke nu"), value)
    holders = listed(reader, [_(HOLDER_TO_CASEWORKER[Aktoer(holder)]) for holder in value["holdere"]])
    fra, til = _day(reader, value["fra"]), _day(reader, value["til"])
    if til:
        return _("Hos {holdere}, {fra} – {til}").format(holdere=holders, fra=fra, til=til)
    return _("Hos {holdere} fra {fra}").format(holdere=holders, fra=fra)


def _with_reasons(reader: Reader, text: str, value: Mapping[str, Any]) -> str:
    """With the first reason that can be told without the facts it was found in."""
    for code in value["grunde"]:
        for version in CODES[code].caseworker:
            if not gap_names(version):
                return f"{text}. {reader.gettext(version)}".removesuffix(".")
    return text


def _day(reader: Reader, text: str | None) -> str:
    return brief_day(reader, date.fromisoformat(text)) if text else ""
