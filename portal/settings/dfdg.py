"""DFDG: the service that is told of meetings."""

from dataclasses import dataclass

from portal.settings import values
from portal.settings.reading import Reader


@dataclass(frozen=True)
class DfdgSettings:
    """How DFDG is told of meetings. `owner_system`: what DFDG calls this system (EjersystemType).

    `certificate`: a file with the client certificate and its key.
    """

    url: str
    owner_system: int
    certificate: str | None = None


def dfdg_from(reader: Reader) -> DfdgSettings | None:
    """None where DFDG is not told of anything (yet)."""
    if not reader.has_any("PORTAL_DFDG_"):
        return None
    where = "an address, https://… (http:// on loopback only)"
    settings = DfdgSettings(
        url=reader.required("PORTAL_DFDG_URL", where, values.address_or_loopback),
        owner_system=reader.required("PORTAL_DFDG_OWNER_SYSTEM", "a whole number", int),
        certificate=reader.optional("PORTAL_DFDG_CERTIFICATE", "the path of a file", values.anything, None),
    )
    if settings.url and settings.url.startswith("https://") and not settings.certificate:
        reader.refuse("PORTAL_DFDG_CERTIFICATE", "the path of a file: DFDG asks for a certificate")
    return settings
