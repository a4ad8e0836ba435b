"""The whole file of a decision's case as one PDF: a cover with an index, every letter, the findings, the log.

It goes to Ankestyrelsen with a complaint (RSL § 66; AKS § 22), and to the person who asks to see it (AKS §
12; FVL § 9). In Danish: it is what was written, and in the words it was written in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from portal.policy.hoering import Emne
from portal.policy.law import Decision
from portal.wording.catalogues import reader_of
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.letter import Block, BlockKind, Kind, Letter
from portal.wording.letters.made import Between, made, written
from portal.wording.letters.pdf import together
from portal.wording.reader import N_, plain_day

_DANISH: Final = reader_of("da")
_VURDERINGER: Final = N_("Vurderinger efter loven")
_FORLOEB: Final = N_("Sagens forløb")


@dataclass(frozen=True, slots=True)
class Klage:
    """The complaint: when it came, until when it could, its words, and what was said of it once more."""

    modtaget: date
    senest: date | None = None
    ord: str | None = None
    genvurderet: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True)
class Akter:
    """All that a case holds. `sag`: what the case is called. `navn`: the person's.

    `vurderinger`: (what was judged, on which Danish day, with which outcome), in order. `forloeb`: (when,
    what, the words that were written with it).
    """

    sag: str
    navn: str
    emne: Emne
    breve: Sequence[Letter]
    vurderinger: Sequence[tuple[str, date, Decision]]
    forloeb: Sequence[tuple[str, str, str]]
    klage: Klage | None = None


def cover(between: Between, akter: Akter) -> Letter:
    """The first sheet: what it is about, the complaint, and what lies behind it."""
    true, gaps = {akter.emne.value, between.holder.value}, _gaps(between, akter)
    if akter.klage is not None:
        true |= {"klaget"} | ({"klageord"} if akter.klage.ord else set())
        true |= {"klagefrist"} if akter.klage.senest else set()
        true |= {"genvurderet"} if akter.klage.genvurderet else set()
    letter = made(Kind.OVERSENDELSE, between, true, gaps)
    return replace(letter, blocks=(*letter.blocks, *_index(akter)))


def pdf(between: Between, akter: Akter) -> bytes:
    """The file: the same case gives the same file. Not to be called before a fork (`letters.pdf`)."""
    first = cover(between, akter)
    sheets = (first, *akter.breve, _findings(first, akter), _log(first, akter))
    return together(first.title, between.day, sheets)


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
    }


def _index(akter: Akter) -> list[Block]:
    named = [f"{one.title} ({plain_day(_DANISH, one.day)})" for one in akter.breve]
    return [
        Block(BlockKind.ITEM, f"Bilag {number}: {name}")
        for number, name in enumerate([*named, _VURDERINGER, _FORLOEB], start=1)
    ]


def _findings(first: Letter, akter: Akter) -> Letter:
    """Each finding in words, with its paragraph, under the day it was made."""
    blocks = []
    for what, on, decision in akter.vurderinger:
        blocks.append(Block(BlockKind.HEADING, f"{what}, {plain_day(_DANISH, on)}"))
        told = [explain_to_caseworker(finding, _DANISH) for finding in decision.findings]
        blocks += [Block(BlockKind.ITEM, text) for text in told]
    return replace(first, title=_numbered(akter, 1, _VURDERINGER), blocks=tuple(blocks))


def _log(first: Letter, akter: Akter) -> Letter:
    blocks = []
    for when, what, words in akter.forloeb:
        blocks.append(Block(BlockKind.PARAGRAPH, f"{when}: {what}"))
        blocks += [Block(BlockKind.QUOTE, words)] if words.strip() else []
    return replace(first, title=_numbered(akter, 2, _FORLOEB), blocks=tuple(blocks))


def _numbered(akter: Akter, after: int, name: str) -> str:
    return f"Bilag {len(akter.breve) + after}: {name}"
