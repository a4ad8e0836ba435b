"""What every page has: its frame's data, static files with a version in their address, a safe way back."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request, send_from_directory, url_for
from flask_login import current_user
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from portal.actions.casework import FIGURES_ONLY
from portal.settings import Settings
from portal.web.security_headers import KEPT_FOR_EVER

STATIC: Final = Path(__file__).with_name("static")
_ICONS: Final = STATIC / "dkfds" / "img" / "svg-icons"


def init_app(app: Flask, settings: Settings) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        home_url=home_url,
        icon=icon,
        settings=settings,
        shown_authority=shown_authority,
        static_url=static_url,
        this_page=this_page,
        wordmark=wordmark,
    )
    # A page that says nothing of these has none of them.
    app.context_processor(lambda: {"back": None, "errors": (), "step": None, "wide": False})
    app.add_url_rule("/static/<version>/<path:path>", "static_file", static_file)


@cache
def static_version() -> str:
    """Changes whenever any static file does."""
    digest = hashlib.sha256()
    for file in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        digest.update(file.relative_to(STATIC).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def static_url(path: str) -> str:
    return url_for("static_file", version=static_version(), path=path)


def static_file(version: str, path: str) -> Response:
    response = send_from_directory(STATIC, path)
    # While a new version is rolled out, an old page may ask for its own: answered, but not kept.
    if version == static_version():
        response.headers["Cache-Control"] = KEPT_FOR_EVER
    return response


@cache
def _drawing(name: str) -> tuple[str, str]:
    svg = (_ICONS / f"{name}.svg").read_text(encoding="utf-8")
    found = re.fullmatch(r'<svg xmlns="[^"]+" viewBox="([^"]+)"[^>]*>(.*)</svg>\s*', svg, re.DOTALL)
    if not found:
        raise ValueError(f"the icon {name} is not drawn as the others are")
    return found.group(1), found.group(2)


def icon(name: str, css_class: str = "") -> Markup:
    """An icon of the design system, for the eye only: what it means is always written beside it."""
    view_box, drawing = _drawing(name)
    classes = f"icon-svg {css_class}".strip()
    # The drawing is a file of ours, and markup.
    return Markup('<svg class="{}" viewBox="{}" focusable="false" aria-hidden="true">{}</svg>').format(
        classes,
        view_box,
        Markup(drawing),  # noqa: S704
    )


@cache
def wordmark() -> Markup:
    """The portal's own mark, the same drawing as the browser shows on the tab."""
    svg = (STATIC / "icon.svg").read_text(encoding="utf-8").strip()
    return Markup(svg.replace("<svg ", '<svg focusable="false" aria-hidden="true" ', 1))  # noqa: S704


def show_authority(organisation: Any) -> None:
    """Name this organisation (name, phone, email) in the header and footer of the page being made."""
    g.authority = organisation


def shown_authority() -> Any:
    return g.get("authority") or getattr(current_user, "organisation", None)


def home_url() -> str:
    """Where the wordmark leads: the front page of whoever is signed in."""
    if not current_user.is_authenticated:
        return url_for("public.pages.start")
    if current_user.kind == "citizen":
        return url_for("citizen.plan.show")
    return url_for("admin.figures.show" if current_user.role == FIGURES_ONLY else "caseworker.home.show")


def this_page() -> str:
    """The address that shows this page again; where only a form leads to it, the page to begin from."""
    if request.method == "GET" and request.endpoint is not None:
        return request.full_path.rstrip("?")
    try:
        current_app.create_url_adapter(request).match(method="GET")  # type: ignore[union-attr]
    except HTTPException:
        return home_url()
    return request.path


def own_address(target: str | None, otherwise: str) -> str:
    """The target if it is a path on this portal, else the other: nobody is led on to a stranger's page."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    if any(ord(sign) < 0x20 or sign == "\\" for sign in target):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target


def stop_if_missing(found: Any) -> Any:
    """What was found, or the page that says there is nothing here."""
    return found if found is not None else abort(404)
