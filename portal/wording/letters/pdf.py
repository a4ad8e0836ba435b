"""A letter as a PDF that everybody can use: tagged, with its language and title, fonts inside (PDF/UA-1).

The look is `templates/letters/letter.typ`. The letter reaches it as data: text that is shown, never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any, Final, Protocol

import typst

from portal.wording.letters.glyphs import FONTS, showable
from portal.wording.letters.letter import Block, BlockKind, Letter, Sender

_LONG: Final = re.compile(r"\S{60,}")
_ZERO_WIDTH: Final = "\u200b"
_LOOK: Final = resources.files("portal") / "templates" / "letters" / "letter.typ"


COPY: Final = "Kopi af brev til {navn}"
"""Above the copy that goes to somebody who stands in for the person."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter on paper, and the lines it goes to, the name first. `note`: what else it says above itself.

    `to_another`: it is the copy of somebody who stands in for the person.
    """

    letter: Letter
    address: tuple[str, ...]
    to_another: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter in a file with an index. `number`: what the index calls it by."""

    number: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index. `enclosed`: whether what it names is in the file; then it says on which page."""

    text: str
    enclosed: bool


class Shown(Protocol):
    """What a file is made of: a letter, or another paper of its look. `greeting` "": nobody signs it."""

    @property
    def title(self) -> str: ...

    @property
    def sender(self) -> Sender: ...

    @property
    def receiver(self) -> str: ...

    @property
    def day(self) -> date: ...

    @property
    def written_day(self) -> str: ...

    @property
    def blocks(self) -> tuple[Block, ...]: ...

    @property
    def greeting(self) -> str: ...

    @property
    def language(self) -> str: ...


def pdf(letter: Shown) -> bytes:
    """The file. The same letter gives the same file.

    Safe in threads. Not to be called before a fork: the children of a process that made one would wait for
    ever on the threads that typst left behind in it.
    """
    return _file(letter.title, letter.sender.name, letter.day, [_data(letter)], letter.language)


def together(title: str, day: date, cover: Letter, index: Sequence[Entry], rest: Sequence[Enclosed]) -> bytes:
    """A cover with its index, and what it names, in that order; pages run through the whole file."""
    sheets = iter(range(1, len(rest) + 1))
    found = [{"text": _breakable(one.text), "sheet": next(sheets) if one.enclosed else None} for one in index]
    letters = [_data(cover), *(_data(one.letter) | {"number": one.number} for one in rest)]
    return _file(title, cover.sender.name, day, letters, "da", index=found)


def to_print(title: str, day: date, letters: Sequence[Addressed]) -> bytes:
    """Many letters in one file, each on sheets of its own and with its address where envelopes have their
    window. `title`, `day`: of the file. As `pdf` otherwise.
    """
    sender = letters[0].letter.sender.name if letters else ""
    found = [_printed(one) for one in letters]
    return _file(title, sender, day, found, "da", printed=True)


def _file(
    title: str,
    author: str,
    day: date,
    letters: list[dict[str, Any]],
    language: str,
    *,
    printed: bool = False,
    index: Sequence[dict[str, Any]] = (),
) -> bytes:
    whole = {
        "title": showable(title),
        "author": showable(author),
        "date": [day.year, day.month, day.day],
        "language": language,
        "printed": printed,
        "index": index,
        "letters": letters,
    }
    return typst.compile(
        _LOOK.read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"whole": json.dumps(whole)},
        timestamp=datetime.combine(day, time.min, UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    """The letters' own fonts, and none of the machine's: a letter looks the same wherever it is made."""
    with resources.as_file(FONTS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _printed(one: Addressed) -> dict[str, Any]:
    copy = COPY.format(navn=one.letter.receiver) if one.to_another else ""
    return _data(one.letter) | {
        "address": [showable(line) for line in one.address],
        "copy": showable(copy),
        "note": showable(one.note),
    }


def _data(letter: Shown) -> dict[str, Any]:
    return {
        "language": letter.language,
        "title": showable(letter.title),
        "sender": showable(letter.sender.name),
        "sender_lines": [showable(line) for line in letter.sender.lines],
        "signed_by": showable(letter.sender.signed_by),
        "receiver": showable(letter.receiver),
        "day": letter.written_day,
        "greeting": showable(letter.greeting),
        "address": [],
        "copy": "",
        "note": "",
        "number": "",
        "blocks": [
            block
            for items, found in groupby(letter.blocks, lambda block: block.kind is BlockKind.ITEM)
            for block in (_list(list(found)) if items else _blocks(list(found)))
        ],
    }


def _list(items: list[Block]) -> list[dict[str, Any]]:
    return [{"kind": "list", "items": [_breakable(item.text) for item in items]}]


def _blocks(blocks: list[Block]) -> list[dict[str, Any]]:
    return [
        {
            "kind": block.kind.value,
            "paragraphs": [[_breakable(line) for line in lines] for lines in block.paragraphs],
        }
        for block in blocks
    ]


def _breakable(text: str) -> str:
    """A word longer than any line may go on in the next one, where it would else run off the paper."""
    return _LONG.sub(lambda found: _ZERO_WIDTH.join(found.group()), showable(text))
