"""The issuers that sign people in: what they publish, and whether they know this portal.

Nobody is signed in. An authorization that is asked for and goes no further, and a code that nobody was given,
show whether the issuer takes the portal's address, its name and its secret.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import requests

from portal.doctor.line import HTTP_SECONDS, About, Line, fails, works
from portal.settings import OidcSettings
from portal.web.urls import ADDRESSES

_NEEDED: Final = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
_NOT_SIGNED_IN: Final = frozenset(
    {"login_required", "interaction_required", "consent_required", "account_selection_required"}
)
"""What an issuer says that would sign somebody in, but was told not to ask (OpenID Connect Core, 3.1.2.6)."""


class _Wrong(Exception):
    """Something does not work: what was found, and what to do."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(found)
        self.line = fails(found, advice)


def citizens(about: About) -> Line:
    return _checked("citizen", "PORTAL_CITIZEN_OIDC", about, about.settings.citizen_oidc)


def caseworkers(about: About) -> Line:
    return _checked("caseworker", "PORTAL_CASEWORKER_OIDC", about, about.settings.caseworker_oidc)


def _checked(kind: str, prefix: str, about: About, provider: OidcSettings) -> Line:
    (rule,) = (one.rule for one in ADDRESSES if one.endpoint == f"signin.finish_{kind}")
    back = about.settings.base_url + rule
    try:
        published = _published(provider, prefix)
        keys = _keys(published["jwks_uri"])
        _insist_on_way_back(published["authorization_endpoint"], provider, back, prefix)
        _insist_on_secret(published["token_endpoint"], provider, back, prefix)
    except _Wrong as wrong:
        return wrong.line
    except requests.Timeout:
        return fails("The issuer takes too long to answer.", "Try again, and ask who runs it.")
    except requests.exceptions.SSLError:
        return fails(
            "The issuer has no certificate that is trusted.", "Ask who runs it, or trust its authority."
        )
    except (requests.RequestException, ValueError):
        return fails("The issuer does not answer.", f"See whether it is up, or mend {prefix}_ISSUER.")
    return works(f"The issuer answers, with {keys}, and takes the portal's address, name and secret.")


def _published(provider: OidcSettings, prefix: str) -> Mapping[str, str]:
    found = _json(requests.get(provider.metadata_url, timeout=HTTP_SECONDS))
    if not isinstance(found, dict) or "issuer" not in found:
        raise _Wrong("There is no issuer at that address.", f"Mend {prefix}_ISSUER.")
    if found["issuer"] != provider.issuer:
        raise _Wrong("The issuer calls itself by another address.", f"Set {prefix}_ISSUER to just that one.")
    scheme = urlsplit(provider.issuer).scheme
    missing = [name for name in _NEEDED if urlsplit(str(found.get(name, ""))).scheme != scheme]
    if missing:
        raise _Wrong(f"The issuer names no {missing[0]} that can be used.", "Ask who runs it.")
    if "S256" not in found.get("code_challenge_methods_supported", ["S256"]):
        raise _Wrong("The issuer does not take PKCE with S256.", "Ask who runs it.")
    return {name: str(found[name]) for name in _NEEDED}


def _keys(address: str) -> str:
    found = _json(requests.get(address, timeout=HTTP_SECONDS))
    keys = found.get("keys") if isinstance(found, dict) else None
    if not keys:
        raise _Wrong(
            "The issuer publishes no keys, so that nothing it says can be checked.", "Ask who runs it."
        )
    return "1 key" if len(keys) == 1 else f"{len(keys)} keys"


def _insist_on_way_back(address: str, provider: OidcSettings, back: str, prefix: str) -> None:
    asked = {
        **provider.authorization_params,
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": secrets.token_urlsafe(),
        "nonce": secrets.token_urlsafe(),
        "code_challenge": _challenge(),
        "code_challenge_method": "S256",
        "prompt": "none",
    }
    answer = requests.get(address, params=asked, timeout=HTTP_SECONDS, allow_redirects=False)
    register = _Wrong(
        "The issuer refuses the portal's address or name.",
        f"Register {back} there, and see {prefix}_CLIENT_ID.",
    )
    if not answer.is_redirect:
        if answer.status_code >= 400:
            raise register
        return
    to = answer.headers["Location"]
    error = parse_qs(urlsplit(to).query).get("error", [""])[0]
    if to.startswith(back):
        if error and error not in _NOT_SIGNED_IN:
            raise _Wrong("The issuer refuses what is asked for.", f"See {prefix}_SCOPE and what else is set.")
    elif error or "error" in urlsplit(to).path.lower():
        raise register


def _insist_on_secret(address: str, provider: OidcSettings, back: str, prefix: str) -> None:
    sent = {
        "grant_type": "authorization_code",
        "code": secrets.token_urlsafe(),
        "redirect_uri": back,
        "code_verifier": secrets.token_urlsafe(48),
    }
    known = (provider.client_id, provider.client_secret)
    answer = requests.post(address, data=sent, auth=known, timeout=HTTP_SECONDS, allow_redirects=False)
    said = _json(answer)
    error = said.get("error") if isinstance(said, dict) else None
    if answer.status_code == 401 or error in {"invalid_client", "unauthorized_client"}:
        raise _Wrong("The issuer refuses the portal's secret.", f"Mend {prefix}_CLIENT_SECRET.")


def _challenge() -> str:
    digest = hashlib.sha256(secrets.token_urlsafe(48).encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _json(answer: requests.Response) -> Any:
    """None where it is no JSON."""
    try:
        return answer.json()
    except ValueError:
        return None
