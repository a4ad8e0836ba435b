"""Choosing a language: kept in the browser, and with the person who is signed in."""

from __future__ import annotations

from flask import abort, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.actions.set_language import SetLanguage, set_language
from portal.web.context import database, settings
from portal.web.locale import remember
from portal.web.pages import home_url, own_address
from portal.wording.catalogues import LANGUAGES


def choose() -> Response:
    language = request.form.get("sprog")
    if language not in LANGUAGES:
        abort(400)
    if current_user.is_authenticated and current_user.kind == "citizen":
        set_language(SetLanguage(current_user.id, language), database())
    response = redirect(own_address(request.form.get("tilbage"), home_url()), 303)
    remember(response, language, secure=settings().secure_cookies)
    return response
