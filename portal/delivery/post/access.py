"""KOMBIT's tokens: the certificate gives a SAML token for one service, and that gives an access token.

Both are made and signed by KOMBIT; here they are only fetched, and kept as long as they hold.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from portal.delivery.channel import NotNow
from portal.delivery.http import Http

_BEFORE_IT_ENDS: Final = timedelta(minutes=5)
_SAML: Final = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0"
_TRUST: Final = "http://docs.oasis-open.org/ws-sx/ws-trust/200512"


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    until: datetime


class Access:
    """Gives the `Authorization` header for a service, on behalf of an organisation. Safe in threads."""

    def __init__(self, http: Http, certificate: str, issue_url: str, token_url: str) -> None:
        self._http = http
        self._certificate = certificate
        self._issue_url = issue_url
        self._token_url = token_url
        self._kept: dict[tuple[str, str], _Token] = {}
        self._lock = threading.Lock()

    def header(self, entity: str, cvr: str, now: datetime) -> str:
        """`entity`: the service's id; `cvr`: whose access it is. `now` aware. Raises NotNow."""
        with self._lock:
            kept = self._kept.get((entity, cvr))
            if kept is None or kept.until <= now:
                kept = self._kept[entity, cvr] = self._fetch(entity, cvr, now)
            return kept.value

    def _fetch(self, entity: str, cvr: str, now: datetime) -> _Token:
        asked = {
            "TokenType": _SAML,
            "RequestType": f"{_TRUST}/Issue",
            "KeyType": f"{_TRUST}/PublicKey",
            "AnvenderKontekst": {"Cvr": cvr},
            "UseKey": self._public_part(),
            "AppliesTo": {"EndpointReference": {"Address": entity}},
            "OnBehalfOf": None,
        }
        try:
            issued = self._answer(self._issue_url, json=asked)
            saml = issued["RequestedSecurityToken"]["Assertion"]
            given = self._answer(self._token_url, data={"saml-token": saml})
            value = f"{given['token_type']} {given['access_token']}"
            until = now.astimezone(UTC) + timedelta(seconds=int(given["expires_in"])) - _BEFORE_IT_ENDS
        except (KeyError, TypeError, ValueError):
            raise NotNow("no_token") from None
        return _Token(value, until)

    def _answer(self, url: str, **content: Any) -> Mapping[str, Any]:
        answer = self._http.ask("POST", url, **content)
        if answer.status_code != 200:
            raise NotNow("no_token")
        found: Mapping[str, Any] = answer.json()
        return found

    def _public_part(self) -> str:
        """The certificate itself, in one line, as KOMBIT asks for it."""
        certificate = x509.load_pem_x509_certificate(Path(self._certificate).read_bytes())
        lines = certificate.public_bytes(Encoding.PEM).decode().splitlines()
        return "".join(lines[1:-1])
