"""The address of a video meeting: on a host of the organisation's own, and another one for each time."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

OWN: Final = "{tid}"
"""What stands in an address for the part that is another for each time, so that nobody meets another's guest.
"""

LONGEST: Final = 400


def wrong(link: str, hosts: Sequence[str]) -> str | None:
    """Why the address cannot be used: `ingen_vaerter`, `ikke_https`, `fremmed_vaert`, `for_lang`; None: it
    can.
    """
    if not hosts:
        return "ingen_vaerter"
    if len(link) > LONGEST:
        return "for_lang"
    try:
        parts = urlsplit(link.replace(OWN, "x"))
        plain = parts.username is None and parts.port in (None, 443)
    except ValueError:
        return "ikke_https"
    if parts.scheme != "https" or not plain or any(sign.isspace() or ord(sign) < 0x20 for sign in link):
        return "ikke_https"
    return None if (parts.hostname or "") in {host.lower() for host in hosts} else "fremmed_vaert"


def filled(link: str | None) -> str | None:
    """The address for one time."""
    return link.replace(OWN, secrets.token_hex(8)) if link else None
