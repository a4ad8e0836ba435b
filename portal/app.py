"""Wires the portal together: settings, database, vault and pages become one WSGI application."""

from __future__ import annotations

import io
import os
from typing import IO, Any

from flask import Flask, Request, abort, redirect, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import logs
from portal.settings import Settings
from portal.store.cpr import CprVault
from portal.store.database import Database
from portal.web import errors, locale, pages, security_headers, signed_in, signin, urls
from portal.web.context import Context
from portal.web.public.demo import DemoPerson, DemoPlace
from portal.web.received import Received

_LARGEST_FORM = 64 * 1024  # bytes
_LARGEST_FILE = 10 * 1024 * 1024  # bytes, where `portal/web/urls.py` says that an address takes a file


class _Request(Request):
    """A file that is sent stays in memory: it may hold CPR numbers, which are not written in the clear.

    What an address and a form carry can be read.
    """

    parameter_storage_class = Received

    def _get_file_stream(self, *_given: Any, **_named: Any) -> IO[bytes]:
        return io.BytesIO()


def create_app(
    settings: Settings,
    database: Database | None = None,
    demo_people: tuple[DemoPerson, ...] = (),
    demo_places: tuple[DemoPlace, ...] = (),
) -> Flask:
    """The portal as a WSGI application.

    Opens no connection: it can be made before a server forks its workers. `database`: one to use
    instead of making one from the settings. `demo_people`, `demo_places`: what the start page of a
    demo offers to try.
    """
    app = Flask("portal", template_folder="templates", static_folder=None)
    app.request_class = _Request
    app.config.update(_configuration(settings))
    app.extensions["portal"] = Context(
        settings=settings,
        database=database or Database(settings.database_url, settings.lock_timeout_ms),
        vault=CprVault(settings.cpr_encryption_key, settings.cpr_hash_key),
        demo_people=demo_people,
        demo_places=demo_places,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    security_headers.init_app(app, settings)
    _answer_to_one_name(app, settings)
    _let_files_in(app)
    CSRFProtect(app)
    signed_in.init_app(app)
    locale.init_app(app)
    pages.init_app(app, settings)
    errors.init_app(app)
    signin.init_app(app, settings)
    urls.init_app(app)
    return app


def from_environment() -> Flask:
    """What gunicorn starts, as `portal.app:from_environment()`. SettingsError names what is wrong."""
    logs.configure()
    return create_app(Settings.from_environment(os.environ))


def _configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        # The prefix makes a browser insist on https, on this host alone, and on no path.
        "SESSION_COOKIE_NAME": "__Host-selvbooking" if settings.secure_cookies else "selvbooking",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": _LARGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": _LARGEST_FORM,
        # The token lives as long as the session it belongs to.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _let_files_in(app: Flask) -> None:
    """Only somebody who is signed in sends a file. It is read with the form's token, so this comes before."""

    @app.before_request
    def let_files_in() -> None:
        if request.endpoint in urls.TAKE_FILES and current_user.is_authenticated:
            request.max_content_length = _LARGEST_FILE
            # What is being read of a file counts as a form's field until its next line has come.
            request.max_form_memory_size = _LARGEST_FILE


def _answer_to_one_name(app: Flask, settings: Settings) -> None:
    """The portal has one address: under another, its cookies and the way back from signing in are lost."""
    own = security_headers.host_of(settings.base_url)

    @app.before_request
    def answer_to_one_name() -> Any:
        if request.host == own or request.endpoint == "public.health.check":
            return None
        if settings.secure_cookies or request.method != "GET":
            return abort(400)
        # On one's own machine, `localhost` and 127.0.0.1 are both typed.
        return redirect(settings.base_url + request.full_path.rstrip("?"))
