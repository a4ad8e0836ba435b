"""Everybody can use it: axe and the Nu HTML checker have nothing to report, anywhere, in any state.

Both languages; on a wide screen, and on the narrowest, which is also the wide one at 400 percent.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from e2e import checkers
from e2e.browser import PATIENCE_MS
from e2e.demo import Demo
from e2e.everywhere import NO_PAGE, WALKS
from e2e.journeys import Citizen
from e2e.visitor import FILES, Notes, Visitor, seat_of
from portal.web.urls import ADDRESSES

LANGUAGES = ("da", "en")
BAD = """<!doctype html><title>x</title><img src="data:,"><p style="color: #ccc">Pale</p><ul><p>x</p></ul>
<div style="position: absolute; left: 0; width: calc(100vw + 3000px)">Wide</div>"""


WalkIn = Callable[[str], Notes]


@pytest.fixture(scope="module")
def notes(running: Demo, chromium: Browser) -> WalkIn:
    """What was seen on all walks in a language; walked when first asked for."""
    return cache(lambda language: walk(running, chromium, language))


def walk(demo: Demo, chromium: Browser, language: str) -> Notes:
    notes = Notes()
    for one in WALKS:
        demo.renew()
        seat = seat_of(language)
        context = chromium.new_context(
            base_url=demo.address, viewport={"width": seat.width, "height": seat.height}, locale=language
        )
        context.set_default_timeout(PATIENCE_MS)
        one(Visitor(Citizen(context.new_page(), seat), demo, notes))
        context.close()
    return notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_narrowest_window(
    notes: WalkIn, language: str
) -> None:
    assert notes(language).complaints == []


def test_the_nu_html_checker_has_nothing_to_report(notes: WalkIn, tmp_path: Path) -> None:
    pages = [page for language in LANGUAGES for page in notes(language).pages]
    assert checkers.nu(pages, tmp_path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_walks_come_to_every_address(notes: WalkIn, language: str) -> None:
    found = notes(language)
    seen = {f"{method} {found.rule_of(path, method)}" for method, path in found.asked}
    every = {f"{m} {a.rule}" for a in ADDRESSES for m in a.methods if not a.rule.endswith(FILES)}
    assert every - seen - set(NO_PAGE) == set(), "an address is new: take it into a walk in e2e/everywhere.py"
    assert set(NO_PAGE) <= every


def test_the_walks_come_to_every_kind_of_answer(notes: WalkIn) -> None:
    statuses = {400, 403, 404, 405, 409, 413, 422, 500, 503, 200}
    for language in LANGUAGES:
        assert notes(language).statuses >= statuses


def test_the_checkers_tell_what_is_wrong_with_a_page(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.set_content(BAD)
    told = "\n".join(checkers.axe(page))
    assert "(image-alt)" in told
    assert "(color-contrast)" in told
    assert "(html-has-lang)" in told
    assert checkers.reflow(page) == ["3000 pixels wider than the window"]
    page.close()
    (message, *_) = checkers.nu([("here", BAD)], tmp_path)
    assert "here" in message
