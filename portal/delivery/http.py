"""Asks another system over HTTP with the organisation's certificate, and says in one word what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import requests

from portal.delivery.channel import NotNow

CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 20
"""All of a send, tokens and questions included, ends well before the row's claim does."""

_LATER: Final = frozenset({401, 403, 408, 425, 429})
"""Besides 5xx: what somebody mends at one of the two ends, or that passes by itself."""


class Http:
    """`certificate`: a file with the client certificate and its key; None on loopback."""

    def __init__(self, certificate: str | None) -> None:
        self._certificate = certificate

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        **content: Any,
    ) -> requests.Response:
        """The answer, whatever it says of what was sent. Raises NotNow where there is none, or none yet."""
        try:
            answer = requests.request(
                method,
                url,
                headers=headers,
                params=params,
                cert=self._certificate,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                **content,
            )
        except requests.Timeout:
            raise NotNow("timeout") from None
        except (requests.RequestException, OSError):
            # Not `from error`: it holds the address that was asked, and that may hold a CPR number.
            raise NotNow("no_answer") from None
        if answer.status_code >= 500 or answer.status_code in _LATER:
            raise NotNow(f"http_{answer.status_code}")
        return answer


def insist_on_door(answer: requests.Response) -> None:
    """Raises NotNow where there is nothing at that address. Whatever else is answered, it was reached."""
    if answer.status_code == 404 or answer.is_redirect:
        raise NotNow(f"http_{answer.status_code}")
