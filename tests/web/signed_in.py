"""Whether a browser is signed in, seen from outside."""

from flask.testing import FlaskClient


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/").status_code == 302
