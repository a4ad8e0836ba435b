"""The linter finds what it is there to find."""

from __future__ import annotations

import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from tests.web.linter import faults

GOOD = """<!doctype html><html lang="da"><head><title>Side – Selvbooking</title></head><body><main>
<h1>Side</h1><h2>Del</h2><form method="post"><input type="hidden" name="csrf_token" value="x">
<label for="a">Navn</label><input id="a" name="a" aria-describedby="hint"><span id="hint">Hjælp</span>
<button>Send</button></form><a href="/x">Link</a><a href="#a">Felt</a></main></body></html>"""


def fetched(html: str, **headers: str) -> TestResponse:
    app = Flask("a_page")
    sent = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"} | headers
    app.add_url_rule("/", view_func=lambda: Response(html, headers=sent, mimetype="text/html"))
    return app.test_client().get("/")


def test_a_page_as_pages_must_be_has_no_faults() -> None:
    assert list(faults(fetched(GOOD))) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("</form>", "</div></form>", "not valid HTML"),
        ("<h2>Del</h2>", "<p><div></div></p>", "not valid HTML"),
        ('lang="da"', "", "is in no language"),
        ("Side – Selvbooking", "Selvbooking", "has no title of its own"),
        ("<h1>Side</h1>", "", "has 0 h1"),
        ("<h2>Del</h2>", "<h1>Del</h1>", "has 2 h1"),
        ("<h2>Del</h2>", "<h3>Del</h3>", "has an h3 under an h1"),
        ('<span id="hint">', '<span id="a">', "has the id 'a' 2 times"),
        ('<span id="hint">', "<span>", "points to 'hint', which is not there"),
        ('<label for="a">Navn</label>', "", "has no label"),
        ('<label for="a">Navn</label>', '<label for="a"></label>', "has no label"),
        ("<button>Send</button>", "<button></button>", "a button says nothing"),
        ('<a href="/x">', "<a>", "leads nowhere"),
        ('href="#a"', 'href="#b"', "leads to nothing"),
        ('value="x"', 'value=""', "carries no token"),
        ("<h2>Del</h2>", '<h2 style="color:red">Del</h2>', "is styled where it stands"),
        ("<button>", '<button onclick="x()">', "runs a script where it stands"),
        ("<h2>Del</h2>", "<script>x()</script><h2>Del</h2>", "has a script inside"),
        (
            "<h2>Del</h2>",
            '<h2>Del</h2><img src="https://a.example/b.png" alt="">',
            "fetches https://a.example",
        ),
        ("<h2>Del</h2>", '<h2>Del</h2><img src="/static/b.png">', "a picture has no alt"),
        ("Hjælp", "⟦Hjælp⟧", "not translated: ⟦Hjælp⟧"),
        ("Hjælp", "010290-1234", "holds what looks like a CPR number"),
        ("/x", "/x?cpr=0102901234", "holds what looks like a CPR number"),
    ],
)
def test_a_fault_is_found(before: str, after: str, fault: str) -> None:
    assert before in GOOD
    found = list(faults(fetched(GOOD.replace(before, after, 1))))

    assert any(fault in sentence for sentence in found), found


def test_a_page_that_a_browser_may_keep_is_found() -> None:
    assert "may be kept by a browser" in list(faults(fetched(GOOD, **{"Cache-Control": "private"})))


def test_an_id_of_a_meeting_is_not_taken_for_a_cpr_number() -> None:
    page = GOOD.replace("/x", "/samtale/01029012-1234-4abc-8abc-010290123412")

    assert list(faults(fetched(page))) == []
