"""The start page and the few pages about the portal itself."""

from __future__ import annotations

from flask import abort, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.web.context import context, settings
from portal.web.pages import home_url


def start() -> str | Response:
    if current_user.is_authenticated:
        return redirect(home_url())
    return render_template("public/start.html", people=context().demo_people, places=context().demo_places)


def signed_out() -> str | Response:
    # An address to come back to from the identity provider, which may add parameters of its own.
    if request.args:
        return redirect(request.path)
    return render_template("public/signed_out.html")


def privacy() -> str:
    return render_template("public/privacy.html", minutes=settings().session_minutes)


def accessibility_statement() -> Response:
    """Where WAS-Tool looks for the statement (the nemURL every public site has)."""
    address = settings().accessibility_statement_url
    return redirect(address) if address else abort(404)
