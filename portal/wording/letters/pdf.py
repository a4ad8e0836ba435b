"""A letter as a PDF that everybody can use: tagged, with its language and title, fonts inside (PDF/UA-1).

The look is `templates/letters/letter.typ`. The letter reaches it as data: text that is shown, never read.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any, Final

import typst

from portal.wording.letters.glyphs import FONTS, showable
from portal.wording.letters.letter import Block, BlockKind, Letter

_LONG: Final = re.compile(r"\S{60,}")
_ZERO_WIDTH: Final = "\u200b"
_LOOK: Final = resources.files("portal") / "templates" / "letters" / "letter.typ"


def pdf(letter: Letter) -> bytes:
    """The file. The same letter gives the same file.

    Safe in threads. Not to be called before a fork: the children of a process that made one would wait for
    ever on the threads that typst left behind in it.
    """
    return typst.compile(
        _LOOK.read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"letter": json.dumps(_data(letter))},
        timestamp=datetime.combine(letter.day, time.min, UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    """The letters' own fonts, and none of the machine's: a letter looks the same wherever it is made."""
    with resources.as_file(FONTS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _data(letter: Letter) -> dict[str, Any]:
    return {
        "language": letter.language,
        "title": showable(letter.title),
        "sender": showable(letter.sender.name),
        "sender_lines": [showable(line) for line in letter.sender.lines],
        "signed_by": showable(letter.sender.signed_by),
        "receiver": showable(letter.receiver),
        "day": letter.written_day,
        "greeting": showable(letter.greeting),
        "date": [letter.day.year, letter.day.month, letter.day.day],
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
