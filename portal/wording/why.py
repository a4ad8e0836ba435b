"""Why: the facts a finding used, the dated numbers it applied, and how a wrong fact is put right.

A citizen reads whom to contact about what; a caseworker who registers what. Who that is stands in
`portal.policy.oplysninger`; a deadline, a decision or a meeting is put right by whoever it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from portal.policy import parameters
from portal.policy.facts import Aktoer, BeslutningArt
from portal.policy.grundlag import REGISTRERET
from portal.policy.law import AppliedValue, Finding, Json, Outcome
from portal.policy.oplysninger import Oplysning, retter
from portal.policy.regler import steder
from portal.policy.sag import Sag
from portal.wording.course_words import OPLYSNING
from portal.wording.explain import (
    CODES,
    Number,
    Why,
    citation_links,
    explain,
    explain_to_caseworker,
    written,
)
from portal.wording.facts_words import FACTS, NUMBERS, UNITS, VALUES
from portal.wording.reader import N_, Reader, capitalised, listed, number, plain_day
from portal.wording.words import DECIDED, HOLDER, HOLDER_TO_CASEWORKER, Contacts

Row = tuple[str, list[str]]
Sees = Callable[[Oplysning], bool]


def why(
    finding: Finding, reader: Reader, contacts: Contacts, sag: Sag, about: str = "", question: str = "book"
) -> Why:
    """For the citizen. `sag`: the course today, which says whom to turn to about a fact."""
    text = explain(finding, reader, contacts, question=question).text
    return why_in_words(finding, text, reader, contacts, sag, about)


def why_in_words(
    finding: Finding,
    text: str,
    reader: Reader,
    contacts: Contacts,
    sag: Sag,
    about: str = "",
    registered: Iterable[Oplysning] = (),
) -> Why:
    """The same of a finding whose sentence is known. `registered`: what else it rests on."""
    known = finding.facts
    return Why(
        about=about,
        text=text,
        facts=fact_rows(known, reader, HOLDER),
        numbers=number_rows(finding.values, reader),
        citations=citation_links(finding.citations),
        corrections=_whom_to_contact(known, reader, contacts, sag, registered),
        rule=steder().get(finding.code),
    )


def why_to_caseworker(
    finding: Finding, reader: Reader, sag: Sag, about: str = "", sees: Sees = lambda _fact: True
) -> Why:
    """For a caseworker, without the registered facts that the organisation does not see."""
    known = {
        key: fact for key, fact in finding.facts.items() if key not in REGISTRERET or sees(REGISTRERET[key])
    }
    return Why(
        about=about,
        text=explain_to_caseworker(finding, reader),
        facts=fact_rows(known, reader, HOLDER_TO_CASEWORKER),
        numbers=number_rows(finding.values, reader),
        citations=citation_links(finding.citations),
        corrections=_who_registers(known, reader, sag),
        rule=steder().get(finding.code),
    )


def rests_on_more(finding: Finding) -> bool:
    """Whether more lies behind it than its sentence says: a refusal's facts, what is registered, numbers."""
    refuses = finding.outcome is not Outcome.MET and bool(finding.facts)
    return refuses or bool(finding.values) or not REGISTRERET.keys().isdisjoint(finding.facts)


def fact_rows(
    known: Mapping[str, Json], reader: Reader, names: Mapping[Aktoer, str] = HOLDER
) -> list[tuple[str, list[str]]]:
    """(term, what it is) of every fact that has words and is known; what is registered comes first."""
    told = sorted((key for key in known if key in FACTS), key=lambda key: key not in REGISTRERET)
    rows = [(key, _value(key, known[key], reader, names)) for key in told]
    return [(reader.gettext(FACTS[key]), [text]) for key, text in rows if text]


def number_rows(values: Iterable[AppliedValue], reader: Reader) -> list[Number]:
    """Each number once, with its unit, since when it holds, and when it was last checked against the text."""
    return [_number(value, reader) for value in dict.fromkeys(values)]


def _value(key: str, fact: Json, reader: Reader, names: Mapping[Aktoer, str]) -> str | None:
    _ = reader.gettext
    if isinstance(fact, bool):
        return _("Ja") if fact else _("Nej")
    if key == "grunde" and isinstance(fact, list):
        return " ".join(_(CODES[code].citizen[-1]) for code in fact)
    if key in VALUES:
        text = VALUES[key].get(str(fact))
        return _(text) if text else None
    text = written(fact, reader, names)
    return capitalised(text) if text else None


def _number(value: AppliedValue, reader: Reader) -> Number:
    _ = reader.gettext
    entry = next((e for e in parameters.entries().get(value.name, ()) if e.applied == value), None)
    unit = _(entry.unit) if entry and entry.unit in UNITS else ""
    # A year that is a name is not written as an amount.
    amount = str(value.value) if value.name == "regelsaet" else number(reader, value.value)
    parts = [amount, unit, _(NUMBERS[value.name]) if value.name in NUMBERS else ""]
    return Number(
        text=" ".join(part for part in parts if part),
        since=_since(value.first_day, entry.checked if entry else None, reader),
        citation=citation_links((value.citation,))[0],
    )


def _since(first_day: date, checked: date | None, reader: Reader) -> str:
    _ = reader.gettext
    begins = plain_day(reader, first_day)
    if checked is None:
        return _("gælder fra {dag}").format(dag=begins)
    text = _("gælder fra {dag}, sidst holdt op mod loven {tjekket}")
    return text.format(dag=begins, tjekket=plain_day(reader, checked))


def _whom_to_contact(
    known: Mapping[str, Json],
    reader: Reader,
    contacts: Contacts,
    sag: Sag,
    registered: Iterable[Oplysning],
) -> list[str]:
    _ = reader.gettext
    found = _by_whom(known, reader, sag, contacts.responsible, registered)
    if not found:
        return [_("Kontakt {kontakt}.").format(kontakt=contacts.of(contacts.responsible).words(reader))]
    return [
        _("Kontakt {kontakt} om: {hvad}. De registrerer det og kan rette det.").format(
            kontakt=contacts.of(who).words(reader), hvad=listed(reader, names)
        )
        for who, names in found.items()
    ]


def _who_registers(known: Mapping[str, Json], reader: Reader, sag: Sag) -> list[str]:
    _ = reader.gettext
    return [
        _("{Hvem} registrerer og retter: {hvad}.").format(
            Hvem=capitalised(_(HOLDER_TO_CASEWORKER[who])), hvad=listed(reader, names)
        )
        for who, names in _by_whom(known, reader, sag, sag.part(sag.i_dag)).items()
    ]


def _by_whom(
    known: Mapping[str, Json],
    reader: Reader,
    sag: Sag,
    responsible: Aktoer,
    registered: Iterable[Oplysning] = (),
) -> dict[Aktoer, list[str]]:
    """What the facts name, in words, by who corrects it: what is registered, then what came from somebody."""
    found: dict[Aktoer, list[str]] = {}
    facts = (*(REGISTRERET[key] for key in known if key in REGISTRERET), *registered)
    for oplysning in dict.fromkeys(facts):
        name = reader.gettext(OPLYSNING[oplysning])
        found.setdefault(retter(sag, oplysning, responsible), []).append(name[:1].lower() + name[1:])
    for who, name in (*_from_holder(known, reader), *_decided(known, reader, responsible)):
        found.setdefault(who, []).append(name)
    return found


_OF_HOLDER: Final = (
    (("frist", "udstedt"), N_("fristen {frist}, der blev sat {udstedt}")),
    (("start",), N_("samtalen {start}")),
    (("afholdt",), N_("samtaler, der er holdt")),
    (("kontrolaktion",), N_("beskeden om kontrolaktion fra {kontrolaktion}")),
)
"""What comes from the holder that a finding names: the facts it is known by, and what it is called."""


def _from_holder(known: Mapping[str, Json], reader: Reader) -> Iterator[tuple[Aktoer, str]]:
    if known.get("holder") is None:
        return
    for keys, name in _OF_HOLDER:
        if known.keys() >= set(keys):
            gaps = {key: written(known[key], reader, HOLDER) for key in keys}
            yield Aktoer(str(known["holder"])), reader.gettext(name).format(**gaps)


def _decided(known: Mapping[str, Json], reader: Reader, responsible: Aktoer) -> Iterator[tuple[Aktoer, str]]:
    """The decision that the facts name. An exemption is lifted by whoever is responsible now (BAB § 45)."""
    if "beslutning" not in known:
        return
    art = BeslutningArt(str(known["beslutning"]))
    af = Aktoer(str(known.get("besluttet_af") or known["af"]))
    name = reader.gettext(DECIDED[art]).format(dato=written(known["dato"], reader, HOLDER))
    yield (responsible if art is BeslutningArt.FRITAGELSE else af), name
