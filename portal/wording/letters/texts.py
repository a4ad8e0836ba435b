"""The letters' texts: read from `texts/`, and filled in.

A text is read into blocks before anything is put into its gaps, so that what somebody typed can neither end a
block nor begin one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from portal.wording.letters.letter import Block, BlockKind, Kind

CURRENT: Final = dict.fromkeys(Kind, 1)
"""The version that a new letter is written in."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with gaps. It stands in a letter where everything in `naar` is true of the case."""

    naar: frozenset[str]
    block: Block


@dataclass(frozen=True, slots=True)
class Text:
    """What letters of one kind and version say."""

    kind: Kind
    version: int
    title: str
    greeting: str
    passages: tuple[Passage, ...]

    def filled(self, true: Collection[str], gaps: Mapping[str, str]) -> tuple[Block, ...]:
        """The blocks that fit, with their gaps filled. KeyError for a gap that nothing was given for."""
        return tuple(
            Block(passage.block.kind, passage.block.text.format_map(gaps))
            for passage in self.passages
            if passage.naar <= frozenset(true)
        )


@cache
def text_of(kind: Kind, version: int) -> Text:
    """Raises FileNotFoundError for a version that was never written."""
    file = resources.files(__package__) / "texts" / f"{kind.value}.{version}.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    if (found["kind"], found["version"]) != (kind.value, version):
        raise ValueError(f"{file} says that it is another text")
    return Text(
        kind, version, found["title"], found["greeting"], tuple(_passage(entry) for entry in found["afsnit"])
    )


def _passage(entry: Mapping[str, Any]) -> Passage:
    (block,) = [Block(kind, entry[kind.value]) for kind in BlockKind if kind.value in entry]
    return Passage(frozenset(entry.get("naar", ())), block)
