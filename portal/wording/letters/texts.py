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

_SECOND: Final = (
    Kind.AENDRING,
    Kind.AKTINDSIGT,
    Kind.INDKALDELSE,
    Kind.INDSTILLING,
    Kind.OVERGANG,
    Kind.OVERSENDELSE,
    Kind.SAG_FRAFALDET,
    Kind.TILBUD,
    Kind.TILBUD_AFSLAG,
)
_THIRD: Final = (Kind.AFBUD, Kind.NYT, Kind.PARTSHOERING, Kind.KLAGE)
CURRENT: Final = dict.fromkeys(Kind, 1) | dict.fromkeys(_SECOND, 2) | dict.fromkeys(_THIRD, 3)
"""The version that a new letter is written in."""

TELLING: Final = frozenset(
    {
        Kind.KVITTERING,
        Kind.FLYTNING,
        Kind.AFBUD,
        Kind.AENDRING,
        Kind.TILBUDT_TID,
        Kind.PAAMINDELSE,
        Kind.OVERGANG,
        Kind.NYT,
        Kind.CV_MANGLER,
        Kind.SVAR,
        Kind.INDSTILLING,
        Kind.UNDERRETNING,
        Kind.UNDERRETNING_RESULTAT,
    }
)
"""Letters that tell and bind nobody: written in the reader's own language. All others are in Danish."""

LANGUAGES: Final = ("da", "en")


def languages(kind: Kind) -> tuple[str, ...]:
    """The languages in which letters of the kind are written."""
    return LANGUAGES if kind in TELLING else LANGUAGES[:1]


def versions(kind: Kind) -> tuple[int, ...]:
    """Every version of the kind's text, the latest first."""
    names = [file.name.split(".") for file in (resources.files(__package__) / "texts").iterdir()]
    return tuple(sorted({int(name[1]) for name in names if name[0] == kind.value}, reverse=True))


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with gaps. It stands in a letter where everything in `naar` is true of the case."""

    naar: frozenset[str]
    block: Block


@dataclass(frozen=True, slots=True)
class Text:
    """What letters of one kind and version say. `titles`: the first that fits the case is the letter's."""

    kind: Kind
    version: int
    language: str
    titles: tuple[tuple[frozenset[str], str], ...]
    greeting: str
    passages: tuple[Passage, ...]

    def title(self, true: Collection[str]) -> str:
        """The title that fits."""
        return next(title for naar, title in self.titles if naar <= frozenset(true))

    def filled(self, true: Collection[str], gaps: Mapping[str, str]) -> tuple[Block, ...]:
        """The blocks that fit, with their gaps filled. KeyError for a gap that nothing was given for."""
        return tuple(
            Block(passage.block.kind, passage.block.text.format_map(gaps))
            for passage in self.passages
            if passage.naar <= frozenset(true)
        )


@cache
def text_of(kind: Kind, version: int, language: str = "da") -> Text:
    """Raises FileNotFoundError for a version that was never written, or not in that language.

    A text's title stands in `title`, and where it depends on the case in `titler` before it.
    """
    name = f"{kind.value}.{version}.toml" if language == "da" else f"{kind.value}.{version}.{language}.toml"
    file = resources.files(__package__) / "texts" / name
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    if (found["kind"], found["version"], found.get("language", "da")) != (kind.value, version, language):
        raise ValueError(f"{file} says that it is another text")
    titles = [(frozenset(entry["naar"]), entry["title"]) for entry in found.get("titler", ())]
    return Text(
        kind,
        version,
        language,
        (*titles, (frozenset(), found["title"])),
        found["greeting"],
        tuple(_passage(entry) for entry in found["afsnit"]),
    )


def _passage(entry: Mapping[str, Any]) -> Passage:
    (block,) = [Block(kind, entry[kind.value]) for kind in BlockKind if kind.value in entry]
    return Passage(frozenset(entry.get("naar", ())), block)
