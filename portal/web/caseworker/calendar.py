"""The caseworker's booked meetings in their own calendar, without the names of those who come."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.actions.renew_calendar_feed import NewAddress
from portal.store.feeds import Owner
from portal.web import calendar_page
from portal.web.context import database
from portal.web.signed_in import caseworker


def show() -> str:
    return _shown(None)


def renew() -> str | Response:
    made = calendar_page.make(_owner(), shows_place=True)
    return _shown(made) if made else redirect(url_for("caseworker.calendar.show"), 303)


def close() -> Response:
    return calendar_page.close(_owner(), "caseworker.calendar.show")


def _owner() -> Owner:
    return Owner(caseworker_id=caseworker().id)


def _shown(made: NewAddress | None) -> str:
    page = database().read(lambda session: calendar_page.page_of(session, _owner(), made))
    return render_template("caseworker/calendar.html", page=page)
