"""What every page must be, whoever fetches it: the test client checks each page before the test sees it.

Valid HTML, one h1, a title, a language, labels, ids that are there and only once, a token in every form that
posts, nothing that the Content-Security-Policy forbids, no text without a translation, no CPR number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.html5parser import ParseError
from werkzeug.test import TestResponse

from portal.logs import mask_cpr
from portal.wording.catalogues import LANGUAGES, MISSING

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_LABELLED = {"input", "select", "textarea"}
_REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls")


class LintedClient(FlaskClient):
    """A client that fails the test on the first page that is not as pages must be."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs, buffered=True)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            problems = list(faults(response))
            assert not problems, f"{response.request.method} {response.request.path}:\n" + "\n".join(problems)
        return response


def faults(response: TestResponse) -> Iterator[str]:
    """Everything that is wrong with the page, one sentence each."""
    html = response.get_data(as_text=True)
    try:
        page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    except ParseError as error:
        yield f"not valid HTML: {error}"
        return
    yield from _headers(response)
    yield from _frame(page)
    yield from _ids(page)
    yield from _fields(page)
    yield from _links(page)
    yield from _policy(page)
    yield from _words(page, html)


def _of_nobody(response: TestResponse) -> bool:
    """A page of the rule book for whoever is not signed in. The browser may keep it, and asks each time."""
    first = response.request.path.split("/")[1]
    return first == "regler" and response.status_code == 200 and "log-off" not in response.text


def _headers(response: TestResponse) -> Iterator[str]:
    if response.headers.get("Cache-Control") != ("private, no-cache" if _of_nobody(response) else "no-store"):
        yield "may be kept by a browser"
    if "default-src 'none'" not in response.headers.get("Content-Security-Policy", ""):
        yield "has no Content-Security-Policy"


def _frame(page: Element) -> Iterator[str]:
    if page.get("lang") not in LANGUAGES:
        yield f"is in no language: {page.get('lang')!r}"
    title = page.findtext("head/title") or ""
    if not re.fullmatch(r"\S.* – Selvbooking", title.strip()):
        yield f"has no title of its own: {title!r}"
    if (count := len(page.findall(".//h1"))) != 1:
        yield f"has {count} h1"
    if len(page.findall(".//main")) != 1:
        yield "has not one main"
    main = page.find(".//main")
    levels = [int(e.tag[1]) for e in _elements(main) if re.fullmatch(r"h[1-6]", str(e.tag))]
    summary = 1 if main is not None and _has_error_summary(main) else 0
    for before, after in zip(levels[summary:], levels[summary + 1 :], strict=False):
        if after > before + 1:
            yield f"has an h{after} under an h{before}"


def _has_error_summary(main: Element) -> bool:
    return any(e.get("data-module") == "error-summary" for e in _elements(main))


def _ids(page: Element) -> Iterator[str]:
    ids = Counter(e.get("id") for e in _elements(page) if e.get("id") is not None)
    yield from (f"has the id {name!r} {count} times" for name, count in ids.items() if count > 1)
    for element in _elements(page):
        for attribute in _REFERENCES:
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f"{element.tag} {attribute} points to {name!r}, which is not there"


def _fields(page: Element) -> Iterator[str]:
    labels = {e.get("for"): _text(e) for e in page.iter("label")}
    for element in _elements(page):
        labelled = labels.get(element.get("id")) or element.get("aria-label")
        if element.tag in _LABELLED and element.get("type") not in {"hidden", "submit"} and not labelled:
            yield f"{element.tag} {element.get('name')!r} has no label"
        if element.tag in {"button", "a"} and not (_text(element) or element.get("aria-label")):
            yield f"a {element.tag} says nothing"
        if element.tag == "fieldset" and not _text(element.find("legend")):
            yield "a fieldset has no legend"
        if element.tag == "img" and element.get("alt") is None:
            yield "a picture has no alt"
        token = any(e.get("name") == "csrf_token" and e.get("value") for e in element.iter("input"))
        if element.tag == "form" and element.get("method", "get").lower() == "post" and not token:
            yield f"the form to {element.get('action')} carries no token"


def _links(page: Element) -> Iterator[str]:
    ids = {e.get("id") for e in _elements(page)}
    for link in page.iter("a"):
        href = link.get("href")
        if not href:
            yield f"the link {_text(link)!r} leads nowhere"
        elif href.startswith("#") and href[1:] not in ids:
            yield f"the link to {href} leads to nothing"


def _policy(page: Element) -> Iterator[str]:
    for element in _elements(page):
        if element.get("style") is not None or element.tag == "style":
            yield f"{element.tag} is styled where it stands"
        if any(name.startswith("on") for name in element.keys()):  # noqa: SIM118 - an Element is not a mapping
            yield f"{element.tag} runs a script where it stands"
        source = element.get("src") or (element.get("href") if element.tag == "link" else None)
        if source is not None and not source.startswith("/static/"):
            yield f"{element.tag} fetches {source}"
        if element.tag == "script" and (element.text or "").strip():
            yield "has a script inside"


def _words(page: Element, html: str) -> Iterator[str]:
    for found in re.findall(f"{MISSING[0]}[^{MISSING[1]}]*{MISSING[1]}", html):
        yield f"not translated: {found}"
    for text in _shown(page):
        plain = _UUID.sub("", text)
        if mask_cpr(plain) != plain:
            yield f"holds what looks like a CPR number: {mask_cpr(plain)!r}"


def _shown(page: Element) -> Iterator[str]:
    for element in _elements(page):
        yield element.text or ""
        yield element.tail or ""
        if element.get("name") != "csrf_token":
            yield from (value for _name, value in element.items())


def _elements(root: Element | None) -> Iterator[Element]:
    return (e for e in (root.iter() if root is not None else ()) if isinstance(e.tag, str))


def _text(element: Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""
