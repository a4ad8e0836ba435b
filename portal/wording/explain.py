"""A Finding in words: for the citizen a plain sentence and the next step, for staff the paragraph too.

explained = explain(finding, reader, contacts, question="book")
explained.text        "Din samtale skal holdes senest torsdag den 14. marts 2024. Den tid ligger senere."
explained.next_step   "Vælg en tid til og med …"
explained.citations   (CitationLink("BAB § 44, stk. 1", "Bekendtgørelse om …", "https://www.…"),)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from string import Formatter
from typing import Final

from portal.policy.facts import Aktoer, MindreIntensivGrund, Samtaleform
from portal.policy.law import Citation, Finding, Json, Outcome
from portal.policy.regler import Sted
from portal.policy.sources import address, full_name
from portal.wording.code_words import Action, Words
from portal.wording.codes_agreement import AGREEMENT, AGREEMENT_MET
from portal.wording.codes_aktindsigt import AKTINDSIGT, AKTINDSIGT_MET
from portal.wording.codes_booking import REFUSALS, WARNINGS
from portal.wording.codes_casework import CASEWORK
from portal.wording.codes_cv import CV, CV_MET
from portal.wording.codes_held import HELD, HELD_MET
from portal.wording.codes_krav import KRAV, RESTS_ON_DAYS
from portal.wording.codes_met import MET
from portal.wording.codes_notice import NOTICE, NOTICE_MET
from portal.wording.codes_plan import PLAN
from portal.wording.codes_requests import REQUESTS, REQUESTS_MET
from portal.wording.codes_sag import SAG, SAG_MET
from portal.wording.codes_tilbud import TILBUD, TILBUD_MET
from portal.wording.reader import COPENHAGEN, Reader, capitalised, day, listed, moment, month, number
from portal.wording.words import FORM, GRUND, HOLDER, HOLDER_TO_CASEWORKER, Contacts

CODES: Final[Mapping[str, Words]] = {
    **REFUSALS,
    **WARNINGS,
    **CASEWORK,
    **HELD,
    **NOTICE,
    **REQUESTS,
    **SAG,
    **TILBUD,
    **AKTINDSIGT,
    **CV,
    **KRAV,
    **AGREEMENT,
}
RESTS_ON: Final[Mapping[str, Words]] = {
    **MET,
    **HELD_MET,
    **NOTICE_MET,
    **REQUESTS_MET,
    **SAG_MET,
    **TILBUD_MET,
    **AKTINDSIGT_MET,
    **CV_MET,
    **PLAN,
    **KRAV,
    **RESTS_ON_DAYS,
    **AGREEMENT_MET,
}

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH: Final = re.compile(r"\d{4}-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_AKTOERER: Final = frozenset(aktoer.value for aktoer in Aktoer)
_FORMER: Final = frozenset(form.value for form in Samtaleform)
_WHO: Final = ("holder", "aktoer", "af", "ansvarlig")


@dataclass(frozen=True, slots=True)
class CitationLink:
    """One paragraph as it is written, the full name of its text, and its public address, if it has one."""

    text: str
    full_name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Number:
    """A dated number of the law: what it is of, and since when it holds."""

    text: str
    since: str
    citation: CitationLink


@dataclass(frozen=True, slots=True)
class Why:
    """What lies behind a finding, to be opened by whoever asks (`portal.wording.why`).

    `about`: what is asked about, for whoever hears the link alone. `facts`: (term, lines). `corrections`: how
    a wrong fact is put right. `rule`: where the rule book tells of the rule.
    """

    about: str
    text: str
    facts: list[tuple[str, list[str]]]
    numbers: list[Number]
    citations: tuple[CitationLink, ...]
    corrections: list[str]
    rule: Sted | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One finding for a citizen. `next_step` is empty for a warning and for what is met."""

    code: str
    text: str
    next_step: str
    action: Action
    contact: Aktoer
    citations: tuple[CitationLink, ...]
    why: Why | None = None


def explain(finding: Finding, reader: Reader, contacts: Contacts, *, question: str = "book") -> Explanation:
    """Tell the citizen. `question` is the Decision's own.

    :raises KeyError: the code has no words, which a test forbids.
    """
    words = _words(finding)
    who = _about(finding, contacts)
    gaps = _gaps(finding, reader, HOLDER) | {"kontakt": contacts.of(who).words(reader)}
    gaps |= _holder_gaps(who, reader, HOLDER)
    calling_off = question == "aflys" and words.calling_off
    return Explanation(
        code=finding.code,
        text=_fill(words.citizen, gaps, reader),
        next_step=_fill(words.calling_off if calling_off else words.next_step, gaps, reader),
        action=Action.KONTAKT if calling_off else words.action,
        contact=who,
        citations=citation_links(finding.citations),
    )


def explain_to_caseworker(finding: Finding, reader: Reader) -> str:
    """The sentence with its paragraph: `Fristen er kortere end 8 dage (BAB § 44, stk. 1).`"""
    gaps = _gaps(finding, reader, HOLDER_TO_CASEWORKER)
    gaps |= _holder_gaps(_named(finding) or Aktoer.INGEN, reader, HOLDER_TO_CASEWORKER)
    sentence = _fill(_words(finding).caseworker, gaps, reader)
    if not finding.citations:
        return sentence
    return f"{sentence.removesuffix('.')} ({'; '.join(str(citation) for citation in finding.citations)})."


def next_step_for_caseworker(finding: Finding, reader: Reader) -> str:
    """What a caseworker can do about it. Of booking's own codes, that is what the citizen is told."""
    gaps = _gaps(finding, reader, HOLDER_TO_CASEWORKER)
    gaps |= _holder_gaps(_named(finding) or Aktoer.INGEN, reader, HOLDER_TO_CASEWORKER)
    gaps["kontakt"] = gaps["holder"]
    return _fill(_words(finding).next_step, gaps, reader)


def citation_links(citations: Iterable[Citation]) -> tuple[CitationLink, ...]:
    """Paragraphs, each with the text's full name and the address where anybody can read it."""
    return tuple(CitationLink(str(c), full_name(c), address(c)) for c in citations)


def _words(finding: Finding) -> Words:
    met = finding.outcome is Outcome.MET and not finding.warning
    return RESTS_ON[finding.code] if met else CODES[finding.code]


def _about(finding: Finding, contacts: Contacts) -> Aktoer:
    return _named(finding) or contacts.responsible


def _named(finding: Finding) -> Aktoer | None:
    for key in _WHO:
        value = finding.facts.get(key)
        if value in (Aktoer.A_KASSE.value, Aktoer.JOBCENTER.value):
            return Aktoer(str(value))
    return None


def _holder_gaps(who: Aktoer, reader: Reader, names: Mapping[Aktoer, str]) -> dict[str, str]:
    name = reader.gettext(names[who])
    return {"holder": name, "Holder": capitalised(name)}


def _gaps(finding: Finding, reader: Reader, names: Mapping[Aktoer, str]) -> dict[str, str]:
    """Every fact and every number of the law that the finding holds, written for the reader."""
    gaps = {value.name: number(reader, value.value) for value in finding.values}
    for key, fact in finding.facts.items():
        text = _ground(fact, reader) if key == "grund" else written(fact, reader, names)
        if text is None:
            continue
        gaps[key] = text
        gaps[capitalised(key)] = capitalised(text)
    return gaps


def _ground(fact: Json, reader: Reader) -> str:
    return reader.gettext(GRUND[MindreIntensivGrund(str(fact))]).lower()


def written(fact: Json, reader: Reader, names: Mapping[Aktoer, str]) -> str | None:
    """A fact in words; None for what is no fact a sentence can hold (nothing, yes or no, a table)."""
    if isinstance(fact, bool) or fact is None or isinstance(fact, dict):
        return None
    if isinstance(fact, int | float):
        return number(reader, Decimal(str(fact)))
    if isinstance(fact, list):
        parts = [text for item in fact if (text := written(item, reader, names)) is not None]
        return listed(reader, parts, either=True) if parts else None
    if _DAY.fullmatch(fact):
        return day(reader, date.fromisoformat(fact))
    if _MONTH.fullmatch(fact):
        return month(reader, date.fromisoformat(f"{fact}-01"))
    if _MOMENT.fullmatch(fact):
        return moment(reader, _aware(datetime.fromisoformat(fact)))
    if fact in _AKTOERER:
        return reader.gettext(names[Aktoer(fact)])
    if fact in _FORMER:
        return reader.gettext(FORM[Samtaleform(fact)]).lower()
    return fact


def _aware(value: datetime) -> datetime:
    # Times in findings are local ones, as in the law cases.
    return value.replace(tzinfo=COPENHAGEN) if value.tzinfo is None else value


def _fill(versions: tuple[str, ...], gaps: Mapping[str, str], reader: Reader) -> str:
    for version in versions:
        if gap_names(version) <= gaps.keys():
            return reader.gettext(version).format_map(gaps)
    return ""


def gap_names(sentence: str) -> set[str]:
    """The names of the gaps in a sentence: `{"frist"}` of `Book senest {frist}.`"""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
