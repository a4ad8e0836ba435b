"""The rule book: the rules the portal decides by, for anybody to read. Nothing personal, nothing to fill in.

A browser may keep a page and ask whether it is still so. What a page holds changes with the portal itself and
with the language; the token of its forms belongs to the session, so that goes into the tag too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from flask import Response, abort, make_response, render_template, request, session
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from portal.web.context import settings
from portal.web.locale import reader
from portal.web.pages import static_version
from portal.web.security_headers import ASKED_FOR_AGAIN
from portal.wording import regelbog


def show() -> Response:
    return _kept(
        lambda: render_template(
            "public/regler/index.html",
            chapters=regelbog.chapters(reader()),
            left=regelbog.left_to_people(reader()),
        )
    )


def topic(emne: str) -> Response:
    try:
        chapter = regelbog.chapter(emne, reader())
    except KeyError:
        abort(404)
    return _kept(
        lambda: render_template(
            "public/regler/topic.html", chapter=chapter, rules=regelbog.rules(emne, reader())
        )
    )


def _kept(page: Callable[[], str]) -> Response:
    """The page, or word that it is as it was. Whoever is signed in has an own one, not to be kept."""
    if current_user.is_authenticated:
        return make_response(page())
    generate_csrf()
    frame = repr(settings())
    told = "\n".join((_version(), frame, reader().language, request.path, session["csrf_token"]))
    tag = hashlib.sha256(told.encode()).hexdigest()[:32]
    known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else make_response(page())
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = ASKED_FOR_AGAIN
    return response


@cache
def _version() -> str:
    """Changes whenever anything the pages are made of does: code, words, rules, cases, styles."""
    digest = hashlib.sha256(static_version().encode())
    for room in ("policy", "wording", "templates", "translations"):
        _take_in(resources.files("portal") / room, digest.update)
    return digest.hexdigest()


def _take_in(folder: Traversable, take: Callable[[bytes], None]) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            _take_in(entry, take)
        elif not entry.name.endswith(".pyc"):
            take(entry.name.encode() + entry.read_bytes())
