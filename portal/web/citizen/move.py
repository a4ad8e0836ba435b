"""Move a planned meeting: the same search and steps as for a new one, with the present time shown."""

from __future__ import annotations

import uuid

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.book_jobsamtale import UnknownSlot
from portal.actions.move_jobsamtale import move_jobsamtale
from portal.actions.outcome import Refused, UnknownBooking
from portal.policy.facts import SamtaleStatus
from portal.store import bookings
from portal.web.citizen import check as checking
from portal.web.citizen import choose_form as choosing
from portal.web.citizen import find_time as finding
from portal.web.citizen import hold as holding
from portal.web.citizen import phone
from portal.web.citizen.answers import move_command, read
from portal.web.citizen.route import Route
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import citizen


def find_time(samtale: uuid.UUID) -> str | Response:
    return finding.find(_route(samtale))


def choose_form(samtale: uuid.UUID) -> str | Response:
    return choosing.choose_form(_route(samtale))


def check(samtale: uuid.UUID) -> str | Response:
    return checking.check(_route(samtale), request.args)


def hold(samtale: uuid.UUID) -> str | Response:
    return holding.hold(_route(samtale))


def hold_longer(samtale: uuid.UUID) -> str | Response:
    return holding.hold_longer(_route(samtale))


def move(samtale: uuid.UUID) -> str | Response | tuple[str, int]:
    route = _route(samtale)
    given = read(request.form, route)
    if given.slot is None or given.form is None:
        return checking.check(route, request.form)
    number, error = phone.asked_for(given.phone, given.form)
    if error:
        return checking.with_phone_error(route, given, _(error))
    command = move_command(citizen().id, route, given, given.slot, given.form, number)
    now = clock.now()
    try:
        outcome = move_jobsamtale(command, database(), now)
    except (UnknownBooking, UnknownSlot):
        abort(404)
    if isinstance(outcome, Refused):
        return checking.refused(route, given, outcome, now)
    return redirect(url_for("citizen.samtale.receipt", samtale=outcome.booking.public_id), 303)


def _route(samtale: uuid.UUID) -> Route:
    """The person's own planned meeting. Of anybody else's, and of one that is over, there is no page."""
    booking = database().read(lambda session: bookings.get_own(session, citizen().id, samtale))
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT:
        abort(404)
    return Route(booking)
