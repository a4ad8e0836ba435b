"""What the page of a work list is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.web.caseworker.lists.tables import Row


@dataclass(frozen=True, slots=True)
class Sortable:
    """A head and where pressing it leads; `sorted`: how the list is sorted by it now, as `aria-sort` says."""

    text: str
    href: str | None = None
    sorted: str | None = None


@dataclass(frozen=True, slots=True)
class Select:
    """A filter: its name in the address, what it is called, what can be chosen, and what is."""

    id: str
    label: str
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True, slots=True)
class Page:
    """What `list.html` shows.

    `notices`: how far the list is known, in sentences. `every`: whether those are shown with whom nothing has
    to be done; None where the list knows of none. `more`: the pages beside this one, (text, address).
    `act`: what can be done for several at once, "" for nothing. `kept`: the filters, to be sent along.
    `undo`: until what time something that was done for several can be taken back, and where.
    """

    liste: str
    title: str
    lead: str
    empty: str
    heads: tuple[Sortable, ...]
    rows: tuple[Row, ...]
    total: int
    printing: bool
    file: str
    paper: str
    notices: list[str] = field(default_factory=list)
    selects: list[Select] = field(default_factory=list)
    every: bool | None = None
    more: list[tuple[str, str]] = field(default_factory=list)
    act: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    undo: tuple[str, str] | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())
