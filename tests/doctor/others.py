"""Those whom the portal talks to, real ones and one who answers what it is told to, each on a port."""

from __future__ import annotations

import json
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from authlib.deprecate import AuthlibDeprecationWarning
from werkzeug.serving import make_server

Answer = tuple[int, dict[str, str], Any]


@contextmanager
def serving(application: Callable[..., Any], port: int = 0) -> Iterator[str]:
    """The address at which the WSGI application answers."""
    server = make_server("127.0.0.1", port, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Told:
    """Answers what it was told to, by method and path: status, headers and JSON; else 404."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        status, headers, body = self.answers.get(asked, (404, {}, {}))
        content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        start(f"{status} So", [("Content-Type", "application/json"), *headers.items()])
        return [content]


@contextmanager
def issuer() -> Iterator[str]:
    """A provider that takes only whom it knows, from where it knows them."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setitem(os.environ, "AUTHLIB_INSECURE_TRANSPORT", "1")
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        import oidc_provider_mock

        provider = oidc_provider_mock.app(require_client_registration=True, require_nonce=True)
        provider.debug = False
        with serving(provider) as address:
            yield address


def registered(issuer: str, back: str) -> tuple[str, str]:
    """The name and the secret of a portal that comes back to that address."""
    known = requests.post(f"{issuer}/oauth2/clients", json={"redirect_uris": [back]}, timeout=10).json()
    return known["client_id"], known["client_secret"]


def discovery(address: str) -> dict[str, Answer]:
    """What an issuer answers with whom nothing is wrong."""
    found = {
        "issuer": address,
        **{
            name: f"{address}/{name}"
            for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        },
    }
    return {
        "GET /.well-known/openid-configuration": (200, {}, found),
        "GET /jwks_uri": (200, {}, {"keys": [{"kty": "RSA"}]}),
        "GET /authorization_endpoint": (200, {}, {}),
        "POST /token_endpoint": (400, {}, {"error": "invalid_grant"}),
    }


def port_of(address: str) -> int:
    port = urlsplit(address).port
    assert port is not None
    return port
