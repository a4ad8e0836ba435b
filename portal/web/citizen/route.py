"""Where the steps lead: the same four pages book a new meeting or move one that is planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.store.views import BookingView

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Route:
    """`move`: the meeting that is to be moved; None: a new one is booked."""

    move: BookingView | None = None

    @property
    def question(self) -> str:
        """The question's name in the policy's decisions."""
        return "ombook" if self.move else "book"

    @property
    def minutes(self) -> int | None:
        """How long the meeting is, where that is settled: a moved one keeps its length."""
        return self.move.varighed if self.move else None

    def find(self, pairs: Pairs = ()) -> str:
        return self._address("find_time.show", "find_time", pairs)

    def choose_form(self, pairs: Pairs = ()) -> str:
        return self._address("book.choose_form", "choose_form", pairs)

    def check(self, pairs: Pairs = ()) -> str:
        return self._address("book.check", "check", pairs)

    def hold_longer(self) -> str:
        return self._address("book.hold_longer", "hold_longer", ())

    def act(self) -> str:
        return self._address("book.book", "move", ())

    def back(self) -> str:
        if self.move:
            return url_for("citizen.samtale.show", samtale=self.move.public_id)
        return url_for("citizen.plan.show")

    def _address(self, booking: str, moving: str, pairs: Pairs) -> str:
        if self.move:
            return address(f"citizen.move.{moving}", [("samtale", str(self.move.public_id)), *pairs])
        return address(f"citizen.{booking}", pairs)


def address(endpoint: str, pairs: Pairs = ()) -> str:
    """The endpoint's address, with what is kept in it."""
    values: dict[str, Any] = dict(pairs)
    return url_for(endpoint, **values)
