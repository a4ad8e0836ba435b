"""Book a meeting: choose how it is held, check the answers, book."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.book_jobsamtale import UnknownSlot, book_jobsamtale
from portal.actions.outcome import Refused
from portal.web.citizen import check as checking
from portal.web.citizen import choose_form as choosing
from portal.web.citizen import hold as holding
from portal.web.citizen import phone
from portal.web.citizen.answers import book_command, read
from portal.web.citizen.route import Route
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import citizen


def choose_form() -> str | Response:
    return choosing.choose_form(Route())


def check() -> str | Response:
    return checking.check(Route(), request.args)


def hold() -> str | Response:
    return holding.hold(Route())


def hold_longer() -> str | Response:
    return holding.hold_longer(Route())


def book() -> str | Response | tuple[str, int]:
    route = Route()
    given = read(request.form, route)
    if given.slot is None or given.form is None:
        return checking.check(route, request.form)
    number, error = phone.asked_for(given.phone, given.form)
    if error:
        return checking.with_phone_error(route, given, _(error))
    command = book_command(citizen().id, given, given.slot, given.form, number)
    now = clock.now()
    try:
        outcome = book_jobsamtale(command, database(), now)
    except UnknownSlot:
        abort(404)
    if isinstance(outcome, Refused):
        return checking.refused(route, given, outcome, now)
    return redirect(url_for("citizen.samtale.receipt", samtale=outcome.booking.public_id), 303)
