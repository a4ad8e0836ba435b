"""What one variable may hold. Each takes the variable's text and gives its value; ValueError: it is none."""

import base64
import json
import re
from typing import Any, Final, cast
from urllib.parse import SplitResult, urlsplit

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def insist(holds: bool) -> None:
    """A value of which this does not hold is none."""
    if not holds:
        raise ValueError


def anything(text: str) -> str:
    return text


def word(text: str) -> str:
    insist(len(text.split()) == 1)
    return text


def words(text: str) -> tuple[str, ...]:
    return tuple(word(part.strip()) for part in text.split(","))


def secret(text: str) -> str:
    insist(len(text) >= 32)
    return text


def key(text: str) -> bytes:
    """The 32 bytes of a key in base64."""
    decoded = base64.b64decode(text, validate=True)
    insist(len(decoded) == 32)
    return decoded


def boolean(text: str) -> bool:
    insist(text.lower() in {"true", "false"})
    return text.lower() == "true"


def database_url(text: str) -> str:
    scheme, _, rest = text.partition("://")
    insist(
        (scheme == "sqlite" and rest.startswith("/") and rest.strip("/") not in {"", ":memory:"})
        or (scheme == "postgresql+psycopg" and rest != "")
    )
    return text


def address(text: str) -> str:
    """An address over https."""
    parts = urlsplit(text)
    insist(parts.scheme == "https" and bool(parts.hostname))
    return text


def address_or_loopback(text: str) -> str:
    """An address over https, or over http on this machine's own loopback; without query and fragment."""
    _parts(text)
    return text


def base_url(text: str) -> str:
    """Likewise, and without a path; the last slash falls away."""
    parts = _parts(text)
    insist(parts.path in {"", "/"} and parts.username is None)
    return text.rstrip("/")


def _parts(text: str) -> SplitResult:
    parts = urlsplit(text)
    insist(parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
    insist(bool(parts.hostname) and not parts.query and not parts.fragment)
    insist(parts.port != 0)  # also raises for a port that is no number
    return parts


def phone(text: str) -> str:
    insist(re.fullmatch(r"\+?[\d ]{3,20}", text) is not None)
    return text


def mail(text: str) -> str:
    insist(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None)
    return text


def json_object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    insist(isinstance(value, dict))
    return cast(dict[str, Any], value)
