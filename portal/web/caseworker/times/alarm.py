"""An alarm on the front page is closed."""

from __future__ import annotations

import uuid

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.close_alarm import close_alarm
from portal.actions.times.whose import NotTheirs
from portal.web.context import database
from portal.web.signed_in import caseworker


def close(alarm: uuid.UUID) -> Response:
    try:
        close_alarm(caseworker().id, alarm, database(), clock.now())
    except NotTheirs:
        abort(404)
    return redirect(url_for("caseworker.home.show"), 303)
