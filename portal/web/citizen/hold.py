"""Between the second step and the third: the time is kept while the answers are checked, and longer if asked.

Only a form that is sent keeps a time, never an address that is opened: the page of answers shows what
is kept, and can be opened again, from a bookmark or with the back button, without keeping anything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.book_jobsamtale import UnknownSlot
from portal.actions.extend_hold import extend_hold
from portal.actions.hold_time import Wanted, hold_time
from portal.actions.outcome import UnknownBooking
from portal.store.database import Database
from portal.web.citizen import check as checking
from portal.web.citizen.answers import book_command, move_command, read
from portal.web.citizen.route import Route
from portal.web.context import database
from portal.web.signed_in import citizen

Action = Callable[[Wanted, Database, datetime], datetime | None]


def hold(route: Route) -> str | Response:
    return _done(route, hold_time)


def hold_longer(route: Route) -> str | Response:
    return _done(route, extend_hold)


def _done(route: Route, action: Action) -> str | Response:
    """The page of answers. It says whether the time is kept, and if not, why it cannot be had."""
    given = read(request.form, route)
    if given.slot is None or given.form is None:
        return checking.check(route, request.form)
    person = citizen().id
    if route.move:
        wanted: Wanted = move_command(person, route, given, given.slot, given.form)
    else:
        wanted = book_command(person, given, given.slot, given.form)
    try:
        action(wanted, database(), clock.now())
    except (UnknownSlot, UnknownBooking):
        abort(404)
    if given.phone:
        # What was typed is kept, and no address may hold it.
        return checking.check(route, request.form)
    return redirect(route.check(given.kept()), 303)
