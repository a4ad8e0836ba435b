"""The headers every answer carries, as data.

The Content-Security-Policy begins at `'none'` and opens what the pages use: own scripts, styles,
pictures and fonts, and what a script asks the portal itself. A form may lead to the identity providers
too, because signing out is a form and a browser holds the redirect after it to `form-action`.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.wrappers import Response

from portal.settings import Settings

POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: over https the check of a posted form compares the referrer with the portal's own host.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}

STRICT_TRANSPORT: Final = "max-age=31536000; includeSubDomains"
NOT_KEPT: Final = "no-store"
KEPT_FOR_EVER: Final = "public, max-age=31536000, immutable"
ASKED_FOR_AGAIN: Final = "private, no-cache"
"""A calendar program may keep what it fetched, and asks each time whether it is still so."""


def init_app(app: Flask, settings: Settings) -> None:
    headers = headers_of(settings)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(headers)
        if response.headers.get("Cache-Control") not in (KEPT_FOR_EVER, ASKED_FOR_AGAIN):
            response.headers["Cache-Control"] = NOT_KEPT
        return response


def headers_of(settings: Settings) -> dict[str, str]:
    """Every header of this portal's answers, but for Cache-Control."""
    providers = {origin(settings.citizen_oidc.issuer), origin(settings.caseworker_oidc.issuer)}
    policy = POLICY | {"form-action": " ".join(["'self'", *sorted(providers)])}
    headers = HEADERS | {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items())
    }
    return headers | {"Strict-Transport-Security": STRICT_TRANSPORT} if settings.secure_cookies else headers


def origin(address: str) -> str:
    """Scheme, host and port of an address, as a policy names them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def host_of(address: str) -> str:
    """The host as a request names it: with its port, but for the one the scheme implies."""
    parts = urlsplit(address)
    implied = {"http": ":80", "https": ":443"}[parts.scheme]
    return parts.netloc.removesuffix(implied).lower()
