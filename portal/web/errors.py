"""The pages for what went wrong: what happened and what to do, in the reader's language, never a trace."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, g, render_template, request
from flask_login import AnonymousUserMixin, current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from portal.store.database import Busy
from portal.web.locale import lazy_gettext
from portal.web.pages import home_url

log = structlog.get_logger(__name__)

_TITLES = {
    400: lazy_gettext("Det, du sendte, kunne ikke læses"),
    403: lazy_gettext("Du har ikke adgang til siden"),
    404: lazy_gettext("Siden findes ikke"),
    405: lazy_gettext("Siden kan ikke åbnes på den måde"),
    413: lazy_gettext("Det, du sendte, fylder for meget"),
    500: lazy_gettext("Der er en fejl hos os"),
    503: lazy_gettext("Der er for mange på lige nu"),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(Exception, _broken)


def _failed(error: HTTPException) -> Any:
    if error.response is not None or (error.code is not None and error.code < 400):
        return error.get_response()  # a redirect
    code = error.code if error.code in _TITLES else (400 if (error.code or 500) < 500 else 500)
    headers = [
        (name, value) for name, value in error.get_headers() if name not in ("Content-Type", "Content-Length")
    ]
    return _page(code), error.code or code, headers


def _form_too_old(_error: CSRFError) -> Any:
    signed_out = not current_user.is_authenticated
    return render_template("errors/form_too_old.html", signed_out=signed_out), 400


def _busy(_error: Busy) -> Any:
    return _failed(ServiceUnavailable(retry_after=5))


def _broken(error: Exception) -> Any:
    # The message of an error may quote what somebody typed; where it happened is enough to find it.
    log.error("request_failed", method=request.method, endpoint=request.endpoint, exc_info=error)
    return _failed(InternalServerError())


def _page(code: int) -> str:
    if code >= 500 and "_login_user" not in g:
        # Finding out who is signed in may be what went wrong. Asking again would fail again.
        g._login_user = AnonymousUserMixin()
    return render_template("errors/error.html", code=code, heading=_TITLES[code], home=home_url())
