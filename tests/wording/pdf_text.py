"""Reads a PDF as a screen reader does: its structure, and the words in the order of the pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf


def opened(file: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(file))


def structure(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """(tag, title) of every piece of the document, in the order in which it is read."""
    return list(_pieces(pdf.Root.StructTreeRoot))


def _pieces(node: Any) -> Iterator[tuple[str, str]]:
    if "/S" in node:
        yield str(node.S).lstrip("/"), str(node.get("/T", ""))
    below = node.get("/K")
    for piece in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(piece, pikepdf.Dictionary):
            yield from _pieces(piece)


def words(pdf: pikepdf.Pdf) -> str:
    """Everything that is written on the pages, without spaces: where a line ends is the look's business."""
    return "".join(words_by_page(pdf))


def words_by_page(pdf: pikepdf.Pdf) -> list[str]:
    return [re.sub(r"[\s\u00a0\u200b]", "", "".join(_written(page))) for page in pdf.pages]


def _written(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    glyphs = bytes(part)
                    yield from (font[int.from_bytes(glyphs[at : at + 2])] for at in range(0, len(glyphs), 2))


def _letters(font: Any) -> dict[int, str]:
    """What each glyph stands for, as the font's own map says it."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for glyph, sign in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(sign).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, sign in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(sign, 16) + step)
    return found


def unembedded(pdf: pikepdf.Pdf) -> list[str]:
    """The names of the fonts that do not lie in the file."""
    found = []
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                found.append(str(font.BaseFont))
    return found
