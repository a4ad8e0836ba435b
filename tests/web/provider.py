"""An identity provider inside the test: strict where a broker is strict, and lying where a test wants a lie.

It answers what Authlib asks over HTTP (discovery, keys, token, userinfo) without a socket, by standing in for
requests' transport. Its time is the test's time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from requests.adapters import HTTPAdapter

ISSUER = "https://idp.test"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"
SECRET = "the portal's secret at the provider"


@dataclass
class Authorization:
    """What the portal asked for when it sent the browser here, and who then signed in."""

    asked: Mapping[str, str]
    claims: Mapping[str, Any]


@dataclass
class Provider:
    """`id_token` and `userinfo` are laid over what is true, None takes a claim away: so it lies."""

    id_token: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    sends_id_token: bool = True
    is_down: bool = False
    signs_with_a_strange_key: bool = False
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "test"}))
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, Authorization] = field(default_factory=dict)
    _tokens: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def authorize(self, address: str, claims: Mapping[str, Any]) -> str:
        """Somebody with these claims signs in where the portal led to: where the browser goes next."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(8)
        self._codes[code] = Authorization(asked, claims)
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def deny(self, address: str) -> str:
        """Somebody turns back at the provider."""
        asked = parse_qs(urlsplit(address).query)
        back = {"error": "access_denied", "state": asked["state"][0]}
        return f"{asked['redirect_uri'][0]}?{urlencode(back)}"

    def send(self, request: requests.PreparedRequest) -> requests.Response:
        path = urlsplit(request.url or "").path
        self.asked.append(path)
        if self.is_down:
            raise requests.ConnectionError("nobody answers")
        if path == "/.well-known/openid-configuration":
            return _answer(200, self._metadata())
        if path == "/jwks":
            return _answer(200, KeySet([self.key]).as_dict(private=False))
        if path == "/token":
            return self._token(request)
        if path == "/userinfo":
            return self._userinfo(request)
        return _answer(404, {})

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "end_session_endpoint": f"{ISSUER}/end",
            "jwks_uri": f"{ISSUER}/jwks",
            "id_token_signing_alg_values_supported": ["ES256"],
        } | self.metadata

    def _token(self, request: requests.PreparedRequest) -> requests.Response:
        body = request.body.decode() if isinstance(request.body, bytes) else request.body or ""
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        authorization = self._codes.pop(sent.get("code", ""), None)
        if authorization is None or not _proves_itself(request, sent, authorization.asked):
            return _answer(400, {"error": "invalid_grant"})
        access_token = secrets.token_urlsafe(8)
        self._tokens[access_token] = authorization.claims
        token = {"access_token": access_token, "token_type": "Bearer", "expires_in": 300}
        if self.sends_id_token:
            token["id_token"] = self._signed(authorization)
        return _answer(200, token)

    def _signed(self, authorization: Authorization) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": authorization.asked["client_id"],
            "exp": now + 300,
            "iat": now,
            "nonce": authorization.asked["nonce"],
            **{name: value for name, value in authorization.claims.items() if name != "dk.cpr"},
        } | self.id_token
        key = ECKey.generate_key("P-256", {"kid": "test"}) if self.signs_with_a_strange_key else self.key
        return jwt.encode({"alg": "ES256", "kid": "test"}, _without_none(claims), key)

    def _userinfo(self, request: requests.PreparedRequest) -> requests.Response:
        token = str(request.headers.get("Authorization", "")).removeprefix("Bearer ")
        if token not in self._tokens:
            return _answer(401, {"error": "invalid_token"})
        return _answer(200, _without_none({**self._tokens[token], **self.userinfo}))


class Transport(HTTPAdapter):
    """Requests' way out, leading to the provider and nowhere else."""

    provider: Provider

    def send(self, request: requests.PreparedRequest, *_args: Any, **_kwargs: Any) -> requests.Response:
        response = self.provider.send(request)
        response.request = request
        response.url = request.url or ""
        return response


def _proves_itself(
    request: requests.PreparedRequest, sent: Mapping[str, str], asked: Mapping[str, str]
) -> bool:
    """The client's secret, the way back that was asked for, and the verifier of the PKCE challenge (S256)."""
    digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    basic = base64.b64encode(f"{asked['client_id']}:{SECRET}".encode()).decode()
    return (
        asked.get("code_challenge_method") == "S256"
        and asked.get("code_challenge") == challenge
        and sent.get("redirect_uri") == asked.get("redirect_uri")
        and request.headers.get("Authorization") == f"Basic {basic}"
    )


def _without_none(claims: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claims.items() if value is not None}


def _answer(status: int, body: Mapping[str, Any]) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response.headers["Content-Type"] = "application/json"
    response._content = json.dumps(body).encode()
    return response
