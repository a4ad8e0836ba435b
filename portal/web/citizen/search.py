"""What a citizen asks of the list of free times: read from the address, kept in every link onwards.

Nothing here is personal: an address may end up in a log, so neither a telephone number nor a reason ever
stands in one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from portal.actions.find_times import Filters
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store.slots import Cursor
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.wording.reader import N_

PAGE: Final = 20
ALL: Final = "alle"
"""Stands for every place, where one would be chosen otherwise."""
ARTER: Final = (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE)

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DANISH: Final = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_NO_DAY: Final = N_("Skriv dagen som dag, måned og år, for eksempel 24-12-2026.")
_ENDS_FIRST: Final = N_("Den sidste dag ligger før den første. Vælg en senere dag.")


@dataclass(frozen=True, slots=True)
class Search:
    """`typed` is what the person wrote, kept for showing it again; `errors` has a Danish sentence per
    field.
    """

    art: SamtaleArt = SamtaleArt.JOBSAMTALE
    filters: Filters = field(default_factory=lambda: Filters(limit=PAGE))
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def filtered(self) -> bool:
        return any(self.typed.get(name, "") not in ("", ALL) for name in FIELDS)

    @property
    def days(self) -> dict[str, str]:
        """The days that could be read, as a field for dates takes them."""
        read = {"fra": self.filters.from_day, "til": self.filters.to_day}
        return {name: day.isoformat() for name, day in read.items() if day is not None}

    def kept(self, *without: str) -> list[tuple[str, str]]:
        """The search as (name, value) pairs for a link or a form, without those named."""
        pairs = [("art", self.art.value)] if self.art is not SamtaleArt.JOBSAMTALE else []
        pairs += [(name, value) for name, value in self.typed.items() if value]
        return [(name, value) for name, value in pairs if name not in without]


FIELDS: Final = ("fra", "til", "maade", "sted", "sagsbehandler")
"""The filters' names in an address. `efter` is the cursor of "more times"."""


def read(args: Mapping[str, str]) -> Search:
    """The search that an address asks for.

    A value that cannot be read filters nothing, and says so at its field.
    """
    typed = {name: args.get(name, "").strip() for name in (*FIELDS, "efter")}
    errors: dict[str, str] = {}
    from_day = _day(typed["fra"], "fra", errors)
    to_day = _day(typed["til"], "til", errors)
    if from_day and to_day and to_day < from_day:
        errors["til"] = _ENDS_FIRST
        to_day = None
    filters = Filters(
        from_day=from_day,
        to_day=to_day,
        form=_form(typed["maade"]),
        office=read_uuid(typed["sted"]),
        caseworker=read_uuid(typed["sagsbehandler"]),
        after=read_cursor(typed["efter"]),
        limit=PAGE,
    )
    art = args.get("art")
    return Search(
        art=SamtaleArt(art) if art in {known.value for known in ARTER} else SamtaleArt.JOBSAMTALE,
        filters=filters,
        typed=typed,
        errors=errors,
    )


def unfiltered(search: Search) -> Search:
    return replace(search, filters=Filters(limit=PAGE), typed={}, errors={})


def read_cursor(text: str) -> Cursor | None:
    """Where the next page of times begins; None where the address was changed by hand."""
    try:
        return Cursor.parse(text)
    except ValueError:
        return None


def read_form(text: str | None) -> Samtaleform | None:
    return _form(text or "")


def _day(text: str, name: str, errors: dict[str, str]) -> date | None:
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DANISH.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        errors[name] = _NO_DAY
        return None
    meant = read_day(f"{year:04}-{month:02}-{day:02}")
    if meant is None:
        errors[name] = _NO_DAY
    return meant


def _form(text: str) -> Samtaleform | None:
    return Samtaleform(text) if text in {form.value for form in Samtaleform} else None
