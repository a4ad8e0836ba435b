"""Whether the portal can answer: for a load balancer, not for people."""

from __future__ import annotations

from flask import Response

from portal.store import sessions
from portal.store.database import Busy
from portal.web.context import database


def check() -> Response:
    """200 where the database answers, else 503. Says nothing else, for anybody may ask."""
    try:
        database().read(sessions.answers)
    except Busy:
        return Response("busy\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
