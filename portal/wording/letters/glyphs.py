"""Which characters a letter can show: those that its font has.

A PDF that everybody can use (PDF/UA) may hold no character without a shape, so a letter's words are asked for
them before they are kept, and not when somebody opens the letter years later.
"""

from __future__ import annotations

import struct
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

FONTS: Final[Traversable] = resources.files("portal.wording.letters") / "fonts"
REGULAR: Final = "IBMPlexSans-Regular.ttf"
SEMIBOLD: Final = "IBMPlexSans-SemiBold.ttf"

_SPACES: Final = frozenset("\n ")
_WINDOWS_UNICODE: Final = (3, 1)
_SEGMENTS: Final = 4  # the format of a character map for the basic plane (OpenType, `cmap`)
_REPLACEMENT: Final = "?"


def missing(text: str) -> list[str]:
    """The characters in the text that no letter can show, each once, in their order."""
    return list(dict.fromkeys(sign for sign in text if sign not in _SPACES and ord(sign) not in shown()))


def showable(text: str) -> str:
    """The text with a question mark for what cannot be shown: for names, which nobody here can mend."""
    return "".join(sign if sign in _SPACES or ord(sign) in shown() else _REPLACEMENT for sign in text)


def tidied(text: str) -> str:
    """The text as it is kept: line breaks as one sign, no tabs, nothing empty at the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


@cache
def shown() -> frozenset[int]:
    """The characters that both cuts of the font have."""
    return frozenset.intersection(*(_characters((FONTS / cut).read_bytes()) for cut in (REGULAR, SEMIBOLD)))


def _characters(font: bytes) -> frozenset[int]:
    """The characters of a font file, read from its map (OpenType specification, `cmap`, format 4)."""
    cmap = _table(font, b"cmap")
    for number in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * number)
        if (platform, encoding) == _WINDOWS_UNICODE:
            return _segments(cmap[offset:])
    raise ValueError("the font has no map of Unicode characters")


def _table(font: bytes, name: bytes) -> bytes:
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _sum, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == name:
            return font[offset : offset + length]
    raise ValueError(f"the font has no table {name!r}")


def _segments(table: bytes) -> frozenset[int]:
    form, _length, _language, double = struct.unpack_from(">HHHH", table)
    if form != _SEGMENTS:
        raise ValueError(f"a character map of format {form} is not read here")
    count = double // 2
    last = struct.unpack_from(f">{count}H", table, 14)
    first, delta, offsets = (
        struct.unpack_from(f">{count}{kind}", table, 16 + n * double)
        for n, kind in ((1, "H"), (2, "h"), (3, "H"))
    )
    found: set[int] = set()
    for number in range(count):
        for sign in range(first[number], last[number] + 1):
            glyph = sign
            if offsets[number]:
                place = 16 + 3 * double + 2 * number + offsets[number] + 2 * (sign - first[number])
                (glyph,) = struct.unpack_from(">H", table, place)
                if glyph == 0:
                    continue
            if (glyph + delta[number]) % 0x10000:
                found.add(sign)
    return frozenset(found - {0xFFFF})
