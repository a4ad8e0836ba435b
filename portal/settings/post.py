"""Letters: the way they reach Digital Post."""

from dataclasses import dataclass

from portal.settings import values
from portal.settings.reading import Reader


@dataclass(frozen=True)
class PostSettings:
    """How letters reach Digital Post.

    `way`: `sf1601` (KOMBIT's service) or `own` (a sender system of one's own). `certificate`: a file with the
    client certificate and its key. `token_url`: where KOMBIT gives out tokens; None: none is asked for.
    `receipts_url`: where it is told what arrived; None: nobody tells.
    """

    way: str
    url: str
    certificate: str | None = None
    token_url: str | None = None
    receipts_url: str | None = None


def post_from(reader: Reader) -> PostSettings | None:
    """None where letters are not sent to Digital Post (yet)."""
    if not reader.has_any("PORTAL_POST_"):
        return None
    where = "an address, https://… (http:// on loopback only)"
    settings = PostSettings(
        way=reader.required("PORTAL_POST_WAY", "sf1601 or own", _post_way),
        url=reader.required("PORTAL_POST_URL", where, values.address_or_loopback),
        certificate=reader.optional("PORTAL_POST_CERTIFICATE", "the path of a file", values.anything, None),
        token_url=reader.optional("PORTAL_POST_TOKEN_URL", where, values.address_or_loopback, None),
        receipts_url=reader.optional("PORTAL_POST_RECEIPTS_URL", where, values.address_or_loopback, None),
    )
    if settings.url and settings.url.startswith("https://") and not settings.certificate:
        reader.refuse("PORTAL_POST_CERTIFICATE", "the path of a file: Digital Post asks for a certificate")
    return settings


def _post_way(text: str) -> str:
    values.insist(text in {"sf1601", "own"})
    return text
