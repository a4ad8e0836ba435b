"""What caseworkers' tables are made of: cells of words, and cells that lead somewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that is a link. `about`: what it is about, for whoever hears the link alone."""

    text: str
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell with a badge of the design system: `info`, `success`, `warning` or `error`."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell with what somebody wrote, as it was written."""

    text: str
    language: str = "da"


Cell = str | Link | Mark | Typed


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Without rows, `empty` is said instead."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
