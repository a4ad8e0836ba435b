"""Staying signed in: what a page asks for when somebody wants to go on with what they were doing."""

from __future__ import annotations

from flask import jsonify
from werkzeug.wrappers import Response

from portal.web.signed_in import seconds_left


def stay() -> Response:
    """Asking is enough to keep the session going; the answer says for how many seconds."""
    return jsonify(seconds=seconds_left())
