"""The person's meetings in their own calendar: an address to fetch them from, and one meeting as a file."""

from __future__ import annotations

import uuid

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from portal.actions.renew_calendar_feed import NewAddress
from portal.store import bookings
from portal.store.database import Session
from portal.store.feeds import Owner
from portal.web import calendar_page
from portal.web.calendar_feed import MIMETYPE, of_citizen
from portal.web.calendar_page import Page
from portal.web.citizen.asking import asking
from portal.web.context import database
from portal.web.locale import reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import citizen
from portal.wording import ical


def show() -> str:
    return _shown(None)


def renew() -> str | Answer:
    made = calendar_page.make(_owner(), shows_place=_wants_place())
    return _shown(made) if made else redirect(url_for("citizen.calendar.show"), 303)


def close() -> Answer:
    return calendar_page.close(_owner(), "citizen.calendar.show")


def choose_place() -> Answer:
    return calendar_page.choose_place(_owner(), "citizen.calendar.show", shows_place=_wants_place())


def file(samtale: uuid.UUID) -> Response:
    """One meeting, to be opened in a calendar. It says no more than the address does at first."""
    booking = database().read(lambda session: bookings.get_own(session, citizen().id, samtale))
    told = of_citizen(reader(), stop_if_missing(booking))
    response = Response(ical.file_of(told), mimetype=MIMETYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="aftale.ics"'
    return response


def _owner() -> Owner:
    return Owner(person_id=citizen().id)


def _wants_place() -> bool:
    return request.form.get("vis_sted") == "ja"


def _shown(made: NewAddress | None) -> str:
    page = database().read(lambda session: _page(session, made))
    return render_template("citizen/calendar.html", page=page)


def _page(session: Session, made: NewAddress | None) -> Page:
    asking(session)  # names who is responsible in the page's frame
    return calendar_page.page_of(session, _owner(), made)
