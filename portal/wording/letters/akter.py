"""The whole file of a decision's case as one PDF: a cover with an index, every letter, the findings, the log.

It goes to Ankestyrelsen with a complaint (RSL § 66; AKS § 22), and to the person who asks to see it (AKS §
12; FVL § 9). What is held back from the person stands in their index, with its paragraph, and nowhere else.
In Danish: it is what was written, and in the words it was written in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from portal.policy.hoering import Emne
from portal.policy.law import Decision
from portal.wording.catalogues import reader_of
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.letter import Block, BlockKind, Kind, Letter
from portal.wording.letters.made import Between, made, written
from portal.wording.letters.pdf import Enclosed, Entry, together
from portal.wording.reader import N_, plain_day

VURDERINGER: Final = "vurderinger"
FORLOEB: Final = "forloeb"
"""The keys of the two last papers."""

_DANISH: Final = reader_of("da")
_NAVNE: Final = {VURDERINGER: N_("Vurderinger efter loven"), FORLOEB: N_("Sagens forløb")}
_BILAG: Final = "Bilag {nummer}"
_HEL: Final = "{bilag}: {navn}. Holdt tilbage efter {hjemmel}."
_DEL: Final = "{bilag}: {navn}. En del er holdt tilbage efter {hjemmel}."
_UDELADT: Final = "[Holdt tilbage efter {hjemmel}]"


@dataclass(frozen=True, slots=True)
class Klage:
    """The complaint: when it came, until when it could, its words, and what was said of it once more.

    `til`: of one upheld in part, the day to which it is.
    """

    modtaget: date
    senest: date | None = None
    ord: str | None = None
    genvurderet: tuple[date, str] | None = None
    til: date | None = None


@dataclass(frozen=True, slots=True)
class Brev:
    """A letter of the file, under its key."""

    key: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class Vurdering:
    """What was judged, on which Danish day, with which outcome, under the key of the step it was made for."""

    key: str
    hvad: str
    dag: date
    decision: Decision


@dataclass(frozen=True, slots=True)
class Linje:
    """A line of the log: when, what, and the words that were written with it."""

    key: str
    hvornaar: str
    hvad: str
    ord: str


@dataclass(frozen=True, slots=True)
class Udeladt:
    """A paper that is held back by that paragraph: wholly, or only the pieces of these keys."""

    hjemmel: str
    dele: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Papir:
    """A paper as the index names it, and its pieces: (key, what it says)."""

    key: str
    navn: str
    dele: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Akter:
    """All that a case holds. `sag`: what the case is called. `navn`: the person's. Each in order.

    `udeladt`: what this reader does not get, by the paper's key.
    """

    sag: str
    navn: str
    emne: Emne
    breve: Sequence[Brev]
    vurderinger: Sequence[Vurdering]
    forloeb: Sequence[Linje]
    klage: Klage | None = None
    udeladt: Mapping[str, Udeladt] = field(default_factory=dict)


def papirer(akter: Akter) -> tuple[Papir, ...]:
    """Every paper of the file, as the index has them, each in its pieces."""
    letters = [
        Papir(one.key, f"{one.letter.title} ({plain_day(_DANISH, one.letter.day)})", _pieces(one.letter))
        for one in akter.breve
    ]
    judged = tuple((one.key, "\n".join([_heading(one), *_told(one)])) for one in akter.vurderinger)
    log = tuple((one.key, "\n".join(filter(None, (_line(one), one.ord)))) for one in akter.forloeb)
    return (
        *letters,
        Papir(VURDERINGER, _NAVNE[VURDERINGER], judged),
        Papir(FORLOEB, _NAVNE[FORLOEB], log),
    )


def cover(between: Between, akter: Akter) -> Letter:
    """The first sheet: what it is about, and the complaint. What lies behind it is the index's."""
    true, gaps = {akter.emne.value, between.holder.value}, _gaps(between, akter)
    if akter.klage is not None:
        true |= {"klaget"} | ({"klageord"} if akter.klage.ord else set())
        true |= {"klagefrist"} if akter.klage.senest else set()
        result = "delvist" if akter.klage.til else "fastholdt"
        true |= {"genvurderet", result} if akter.klage.genvurderet else set()
    return made(Kind.OVERSENDELSE, between, true, gaps)


def pdf(between: Between, akter: Akter) -> bytes:
    """The file: the same case gives the same file. Not to be called before a fork (`letters.pdf`)."""
    first = cover(between, akter)
    index = [Entry(_entry(number, one, akter), _given(akter, one.key)) for number, one in _numbered(akter)]
    behind = [
        Enclosed(_BILAG.format(nummer=number), _paper(first, akter, one.key))
        for number, one in _numbered(akter)
        if _given(akter, one.key)
    ]
    return together(first.title, between.day, first, index, behind)


def _numbered(akter: Akter) -> Iterator[tuple[int, Papir]]:
    return enumerate(papirer(akter), start=1)


def _paper(first: Letter, akter: Akter, key: str) -> Letter:
    if key == VURDERINGER:
        return _findings(first, akter)
    if key == FORLOEB:
        return _log(first, akter)
    found = next(one for one in akter.breve if one.key == key)
    return _letter(found, akter.udeladt.get(key))


def _given(akter: Akter, key: str) -> bool:
    held = akter.udeladt.get(key)
    return held is None or bool(held.dele)


def _gaps(between: Between, akter: Akter) -> dict[str, str]:
    klage = akter.klage
    again = klage.genvurderet if klage else None
    return {
        "afsender": between.organisation,
        "sag": akter.sag,
        "navn": akter.navn,
        "modtaget": written(klage.modtaget) if klage else "",
        "klage_senest": written(klage.senest) if klage and klage.senest else "",
        "klage": (klage.ord or "") if klage else "",
        "genvurderet": written(again[0]) if again else "",
        "genvurdering": again[1] if again else "",
        "til": written(klage.til) if klage and klage.til else "",
    }


def _entry(number: int, one: Papir, akter: Akter) -> str:
    bilag, held = _BILAG.format(nummer=number), akter.udeladt.get(one.key)
    if held is None:
        return f"{bilag}: {one.navn}"
    text = _DEL if held.dele else _HEL
    return text.format(bilag=bilag, navn=one.navn, hjemmel=held.hjemmel)


def _pieces(letter: Letter) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), block.text) for number, block in enumerate(letter.blocks, start=1))


def _letter(one: Brev, held: Udeladt | None) -> Letter:
    if held is None:
        return one.letter
    blocks = [
        _left_out(held) if str(number) in held.dele else block
        for number, block in enumerate(one.letter.blocks, start=1)
    ]
    return replace(one.letter, blocks=tuple(blocks))


def _findings(first: Letter, akter: Akter) -> Letter:
    """Each finding in words, with its paragraph, under the day it was made."""
    blocks, held = [], akter.udeladt.get(VURDERINGER)
    for one in akter.vurderinger:
        if held is not None and one.key in held.dele:
            blocks.append(_left_out(held))
            continue
        blocks.append(Block(BlockKind.HEADING, _heading(one)))
        blocks += [Block(BlockKind.ITEM, text) for text in _told(one)]
    return replace(first, title=_NAVNE[VURDERINGER], blocks=tuple(blocks))


def _log(first: Letter, akter: Akter) -> Letter:
    blocks, held = [], akter.udeladt.get(FORLOEB)
    for one in akter.forloeb:
        if held is not None and one.key in held.dele:
            blocks.append(_left_out(held))
            continue
        blocks.append(Block(BlockKind.PARAGRAPH, _line(one)))
        blocks += [Block(BlockKind.QUOTE, one.ord)] if one.ord.strip() else []
    return replace(first, title=_NAVNE[FORLOEB], blocks=tuple(blocks))


def _heading(one: Vurdering) -> str:
    return f"{one.hvad}, {plain_day(_DANISH, one.dag)}"


def _told(one: Vurdering) -> list[str]:
    return [explain_to_caseworker(finding, _DANISH) for finding in one.decision.findings]


def _line(one: Linje) -> str:
    return f"{one.hvornaar}: {one.hvad}"


def _left_out(held: Udeladt) -> Block:
    return Block(BlockKind.PARAGRAPH, _UDELADT.format(hjemmel=held.hjemmel))
