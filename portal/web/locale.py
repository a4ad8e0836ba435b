"""The language a page is shown in, and the words for days and times in it.

Chosen in this order: what the signed-in person has saved, the cookie, what the browser asks for,
Danish. Texts in Python are written `_("…")` in Danish; texts that are looked up later than they are
written, `lazy_gettext("…")`.
"""

from __future__ import annotations

from typing import Any, Final

from flask import Flask, current_app, g, request
from flask_login import current_user
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from portal.wording import reader as words
from portal.wording.catalogues import LANGUAGES, CatalogueReader, reader_of

COOKIE: Final = "sprog"
_YEAR: Final = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    for name in ("day", "short_day", "plain_day", "month", "clock", "moment", "number"):
        env.filters[name] = _in_readers_words(name)
    env.filters["capitalised"] = words.capitalised
    # A macro that is imported sees the globals alone, so the reader is one of them.
    env.globals.update(offered_languages=offered_languages, reader=LocalProxy(reader))


def reader() -> CatalogueReader:
    """Who this request is answered for."""
    if "reader" not in g:
        g.reader = reader_of(_chosen(), mark_missing=current_app.testing)
    found: CatalogueReader = g.reader
    return found


def _(message: str) -> str:
    return reader().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    return reader().ngettext(one, many, count)


def lazy_gettext(message: str) -> Any:
    """The text, looked up each time it is shown: for what is written once, as the module is read."""
    return LocalProxy(lambda: _(message))


def offered_languages() -> list[tuple[str, str]]:
    """(code, own name) of every language, the chosen one first."""
    chosen = reader().language
    return sorted(LANGUAGES.items(), key=lambda item: item[0] != chosen)


def remember(response: Response, language: str, *, secure: bool) -> None:
    """Keep the choice in the browser, for before the person signs in."""
    response.set_cookie(COOKIE, language, max_age=_YEAR, secure=secure, httponly=True, samesite="Lax")


def _chosen() -> str:
    # `en-GB` is a wish for English; the header gives the dearest wish first.
    asked = [tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0]
    for wish in (getattr(current_user, "language", None), request.cookies.get(COOKIE), *asked):
        if wish in LANGUAGES:
            return str(wish)
    return "da"


def _in_readers_words(name: str) -> Any:
    function = getattr(words, name)
    return lambda value: function(reader(), value)
