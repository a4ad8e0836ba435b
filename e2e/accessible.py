"""Everybody can use it: axe and the Nu HTML checker have nothing to report, anywhere, in any state.

On a wide screen, and on the narrowest, which is also the wide one at 400 percent. One test file for each
language and each kind of visitor, so that they are walked side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser

from e2e import checkers
from e2e.browser import PATIENCE_MS
from e2e.demo import Demo
from e2e.everywhere import NO_PAGE
from e2e.journeys import Citizen
from e2e.visitor import FILES, Notes, Visitor, seat_of
from portal.web.urls import ADDRESSES, PERSON, Who

OF_CITIZENS = frozenset({Who.ANYBODY, Who.CITIZEN, Who.SIGNED_IN})
OF_STAFF = frozenset(Who) - OF_CITIZENS

ON_PEOPLE = (
    PERSON,
    *(
        f"/sagsbehandler/{page}"
        for page in (
            "find-borger",
            "ny-borger",
            "import",
            "skift",
            "underretninger",
            "uleveret",
            "sager",
            "raadighedssamtaler",
            "dialog",
        )
    ),
)
"""How the addresses begin that are about people, and not about the organisation."""

Walks = tuple[Callable[[Visitor], None], ...]


class EveryPage:
    """What holds of all that one kind of visitor comes to in one language.

    `addresses`: whose addresses the walks have to come to, `comes_to` which of these. `statuses`: the answers
    they have to get.
    """

    language: ClassVar[str]
    walks: ClassVar[Walks]
    addresses: ClassVar[frozenset[Who]]
    statuses: ClassVar[frozenset[int]]

    @pytest.fixture(scope="class")
    @classmethod
    def notes(cls, running: Demo, chromium: Browser) -> Notes:
        """What was seen on all walks."""
        notes = Notes()
        for one in cls.walks:
            running.renew()
            seat = seat_of(cls.language)
            context = chromium.new_context(
                base_url=running.address,
                viewport={"width": seat.width, "height": seat.height},
                locale=seat.language,
            )
            context.set_default_timeout(PATIENCE_MS)
            one(Visitor(Citizen(context.new_page(), seat), running, notes))
            context.close()
        return notes

    @classmethod
    def comes_to(cls, rule: str) -> bool:
        return not rule.endswith(FILES)

    def test_axe_finds_nothing_and_nothing_is_wider_than_the_narrowest_window(self, notes: Notes) -> None:
        assert notes.complaints == []

    def test_the_nu_html_checker_has_nothing_to_report(self, notes: Notes, tmp_path: Path) -> None:
        assert checkers.nu(notes.pages, tmp_path) == []

    def test_the_walks_come_to_every_address(self, notes: Notes) -> None:
        seen = {f"{method} {notes.rule_of(path, method)}" for method, path in notes.asked}
        every = {
            f"{method} {address.rule}"
            for address in ADDRESSES
            if address.who in self.addresses and self.comes_to(address.rule)
            for method in address.methods
        }
        assert every - seen - set(NO_PAGE) == set(), "an address is new: take it into a walk"

    def test_the_walks_come_to_every_kind_of_answer(self, notes: Notes) -> None:
        assert notes.statuses >= self.statuses


class CitizensPages(EveryPage):
    addresses = OF_CITIZENS
    statuses = frozenset({200, 400, 403, 404, 405, 409, 413, 422, 500, 503})


class StaffsPagesOnPeople(EveryPage):
    """A person's pages, and those on which people come in and are found."""

    addresses = OF_STAFF
    statuses = frozenset({200, 404, 422})

    @classmethod
    def comes_to(cls, rule: str) -> bool:
        return super().comes_to(rule) and rule.startswith(ON_PEOPLE)


class StaffsOtherPages(EveryPage):
    """Work lists, times, administration, figures."""

    addresses = OF_STAFF
    statuses = frozenset({200, 403, 404, 422})

    @classmethod
    def comes_to(cls, rule: str) -> bool:
        return super().comes_to(rule) and not rule.startswith(ON_PEOPLE)
