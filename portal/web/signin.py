"""Signing in with OpenID Connect, and out again. The same way for everybody, in a demo too.

Authorization code flow with PKCE (S256), state and nonce. Authlib checks the ID token (signature,
issuer, audience, nonce, time); `identity.py` checks what the claims say; the portal then looks for
somebody it knows.
"""

from __future__ import annotations

from typing import Any, Final

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from authlib.oidc.core import UserInfo
from flask import Flask, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from portal.settings import OidcSettings, Settings
from portal.store import caseworkers, people
from portal.web.context import context, database, settings
from portal.web.identity import Identity, Reason, SignInRefused, identity_from
from portal.web.pages import home_url, own_address
from portal.web.security_headers import origin
from portal.web.signed_in import EXPIRED, end_session, sign_in

log = structlog.get_logger(__name__)

_TIMEOUT_SECONDS: Final = 10
_NEXT: Final = "naeste"
_STATUS: Final[dict[Reason, int]] = {"unreachable": 503, "failed": 400, "cancelled": 200}


def init_app(app: Flask, settings: Settings) -> None:
    oauth = OAuth(app)
    for name, provider in (("citizen", settings.citizen_oidc), ("caseworker", settings.caseworker_oidc)):
        oauth.register(  # type: ignore[no-untyped-call]
            name,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=provider.metadata_url,
            client_kwargs={
                "scope": provider.scope,
                "code_challenge_method": "S256",
                "default_timeout": _TIMEOUT_SECONDS,
            },
        )
    app.extensions["portal_oauth"] = oauth


def choose() -> str | Response:
    """Where somebody lands who asked for a page without being signed in."""
    wanted = own_address(request.args.get(_NEXT), "")
    if current_user.is_authenticated:
        # The page thought the session was over, but another tab has kept it going.
        return redirect(wanted or home_url())
    return render_template(
        "public/sign_in.html",
        wanted=wanted or None,
        expired=bool(session.pop(EXPIRED, False)),
        people=context().demo_people,
    )


def start_citizen() -> Any:
    return _start("citizen", settings().citizen_oidc)


def start_caseworker() -> Any:
    return _start("caseworker", settings().caseworker_oidc)


def finish_citizen() -> Any:
    return _finish("citizen", settings().citizen_oidc)


def finish_caseworker() -> Any:
    return _finish("caseworker", settings().caseworker_oidc)


def sign_out() -> Response:
    """End the session here first, then at the provider, where it can be told to."""
    ended = end_session()
    response = redirect(_provider_sign_out(ended) or url_for("public.pages.signed_out"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _client(kind: str) -> Any:
    return current_app.extensions["portal_oauth"].create_client(kind)


def _start(kind: str, provider: OidcSettings) -> Any:
    session[_NEXT] = own_address(request.args.get(_NEXT), "")
    parameters = dict(provider.authorization_params)
    hint = request.args.get("login_hint")
    if any(person.subject == hint and person.kind == kind for person in context().demo_people):
        parameters["login_hint"] = str(hint)
    back = settings().base_url + url_for(f"signin.finish_{kind}")
    _forget_old_starts(kind)
    try:
        return _client(kind).authorize_redirect(back, **parameters)
    except (requests.RequestException, AuthlibBaseError, RuntimeError, ValueError) as error:
        return _refused(kind, "unreachable", error)


def _forget_old_starts(kind: str) -> None:
    """Of what Authlib noted of earlier starts, keep the last.

    Each that is not finished stays in the cookie for an hour, and a browser throws away a cookie of 4 kB.
    """
    starts = [name for name in session if name.startswith(f"_state_{kind}_")]
    for name in sorted(starts, key=lambda name: session[name]["exp"])[:-1]:
        session.pop(name)


def _finish(kind: str, provider: OidcSettings) -> Any:
    wanted = session.get(_NEXT)
    try:
        found, id_token_hint = _ask(kind, provider)
        _sign_in(kind, found, id_token_hint)
    except SignInRefused as refused:
        if refused.reason == "failed" and current_user.is_authenticated:
            return redirect(
                home_url()
            )  # came back to an answer that has been used, as one does with a back button
        return _refused(kind, refused.reason, refused.__cause__)
    return redirect(own_address(wanted, home_url()), 303)


def _ask(kind: str, provider: OidcSettings) -> tuple[Identity, str | None]:
    """Whom the provider says it is, and the ID token to sign out with later."""
    if request.args.get("error") == "access_denied":
        raise SignInRefused("cancelled")
    client = _client(kind)
    try:
        token = client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            }
        )
        claims: UserInfo | None = token.get("userinfo")
        if claims is None:
            raise SignInRefused("failed")
        userinfo = client.userinfo(token=token)
    except requests.RequestException as error:
        raise SignInRefused("unreachable") from error
    except (AuthlibBaseError, JoseError, RuntimeError, ValueError, KeyError) as error:
        raise SignInRefused("failed") from error
    # It would travel in an address when signing out. One that holds a CPR number must not, so it is not kept.
    hint = None if provider.cpr_claim in claims else token["id_token"]
    return identity_from(provider, claims, userinfo), hint


def _sign_in(kind: str, found: Identity, id_token_hint: str | None) -> None:
    if kind == "citizen":
        assert found.cpr is not None  # noqa: S101 - a citizen's settings always name the claim
        lookup = context().vault.lookup(found.cpr)
        person = database().read(lambda db: people.find_by_cpr(db, lookup))
        if person is None:
            raise SignInRefused("unknown")
        sign_in(person_id=person.id, id_token_hint=id_token_hint)
        return
    worker = database().read(lambda db: caseworkers.find_by_subject(db, found.organisation, found.subject))
    if worker is None:
        raise SignInRefused("unknown")
    sign_in(caseworker_id=worker.id, id_token_hint=id_token_hint)


def _refused(kind: str, reason: Reason, cause: BaseException | None) -> tuple[str, int]:
    # The cause may quote what the provider sent, and that may be a CPR number: only its kind is logged.
    log.warning("sign_in_refused", kind=kind, reason=reason, cause=type(cause).__name__ if cause else None)
    session.pop(_NEXT, None)
    page = render_template("public/sign_in_refused.html", kind=kind, reason=reason)
    return page, _STATUS.get(reason, 403)


def _provider_sign_out(ended: Any) -> str | None:
    """Where the provider ends its own session, if it says so and the pages' policy lets a form lead there."""
    if ended is None:
        return None
    kind = "citizen" if ended.person_id is not None else "caseworker"
    provider = settings().citizen_oidc if kind == "citizen" else settings().caseworker_oidc
    client = _client(kind)
    try:
        address = client.load_server_metadata().get("end_session_endpoint")
        if not address or origin(address) != origin(provider.issuer):
            return None
        logout: dict[str, str] = client.create_logout_url(
            post_logout_redirect_uri=settings().base_url + url_for("public.pages.signed_out"),
            id_token_hint=ended.id_token_hint,
            client_id=provider.client_id,
        )
    except (requests.RequestException, AuthlibBaseError, RuntimeError, ValueError) as error:
        log.warning("provider_sign_out_failed", kind=kind, cause=type(error).__name__)
        return None
    return logout["url"]
