"""What a list is narrowed down to, as its address says it: places, days and colleagues, never a person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.policy.facts import Samtaleform
from portal.store.list_query import DAYS_AHEAD, Liste, Order
from portal.store.lists import Choice

DAYS: Final = (7, 14, 31, 62, 120, 365)
ALL: Final = "alle"
ON_A_PAGE: Final = 50
KINDS: Final = ("kontor", "hold", "hos")
_NAMES: Final = {"kontor": "office", "hold": "team", "hos": "caseworker"}


@dataclass(frozen=True, slots=True)
class Filters:
    """The address's own words, those that mean something; what means nothing is left out."""

    dage: str = ""
    kontor: str = ""
    hold: str = ""
    hos: str = ""
    form: str = ""
    vis: str = ""
    orden: str = ""
    side: int = 1

    def words(self, **changed: Any) -> dict[str, str]:
        """What stands in the address of the same list with these words changed; a new order begins anew."""
        own = {name: getattr(self, name) for name in (*KINDS, "dage", "form", "vis", "orden")}
        words = {name: str(value) for name, value in (own | changed).items() if value}
        if words.get("side") == "1":
            del words["side"]
        return words

    @property
    def order(self) -> Order:
        word = self.orden.removeprefix("-")
        return Order(word) if word else Order.DAG

    @property
    def descending(self) -> bool:
        return self.orden.startswith("-")

    @property
    def narrowed(self) -> dict[str, Any]:
        """What of a `ListQuery` is chosen, by its names there; without the page."""
        found: dict[str, Any] = {
            "every": bool(self.vis),
            "order": self.order,
            "descending": self.descending,
        }
        if self.dage:
            found["days"] = None if self.dage == ALL else int(self.dage)
        if self.form:
            found["form"] = Samtaleform(self.form)
        for kind in KINDS:
            if value := getattr(self, kind):
                found[_NAMES[kind]] = uuid.UUID(value)
        return found

    @property
    def offset(self) -> int:
        return (self.side - 1) * ON_A_PAGE


def read(liste: Liste, address: Mapping[str, str]) -> Filters:
    """The filters that an address names; a word that nobody wrote here is passed over."""
    order = address.get("orden", "")
    form = address.get("form", "")
    return Filters(
        dage=_days(liste, address.get("dage", "")),
        **{kind: _id(address.get(kind, "")) for kind in KINDS},
        form=form if form in set(Samtaleform) else "",
        vis=ALL if address.get("vis") == ALL else "",
        orden=order if order.removeprefix("-") in set(Order) else "",
        side=page_number(address.get("side", "")),
    )


def options(choices: tuple[Choice, ...], kind: str) -> list[tuple[str, str]]:
    """What a list can be narrowed down to of that kind: (value, name)."""
    return [(str(choice.public_id), choice.name) for choice in choices if choice.kind == kind]


def days_of(liste: Liste) -> int | None:
    """How far the list looks where nothing is chosen; None where days do not matter."""
    return DAYS_AHEAD.get(liste)


def _days(liste: Liste, word: str) -> str:
    if liste not in DAYS_AHEAD:
        return ""
    return word if word == ALL or word in map(str, DAYS) else ""


def _id(word: str) -> str:
    try:
        return str(uuid.UUID(word))
    except ValueError:
        return ""


def page_number(word: str) -> int:
    """The page of a list that an address names; the first where it names none."""
    return max(int(word), 1) if word.isascii() and word.isdigit() and len(word) < 7 else 1
