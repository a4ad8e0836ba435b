"""The rule book: every rule in words with its paragraph, its dated numbers, and its cases told and answered.

Nothing of it is written by hand but the rules' own sentences (`portal/policy/regler.toml`). The numbers are
those that the policy applies, and each case is answered by the policy when it is told. What has been told
once in a language is kept, for neither the law nor the cases change while the portal runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from portal.policy import cases
from portal.policy.cases import Answered
from portal.policy.regler import Emne, Ord, Regel, emner, engelsk, fil, regler, steder
from portal.wording.explain import CODES, CitationLink, Number, citation_links, gap_names
from portal.wording.reader import N_, Reader, number
from portal.wording.story import Story, tell
from portal.wording.why import number_rows

_THE_ONE_WHO_HOLDS_IT: Final = N_("den, der holder samtalen")


@dataclass(frozen=True, slots=True)
class Said:
    """A code and what the portal says with it; `anchor`: whether it is this rule that the code leads to."""

    code: str
    text: str
    anchor: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A case: what it shows, and the case told."""

    name: str
    story: Story


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as a page tells it.

    `left`: why it is left to people, empty where it is not; with `decided` that is so of a part of it only.
    """

    name: str
    text: str
    citations: tuple[CitationLink, ...]
    numbers: list[Number]
    said: list[Said]
    left: str
    decided: bool
    examples: list[Example]


@dataclass(frozen=True, slots=True)
class Chapter:
    """`about`: what the chapter is about, in a sentence."""

    name: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to people for the same reason: (chapter, rule, the rule's sentence) each."""

    reason: str
    rules: list[tuple[str, str, str]]


def chapters(reader: Reader) -> list[Chapter]:
    """The book's contents, in its order."""
    return [_chapter(emne, reader) for emne in emner().values()]


def chapter(name: str, reader: Reader) -> Chapter:
    """KeyError where the book has no such chapter."""
    return _chapter(emner()[name], reader)


@cache
def rules(name: str, reader: Reader) -> tuple[Rule, ...]:
    """A chapter's rules, told in full. KeyError where the book has no such chapter."""
    return tuple(_rule(regel, name, reader) for regel in emner()[name].regler)


@cache
def left_to_people(reader: Reader) -> tuple[Left, ...]:
    """Every rule that is left to people, wholly or in part, by the reason."""
    found: dict[Ord, list[tuple[str, str, str]]] = {}
    where = {regel.navn: emne.navn for emne in emner().values() for regel in emne.regler}
    for regel in regler().values():
        if regel.overladt is not None:
            told = (where[regel.navn], regel.navn, regel.ord.paa(reader.language))
            found.setdefault(regel.overladt, []).append(told)
    return tuple(Left(reason.paa(reader.language), told) for reason, told in found.items())


def _chapter(emne: Emne, reader: Reader) -> Chapter:
    return Chapter(emne.navn, emne.ord.paa(reader.language), emne.om.paa(reader.language))


def _rule(regel: Regel, emne: str, reader: Reader) -> Rule:
    return Rule(
        name=regel.navn,
        text=regel.ord.paa(reader.language),
        citations=citation_links(regel.kilder),
        numbers=number_rows((entry.applied for entry in regel.daterede_tal), reader),
        said=list(_said(regel, emne, reader)),
        left=regel.overladt.paa(reader.language) if regel.overladt else "",
        decided=bool(regel.koder),
        examples=[_example(sag, reader) for sag in regel.sager],
    )


def _example(sag: str, reader: Reader) -> Example:
    answered = _answered(sag)
    name = engelsk()[sag] if reader.language == "en" else answered.navn
    return Example(name, tell(answered, reader))


def _said(regel: Regel, emne: str, reader: Reader) -> Iterable[Said]:
    for code in regel.koder:
        yield Said(code, _sentence(code, regel, reader), anchor=_leads_here(code, regel, emne))


def _leads_here(code: str, regel: Regel, emne: str) -> bool:
    first = next(one for one in emner()[emne].regler if code in one.koder)
    return steder()[code].emne == emne and first.navn == regel.navn


def _sentence(code: str, regel: Regel, reader: Reader) -> str:
    """What is said where nothing is known of the person; empty for a code that says nothing alone."""
    gaps = {entry.applied.name: number(reader, entry.applied.value) for entry in regel.daterede_tal}
    gaps |= {"holder": reader.gettext(_THE_ONE_WHO_HOLDS_IT)}
    for version in CODES[code].caseworker if code in CODES else ():
        if gap_names(version) <= gaps.keys():
            return reader.gettext(version).format_map(gaps)
    return ""


@cache
def _answered(sag: str) -> Answered:
    return cases.answer(fil(sag), read_svar=False)
