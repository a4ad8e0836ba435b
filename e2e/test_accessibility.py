"""The checkers see what is wrong with a page, so that it means something where they see nothing."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from e2e import checkers
from e2e.everywhere import NO_PAGE
from portal.web.urls import ADDRESSES

BAD = """<!doctype html><title>x</title><img src="data:,"><p style="color: #ccc">Pale</p><ul><p>x</p></ul>
<div style="position: absolute; left: 0; width: calc(100vw + 3000px)">Wide</div>"""


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


def test_what_is_said_to_show_no_page_is_an_address() -> None:
    assert set(NO_PAGE) <= {f"{method} {address.rule}" for address in ADDRESSES for method in address.methods}
